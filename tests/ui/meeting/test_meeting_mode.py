"""A meeting from the first person to the closed plan, with the keyboard alone."""

from datetime import date, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.codes import AttendanceStatus, MeetingStatus, Outcome, ViewAbsent
from app.models.errors import Kind, KnownError
from app.models.who import Who
from app.services import hold_meeting, meeting_edits
from app.services.issue_plan import read, versions_of
from app.storage.binder import Binder
from app.ui.meeting.closing import ClosingStep
from app.ui.meeting.mode import MeetingMode, open_meeting
from tests.builders import a_meeting
from tests.storage.binders import TestClock
from tests.ui.meeting.cases import Answers, Window, desk_of, meeting_of

ENTER = Qt.Key.Key_Return


class Keyboard:
    """Types where the focus is, as a person does, and counts the strokes."""

    def __init__(self, mode: MeetingMode) -> None:
        self.mode = mode
        self.strokes = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._send(key, "", modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            code = ord(letter.upper()) if letter.isascii() else 0
            self._send(Qt.Key(code), letter, Qt.KeyboardModifier.NoModifier)

    def _send(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
        self.strokes += 1
        target = self.mode.window().focusWidget() or self.mode
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        QApplication.processEvents()


@pytest.fixture
def keyboard(mode: MeetingMode) -> Keyboard:
    return Keyboard(mode)


def focus(mode: MeetingMode) -> QWidget | None:
    return mode.window().focusWidget()


def test_a_whole_meeting_with_the_keyboard_alone(
    mode: MeetingMode, keyboard: Keyboard, binder: Binder, window: Window
) -> None:
    keyboard.type("11")
    keyboard.type("4Mia Ek")
    keyboard.key(ENTER)
    keyboard.type("a")
    keyboard.key(ENTER)
    assert mode.at == 1
    keyboard.type("1")
    keyboard.key(ENTER)
    keyboard.key(ENTER)  # takes the verdict that the news gave
    keyboard.type("besök på torsdag, åker buss")
    keyboard.key(ENTER)
    keyboard.type("6")
    keyboard.key(ENTER)
    assert mode.at == 2
    keyboard.type("17 av 20 dagar")
    keyboard.key(Qt.Key.Key_Tab)
    keyboard.type("Jag vill ha praktik med folk")
    mode._on()
    assert mode.at == 3
    keyboard.type("Hälsa på chefen")
    keyboard.key(ENTER)
    keyboard.type("åö")
    keyboard.key(Qt.Key.Key_Tab)
    keyboard.type("20 mars")
    keyboard.key(ENTER)
    keyboard.key(Qt.Key.Key_Down)
    mode.go_to(4)
    keyboard.strokes = 0
    mode._on()
    assert window.went == [("sending", {"case_id": "elin", "meeting_key": "m5"})]
    assert not window.full
    row = meeting_of(binder)
    assert row.status is MeetingStatus.HELD
    assert {str(each.who): each.status for each in row.attendance} == {
        "youth": AttendanceStatus.PRESENT,
        "guardian:eva": AttendanceStatus.PRESENT,
        "contact:ake": AttendanceStatus.SUBSTITUTE,
        "contact:lars": AttendanceStatus.PRESENT,
        "coordinator:sara": AttendanceStatus.PRESENT,
    }
    substitute = next(each for each in row.attendance if each.who == Who.contact("ake"))
    assert (substitute.substitute_name, substitute.substitute_organisation) == ("Mia Ek", "police")
    assert [(each.action, each.outcome, each.note) for each in row.follow_ups] == [
        ("matte", Outcome.DONE, None),
        ("p4", Outcome.ONGOING, "besök på torsdag, åker buss"),
        ("frit", Outcome.DROPPED, None),
    ]
    steps = [each for goal in row.goals for each in goal.actions]
    assert [(each.what, str(each.responsible), each.due, each.carried_from) for each in steps] == [
        ("Ordna praktikplats", "contact:lars", date(2026, 4, 1), "p4"),
        ("Hälsa på chefen", "contact:ake", date(2026, 3, 20), None),
    ]
    with binder.reading() as work:
        (version,) = versions_of(work, "elin")
    snapshot = read(version)
    assert (snapshot.strengths, snapshot.youth_view) == ("17 av 20 dagar", "Jag vill ha praktik med folk")


def test_saved_is_said_only_after_the_binder_has_it(
    mode: MeetingMode, keyboard: Keyboard, qtbot: QtBot, binder: Binder
) -> None:
    mode.go_to(2)
    mode.held.flush()
    mode.foot.saved.clear()
    keyboard.type("Elin ringde själv")
    assert mode.foot.saved.text() == ""
    assert meeting_of(binder).strengths is None
    with qtbot.waitSignal(mode.held.saved, timeout=1000):
        pass
    assert meeting_of(binder).strengths == "Elin ringde själv"
    assert mode.foot.saved.text() == "Sparat 14.12"


def test_the_second_key_does_not_put_the_saving_off(mode: MeetingMode, qtbot: QtBot, binder: Binder) -> None:
    mode.held.flush()
    for _ in range(12):
        mode.held.type(lambda now: meeting_edits.say(now, notes=f"{now.notes}x"))
        qtbot.wait(80)
    assert (meeting_of(binder).notes or "").startswith("xxx")


def test_what_cannot_be_saved_is_said_and_kept(
    mode: MeetingMode, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, binder: Binder
) -> None:
    mode.held.flush()

    def full(*_: object) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    monkeypatch.setattr(hold_meeting, "record", full)
    mode.held.type(lambda now: meeting_edits.say(now, notes="viktigt"))
    with qtbot.waitSignal(mode.held.failed, timeout=1000):
        pass
    assert mode.foot.saved.text().startswith("Det gick inte att spara, för disken är full.")
    monkeypatch.undo()
    with qtbot.waitSignal(mode.held.saved, timeout=2000):
        pass
    assert meeting_of(binder).notes == "viktigt"


def test_undo_takes_back_the_last_verdict_even_from_the_line_that_says_why(
    mode: MeetingMode, keyboard: Keyboard
) -> None:
    mode.go_to(1)
    keyboard.type("4")
    assert mode.held.now.verdict("matte").outcome is Outcome.NOT_DONE
    assert mode.held.now.carried("matte") is not None
    keyboard.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert mode.held.now.verdict("matte").outcome is None
    assert mode.held.now.carried("matte") is None


def test_undo_leaves_what_was_written_since(mode: MeetingMode, keyboard: Keyboard, binder: Binder) -> None:
    mode.go_to(1)
    keyboard.type("4")
    mode.toggle_notes()
    keyboard.type("Rektorn ringer")
    mode.undo()
    assert mode.held.now.verdict("matte").outcome is None
    mode.flush()
    assert meeting_of(binder).notes == "Rektorn ringer"


def test_the_way_back_of_a_step_brings_that_step_and_nothing_else(
    mode: MeetingMode, window: Window, binder: Binder
) -> None:
    mode.go_to(3)
    held = mode.held
    held.edit(lambda now: meeting_edits.add_aim(now, "skola", "Klara matten"))
    aim = held.now.aims[-1].key
    for what in ("Läsa", "Räkna"):
        held.edit(lambda now, what=what: meeting_edits.add_step(now, aim, what, Who.YOUTH))
    first = held.now.aims[-1].steps[0].key
    held.edit(lambda now: meeting_edits.remove_step(now, first))
    undo = held.way_back()
    held.edit(lambda now: meeting_edits.add_step(now, aim, "Skriva", Who.YOUTH))
    assert undo()
    assert [each.what for each in held.now.aims[-1].steps] == ["Läsa", "Räkna", "Skriva"]
    assert not undo()
    shiboken6.delete(mode)
    assert not undo()


def test_pausing_and_coming_back_goes_on_where_it_was_left(
    mode: MeetingMode, keyboard: Keyboard, binder: Binder, window: Window
) -> None:
    mode.go_to(3)
    keyboard.type("Halvskrivet st")
    mode.back()
    assert not window.full
    again = open_meeting(desk_of(binder, window), "elin", "m5")
    assert again is not None
    assert again.at == 3
    assert again.held.now.typing == mode.held.now.typing
    field = focus(again)
    assert field is not None
    assert field.property("text") == "Halvskrivet st"


def test_leaving_steps_undiscussed_is_asked_and_written_down(
    mode: MeetingMode, binder: Binder, answers: Answers
) -> None:
    mode.go_to(4)
    mode._on()
    assert answers.asked == ["3 steg från förra planen är inte uppföljda"]
    row = meeting_of(binder)
    assert {each.note for each in row.follow_ups} == {"Togs inte upp på mötet"}
    assert len([each for goal in row.goals for each in goal.actions]) == 3


def test_why_the_own_words_are_missing_takes_one_key(mode: MeetingMode, keyboard: Keyboard) -> None:
    mode.go_to(2)
    mode._digit(2)
    assert mode.held.now.youth_view_absent is ViewAbsent.NOT_PRESENT
    mode._digit(2)
    assert mode.held.now.youth_view_absent is None


def test_the_hour_is_told_quietly(mode: MeetingMode, clock: TestClock) -> None:
    assert mode.head.hour.text() == "14.12 · 48 min kvar"
    clock.at += timedelta(minutes=54)
    mode._show_hour()
    assert mode.head.hour.text() == "15.06 · 6 min över"


def test_the_display_shows_the_plan_and_neither_notes_nor_private_words(mode: MeetingMode) -> None:
    mode.held.edit(
        lambda now: meeting_edits.say(now, strengths="Det går bra", notes="NÅLEN", private_notes="SYNÅLEN")
    )
    mode.toggle_display()
    display = mode._display
    assert display is not None
    words = " ".join(str(each.property("text") or "") for each in display.findChildren(QWidget))
    assert "Det går bra" in words
    assert "NÅLEN" not in words
    mode.back()
    assert mode._display is None


def test_somebody_who_was_not_called_gets_a_chair(mode: MeetingMode, keyboard: Keyboard) -> None:
    step = mode.steps[0]
    step.came.setFocus()  # type: ignore[attr-defined]
    keyboard.type("zofia")
    keyboard.key(ENTER)
    seat = mode.held.now.seat(Who.contact("zofia"))
    assert seat is not None
    assert seat.status is AttendanceStatus.PRESENT


def test_the_next_meeting_can_be_left_unplanned(mode: MeetingMode, binder: Binder) -> None:
    mode.go_to(4)
    mode.held.edit(lambda now: meeting_edits.plan_next(now, None))
    mode._on()
    with binder.reading() as work:
        assert [each.status for each in work.case("elin").meetings].count(MeetingStatus.PLANNED) == 0


def test_a_next_meeting_that_is_planned_is_moved_from_the_last_step(
    qtbot: QtBot, binder: Binder, window: Window, answers: Answers
) -> None:
    with binder.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(6, datetime(2026, 3, 25, 10), status=MeetingStatus.PLANNED))
    mode = open_meeting(desk_of(binder, window, answers), "elin", "m5")
    assert mode is not None
    window.whole.activateWindow()
    qtbot.waitUntil(mode.isVisible)
    keyboard = Keyboard(mode)
    keyboard.key(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    step = mode.findChildren(ClosingStep)[-1]
    assert "redan planerat" in step._why.text()
    assert step.day.isEnabled()
    assert not step.needed.isEnabled()
    step.day.setFocus()
    step.day.selectAll()
    keyboard.type("1 april")
    assert step._why.text() == "Mötet flyttas från 25 mars kl. 10.00. Alla behöver få veta det."
    keyboard.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: meeting_of(binder).status is MeetingStatus.HELD)
    assert meeting_of(binder, "m6").status is MeetingStatus.MOVED
    with binder.reading() as work:
        coming = [each for each in work.case("elin").meetings if each.status is MeetingStatus.PLANNED]
    assert [(each.starts, each.number) for each in coming] == [(datetime(2026, 4, 1, 10), 6)]
