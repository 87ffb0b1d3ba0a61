"""The documents of a case: their standing, and the two keys that take one to the official record (R19)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.codes import FiledKind, MeetingStatus, Standing
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.record_transfer import Ref, documents, lacking
from app.ui.clipboard import SecretClipboard
from app.ui.desk import Desk
from app.ui.pages.case.documents_tab import DocumentsTab
from app.ui.pages.case.filed_list import FiledList
from tests.ui.stage import StillShell


@pytest.fixture
def tab(qtbot: QtBot, full_desk: Desk, full_binder: Binder, amir: str) -> DocumentsTab:
    made = DocumentsTab(full_desk)
    qtbot.addWidget(made)
    made.resize(1178, 640)
    made.show_file(read_case(full_binder, amir))
    made.show()
    return made


def filed(tab: DocumentsTab) -> FiledList:
    assert tab.filed is not None
    return tab.filed


def waiting(binder: Binder, case_id: str) -> tuple[Ref, ...]:
    return lacking(documents(read_case(binder, case_id)))


def choose(tab: DocumentsTab, kind: FiledKind) -> None:
    line = next(each for each in filed(tab).table.shown() if each.filed.ref[0] is kind)
    assert filed(tab).table.select(line.filed.ref)


def read_again(tab: DocumentsTab, binder: Binder) -> None:
    tab.show_file(read_case(binder, tab.file.case.id))


def test_every_document_says_its_standing(tab: DocumentsTab) -> None:
    standings = {each.filed.ref[0]: each.filed.status.standing for each in filed(tab).table.shown()}
    assert standings[FiledKind.PLAN] is Standing.ESTABLISHED
    assert standings[FiledKind.NOTE] is Standing.WORKING
    assert "att föra till akten" in filed(tab).left.text()


@pytest.mark.parametrize("kind", [FiledKind.PLAN, FiledKind.MINUTES, FiledKind.NOTE])
def test_a_document_is_copied_and_filed_by_two_keys(
    tab: DocumentsTab, full_binder: Binder, still_shell: StillShell, amir: str, kind: FiledKind
) -> None:
    choose(tab, kind)
    ref = filed(tab).current.ref  # type: ignore[union-attr]
    QTest.keyClick(tab, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied
    assert "\t" not in copied
    QTest.keyClick(tab, Qt.Key.Key_F8)
    assert ref not in waiting(full_binder, amir)
    read_again(tab, full_binder)
    current = filed(tab).current
    assert current is not None
    assert (current.ref, current.status.standing) == (ref, Standing.TRANSFERRED)
    assert not filed(tab).file_button.isEnabled()
    assert still_shell.undo is not None
    still_shell.undo()
    assert ref in waiting(full_binder, amir)


@pytest.mark.parametrize("kind", [FiledKind.PLAN, FiledKind.MINUTES])
def test_a_plan_and_minutes_lead_to_those_who_are_to_have_them(
    tab: DocumentsTab, still_shell: StillShell, amir: str, kind: FiledKind
) -> None:
    choose(tab, kind)
    held = [each.key for each in tab.file.meetings if each.status is MeetingStatus.HELD]
    filed(tab).send_button.click()
    page, told = still_shell.went[-1]
    assert (page, told["case_id"]) == ("sending", amir)
    assert told["meeting_key"] in held
    choose(tab, FiledKind.NOTE)
    assert not filed(tab).send_button.isEnabled()


def test_the_clipboard_is_emptied_when_the_text_is_still_there(tab: DocumentsTab) -> None:
    choose(tab, FiledKind.PLAN)
    filed(tab).copy_button.click()
    assert QGuiApplication.clipboard().text()
    SecretClipboard.ours().clear()
    assert QGuiApplication.clipboard().text() == ""


def test_all_at_once_and_back(
    tab: DocumentsTab, full_binder: Binder, still_shell: StillShell, amir: str
) -> None:
    before = waiting(full_binder, amir)
    filed(tab).all_link.click()
    assert waiting(full_binder, amir) == ()
    read_again(tab, full_binder)
    assert filed(tab).left.text() == "Allt är fört till akten"
    assert not filed(tab).all_link.isVisible()
    assert still_shell.undo is not None
    still_shell.undo()
    assert waiting(full_binder, amir) == before


@pytest.mark.parametrize("width", [1178, 836])
def test_it_is_painted(tab: DocumentsTab, snap: Callable[..., Path], width: int) -> None:
    tab.resize(width, 640)
    assert snap(tab, f"documents-{width}").exists()
