"""From the opened binder to the list of cases, and to an opened case, until painted (issue, section 7)."""

import gc
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.codes import Outcome
from app.models.meeting import Meeting
from app.storage.binder import Binder
from app.ui import theme
from app.ui.pages.entries import FIRST, entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from tests.builders import (
    CONTACTS,
    ORGANISATIONS,
    a_coordinator,
    a_covered_case,
    a_follow_up,
    a_goal,
    a_meeting,
    an_action,
)
from tests.storage.binders import TestClock, new_binder, opened
from tests.ui.stage import Answers

CASES, MEETINGS, ACTIONS = 20, 12, 8
LIST_AT_MOST, CASE_AT_MOST = 0.400, 0.100
RUNS = 7
FIRST_MEETING = date(2025, 4, 2)


class Painted(QObject):
    """Counts the paintings of one page: a look at every event of the program would cost more than some do."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def until_painted(act: Callable[[], Shell], key: str) -> tuple[float, Shell]:
    """Seconds from an act to the end of the painting that it asked for, and the window."""
    painted = Painted()
    begun = perf_counter()
    shell = act()
    shell.page(key).installEventFilter(painted)
    while not painted.paints:
        QApplication.processEvents()
    QApplication.processEvents()
    taken = perf_counter() - begun
    shell.page(key).removeEventFilter(painted)
    return taken, shell


def settle() -> None:
    """What the program's own loop does when nothing happens: draw, and let go of what was put away."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def history(case: int) -> list[Meeting]:
    """A year of meetings: eight steps at each, each followed up at the next one."""
    found = []
    for number in range(1, MEETINGS + 1):
        steps = [
            an_action(
                f"a{number}-{place}",
                ("youth", "contact:ake", "contact:zofia", "guardian:eva")[place % 4],
                what=f"Steg {place} från möte {number} i ärende {case}",
                carried_from=f"a{number - 1}-{place}" if number > 1 and place < 4 else None,
            )
            for place in range(ACTIONS)
        ]
        judged = [
            a_follow_up(f"a{number - 1}-{place}", Outcome.ONGOING if place < 4 else Outcome.DONE)
            for place in range(ACTIONS)
            if number > 1
        ]
        goals = (
            a_goal(f"g{number}-1", *steps[:4], life_area="school"),
            a_goal(f"g{number}-2", *steps[4:], life_area="leisure"),
        )
        day = FIRST_MEETING + timedelta(weeks=4 * (number - 1))
        found.append(a_meeting(number, day, *goals, follow_ups=judged))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty cases of a year each."""
    folder = tmp_path_factory.mktemp("windows") / "parm"
    binder = new_binder(folder, TestClock())
    with binder.writing() as work:
        for record in (a_coordinator(), *ORGANISATIONS.values(), *CONTACTS.values()):
            work.add(record)
        work.flush()
        for number in range(CASES):
            work.add(
                a_covered_case(f"case{number}", youth={"name": f"Ungdom {number}"}, meetings=history(number))
            )
    binder.close()
    return folder


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)


def shell_on(binder: Binder, config: Path, first: str = FIRST) -> Shell:
    """The main window as the program makes it once the binder is open."""

    def fail(error: BaseException) -> None:
        raise error

    shell = Shell(binder, binder.clock, entries(), Answers(), PreferenceFile(config), fail, lambda: None)
    shell.resume(first)
    shell.show()
    gc.freeze()
    return shell


def test_the_list_of_cases_is_painted_soon_after_unlocking(folder: Path, tmp_path: Path) -> None:
    taken = []
    for number in range(RUNS):
        binder, config = opened(folder, TestClock()), tmp_path / str(number)
        seconds, shell = until_painted(partial(shell_on, binder, config, "cases"), "cases")
        taken.append(seconds)
        shell.close()
        shiboken6.delete(shell)
    assert median(taken) <= LIST_AT_MOST, f"{median(taken) * 1000:.0f} ms"


def test_a_case_is_opened_and_painted_at_once(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    shell = shell_on(opened(folder, TestClock()), tmp_path)
    qtbot.waitExposed(shell)

    def go(number: int) -> Shell:
        shell.navigate("case", case_id=f"case{number}")
        return shell

    taken = []
    for number in range(RUNS):
        taken.append(until_painted(partial(go, number), "case")[0])
        assert shell.page("case").title == f"Ungdom {number}"
        shell.back()
        settle()
    shell.close()
    shiboken6.delete(shell)
    assert median(taken) <= CASE_AT_MOST, f"{median(taken) * 1000:.0f} ms"
