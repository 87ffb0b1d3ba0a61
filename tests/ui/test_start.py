"""From nothing to an open binder: making, proving the code, unlocking, coming back with the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services import binders
from app.services.binders import Binder
from app.ui import traces
from app.ui.background import AtOnce
from app.ui.kit.questions import WindowQuestions
from app.ui.kit.strength import ADVICE
from app.ui.start import create
from app.ui.start.create import NewBinder
from app.ui.start.door import Door
from app.ui.start.recover import Recover
from app.ui.start.restore import Restore
from app.ui.start.sheet import Proof, Sheet
from app.ui.start.unlock import Unlock
from app.ui.start.welcome import Welcome
from app.ui.start.window import StartWindow
from tests.conftest import ROOM
from tests.storage.binders import CHEAP, PASSPHRASE, new_binder
from tests.ui.stage import Answers, clock, write

STRONG = "blå hund äter korv i maj"


def words_of(widget: QWidget) -> set[str]:
    """What labels and buttons in a widget say, as far as they are shown."""
    said: list[QLabel | QPushButton] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return {each.text() for each in said if each.isVisibleTo(widget) and each.text()}


@pytest.mark.parametrize("hurried", [False, True])
def test_what_is_typed_before_the_rest_is_loaded_is_not_lost(
    qtbot: QtBot, answers: Answers, handed: list[Binder], tmp_path: Path, hurried: bool
) -> None:
    folder = tmp_path / "Pärmen Söder"
    new_binder(folder).close()
    door = Door(folder)
    qtbot.addWidget(door)
    with qtbot.waitSignal(door.painted), qtbot.waitActive(door):
        door.show()
        door.activateWindow()
    assert door.first is not None
    seen, field = words_of(door.first), door.first.field
    assert field.hasFocus()
    write(field, PASSPHRASE)
    if hurried:
        QTest.keyClick(field, Qt.Key.Key_Return)
    else:
        field.setCursorPosition(2)
    steps = StartWindow(clock, AtOnce(), answers, lambda _error: None, folder)
    steps.opened.connect(handed.append)
    first = door.first
    door.furnish(steps)
    # The same words in the same places, so that nobody sees the change.
    assert words_of(steps) == seen
    steps.take_over(field.text(), field.cursorPosition(), hurried=first.hurried)
    step = steps.screen_now
    assert isinstance(step, Unlock)
    assert len(handed) == int(hurried)
    if not hurried:
        assert step.passphrase.hasFocus()
        assert step.passphrase.cursorPosition() == 2
        write(step.passphrase, "x")
        assert step.passphrase.value() == PASSPHRASE[:2] + "x" + PASSPHRASE[2:]
    for binder in handed:
        binder.close()


def test_the_first_window_closes_only_when_its_step_lets_it(
    qtbot: QtBot, handed: list[Binder], tmp_path: Path
) -> None:
    answers = Answers(yes=False)
    door = Door(None)
    qtbot.addWidget(door)
    steps = StartWindow(clock, AtOnce(), answers, lambda _error: None)
    door.furnish(steps)
    door.show()
    made = fill_new(steps, tmp_path / "Ny pärm")
    made.make_it()
    assert isinstance(steps.screen_now, Sheet)
    door.close()
    assert door.isVisible()
    assert answers.asked[-1][0] == "Stänga utan koden?"
    answers.yes = True
    door.close()
    qtbot.waitUntil(lambda: not door.isVisible())


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations as cheap as the bounds allow."""
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)


@pytest.fixture
def handed() -> list[Binder]:
    return []


@pytest.fixture
def start(qtbot: QtBot, answers: Answers, handed: list[Binder]) -> Iterator[StartWindow]:
    errors: list[BaseException] = []
    window = StartWindow(clock, AtOnce(), answers, errors.append)
    window.opened.connect(handed.append)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    for binder in handed:
        binder.close()
    assert errors == []


def screen(start: StartWindow, kind: type) -> object:
    assert type(start.screen_now) is kind
    return start.screen_now


def fill_new(start: StartWindow, folder: Path) -> NewBinder:
    start.show_new()
    made = screen(start, NewBinder)
    assert isinstance(made, NewBinder)
    write(made.form["name"], "Sara Lind")
    made.form["folder"].set_value(folder)
    write(made.form["passphrase"], STRONG)
    write(made.again["again"], STRONG)
    return made


def test_the_first_choice_is_made_with_the_keyboard(qtbot: QtBot, start: StartWindow) -> None:
    first = screen(start, Welcome)
    assert isinstance(first, Welcome)
    assert first.new.hasFocus()
    QTest.keyClick(first.new, Qt.Key.Key_Return)
    assert isinstance(start.screen_now, NewBinder)
    assert start.screen_now.form["name"].hasFocus()
    QTest.keyClick(start, Qt.Key.Key_Escape)
    assert isinstance(start.screen_now, Welcome)


def test_a_refused_passphrase_leaves_one_in_the_field_one_was_in(
    qtbot: QtBot, start: StartWindow, tmp_path: Path
) -> None:
    made = fill_new(start, tmp_path / "Ny pärm")
    for field in (made.form["passphrase"], made.again["again"]):
        field.setText("sommar2026")
    made.again["again"].setFocus()
    QTest.keyClick(made.again["again"], Qt.Key.Key_Return)
    assert made.trouble.isVisible()
    assert made.again["again"].hasFocus()
    write(made.again["again"], "!")
    QTest.keyClick(made.again["again"], Qt.Key.Key_Return)
    # Only one thing is wrong now, and only that is said.
    assert not made.trouble.isVisible()
    assert made.again["again"].accessibleDescription() == "De två lösenfraserna är inte lika."


def test_a_binder_is_made_and_only_who_has_the_code_goes_on(
    start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    folder = tmp_path / "Ny pärm"
    made = fill_new(start, folder)
    made.make.click()
    sheet = screen(start, Sheet)
    assert isinstance(sheet, Sheet)
    code = sheet._code
    sheet.next.click()
    proof = screen(start, Proof)
    assert isinstance(proof, Proof)
    groups = code.split("-")
    for number in proof.asked:
        proof.form[str(number)].setText("XXXXX")
    proof.done.click()
    assert handed == []
    assert proof.form[str(proof.asked[0])].accessibleDescription() == "Gruppen stämmer inte med arket."
    for number in proof.asked:
        proof.form[str(number)].setText(groups[number].lower().replace("0", "o").replace("1", "l"))
    proof.done.click()
    assert [binder.folder for binder in handed] == [folder]
    assert handed[0].person == "Sara Lind"
    handed[0].close()
    with binders.open_with_code(folder, code=code, clock=clock) as again:
        assert again.persons() == ("Sara Lind",)


def test_the_code_may_be_seen_again_before_it_is_proven(
    start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    fill_new(start, tmp_path / "p").make.click()
    sheet = start.screen_now
    assert isinstance(sheet, Sheet)
    start.show_proof(sheet._binder, sheet._code)
    start.show_sheet(sheet._binder, sheet._code)
    assert isinstance(start.screen_now, Sheet)
    assert start._pending is not None
    handed.append(start._pending)


def test_closing_before_the_proof_warns_and_then_closes_the_binder(
    qtbot: QtBot, start: StartWindow, answers: Answers, tmp_path: Path
) -> None:
    fill_new(start, tmp_path / "p").make.click()
    answers.yes = False
    start.close()
    assert start.isVisible()
    assert answers.asked[-1][0] == "Stänga utan koden?"
    answers.yes = True
    start.close()
    qtbot.waitUntil(lambda: not start.isVisible())
    binders.open_binder(tmp_path / "p", passphrase=STRONG, clock=clock).close()


def test_the_two_passphrases_must_be_the_same(start: StartWindow, tmp_path: Path) -> None:
    made = fill_new(start, tmp_path / "p")
    made.again["again"].setText(STRONG + "x")
    made.make.click()
    assert made.again["again"].accessibleDescription() == "De två lösenfraserna är inte lika."
    assert not (tmp_path / "p").exists()


def test_a_weak_passphrase_is_refused_with_advice(start: StartWindow, tmp_path: Path) -> None:
    made = fill_new(start, tmp_path / "p")
    for field in (made.form["passphrase"], made.again["again"]):
        field.setText("sommar2026")
    made.strength.judge()
    assert ADVICE["too_short"] in made.strength.text()
    made.make.click()
    assert made.trouble.isVisible()
    assert "lösenfras" in made.trouble.accessibleName().lower()
    assert made.make.isEnabled()
    assert not (tmp_path / "p").exists()


def test_ones_own_name_is_no_passphrase(start: StartWindow, tmp_path: Path) -> None:
    made = fill_new(start, tmp_path / "p")
    made.form["passphrase"].setText("Sara Lind Sara Lind")
    made.strength.judge()
    assert ADVICE["personal"] in made.strength.text()


def test_a_taken_place_is_told(start: StartWindow, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "brev.txt").write_text("hej", encoding="utf-8")
    made = fill_new(start, tmp_path / "p")
    made.make.click()
    assert made.trouble.isVisible()
    assert isinstance(start.screen_now, NewBinder)


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(
    qtbot: QtBot, start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    new_binder(tmp_path / "p", clock).close()
    start.show_unlock(tmp_path / "p")
    unlock = start.screen_now
    assert isinstance(unlock, Unlock)
    assert unlock.passphrase.hasFocus()
    write(unlock.passphrase, "något helt annat")
    QTest.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    assert handed == []
    assert "stämmer inte" in unlock.trouble.accessibleName()
    assert unlock.passphrase.isEnabled()
    assert unlock.passphrase.selectedText() != ""
    unlock.passphrase.setText(PASSPHRASE)
    unlock.button.click()
    assert [binder.folder for binder in handed] == [tmp_path / "p"]


def test_a_binder_that_is_open_elsewhere_is_told(
    start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    with new_binder(tmp_path / "p", clock):
        start.show_unlock(tmp_path / "p")
        unlock = start.screen_now
        assert isinstance(unlock, Unlock)
        unlock.passphrase.setText(PASSPHRASE)
        unlock.unlock()
        assert unlock.trouble.isVisible()
        assert handed == []


def test_a_folder_that_is_no_binder_is_told(start: StartWindow, answers: Answers, tmp_path: Path) -> None:
    answers.path = tmp_path
    start.choose_binder()
    unlock = start.screen_now
    assert isinstance(unlock, Unlock)
    unlock.passphrase.setText("vad som helst")
    unlock.unlock()
    assert unlock.trouble.isVisible()


def test_a_binder_that_does_not_open_leads_on_to_its_backup(start: StartWindow, tmp_path: Path) -> None:
    new_binder(tmp_path / "p", clock).close()
    with (tmp_path / "p" / "parm.db").open("r+b") as file:
        file.write(bytes(4096))
    start.show_unlock(tmp_path / "p")
    unlock = start.screen_now
    assert isinstance(unlock, Unlock)
    unlock.passphrase.setText(PASSPHRASE)
    unlock.unlock()
    assert "säkerhetskopia" in unlock.trouble.accessibleName()
    link = next(each for each in unlock.findChildren(QPushButton) if each.text().startswith("Återställ"))
    link.click()
    assert isinstance(start.screen_now, Restore)


def test_the_code_opens_and_sets_a_new_passphrase(
    start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    made, code = create.make_binder(tmp_path / "p", "Sara Lind", STRONG, clock)
    made.close()
    start.show_recover(tmp_path / "p")
    recover = start.screen_now
    assert isinstance(recover, Recover)
    recover.form["code"].setText("0000")
    for field in (recover.form["passphrase"], recover.again["again"]):
        field.setText("röd traktor sjunger på månen")
    recover.button.click()
    assert recover.trouble.isVisible()
    recover.form["code"].setText(code.lower().replace("-", " "))
    recover.button.click()
    assert len(handed) == 1
    handed[0].close()
    binders.open_binder(tmp_path / "p", passphrase="röd traktor sjunger på månen", clock=clock).close()


def test_where_several_share_the_binder_the_code_asks_who_one_is(
    start: StartWindow, handed: list[Binder], tmp_path: Path
) -> None:
    made, code = create.make_binder(tmp_path / "p", "Sara Lind", STRONG, clock)
    made.set_passphrase("Maja Ek", "grön buss kör baklänges hem", cost=CHEAP)
    made.close()
    start.show_recover(tmp_path / "p")
    recover = start.screen_now
    assert isinstance(recover, Recover)
    person = recover.form["person"]
    assert not person.isVisibleTo(recover)
    recover.form["code"].setText(code)
    for field in (recover.form["passphrase"], recover.again["again"]):
        field.setText("röd traktor sjunger på månen")
    recover.button.click()
    assert handed == []
    assert recover.trouble.accessibleName() == "Koden stämmer. Välj vem du är, och tryck en gång till."
    assert [person.itemText(number) for number in range(person.count())] == [
        "Välj ditt namn",
        "Sara Lind",
        "Maja Ek",
    ]
    recover.button.click()
    assert handed == [], "nobody is chosen yet"
    person.set_value("Maja Ek")
    recover.button.click()
    assert handed[0].person == "Maja Ek"
    handed[0].close()
    for passphrase, who in ((STRONG, "Sara Lind"), ("röd traktor sjunger på månen", "Maja Ek")):
        with binders.open_binder(tmp_path / "p", passphrase=passphrase, clock=clock) as again:
            assert again.person == who


def test_a_chosen_folder_that_holds_things_gets_a_new_one_in_it(
    start: StartWindow, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "Dokument").mkdir()
    (tmp_path / "Dokument" / "brev.txt").write_text("hej", encoding="utf-8")
    start.show_new()
    made = start.screen_now
    assert isinstance(made, NewBinder)
    answers.path = tmp_path / "Dokument"
    made.form["folder"].button.click()
    assert made.form["folder"].value() == tmp_path / "Dokument" / "Insatspärm"


def test_no_file_dialog_leaves_a_path_behind(qtbot: QtBot, tmp_path: Path) -> None:
    needle = "nålen-elin-holm"
    (tmp_path / needle).mkdir()
    chosen: list[Path] = []
    window = StartWindow(clock, AtOnce(), Answers(), lambda _error: None)
    qtbot.addWidget(window)
    window.show()
    WindowQuestions().folder(window, "Välj", tmp_path / needle, chosen.append)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(str(tmp_path / needle))
    dialog.accept()
    assert len(chosen) == 1
    del dialog
    qtbot.wait(10)
    traces.wipe_file_dialog()
    QSettings(QSettings.Scope.UserScope, "QtProject").sync()
    written = [path for path in (ROOM / "home").rglob("*") if path.is_file()]
    found = [
        path for path in written if needle.encode() in path.read_bytes() or b"%E5len" in path.read_bytes()
    ]
    assert found == []


def test_what_qt_keeps_of_file_dialogs_is_emptied() -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///home/sara/Elin")
    settings.setValue("Annat/kvar", 1)
    settings.sync()
    traces.wipe_file_dialog()
    again = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert "FileDialog" not in again.childGroups()
    assert "Annat" in again.childGroups()
