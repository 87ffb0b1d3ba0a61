"""Every page and step of a meeting at 200 % text and in a small window: nothing sideways, nothing cut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QMenu,
    QScrollArea,
    QWidget,
)

from app.models.codes import AttendanceStatus
from app.services import meeting_edits
from app.ui import theme
from app.ui.kit.button import Button, Link
from app.ui.meeting.mode import MeetingMode, open_meeting
from app.ui.pages.case.tabs import Tabs
from tests.pictures import dialogs, scenes
from tests.pictures.stage import LOOKS, TODAY, Stage

HARD = {each.name: each for each in LOOKS if each.percent == 200 or each.width < 1200}


@pytest.fixture(
    scope="module",
    # Large text finds nearly all that a small window does.
    params=[pytest.param(each, marks=[] if HARD[each].percent == 200 else pytest.mark.long) for each in HARD],
)
def stage(
    request: pytest.FixtureRequest, qapp: QApplication, binder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    room = tmp_path_factory.mktemp("rum")
    made = Stage(qapp, HARD[request.param], binder, room, TODAY)
    yield made
    made.close()
    theme.apply(qapp, theme.Scheme.LIGHT)
    shutil.rmtree(room)


def faults(window: QWidget) -> list[str]:
    """What has to be scrolled sideways, and buttons that have not the room they need."""
    areas = [each for each in window.findChildren(QAbstractScrollArea) if each.isVisible()]
    found = [
        f"{type(each).__name__} {each.accessibleName()} scrolls {most} px sideways"
        for each in areas
        if (most := each.horizontalScrollBar().maximum())
    ]
    buttons = [*window.findChildren(Button), *window.findChildren(Link)]
    found += [
        f"{each.accessibleName()} is cut by {where}"
        for each in buttons
        if each.isVisible() and (where := cut(each))
    ]
    return found


def cut(button: QWidget) -> str:
    """What cuts a button: itself, where it is smaller than its words, or what it stands in."""
    hint = button.sizeHint()
    if button.width() < hint.width() - theme.px(6) or button.height() < hint.height():
        return "itself"
    around = button.parentWidget()
    while around is not None and not isinstance(around, QMainWindow):
        port = around.parentWidget()
        if port is not None and isinstance(port.parent(), QScrollArea):
            return ""
        if not around.rect().contains(button.rect().translated(button.mapTo(around, QPoint()))):
            return type(around).__name__
        around = port
    return ""


@pytest.mark.long
def test_no_page_scrolls_sideways_or_cuts_a_button(stage: Stage) -> None:
    found = {}
    for name, scene in scenes.pages(stage):
        scene()
        if wrong := faults(stage.shell):
            found[name] = wrong
    assert found == {}


def test_no_step_of_a_meeting_does(stage: Stage) -> None:
    stage.clock.now = datetime.combine(stage.day, time(14, 5))
    mode = open_meeting(stage.shell.desk, scenes.FULLEST, scenes.todays(stage))
    assert mode is not None
    mode.held.edit(lambda now: meeting_edits.attend(now, now.seats[0].who, AttendanceStatus.SUBSTITUTE))
    found = {}
    for number in range(5):
        mode.go_to(number)
        if number == 3:
            agree_long_step(mode)
        stage.settle()
        if wrong := faults(mode):
            found[number + 1] = wrong
    stage.shell.close_full()
    assert found == {}


def agree_long_step(mode: MeetingMode) -> None:
    aim, who = mode.held.now.aims[0].key, mode.held.agenda.people[-1].who
    words = "Läsa klart boken i svenska och skriva en sida om den till fredag"
    mode.held.edit(lambda now: meeting_edits.add_step(now, aim, words, who, due=None, documented="betyg"))


def test_the_menu_beside_the_tabs_holds_the_rest_and_the_one_chosen_is_in_sight(stage: Stage) -> None:
    stage.shell.navigate("case", case_id=scenes.FULLEST, tab="overview")
    stage.settle()
    (tabs,) = (each for each in stage.shell.findChildren(Tabs) if each.isVisible())
    rest = tabs.rest()
    assert tabs.more.isVisible() is bool(rest)
    assert bool(rest) is (stage.look.percent == 200)
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        assert tabs.isTabVisible(number)
        assert tabs.tabRect(number).right() <= tabs.width()
        if rest:
            tabs.show_rest()
            (menu,) = tabs.findChildren(QMenu)
            names = [each.text().partition("\t")[0] for each in menu.actions()]
            assert names == [tabs.tabText(each) for each in tabs.rest()]
            menu.close()
            menu.setParent(None)
            menu.deleteLater()


@pytest.mark.long
@pytest.mark.parametrize("stage", ["text-200"], indirect=True)
def test_no_dialog_does(stage: Stage) -> None:
    stage.shell.navigate("case", case_id=scenes.FULLEST)
    found = {}
    for name, make_one in dialogs.dialogs(stage).items():
        dialog = make_one()
        if not dialog.isVisible():
            dialog.show()
        stage.settle()
        assert any(each.isVisible() for each in dialog.findChildren(QAbstractScrollArea)), name
        if wrong := faults(dialog):
            found[name] = wrong
        dialog.close()
        dialog.deleteLater()
        stage.settle()
    assert found == {}
