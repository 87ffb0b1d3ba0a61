"""*Sök eller gör*: found by a few letters, done with Enter, on a real window with real keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.services import drafts
from app.services.binders import Binder
from app.ui.dialogs.capture import CaptureDialog
from app.ui.kit.surfaces import Row
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.palette import Palette, RowsModel
from app.ui.shell.window import Shell
from tests.storage.binders import new_binder
from tests.storage.samples import small_case
from tests.ui.pages import caseload
from tests.ui.stage import Answers, clock, write


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    """Amir with all a case can have, and two with nothing; nothing here is written to."""
    with new_binder(tmp_path_factory.mktemp("palette") / "parm", clock) as made:
        caseload.amir(made, caseload.address(made))
        with made.writing() as work:
            work.add(small_case("asa", "Åsa Ek"))
            work.add(small_case("bo", "Bo Ek"))
        yield made


@pytest.fixture
def shell(binder: Binder, preferences: PreferenceFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    def fail(error: BaseException) -> None:
        raise error

    monkeypatch.setattr(Binder, "close", lambda _binder: None)
    made = Shell(binder, binder.clock, entries(), Answers(), preferences, fail, lambda: None)
    made.navigate("cases")
    made.show()
    yield made
    made.close()
    made.deleteLater()
    drafts.forget(binder, "window", "recent")


def opened(shell: Shell, typed: str = "") -> Palette:
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    found = QApplication.activeModalWidget()
    assert isinstance(found, Palette)
    assert found.focusWidget() is found.field
    write(found.field, typed)
    return found


def titles(palette: Palette) -> list[str]:
    return [str(palette.model.index(number, 0).data()) for number in range(palette.model.rowCount())]


def press(palette: Palette, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(palette.field, key)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("åsa", "Åsa Ek"),
        ("an", "Amir Nilsson"),
        ("björk", "Amir Nilsson"),
        ("2026-014", "Amir Nilsson"),
        ("be", "Bo Ek"),
    ],
)
def test_enter_opens_the_case_that_a_few_letters_mean(shell: Shell, typed: str, first: str) -> None:
    palette = opened(shell, typed)
    assert titles(palette)[:2] == ["Ärenden", first]
    press(palette, Qt.Key.Key_Return)
    assert (shell.current, shell.page("case").title) == ("case", first)


def test_the_arrows_pass_over_headings_and_stay_inside(shell: Shell) -> None:
    palette = opened(shell, "ek")
    assert palette.list.currentIndex().data() in ("Bo Ek", "Åsa Ek")
    first = palette.list.currentIndex().row()
    press(palette, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == first
    press(palette, *[Qt.Key.Key_Down] * 40)
    assert palette.list.currentIndex().row() == palette.model.rowCount() - 1
    assert palette.model.next_to(palette.model.rowCount() - 1, 1).isValid() is False


def test_a_hit_says_where_and_enter_opens_the_very_note(shell: Shell) -> None:
    palette = opened(shell, "matsal")
    assert titles(palette) == ["I texten", "Skola 1 mars"]
    press(palette, Qt.Key.Key_Return)
    assert shell.current == "case"
    marked = shell.focusWidget()
    assert isinstance(marked, Row)
    notes = shell.desk.binder
    with notes.reading() as work:
        (case,) = [each for each in work.all_cases() if each.young_person.name == "Amir Nilsson"]
    assert marked.record == next(each.key for each in case.notes if "matsalen" in each.text)


def test_all_hits_stand_on_a_page_that_the_arrows_go_through(shell: Shell) -> None:
    palette = opened(shell, "skola")
    assert "matsalen" not in " ".join(titles(palette))
    press(palette, *[Qt.Key.Key_Down] * 20, Qt.Key.Key_Return)
    assert shell.current == "search"
    field = shell.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "skola"
    QTest.keyClick(field, Qt.Key.Key_Down)
    first = shell.focusWidget()
    assert isinstance(first, Row)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert shell.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shell.current == "case"
    shell.back()
    assert shell.current == "search"


def test_commands_go_to_pages_and_open_dialogs(shell: Shell) -> None:
    press(opened(shell, "gå till möt"), Qt.Key.Key_Return)
    assert shell.current == "meetings"
    press(opened(shell, "påminn"), Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CaptureDialog)
    assert dialog.accessibleName() == "Påminnelse"
    dialog.reject()


def test_a_case_offers_its_tabs_and_its_one_thing(shell: Shell) -> None:
    press(opened(shell, "amir"), Qt.Key.Key_Return)
    press(opened(shell, "insatsgr"), Qt.Key.Key_Return)
    assert shell.page("case").state()["tab"] == "group"
    palette = opened(shell, "blankett")
    assert "Skriv ut samtyckesblanketten" in titles(palette)
    palette.reject()


def test_with_nothing_typed_the_cases_one_was_at_come_first(shell: Shell) -> None:
    for typed in ("åsa", "bo"):
        press(opened(shell, typed), Qt.Key.Key_Return)
    palette = opened(shell)
    assert titles(palette)[:3] == ["Senast öppnade", "Bo Ek", "Åsa Ek"]
    press(palette, Qt.Key.Key_Escape)
    assert shell.page("case").title == "Bo Ek"


def test_nothing_found_says_so(shell: Shell) -> None:
    palette = opened(shell, "qqq")
    assert palette.nothing.isVisible()
    press(palette, Qt.Key.Key_Return)
    assert palette.isVisible()
    press(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()


@pytest.mark.parametrize("typed", ['"', "*", "NEAR(", "a" * 5000, "😀", "' OR 1=1"])
def test_odd_letters_are_boring(shell: Shell, typed: str) -> None:
    palette = opened(shell)
    palette.field.setText(typed)
    palette.reject()


def test_a_meeting_in_sight_is_left_alone(shell: Shell) -> None:
    full = QLineEdit()
    shell.show_full(full)
    for modifiers, key in (
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K),
        (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_N),
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_N),
    ):
        QTest.keyClick(full, key, modifiers)
        assert QApplication.activeModalWidget() is None
    shell.close_full()


def test_the_list_is_a_sound_model(shell: Shell) -> None:
    palette = opened(shell)
    QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    write(palette.field, "amir")
    assert isinstance(palette.model, RowsModel)
    palette.reject()
