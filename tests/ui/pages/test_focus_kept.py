"""The focus stays where one was when a tab of a case is laid out anew behind the dialog one saved in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services import groups
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.layout import column
from app.ui.pages.case.page import CasePage
from tests.services.readings import whole

ADD, END = "Lägg till", "Åke Örn slutar i gruppen"


@pytest.fixture
def under_rail(qtbot: QtBot, full_desk: Desk, amir: str) -> Iterator[CasePage]:
    """The group of Amir, under something else that can have the focus, as the rail stands before it."""
    window, rail, made = QWidget(), QPushButton("Översikt"), CasePage(full_desk)
    window.setLayout(column(rail, made))
    qtbot.addWidget(window)
    window.resize(1178, 768)
    made.arrive(case_id=amir, tab="group")
    made.refresh()
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def _in_focus(page: CasePage) -> QAbstractButton:
    found = page.window().focusWidget()
    assert isinstance(found, QAbstractButton)
    return found


def _let_go() -> None:
    """Lets what was laid out before go: it bears the same names."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _named(page: CasePage, name: str) -> QAbstractButton:
    return next(each for each in page.tab.findChildren(QAbstractButton) if each.accessibleName() == name)


def _open(qtbot: QtBot, page: CasePage) -> ErrandDialog:
    """Presses what has the focus by Enter, and gives the dialog that comes."""
    QTest.keyClick(_in_focus(page), Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ErrandDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _read_and_close(qtbot: QtBot, page: CasePage, dialog: ErrandDialog) -> None:
    """Lays the tab out anew behind the dialog, as saving does, and closes the dialog."""
    page.refresh()
    dialog.accept()
    _let_go()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def test_the_button_one_opened_the_dialog_by_has_the_focus_again(qtbot: QtBot, under_rail: CasePage) -> None:
    page = under_rail
    for tab, name in (("group", ADD), ("consent", "Registrera underskrift")):
        page.go_to(tab)
        _let_go()
        _named(page, name).setFocus()
        for _time in range(2):
            _read_and_close(qtbot, page, _open(qtbot, page))
            assert _in_focus(page).accessibleName() == name


def test_where_the_button_is_gone_the_first_of_the_tab_has_the_focus(
    qtbot: QtBot, under_rail: CasePage, amir: str
) -> None:
    page = under_rail
    desk = page.desk
    _named(page, END).setFocus()
    dialog = _open(qtbot, page)
    member = whole(desk.binder, amir).participants[0].id
    groups.end_membership(desk.binder, amir, member, page.file.today.replace(day=1))
    _read_and_close(qtbot, page, dialog)
    assert _in_focus(page).accessibleName() == ADD
