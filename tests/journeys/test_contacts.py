"""An afternoon with the address book, by hand and eye: one number changed once and sent anew to every group;
the same person twice, made one, and two again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import Paper
from app.models.who import Who
from app.services import address_book, interchange, send_out, sending
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.contact_lists import contact_lists_out_of_date
from app.storage.binder import Binder
from tests.builders import a_covered_case
from tests.journeys.hands import Hands
from tests.journeys.main_window import main_window
from tests.services.readings import logged, only, whole
from tests.services.test_papers import fresh
from tests.storage.binders import PASSPHRASE, TestClock, new_binder

OLD, NEW = "08-465 004 10", "08-465 004 77"
printed: list[bytes] = []


def printer(_parent: QWidget, papers: Sequence[bytes], done: Callable[[], object]) -> None:
    """Takes the papers as a printer does."""
    printed.extend(papers)
    done()


@cache
def _kept() -> Path:
    """Elin's and Nora's groups, both with Åke, whose lists everybody has; and Åke once more, badly spelt."""
    folder = Path(tempfile.mkdtemp(prefix="contacts-")) / "parm"
    with new_binder(folder) as made:
        fresh(a_covered_case("elin"), made)
        with made.writing() as work:
            work.add(a_covered_case("nora", youth={"name": "Nora Åberg"}))
        for case_id in ("elin", "nora"):
            sheet = sending.list_sheet(made, case_id)
            wanted = [each.recipient.who for each in sheet.rows]
            send_out.record_printed(made, send_out.copies(sheet, wanted, {}), {})
        twin = ContactFacts(name="Åke Öhrn", role="ungdomspolis", phone=OLD)
        address_book.add_contact(made, twin, organisation=OrganisationFacts(name="Polisen"))
    return folder


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    """The binder, opened two days later."""
    folder = tmp_path / "parm"
    shutil.copytree(_kept(), folder)
    clock = TestClock()
    clock.tick(days=2)
    with Binder.open(folder, passphrase=PASSPHRASE, clock=clock) as made:
        yield made


@pytest.fixture
def hands(qtbot: QtBot, binder: Binder, tmp_path: Path) -> Iterator[Hands]:
    """The main window on that binder, and two hands at it."""
    printed.clear()
    made = Hands(qtbot, [])
    with main_window(made, binder, tmp_path / "config", "cases", printing=printer):
        yield made


def exported(binder: Binder) -> bytes:
    pieces: list[bytes] = []
    interchange.export_file(binder, pieces.append)
    return b"".join(pieces)


def open_ake(hands: Hands) -> None:
    hands.press("Ctrl+4")
    hands.wait_for("4 personer, 3 organisationer")
    hands.type("kommunpolis")
    hands.press("Return")
    hands.wait_for("Med i 2 grupper nu")


def test_a_number_changed_once_goes_anew_to_every_group(hands: Hands, binder: Binder, tmp_path: Path) -> None:
    open_ake(hands)
    hands.click("Ändra")
    hands.answer("Åke Örn", "Spara", {"Telefon": NEW})
    hands.wait_for("Kontaktlistan har ändrats sedan den skickades")
    assert "Skicka Elins lista" in hands.words()
    assert "Åke Örns telefonnummer är ändrat." in hands.words()
    assert [each.case_id for each in contact_lists_out_of_date(binder)] == ["elin", "nora"]
    hands.click("Skicka till alla 2 grupper")
    hands.wait_for("Skicka kontaktlistan")
    (tmp_path / "utkast").mkdir()
    hands.click("Skapa 2 e-postutkast")
    hands.choose_folder(tmp_path / "utkast")
    hands.dialog("Lösenord till papperen")
    hands.press("Esc")
    hands.click("Skriv ut 4 exemplar")
    hands.wait_for("Alla som får papperen har fått dem.")
    assert len(list((tmp_path / "utkast").glob("*.eml"))) == 2
    assert len(printed) == 4
    assert [each.case_id for each in contact_lists_out_of_date(binder)] == ["nora"]
    hands.click("Nästa: Nora")
    hands.wait_for("Nora Åbergs insatsgrupp")
    hands.click("Skriv ut 4 exemplar")
    hands.wait(lambda: len(printed) == 8)
    (tmp_path / "utkast2").mkdir()
    hands.click("Skapa 2 e-postutkast")
    hands.choose_folder(tmp_path / "utkast2")
    hands.dialog("Lösenord till papperen")
    hands.press("Esc")
    hands.wait_for("Alla som får papperen har fått dem.")
    assert contact_lists_out_of_date(binder) == ()
    with binder.reading() as work:
        sent = [each for each in work.all(Dispatch) if each.at.date() == binder.clock().date()]
        assert work.log_broken_at() is None
    assert len(sent) == 12
    assert {each.paper for each in sent} == {Paper.CONTACTS}
    assert {each.ground for each in sent} == {"own_copy", "guardian", "consent"}
    hands.press("Esc")
    hands.press("Esc")
    hands.wait_for("Med i 2 grupper nu")
    assert "Kontaktlistan har ändrats" not in hands.words()


def test_the_same_person_twice_becomes_one_and_two_again(hands: Hands, binder: Binder) -> None:
    before = exported(binder)
    hands.press("Ctrl+4")
    hands.click("1 möjlig dubblett")
    hands.dialog("Möjliga dubbletter")
    hands.click("Jämför Åke * och Åke *")
    hands.dialog("Slå ihop två till en")
    hands.click("Roll: ungdomspolis")
    hands.click("Slå ihop")
    hands.wait_for("Åke Öhrn är sammanslagen.")
    with binder.reading() as work:
        book = work.address_book()
    (ake,) = [each for each in book.contacts.values() if each.name.startswith("Åke")]
    assert (ake.id, ake.name, ake.role, ake.email) == ("ake", "Åke Örn", "ungdomspolis", "ake@example.se")
    assert "contacts_merged" in logged(binder)
    hands.wait(lambda: "1 möjlig dubblett" not in hands.words())
    hands.click("Ångra")
    hands.wait_for("Sammanslagningen är ångrad.")
    assert exported(binder) == before


def test_a_merge_is_undone_from_the_persons_page_later(hands: Hands, binder: Binder) -> None:
    twin = only(address_book.add_contact(binder, ContactFacts(name="Zofia Z.")))
    before = exported(binder)
    hands.press("Ctrl+4")
    hands.type("zofia żółć")
    hands.press("Return")
    hands.wait_for("Med i 2 grupper nu")
    hands.click("Slå ihop …")
    hands.dialog("Slå ihop Zofia Żółć")
    hands.write("Slå ihop med", "Zofia Z.")
    hands.press("Return")
    hands.dialog("Slå ihop två till en")
    hands.click("Slå ihop")
    hands.wait_for("Sammanslagen med")
    with binder.reading() as work:
        assert twin not in work.address_book().contacts
        assert work.names_now() == {f"contact:{twin}": "contact:zofia"}
    hands.click("Ångra Zofia Z.")
    hands.wait_for("Sammanslagningen är ångrad.")
    assert exported(binder) == before


def test_one_is_added_and_removed_and_one_who_is_needed_is_not(hands: Hands, binder: Binder) -> None:
    hands.press("Ctrl+4")
    hands.press("Ins")
    hands.answer(
        "Ny kontakt",
        "Lägg till",
        {"Namn": "Maria Sol", "Organisation": "BUP", "Slags organisation": "Psykiatri", "Telefon": NEW},
    )
    hands.wait_for("5 personer, 4 organisationer")
    hands.press("Return")
    hands.wait_for("Inte med i någon grupp")
    hands.press("Del")
    hands.answer("Ta bort Maria Sol?", "Ta bort")
    hands.wait_for("Maria Sol är borttagen.")
    with binder.reading() as work:
        assert "Maria Sol" not in {each.name for each in work.contacts()}
    hands.wait_for("4 personer, 4 organisationer")
    hands.write("Sök namn, organisation, nummer", "kommunpolis")
    hands.press("Return")
    hands.wait_for("Med i 2 grupper nu")
    hands.press("Del")
    dialog = hands.dialog("Åke Örn går inte att ta bort")
    assert "Finns bland" in dialog.text.text()
    assert "2 ärenden" in dialog.text.text()
    hands.press("Esc")
    assert Who.contact("ake").key in {each.contact_id for each in whole(binder, "elin").participants}
