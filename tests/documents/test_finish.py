"""The finished PDF: tags, properties, fonts, repeatability and encryption, read by other programs."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from app.documents.finish import LONGEST_PASSWORD, encrypt
from app.documents.layout import render
from app.documents.papers.action_plan import action_plan
from app.documents.papers.consent_form import consent_form
from app.documents.papers.contact_list import contact_list
from app.documents.papers.shared import Copy
from app.models.errors import Kind, KnownError
from tests.documents import samples

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan() -> bytes:
    return render(action_plan(samples.PLAN, Copy(person=samples.AKE)))


def test_every_word_on_a_page_belongs_to_the_structure_in_reading_order(
    plan: bytes, structure: Callable[[bytes], Any]
) -> None:
    read = structure(plan)
    owned = sum(count for _, count in read.outline())
    assert owned == sum(len([number for number in page if number >= 0]) for page in read.marked)
    roles = read.roles()
    assert roles[:14] == [
        "Document", "P", "P", "P", "P", "H1", "P", "Sect", "H2", "L", "LI", "Lbl", "LBody", "LI",
    ]  # fmt: skip
    assert roles.count("Table") == 4
    assert roles.count("TH") == 4 * 3 + 3
    assert roles.count("TD") == 7 * 4 + 6 * 3
    assert roles.count("TR") == roles.count("THead") + 7 + 6
    assert "H3" not in roles


def test_the_parent_tree_leads_back_from_every_mark(plan: bytes, structure: Callable[[bytes], Any]) -> None:
    read = structure(plan)
    numbers = list(read.pdf.Root.StructTreeRoot.ParentTree.Nums)
    for number, page in enumerate(read.pdf.pages):
        assert int(page.obj.StructParents) == numbers[2 * number]
        owners = list(numbers[2 * number + 1])
        assert len(owners) == len([mark for mark in read.marked[number] if mark >= 0])
        assert all(owner.Type == pikepdf.Name.StructElem for owner in owners)


def test_the_head_of_a_table_says_that_it_heads_columns(plan: bytes) -> None:
    with pikepdf.open(BytesIO(plan)) as pdf:
        heads = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]
        assert heads
        assert all(head.A.Scope == pikepdf.Name.Column for head in heads)


def test_the_paper_says_its_title_language_and_bookmarks(plan: bytes) -> None:
    with pikepdf.open(BytesIO(plan)) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[:3] == ["Ditt ansvar till nästa möte, Åke Örn", "Det som fungerar", "Elin säger"]
    assert titles[-1] == "Nästa möte"


def test_the_properties_hold_title_language_and_dates_and_nothing_else(plan: bytes) -> None:
    with pikepdf.open(BytesIO(plan)) as pdf:
        assert {key: str(value) for key, value in pdf.trailer.Info.items()} == {
            "/Title": "Åtgärdsplan",
            "/CreationDate": "D:20260304140000",
            "/ModDate": "D:20260304140000",
        }
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert {key.rsplit("}")[-1]: str(value) for key, value in xmp.items()} == {
                "title": "Åtgärdsplan",
                "language": str(xmp["dc:language"]),
                "CreateDate": "2026-03-04T14:00:00",
                "ModifyDate": "2026-03-04T14:00:00",
            }
            assert list(xmp["dc:language"]) == ["sv-SE"]
    for needle in (b"ReportLab", b"pikepdf", b"anonymous", b"/Producer", b"/Author", str(ROOT).encode()):
        assert needle.lower() not in plan.lower()


@pytest.mark.parametrize("make", ["plan", "contacts", "consent"])
def test_every_typeface_is_embedded(make: str) -> None:
    content = {
        "plan": action_plan(samples.PLAN),
        "contacts": contact_list(samples.CONTACTS),
        "consent": consent_form(samples.CONSENT),
    }[make]
    with pikepdf.open(BytesIO(render(content))) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert len(fonts) >= 3
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "Helvetica" not in str(font.BaseFont)


def test_the_same_record_gives_the_same_bytes(plan: bytes) -> None:
    assert render(action_plan(samples.PLAN, Copy(person=samples.AKE))) == plan


def test_another_process_with_another_order_of_sets_gives_the_same_bytes(plan: bytes) -> None:
    script = (
        "import sys, hashlib\n"
        "from app.documents.layout import render\n"
        "from app.documents.papers.action_plan import action_plan\n"
        "from app.documents.papers.shared import Copy\n"
        "from tests.documents import samples\n"
        "sys.stdout.buffer.write(render(action_plan(samples.PLAN, Copy(person=samples.AKE))))\n"
    )
    for seed in ("1", "4242"):
        made = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert made.stdout == plan


@pytest.mark.parametrize("password", ["", "lösen"])
def test_the_file_is_sound(plan: bytes, password: str) -> None:
    data = encrypt(plan, password) if password else plan
    with pikepdf.open(BytesIO(data), password=password) as pdf:
        assert list(pdf.check_pdf_syntax()) == []


def test_encryption_is_aes_256_revision_6_and_allows_printing_and_listening(plan: bytes) -> None:
    closed = encrypt(plan, "grön-cykel-17-å")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed))
    with pikepdf.open(BytesIO(closed), password="grön-cykel-17-å") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.V == 5
        assert str(pdf.encryption.stream_method) == "EncryptionMethod.aesv3"
        assert str(pdf.encryption.string_method) == "EncryptionMethod.aesv3"
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched
        assert pdf.allow.accessibility
        assert pdf.allow.print_highres
        assert not pdf.allow.modify_other
        assert str(pdf.Root.Lang) == "sv-SE"


def test_nothing_of_the_paper_is_readable_in_an_encrypted_one(plan: bytes) -> None:
    closed = encrypt(plan, "lösen")
    for needle in ("Åtgärdsplan", "Elin", "sv-SE"):
        for coding in ("utf-8", "latin-1", "utf-16-be"):
            assert needle.encode(coding) not in closed
    reader = pypdf.PdfReader(BytesIO(closed))
    assert reader.is_encrypted


@pytest.mark.parametrize(
    ("password", "code"), [("", "paper_password_empty"), ("å" * 64, "paper_password_long")]
)
def test_passwords_that_a_pdf_cannot_keep_are_refused(plan: bytes, password: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        encrypt(plan, password)
    assert (refused.value.kind, refused.value.code) == (Kind.USAGE, code)


def test_the_longest_password_opens_and_one_letter_less_does_not(plan: bytes) -> None:
    password = "x" * LONGEST_PASSWORD
    closed = encrypt(plan, password)
    with pikepdf.open(BytesIO(closed), password=password) as pdf:
        assert len(pdf.pages) == 2
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed), password=password[:-1])


def test_a_title_with_odd_signs_does_not_break_the_properties() -> None:
    content = action_plan(samples.PLAN)
    odd = type(content)(title="<&>\x00\ud800\uffff\n]]>", made=datetime(2026, 1, 1), blocks=())
    with pikepdf.open(BytesIO(render(odd))) as pdf, pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert "<&>" in str(xmp["dc:title"])
