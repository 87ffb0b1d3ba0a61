"""How content lies on its pages: nothing outside the margins, nothing lost, nothing torn apart."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import fonts, layout, paint
from app.documents import stylesheet as sheet
from app.documents.blocks import Composer
from app.documents.content import (
    Box,
    Cell,
    Column,
    DocumentContent,
    Heading,
    Item,
    Listing,
    Look,
    Paragraph,
    Signature,
    Span,
    Table,
    Together,
    TwoColumns,
    as_text,
)
from app.documents.papers.action_plan import action_plan
from app.documents.papers.consent_form import consent_form
from app.documents.papers.contact_list import contact_list
from app.documents.papers.shared import Copy
from app.documents.render import render
from app.documents.strips import Strip
from app.models.snapshots import ContactLine, PlannedArea, PlannedGoal
from tests.documents import samples

BOTTOM = sheet.PAGE_HEIGHT - sheet.FOOT - 30


def paper(*blocks: object, **more: str) -> DocumentContent:
    return DocumentContent(title="Prov", made=datetime(2026, 3, 4), blocks=tuple(blocks), **more)  # type: ignore[arg-type]


def dealt(content: DocumentContent) -> list[list[tuple[float, Strip]]]:
    fonts.prepare()
    return [page.placed for page in layout.deal(Composer().paper(content), BOTTOM)]


def words_on(page: list[tuple[float, Strip]]) -> list[str]:
    marks = sorted((mark for _, strip in page for mark in strip.marks), key=lambda mark: mark.order)
    return [run.text for mark in marks for run in mark.line.runs]


def pages_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def thirty_actions() -> DocumentContent:
    goals = PlannedGoal(
        key="1",
        goal="Många steg på en gång",
        actions=tuple(
            samples.step(
                f"a{n}", f"Steg nummer {n} med ganska många ord i sig", samples.ZOFIA, date(2026, 4, 1)
            )
            for n in range(1, 31)
        ),
    )
    area = PlannedArea(key="health", name="Hälsa", goals=(goals,))
    return action_plan(replace(samples.PLAN, areas=(area,)), Copy(person=samples.AKE))


def test_thirty_actions_are_all_there_and_the_head_is_repeated() -> None:
    content = thirty_actions()
    pages = pages_of(layout.render(content))
    whole = "\n".join(pages)
    assert len(pages) == 3
    for number in range(1, 31):
        assert whole.count(f"Steg nummer {number} med") == 1
    assert pages[0].count("Följs upp") == pages[1].count("Följs upp") == 1
    assert [f"Sida {n + 1} av 3" in page for n, page in enumerate(pages)] == [True] * 3


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    table = Table((Column("Steg", 1),), ((Cell.of("Ett steg"),), (Cell.of("Ett till"),)))
    for lines in range(1, 60):
        blocks = [Paragraph(f"Rad {n}") for n in range(lines)]
        for page in dealt(paper(*blocks, Heading("Rubriken"), table)):
            words = words_on(page)
            if "Rubriken" in words:
                assert words[words.index("Rubriken") + 1 :][:2] == ["Steg", "Ett steg"]


def test_a_box_and_the_lines_to_sign_stay_whole() -> None:
    box = Box("Ditt ansvar", (Listing(tuple(Item(f"Sak {n}", ticked=False) for n in range(4))),))
    sign = Signature("Karin", "mamma", "Datum")
    for lines in range(1, 60):
        pages = dealt(paper(*[Paragraph("Rad") for _ in range(lines)], box, sign))
        assert sum("Ditt ansvar" in words_on(page) for page in pages) == 1
        home = next(page for page in pages if "Ditt ansvar" in words_on(page))
        assert "Sak 3" in words_on(home)
        signed = next(page for page in pages if "Datum" in words_on(page))
        assert any(len(strip.rules) == 2 for _, strip in signed)


def test_a_row_longer_than_a_page_is_broken_and_not_lost() -> None:
    long = " ".join(f"ord{n}" for n in range(2500))
    content = paper(Table((Column("Steg", 1), Column("Vem", 1)), ((Cell.of(long), Cell.of("Åke")),)))
    pages = dealt(content)
    assert len(pages) > 3
    drawn = " ".join(word for page in pages for word in words_on(page)).split()
    assert [word for word in drawn if word.startswith("ord")] == long.split()
    assert all("Steg" in words_on(page) for page in pages)


def test_long_columns_and_long_boxes_break_too() -> None:
    long = " ".join(f"ord{n}" for n in range(2500))
    two = TwoColumns((Heading("Fungerar"), Paragraph(long)), (Heading("Säger"), Paragraph(long)))
    for block in (two, Box("Ditt ansvar", (Paragraph(long),)), Paragraph(long)):
        pages = dealt(paper(block))
        drawn = " ".join(word for page in pages for word in words_on(page)).split()
        assert drawn.count("ord2499") == (2 if block is two else 1)
        inside_page(pages)


def inside_page(pages: list[list[tuple[float, Strip]]]) -> None:
    right = sheet.MARGIN + sheet.WIDTH + 0.5
    for page in pages:
        for top, strip in page:
            assert top >= sheet.TOP - 0.1
            assert top + strip.height <= BOTTOM + 0.1
            for mark in strip.marks:
                assert mark.x >= sheet.MARGIN - 0.5
                assert mark.x + mark.line.width <= right


def test_a_name_of_sixty_letters_is_broken_inside_its_column() -> None:
    area = PlannedArea(
        key="leisure",
        name="Fritid",
        goals=(PlannedGoal(key="1", goal="Mål", actions=(samples.step("a", "Ring", samples.LONG, None),)),),
    )
    plan = action_plan(replace(samples.PLAN, areas=(area,)), Copy(person=samples.LONG))
    lines = (*samples.CONTACTS.lines, ContactLine(person=samples.LONG, phone="070-174 06 09"))
    for content in (
        plan,
        contact_list(replace(samples.CONTACTS, lines=lines)),
        consent_form(replace(samples.CONSENT, signers=(samples.LONG,))),
    ):
        pages = dealt(content)
        inside_page(pages)
        letters = "".join("".join(words_on(page)) for page in pages).replace(" ", "")
        assert samples.LONG_NAME.replace(" ", "") in letters


def test_the_contact_list_of_a_usual_group_is_one_page() -> None:
    for number in range(1, 17):
        lines = tuple(
            ContactLine(
                person=replace(samples.AKE, name=f"Person {n}"), phone="070-174 06 05", email="p@example.se"
            )
            for n in range(number)
        )
        content = contact_list(replace(samples.CONTACTS, lines=lines), Copy(person=samples.AKE))
        assert len(pages_of(layout.render(content))) == 1, number


def test_the_consent_form_of_a_family_is_one_page() -> None:
    assert len(pages_of(layout.render(consent_form(samples.CONSENT)))) == 1


def test_polish_turkish_and_arabic_letters_can_be_read_back() -> None:
    names = ("Zofia Żółć", "Işık Güneş", "Đặng Thị", "Ђорђе")
    content = paper(*(Paragraph(name) for name in names), Paragraph("احمد"))
    text = pages_of(layout.render(content))[0]
    for name in names:
        assert name in text
    assert "احمد"[::-1] in text or "احمد" in text


def test_right_to_left_words_are_turned_line_by_line() -> None:
    words = "اريد ان اعمل مع الناس وليس في المخزن " * 6
    strips = [strip for page in dealt(paper(Paragraph(words))) for _, strip in page if strip.marks]
    lines = [mark.line for strip in strips for mark in strip.marks if mark.line.from_right]
    assert len(lines) > 2
    assert lines[0].runs[0].text.startswith("اريد")
    assert " ".join(run.text for line in lines for run in line.runs).split() == words.split()


def test_a_right_to_left_name_keeps_its_place_in_a_swedish_line() -> None:
    strips = dealt(paper(Table((Column("Vem", 1),), ((Cell.of("أحمد الخطيب, farbror"),),))))[0]
    (mark,) = [mark for _, strip in strips for mark in strip.marks if "farbror" in mark.line.runs[0].text]
    drawn = "".join(piece.text for piece in mark.line.runs[0].pieces)
    assert drawn.endswith(", farbror")
    assert mark.x == sheet.MARGIN
    assert mark.tag is not None
    assert mark.tag.spoken == "أحمد الخطيب, farbror"


fields = st.text(st.characters(), max_size=120)


@settings(max_examples=30, deadline=None)
@given(st.lists(fields, min_size=7, max_size=7))
def test_any_text_in_any_field_is_drawn_with_signs_that_exist(texts: list[str]) -> None:
    title, first, second, third, fourth, fifth, sixth = texts
    content = paper(
        Heading(first, second),
        Paragraph((Span(third, Look.EMPHASIS), Span(fourth, Look.STRONG))),
        Table((Column(fifth, 1), Column(sixth, 9)), ((Cell.of(first), Cell.of(second)),)),
        Box(third, (Listing((Item(fourth, ticked=True),)),)),
        TwoColumns((Paragraph(fifth),), (Listing((Item(sixth),)),)),
        Signature(first, second, third),
        secrecy=fourth,
        recipient=fifth,
        unit=sixth,
        subtitle=title,
    )
    pages = dealt(content)
    inside_page(pages)
    for page in pages:
        for _, strip in page:
            for mark in strip.marks:
                for run in mark.line.runs:
                    for piece in run.pieces:
                        assert all(fonts.has_sign(piece.font, character) for character in piece.text)
    assert layout.render(replace(content, title=title)).startswith(b"%PDF")
    assert as_text(content)


def test_parts_with_nothing_in_them_take_no_room() -> None:
    empty = (
        Listing(()),
        Listing((), columns=2),
        Box("Ditt ansvar", (Listing(()),)),
        Table((Column("Steg", 1),), ()),
    )
    (page,) = dealt(paper(*empty, Together(())))
    assert words_on(page) == ["Prov", "Ditt ansvar", "Steg"]


@pytest.mark.parametrize(
    "text", [pytest.param("ord " * 25_000, marks=pytest.mark.long), "x" * 20_000, "م" * 4_000, "\n" * 5_000]
)
def test_a_text_as_long_as_the_file_format_allows_is_laid_out_whole(text: str) -> None:
    content = paper(TwoColumns((Paragraph(text),), (Paragraph("Elin säger"),)))
    pages = dealt(content)
    inside_page(pages)
    drawn = "".join("".join(words_on(page)) for page in pages)
    assert drawn.count(text[0]) >= text.count(text[0]) * (text[0] != "\n")


@pytest.mark.parametrize("character", ["漢", "ก", "\U0001f9ff", "\ue000", "\U000e0301"])
def test_a_character_that_no_typeface_draws_is_written_as_its_number_or_left_out(character: str) -> None:
    pieces = fonts.pieces(fonts.clean(character), fonts.REGULAR)
    for piece in pieces:
        assert all(fonts.has_sign(piece.font, each) for each in piece.text)
    if character == "漢":
        assert [piece.text for piece in pieces] == ["[U+6F22]"]


def test_the_feet_leave_room_for_a_long_recipient() -> None:
    long = paper(Paragraph("x"), secrecy="s " * 80, recipient="mottagare " * 60)
    feet = paint.Feet.of(long)
    assert feet.height > 5 * sheet.FOOTER.leading
    assert layout.render(long)


@pytest.mark.parametrize("banner", ["", "Påhittade uppgifter"])
def test_the_second_page_says_whole_which_paper_and_which_version_it_is(banner: str) -> None:
    many = tuple(Paragraph((Span("Ord " * 60),)) for _ in range(20))
    content = replace(
        paper(*many, banner=banner),
        title="Mötesanteckningar",
        subtitle="från mötet kring Rêbaz Amedî",
        meta=("Insatsgruppsmöte 5", "Ärende 2025-001 · åtgärdsplan version 5 · upprättad"),
    )
    second = pages_of(render(content, {}))[1]
    assert "Mötesanteckningar från mötet kring Rêbaz Amedî" in second
    assert content.meta[1] in second
    assert banner in second
    assert "…" not in second
