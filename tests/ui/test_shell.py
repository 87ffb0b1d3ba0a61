"""The main window: going, coming back, hearing of changes, saving before leaving, locking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.services import drafts
from app.services.binders import Binder
from app.services.changes import Changes
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.form import Field
from app.ui.kit.inputs import TextInput
from app.ui.kit.page import Page
from app.ui.preferences import PreferenceFile
from app.ui.shell.entry import PageEntry, Place
from app.ui.shell.idle import MINUTES, MINUTES_IN_MEETING
from app.ui.shell.window import Shell
from app.ui.shell.windows_away import means_left
from tests.storage.binders import opened
from tests.ui.stage import Answers, clock, write

CONTROL = Qt.KeyboardModifier.ControlModifier


class Plain(Page):
    """A page that remembers what happened to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Sida")
        self.desk, self.args, self.read, self.flushed = desk, {}, 0, 0
        self.breaks: Exception | None = None
        self.inside = False

    def arrive(self, **args: Any) -> None:
        self.args = args

    def refresh(self) -> None:
        self.read += 1

    def concerned_by(self, changes: Changes) -> bool:
        return "case" in changes.kinds

    def flush(self) -> None:
        if self.breaks is not None:
            raise self.breaks
        self.flushed += 1

    def state(self) -> Mapping[str, str]:
        return {"tab": "consent"} if self.args else {}

    def back(self) -> bool:
        used, self.inside = self.inside, False
        return used


ENTRIES = (
    PageEntry("cases", "Ärenden", "folders", Plain, keys="Ctrl+2"),
    PageEntry("meetings", "Möten", "calendar-clock", Plain, keys="Ctrl+3"),
    PageEntry("case", "Ärende", "folder", Plain, place=Place.HIDDEN, parent="cases"),
    PageEntry("binder", "Pärmen", "notebook-tabs", Plain, keys="Ctrl+7", place=Place.FOOT),
)


@pytest.fixture
def reported() -> list[BaseException]:
    return []


@pytest.fixture
def shell(
    qtbot: QtBot, binder: Binder, answers: Answers, preferences: PreferenceFile, reported: list[BaseException]
) -> Iterator[Shell]:
    made = Shell(binder, clock, ENTRIES, answers, preferences, reported.append, lambda: None)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.resume("cases")
    yield made
    for page in made._pages.values():
        page.breaks = None


def page(shell: Shell, key: str) -> Plain:
    found = shell.page(key)
    assert isinstance(found, Plain)
    return found


def test_the_keys_lead_to_the_pages_and_the_rail_shows_where(qtbot: QtBot, shell: Shell) -> None:
    assert shell.current == "cases"
    QTest.keyClick(shell, Qt.Key.Key_7, CONTROL)
    qtbot.waitUntil(lambda: shell.current == "binder")
    assert shell.rail.item("binder").isChecked()
    assert not shell.rail.item("cases").isChecked()
    QTest.keyClick(shell, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: shell.current == "meetings")
    assert page(shell, "meetings").isVisible()


def test_a_hidden_page_lights_up_its_parent(shell: Shell) -> None:
    shell.navigate("meetings")
    shell.navigate("case", case_id="c1")
    assert shell.rail.item("cases").isChecked()
    assert page(shell, "case").args == {"case_id": "c1"}


def test_escape_leads_back_the_way_one_came(qtbot: QtBot, shell: Shell) -> None:
    shell.navigate("case", case_id="c1")
    shell.navigate("case", case_id="c2")
    shell.navigate("meetings")
    for key, args in (("case", "c2"), ("case", "c1")):
        QTest.keyClick(shell, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda key=key: shell.current == key)
        assert page(shell, "case").args["case_id"] == args
        assert page(shell, "case").args["tab"] == "consent"
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.current == "cases"
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.current == "cases"


def test_a_page_may_use_escape_for_itself(shell: Shell) -> None:
    shell.navigate("case", case_id="c1")
    page(shell, "case").inside = True
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.current == "case"
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.current == "cases"


def test_a_change_is_read_by_whom_it_concerns(shell: Shell) -> None:
    read = page(shell, "cases").read
    shell.changed(Changes.of("case"))
    assert page(shell, "cases").read == read + 1
    shell.changed(Changes.of("settings"))
    assert page(shell, "cases").read == read + 1
    assert shell.rail.saved.text() == "Sparat 14.12"


def test_leaving_a_page_saves_it_and_stays_if_it_cannot(shell: Shell, answers: Answers) -> None:
    page(shell, "cases").breaks = KnownError(ErrorKind.ENVIRONMENT, "disk_full")
    shell.navigate("meetings")
    assert shell.current == "cases"
    assert answers.asked[-1][0] == "Det gick inte"
    page(shell, "cases").breaks = None
    shell.navigate("meetings")
    assert shell.current == "meetings"
    assert page(shell, "cases").flushed == 1


def test_a_bug_goes_to_the_error_window_and_a_refusal_does_not(
    shell: Shell, answers: Answers, reported: list[BaseException]
) -> None:
    shell.problem(KnownError(ErrorKind.RULE, "last_person"))
    assert reported == []
    assert len(answers.asked) == 1
    shell.problem(ZeroDivisionError())
    assert [type(error) for error in reported] == [ZeroDivisionError]


def test_what_was_found_on_opening_is_told_in_words(shell: Shell, answers: Answers) -> None:
    for code in ("tail_lost", "head_damaged"):
        shell.warn(code)
    said = [text for _title, text in answers.asked]
    assert len(said) == 2
    assert not any("felkod" in text for text in said)


def test_locking_saves_closes_and_remembers_the_place_inside(
    qtbot: QtBot, shell: Shell, binder: Binder, tmp_path: Path, preferences: PreferenceFile
) -> None:
    shell.navigate("case", case_id="c1")
    with qtbot.waitSignal(shell.locked):
        QTest.keyClick(shell, Qt.Key.Key_L, CONTROL)
    assert page(shell, "case").flushed == 1
    assert not shell.isVisible()
    outside = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    assert not any(b"c1" in each and b"case" in each for each in outside)
    with opened(binder.folder, clock) as again:
        kept = drafts.find(again, "window", "resume")
        assert kept == {"page": "case", "args": {"case_id": "c1", "tab": "consent"}}
        other = Shell(again, clock, ENTRIES, Answers(), preferences, lambda _error: None, lambda: None)
        qtbot.addWidget(other)
        other.resume("cases")
        assert other.current == "case"
        assert page(other, "case").args == {"case_id": "c1", "tab": "consent"}
        assert drafts.find(again, "window", "resume") is None
        other._ended = True


def test_a_place_that_is_no_more_resumes_at_the_first_page(
    qtbot: QtBot, shell: Shell, binder: Binder
) -> None:
    drafts.keep(binder, "window", "resume", {"page": "gone", "args": {"x": "1"}})
    shell.resume("cases")
    assert shell.current == "cases"


def test_locking_asks_only_when_something_cannot_be_saved(
    qtbot: QtBot, shell: Shell, answers: Answers
) -> None:
    page(shell, "cases").breaks = KnownError(ErrorKind.ENVIRONMENT, "disk_full")
    answers.yes = False
    shell.lock()
    assert shell.isVisible()
    assert answers.asked[-1][0] == "Allt kunde inte sparas"
    answers.yes = True
    with qtbot.waitSignal(shell.locked):
        shell.lock()


def begun_errand(qtbot: QtBot, shell: Shell) -> ErrandDialog:
    """A dialog over the window, with a name to type that is kept as a draft."""
    made = ErrandDialog(
        shell,
        shell.desk,
        "Ny ungdom",
        [Field("name", "Namn", TextInput())],
        lambda _typed: Changes.of("case"),
        draft=("new_case", ""),
    )
    with qtbot.waitActive(made):
        made.open()
    return made


def test_the_keys_of_the_lock_lock_from_a_dialog_too_and_keep_what_is_typed(
    qtbot: QtBot, shell: Shell, binder: Binder
) -> None:
    dialog = begun_errand(qtbot, shell)
    write(dialog.form["name"], "Åsa")
    with qtbot.waitSignal(shell.locked):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CONTROL)
    assert not shell.isVisible()
    assert not dialog.isVisible()
    with opened(binder.folder, clock) as again:
        assert drafts.find(again, "new_case", "") == {"name": "Åsa"}


def test_a_full_disk_takes_neither_the_keys_nor_the_text_and_lets_one_go(
    qtbot: QtBot, shell: Shell, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = [True]
    keep = drafts.keep

    def kept(*args: Any, **more: Any) -> None:
        if full[0]:
            raise KnownError(ErrorKind.ENVIRONMENT, "disk_full")
        keep(*args, **more)

    monkeypatch.setattr(drafts, "keep", kept)
    dialog = begun_errand(qtbot, shell)
    name = dialog.form["name"]
    write(name, "Å")
    dialog.form._flush_quietly()
    assert dialog.unkept.isVisible()
    assert dialog.unkept.text().startswith("Inte sparat än. ")
    assert QApplication.activeModalWidget() is dialog
    assert dialog.focusWidget() is name
    write(name, "sa")
    assert name.text() == "Åsa"
    answers.yes = False
    dialog.reject()
    assert answers.asked[-1][0] == "Det du har skrivit är inte sparat"
    assert dialog.isVisible()
    full[0] = False
    write(name, " Ek")
    dialog.form._flush_quietly()
    assert not dialog.unkept.isVisible()
    full[0] = True
    write(name, "!")
    answers.yes = True
    dialog.reject()
    assert not dialog.isVisible()


def test_an_empty_chair_locks_without_asking(qtbot: QtBot, shell: Shell, answers: Answers) -> None:
    page(shell, "cases").breaks = KnownError(ErrorKind.ENVIRONMENT, "disk_full")
    with qtbot.waitSignal(shell.locked):
        shell._idle.wait(0)
    assert answers.asked == []


def test_nothing_is_in_sight_while_a_job_comes_to_its_end(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, beside = QDialog(shell), QWidget()
    for each in (dialog, beside):
        qtbot.addWidget(each)
        each.show()
    begun, seen = Event(), list[bool]()

    def job(progress: Progress) -> None:
        begun.set()
        while not progress.cancelled:
            pass

    wait = shell.threads.wait

    def waiting(milliseconds: int) -> bool:
        seen.extend(each.isVisible() for each in (shell, dialog, beside))
        return wait(milliseconds)

    monkeypatch.setattr(shell.threads, "wait", waiting)
    shell.threads.run(shell, "Räknar …", job, lambda _: None)
    assert begun.wait(10)
    with qtbot.waitSignal(shell.locked):
        shell.lock_now()
    assert seen == [False, False, False]


def test_a_job_that_keeps_others_out_does_not_keep_the_lock_waiting(
    qtbot: QtBot, shell: Shell, binder: Binder
) -> None:
    case = page(shell, "cases")
    case.flush = lambda: drafts.keep(binder, "form", "", {"text": "hej"})  # type: ignore[method-assign]
    alone = Event()

    def job(progress: Progress) -> None:
        with binder.writing(exclusive=True):
            alone.set()
            while True:
                progress.at(0.5)

    shell.threads.run(shell, "Läser in …", job, lambda _none: None)
    assert alone.wait(10)
    with qtbot.waitSignal(shell.locked):
        QTest.keyClick(shell, Qt.Key.Key_L, CONTROL)
    with opened(binder.folder, clock) as again:
        assert drafts.find(again, "form", "") == {"text": "hej"}


def test_windows_says_when_the_chair_is_empty() -> None:
    assert means_left(0x02B1, 7)  # the session is locked
    assert means_left(0x0218, 4)  # the computer goes to sleep
    assert not means_left(0x02B1, 8)  # unlocked
    assert not means_left(0x0218, 10)  # mains or battery


def test_sleep_and_a_locked_screen_lock_too(qtbot: QtBot, shell: Shell) -> None:
    shell._away.told(False)
    assert shell.isVisible()
    with qtbot.waitSignal(shell.locked):
        shell._away.told(True)


def test_closing_saves_first_and_stays_if_it_cannot(qtbot: QtBot, shell: Shell, answers: Answers) -> None:
    page(shell, "cases").breaks = KnownError(ErrorKind.ENVIRONMENT, "disk_full")
    shell.close()
    assert shell.isVisible()
    assert answers.asked[-1][0] == "Allt kunde inte sparas"
    page(shell, "cases").breaks = None
    with qtbot.waitSignal(shell.closed):
        shell.close()
    assert not shell.isVisible()


class Meeting(QWidget):
    """Fills the window."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed, self.paused = 0, 0

    def flush(self) -> None:
        self.flushed += 1

    def back(self) -> None:
        self.paused += 1


def test_a_meeting_fills_the_window_hears_escape_and_waits_longer(qtbot: QtBot, shell: Shell) -> None:
    meeting = Meeting()
    shell.show_full(meeting)
    assert not shell.rail.isVisible()
    assert shell._idle.remaining() > MINUTES * 60_000
    QTest.keyClick(shell, Qt.Key.Key_7, CONTROL)
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert (shell.current, meeting.paused) == ("cases", 1)
    shell.close_full()
    assert shell.rail.isVisible()
    assert shell._idle.remaining() <= MINUTES * 60_000 < MINUTES_IN_MEETING * 60_000


def test_locking_saves_a_meeting_too(qtbot: QtBot, shell: Shell) -> None:
    meeting = Meeting()
    shell.show_full(meeting)
    with qtbot.waitSignal(shell.locked):
        shell.lock_now()
    assert meeting.flushed == 1


def is_touched(shell: Shell, act: Callable[[], object]) -> bool:
    QTest.qWait(60)
    before = shell._idle.remaining()
    act()
    return shell._idle.remaining() > before


def test_a_touch_puts_the_lock_off(qtbot: QtBot, shell: Shell) -> None:
    window = shell.windowHandle()
    assert is_touched(shell, lambda: QTest.keyClick(window, Qt.Key.Key_Shift))
    assert is_touched(shell, lambda: QTest.mouseMove(window, QPoint(40, 40)))
    assert not is_touched(shell, lambda: None)


def test_a_touch_in_a_dialog_and_an_input_method_put_the_lock_off_too(qtbot: QtBot, shell: Shell) -> None:
    dialog = QDialog(shell)
    field = QLineEdit(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
    field.setFocus()
    assert is_touched(shell, lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A))
    # Letters that an input method composes come without a key.
    composed = QInputMethodEvent()
    composed.setCommitString("ö")
    assert is_touched(shell, lambda: QApplication.sendEvent(field, composed))
    assert field.text() == "aö"


def test_the_rail_gives_way_in_a_narrow_window(qtbot: QtBot, shell: Shell) -> None:
    shell.resize(1366, 768)
    wide = shell.rail.width()
    shell.resize(760, 600)
    assert shell.rail.width() < wide / 2
    assert shell.rail.item("cases").toolTip() == "Ärenden (Ctrl+2)"


def test_another_text_size_makes_the_page_anew_where_one_is(qtbot: QtBot, shell: Shell) -> None:
    shell.navigate("case", case_id="c1")
    old = page(shell, "case")
    shell.choose_look("dark", 150)
    qtbot.waitUntil(lambda: shell._pages.get("case") not in (None, old))
    assert shell.current == "case"
    assert page(shell, "case").args == {"case_id": "c1", "tab": "consent"}
    assert (shell.look_chosen().scheme, shell.look_chosen().percent) == ("dark", 150)


def test_everything_in_the_rail_is_reached_by_tab_and_has_a_name(shell: Shell) -> None:
    items = [shell.rail.item(key) for key in ("cases", "meetings", "binder", "lock")]
    assert [item.accessibleName() for item in items] == ["Ärenden", "Möten", "Pärmen", "Lås"]
    assert all(item.focusPolicy() & Qt.FocusPolicy.TabFocus for item in items)


def test_the_preferences_hold_one_path_and_looks_and_nothing_else(
    preferences: PreferenceFile, tmp_path: Path
) -> None:
    preferences.change(scheme="dark", last="/a/b")
    (tmp_path / "config" / "fonster.json").write_text(
        '{"scheme": 3, "percent": 150, "okänt": 1}', encoding="utf-8"
    )
    kept = preferences.read()
    assert (kept.scheme, kept.percent, kept.last) == ("system", 150, "")
    (tmp_path / "config" / "fonster.json").write_text("{", encoding="utf-8")
    assert preferences.read().percent == 100
