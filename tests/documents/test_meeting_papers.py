"""What the papers around a meeting say, word for word, and that the pages are one page each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.documents.content import DocumentContent, as_text
from app.documents.papers import briefing as briefing_paper
from app.documents.papers import invitation as invitation_paper
from app.documents.papers import my_plan as my_plan_paper
from app.documents.papers.briefing import briefing
from app.documents.papers.fitting import clip
from app.documents.papers.invitation import invitation, text_message
from app.documents.papers.minutes import minutes
from app.documents.papers.my_plan import my_plan
from app.documents.papers.shared import Copy
from app.documents.render import on_one_page, render
from app.models.codes import MeetingKind, ViewAbsent
from app.models.meeting_snapshots import (
    Ahead,
    BriefingSnapshot,
    Expected,
    Helper,
    InvitationSnapshot,
    MinutesSnapshot,
    MyPlanSnapshot,
    OpenStep,
)
from app.models.snapshots import Letterhead, NextMeeting, Words
from tests.documents import meeting_samples as here
from tests.documents import samples
from tests.texts import any_text

Golden = Callable[[DocumentContent, str], None]


def fitted_plan(plan: MyPlanSnapshot) -> DocumentContent:
    return on_one_page(lambda room: my_plan(plan, Copy(person=samples.ELIN), room), my_plan_paper.ROOMS)


def fitted_briefing(before: BriefingSnapshot) -> DocumentContent:
    return on_one_page(lambda room: briefing(before, Copy(for_record=True), room), briefing_paper.ROOMS)


def fitted_letter(called: InvitationSnapshot, copy: Copy = Copy()) -> DocumentContent:  # noqa: B008
    return on_one_page(lambda room: invitation(called, copy, room), invitation_paper.ROOMS)


def pages(content: DocumentContent) -> int:
    return len(PdfReader(BytesIO(render(content))).pages)


# word for word


def test_the_minutes(golden: Golden) -> None:
    golden(minutes(here.MINUTES, Copy(person=samples.AKE)), "minutes")


def test_minutes_of_a_meeting_where_nothing_was_said(golden: Golden) -> None:
    plan = replace(
        samples.PLAN,
        case_reference=None,
        version=0,
        strengths=None,
        youth_view=None,
        youth_view_absent=ViewAbsent.NOT_PRESENT,
        areas=(),
        follow_ups=(),
        attendance=(),
        next_meeting=None,
        letterhead=Letterhead(),
        covered=False,
    )
    golden(minutes(MinutesSnapshot(plan=plan, minutes=45), Copy(for_record=True)), "minutes_empty")


def test_the_youths_own_page(golden: Golden) -> None:
    golden(my_plan(here.MY_PLAN, Copy(person=samples.ELIN)), "my_plan")


def test_the_youths_own_page_of_thirty_steps(golden: Golden) -> None:
    golden(fitted_plan(here.my_plan_of_thirty()), "my_plan_thirty")


def test_the_youths_own_page_before_anything_was_agreed(golden: Golden) -> None:
    empty = MyPlanSnapshot(youth=samples.ELIN, on=date(2026, 3, 4))
    golden(my_plan(empty, Copy(person=samples.ELIN)), "my_plan_empty")


def test_the_summons(golden: Golden) -> None:
    golden(invitation(here.SUMMONS, Copy(person=samples.AKE)), "summons")


def test_a_summons_to_nobody_in_particular(golden: Golden) -> None:
    golden(invitation(replace(here.SUMMONS, initials=None)), "summons_nobody")


def test_the_invitation_of_a_guardian(golden: Golden) -> None:
    golden(invitation(here.INVITATION, Copy(person=samples.EVA)), "invitation_guardian")


def test_the_invitation_of_the_youth(golden: Golden) -> None:
    golden(
        invitation(replace(here.INVITATION, interpreter=False), Copy(person=samples.ELIN)), "invitation_youth"
    )


def test_the_page_before_a_meeting(golden: Golden) -> None:
    golden(fitted_briefing(here.BRIEFING), "briefing")


def test_the_page_before_a_first_meeting(golden: Golden) -> None:
    first = BriefingSnapshot(
        case_reference=None,
        youth=samples.ELIN,
        on=date(2026, 3, 3),
        meeting_number=1,
        meeting_kind=MeetingKind.START,
        meeting=NextMeeting(starts=datetime(2026, 3, 4, 14)),
    )
    golden(fitted_briefing(first), "briefing_first")


# what they do not say


@pytest.mark.parametrize("copy", [Copy(), Copy(person=samples.AKE), Copy(for_record=True)])
def test_a_summons_has_the_youths_initials_at_most(copy: Copy) -> None:
    text = as_text(invitation(here.SUMMONS, copy))
    assert "E.H." in text
    assert "Elin" not in text
    assert "Holm" not in text
    title = render(invitation(here.SUMMONS, copy))
    with pikepdf.open(BytesIO(title)) as pdf:
        assert str(pdf.docinfo.Title) == "Kallelse till nätverksmöte"


def test_an_invitation_on_a_kitchen_table_says_nothing_of_secrecy_or_of_whom_it_is_about() -> None:
    text = as_text(invitation(here.INVITATION, Copy(person=samples.EVA)))
    for word in ("sekretess", "Elin", "E.H.", "2026-014", "insatsgrupp", "polis"):
        assert word.casefold() not in text.casefold()


@pytest.mark.parametrize("named", [True, False])
def test_a_place_that_tells_where_somebody_is_is_told_by_a_person(named: bool) -> None:
    head = samples.HEAD if named else Letterhead()
    meeting = replace(here.NEXT, place=None)
    letter = replace(here.SUMMONS, meeting=meeting, place_withheld=True, letterhead=head)
    plan = replace(here.MY_PLAN, next_meeting=meeting, place_withheld=True, letterhead=head)
    assert ("Sara Lind berättar var vi ses." if named else "Du får veta var vi ses.") in as_text(
        invitation(letter)
    )
    assert ("Sara berättar var." if named else "Du får veta var.") in as_text(my_plan(plan))
    before = replace(here.BRIEFING, meeting=meeting, place_withheld=True, letterhead=head)
    assert "platsen står inte på papper" in as_text(fitted_briefing(before))


def test_what_the_host_should_know_of_the_cover_is_in_the_hosts_copy_alone() -> None:
    held = replace(here.MINUTES, plan=replace(samples.PLAN, covered=False))
    said = "Samtycket täckte inte hela gruppen på mötets dag."
    assert said in as_text(minutes(held, Copy(for_record=True)))
    assert said not in as_text(minutes(held, Copy(person=samples.AKE)))
    assert said not in as_text(minutes(here.MINUTES, Copy(for_record=True)))


def test_a_small_meetings_minutes_say_whom_they_are_for() -> None:
    small = replace(here.MINUTES, plan=replace(samples.PLAN, meeting_kind=MeetingKind.SMALL))
    assert "Anteckningarna är bara för dem som var kallade dit." in as_text(minutes(small))
    assert "kallade dit" not in as_text(minutes(here.MINUTES))


def test_the_page_before_a_meeting_is_working_material_and_the_youths_page_is_the_youths() -> None:
    text = as_text(fitted_briefing(here.BRIEFING))
    assert "Ärende 2026-014 · arbetsmaterial" in text
    assert "Bara för dig som håller i mötet." in text
    assert "Du bestämmer själv vem som får läsa det." in as_text(my_plan(here.MY_PLAN))
    others = as_text(my_plan(here.MY_PLAN, Copy(person=samples.AKE)))
    assert "Du bestämmer själv" not in others
    assert "Exemplar för Åke Örn" in others


def test_the_binders_own_words_stand_in_the_papers() -> None:
    words = Words(plan="handlingsplan", youth="klient")
    assert "handlingsplan version 5" in as_text(
        minutes(replace(here.MINUTES, plan=replace(samples.PLAN, words=words)))
    )
    thirty = as_text(fitted_plan(replace(here.my_plan_of_thirty(), words=words)))
    assert "står i handlingsplanen." in thirty
    assert "åtgärdsplan" not in thirty


def test_who_can_be_told_when_something_is_wrong_is_always_there() -> None:
    head = replace(samples.HEAD, phone=None)
    assert "Säg det till Sara Lind eller" in as_text(my_plan(replace(here.MY_PLAN, letterhead=head)))
    nobody = as_text(my_plan(replace(here.MY_PLAN, letterhead=Letterhead())))
    assert "Säg det till en vuxen i gruppen som du litar på." in nobody


# the text message


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 3, 27), "Möte onsdag 14.00, ring om något. /Sara"),
        (date(2026, 4, 1), "Möte i dag 14.00, ring om något. /Sara"),
        (date(2026, 3, 26), "Möte onsdag 14.00, ring om något. /Sara"),
        (date(2026, 3, 25), "Möte onsdag 1 april 14.00, ring om något. /Sara"),
        (date(2025, 12, 30), "Möte onsdag 1 april 2026 14.00, ring om något. /Sara"),
        (date(2026, 4, 2), "Möte onsdag 1 april 14.00, ring om något. /Sara"),
    ],
)
def test_the_text_message_says_when_and_nothing_else(on: date, says: str) -> None:
    assert text_message(datetime(2026, 4, 1, 14), on, "Sara Lind") == says


def test_a_text_message_from_nobody_is_not_signed() -> None:
    said = text_message(datetime(2026, 4, 1, 14), date(2026, 3, 30), None)
    assert said == "Möte onsdag 14.00, ring om något."


# one page each

LONG = "Maximiliana-Konstantina Wolfeschlegelsteinhausenbergerdorffska"
HUGE = "ord " * 400


def crowded(text: str) -> tuple[DocumentContent, ...]:
    """The three pages with a text in every field, and thirty of everything."""
    who = replace(samples.LONG, name=text, role=text, organisation=text)
    steps = tuple(replace(each, what=text, responsible=who) for each in here.thirty())
    news = replace(here.BRIEFING.open[0].news[0], note=text, by=text)
    meeting = replace(here.NEXT, place=text)
    plan = replace(
        here.my_plan_of_thirty(),
        youth=replace(samples.ELIN, name=text),
        view=text,
        goals=(text,) * 9,
        steps=steps,
        helpers=tuple(Helper(person=who, steps=steps[n : n + 1]) for n in range(13)),
        next_meeting=meeting,
    )
    before = replace(
        here.BRIEFING,
        youth=replace(samples.ELIN, name=text),
        meeting=meeting,
        coming=(Expected(person=who, interpreter=text),) * 13,
        declined=(Expected(person=who),) * 13,
        newcomers=(Helper(person=who),) * 13,
        open=tuple(OpenStep(action=each, agreed_on=date(2026, 3, 4), news=(news, news)) for each in steps),
        ahead=(Ahead(code="runs_out", name=text, on=date(2026, 4, 2)),) * 13,
        view=text,
    )
    letter = replace(here.SUMMONS, meeting=meeting)
    return fitted_plan(plan), fitted_briefing(before), fitted_letter(letter, Copy(person=who))


def test_usual_papers_are_one_page() -> None:
    for content in (
        fitted_plan(here.MY_PLAN),
        fitted_briefing(here.BRIEFING),
        fitted_letter(here.SUMMONS, Copy(person=samples.AKE)),
        fitted_letter(here.INVITATION, Copy(person=samples.EVA)),
    ):
        assert pages(content) == 1


@pytest.mark.parametrize("text", [pytest.param(LONG, marks=pytest.mark.long), HUGE])
def test_a_page_is_never_more_than_one(text: str) -> None:
    assert [pages(content) for content in crowded(text)] == [1, 1, 1]


def test_thirty_steps_leave_room_for_each_helper_and_say_how_many_are_left_out() -> None:
    content = fitted_plan(here.my_plan_of_thirty())
    text = as_text(content)
    for helper in here.my_plan_of_thirty().helpers:
        assert helper.person.name in text
    shown = text.count("Göra sak nummer")
    assert f"{30 - shown} steg till står i åtgärdsplanen." in text
    assert shown >= 10
    assert "Ring Sara Lind: 08-465 004 01" in text
    assert pages(content) == 1


def test_names_in_other_letters_stay_whole() -> None:
    helpers = (
        Helper(person=samples.AHMAD, purpose="Du litar på honom"),
        Helper(person=samples.ZOFIA, purpose="Bestämmer över schemat"),
        Helper(person=samples.LONG, purpose="Lyssnar"),
    )
    text = as_text(fitted_plan(replace(here.MY_PLAN, helpers=helpers)))
    for helper in helpers:
        assert helper.person.name in text
    called = tuple(Expected(person=each.person) for each in helpers)
    text = as_text(fitted_briefing(replace(here.BRIEFING, coming=called)))
    for helper in helpers:
        assert helper.person.name in text


@settings(max_examples=25, deadline=None)
@given(any_text(300), st.integers(2, 80))
def test_a_clipped_text_is_no_longer_than_asked_and_begins_as_it_began(text: str, letters: int) -> None:
    flat = " ".join(text.split())
    made = clip(text, letters)
    assert len(made) <= letters + 1
    assert made == flat or (made.endswith("…") and flat.startswith(made[:-1].rstrip()))


# as documents


@pytest.mark.parametrize(
    ("content", "title", "roles"),
    [
        (minutes(here.MINUTES), "Mötesanteckningar", {"H1", "H2", "Table", "TH", "P"}),
        (my_plan(here.MY_PLAN), "Min plan", {"H1", "H2", "L", "LI", "Table", "Sect"}),
        (invitation(here.SUMMONS), "Kallelse till nätverksmöte", {"H1", "H3", "Sect", "P"}),
        (invitation(here.INVITATION), "Inbjudan till nätverksmöte", {"H1", "H3", "Sect", "P"}),
        (briefing(here.BRIEFING, Copy()), "Inför mötet", {"H1", "H2", "L", "Table", "TH"}),
    ],
    ids=["minutes", "my_plan", "summons", "invitation", "briefing"],
)
def test_papers_are_tagged_swedish_and_repeat(
    structure: Callable[[bytes], Any], content: DocumentContent, title: str, roles: set[str]
) -> None:
    data = render(content)
    assert data == render(content)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert str(pdf.docinfo.Title) == title
        assert set(pdf.docinfo.keys()) == {"/Title", "/CreationDate", "/ModDate"}
    found = structure(data).roles()
    assert found[0] == "Document"
    assert roles <= set(found)
