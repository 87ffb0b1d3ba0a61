"""From the first window: a call noted, a reminder set and something found, each in a few seconds of keys."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from app.models.codes import NoteKind
from app.models.records import Note, Reminder
from app.services import drafts
from app.services.binders import Binder
from app.ui.preferences import PreferenceFile
from app.ui.program import Program
from app.ui.shell.window import Shell
from tests.journeys.hands import Hands
from tests.services.scene import Scene, set_scene
from tests.storage.binders import PASSPHRASE, TestClock, new_binder
from tests.storage.samples import small_case

NOW = datetime(2026, 3, 4, 9, 12)


class Desk:
    """The unlocked program, and what its binder holds."""

    def __init__(self, hands: Hands, program: Program, scene: Scene) -> None:
        self.hands, self.program, self.scene = hands, program, scene

    @property
    def shell(self) -> Shell:
        assert self.program.shell is not None
        return self.program.shell

    @property
    def binder(self) -> Binder:
        return self.shell.desk.binder

    def notes(self) -> list[Note]:
        with self.binder.reading() as work:
            return list(work.all(Note))

    def reminders(self) -> list[Reminder]:
        with self.binder.reading() as work:
            return list(work.all(Reminder))

    def keys(self, *said: str) -> None:
        """Press and type: what begins with a < is a key."""
        for each in said:
            if each.startswith("<"):
                self.hands.press(each.strip("<>"))
            else:
                self.hands.type(each)

    def back_in_the_window(self) -> None:
        self.hands.wait(lambda: self.hands.window is self.shell, self.hands.words)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A binder with Amir, Åsa and two who are called the same, unlocked by hand."""
    clock = TestClock(NOW)
    with new_binder(tmp_path / "parm", clock) as binder:
        scene = set_scene(binder)
        with binder.writing() as work:
            for id_, name, code in (
                ("asa", "Åsa Ek", "Linden"),
                ("a1", "Ali Ek", "Tallen"),
                ("a2", "Ali Ek", "Granen"),
            ):
                case = small_case(id_, name)
                case.code_name = code
                work.add(case)
    broken: list[BaseException] = []
    monkeypatch.setattr(Program, "report", lambda _program, error: broken.append(error))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    name, locale = QCoreApplication.applicationName(), QLocale()
    hands = Hands(qtbot, broken)
    program = Program([], PreferenceFile(tmp_path / "config"), clock)
    program.start(tmp_path / "parm")
    hands.wait(lambda: bool(hands.window.isActiveWindow()))
    hands.write("Lösenfras", PASSPHRASE)
    hands.press("Return")
    hands.wait(lambda: type(hands.window) is Shell, hands.words)
    yield Desk(hands, program, scene)
    if program.shell is not None:
        program.shell.close()
        program.shell.deleteLater()
    QApplication.processEvents()
    QCoreApplication.setApplicationName(name)
    QLocale.setDefault(locale)


def test_a_call_is_noted_from_any_page(desk: Desk) -> None:
    desk.keys(
        "<Ctrl+3>", "<Ctrl+N>", "an", "<Tab>", "<Tab>", "Karin", "<Tab>", "Ringde om lördagen", "<Return>"
    )
    desk.back_in_the_window()
    (note,) = desk.notes()
    assert (note.case_id, note.kind, note.with_, note.text, note.at) == (
        desk.scene.case, NoteKind.CALL, "Karin", "Ringde om lördagen", NOW,
    )  # fmt: skip
    assert (note.private, note.follow_up_on) == (False, None)
    assert desk.shell.current == "meetings"
    desk.hands.click("Ångra")
    assert desk.notes() == []


def test_a_reminder_needs_a_line_and_enter(desk: Desk) -> None:
    desk.keys("<Ctrl+Shift+N>", "Boka lokal", "<Return>")
    desk.back_in_the_window()
    (reminder,) = desk.reminders()
    assert (reminder.text, reminder.date, reminder.case_id) == ("Boka lokal", date(2026, 3, 5), None)
    desk.hands.click("Ångra")
    assert desk.reminders() == []


def test_the_case_in_view_is_there_already(desk: Desk) -> None:
    desk.keys("<Ctrl+K>", "linden", "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "case")
    desk.keys("<Ctrl+N>", "Eva", "<Tab>", "Hälsar", "<Tab>", "fredag", "<Return>")
    desk.back_in_the_window()
    (note,), (reminder,) = desk.notes(), desk.reminders()
    assert (note.case_id, note.with_, note.follow_up_on) == ("asa", "Eva", date(2026, 3, 6))
    assert (reminder.case_id, reminder.text, reminder.date) == ("asa", "Hälsar", date(2026, 3, 6))


def test_of_two_with_one_name_the_code_name_tells(desk: Desk) -> None:
    desk.keys("<Ctrl+N>", "granen", "<Tab>", "<Tab>", "<Tab>", "Sms om bussen", "<Return>")
    desk.back_in_the_window()
    assert [(each.case_id, each.text) for each in desk.notes()] == [("a2", "Sms om bussen")]


def test_without_a_case_a_contact_is_not_saved_and_nothing_is_lost(desk: Desk) -> None:
    desk.keys("<Ctrl+N>", "<Tab>", "<Tab>", "Karin", "<Tab>", "Ringde", "<Return>")
    assert desk.hands.dialog("Kontakt").isVisible()
    assert "Det här behöver fyllas i." in desk.hands.words()
    desk.keys("<Esc>")
    desk.back_in_the_window()
    assert desk.notes() == []
    kept = drafts.find(desk.binder, "capture", "")
    assert kept is not None
    assert (kept["with_"], kept["text"]) == ("Karin", "Ringde")
    desk.keys("<Ctrl+N>")
    desk.hands.wait_for("Du hade börjat skriva.")
    desk.keys("åe", "<Return>")
    desk.back_in_the_window()
    assert [(each.case_id, each.text) for each in desk.notes()] == [("asa", "Ringde")]
    assert drafts.find(desk.binder, "capture", "") is None


def test_the_key_changes_between_the_two_in_the_dialog(desk: Desk) -> None:
    desk.keys("<Ctrl+N>")
    desk.hands.dialog("Kontakt")
    desk.keys("<Ctrl+Shift+N>")
    desk.hands.dialog("Påminnelse")
    desk.keys("<Ctrl+N>")
    dialog = desk.hands.dialog("Kontakt")
    assert dialog.form["day"].raw() == ""
    desk.keys("<Esc>")


def test_what_was_written_is_found_and_opened(desk: Desk) -> None:
    desk.keys("<Ctrl+N>", "an", "<Tab>", "<Tab>", "<Tab>", "Fick plats på lagret", "<Return>")
    desk.back_in_the_window()
    desk.keys("<Ctrl+K>", "lagret")
    shown = desk.hands.find("Träffar", QListView).model()
    said = [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]
    assert said == ["I texten", "Samtal 4 mars"]
    desk.keys("<Return>")
    desk.hands.wait(lambda: desk.shell.current == "case")
    assert desk.shell.page("case").state() == {"case_id": desk.scene.case, "tab": "notes"}
    assert getattr(desk.shell.focusWidget(), "record", "") == desk.notes()[0].key


def test_people_and_places_are_opened_from_anywhere(desk: Desk) -> None:
    with desk.binder.reading() as work:
        name = work.address_book().contacts[desk.scene.ake].name
    desk.keys("<Ctrl+K>", name, "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "contact")
    assert desk.shell.page("contact").state() == {"entry": desk.scene.ake}
    desk.keys("<Ctrl+K>", "Polisen", "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "organisation")
    assert desk.shell.page("organisation").state() == {"entry": desk.scene.police}


def test_a_reminder_is_found_and_marked_where_it_stands(desk: Desk) -> None:
    with desk.binder.writing() as work:
        work.add(Reminder(case_id=desk.scene.case, date=date(2026, 3, 9), text="Boka taxin", done=False))
        work.add(Reminder(case_id=None, date=date(2026, 3, 9), text="Beställ blanketter", done=False))
    desk.keys("<Ctrl+K>", "taxin", "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "case")
    (of_case, own) = sorted(desk.reminders(), key=lambda each: each.case_id is None)
    assert desk.shell.page("case").state() == {"case_id": desk.scene.case, "tab": "notes"}
    assert getattr(desk.shell.focusWidget(), "record", "") == f"reminder {of_case.id}"
    desk.keys("<Ctrl+K>", "blanketter", "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "overview")
    assert getattr(desk.shell.focusWidget(), "line").number == own.id  # noqa: B009


def test_a_coordinator_in_the_contacts_leads_to_who_shares_the_binder(desk: Desk) -> None:
    with desk.binder.reading() as work:
        (me,) = [each for each in work.coordinators() if each.name == desk.binder.person]
    desk.keys("<Ctrl+4>")
    desk.hands.wait(lambda: desk.shell.current == "contacts")
    desk.hands.click("Samordnare 1")
    desk.keys(me.name[:4], "<Return>")
    desk.hands.wait(lambda: desk.shell.current == "binder")
    assert getattr(desk.shell.focusWidget(), "record", "") == me.id
