"""From the opened binder to the list of cases, and to an opened case, until painted (issue, section 7)."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.codes import Outcome
from app.models.meeting import Meeting
from app.ui import theme
from app.ui.shell.window import Shell
from tests.benchmarks.conftest import FEW, MANY, MORNING
from tests.benchmarks.painting import opened_window, settle, shell_on, until_painted
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

CASES, MEETINGS, ACTIONS = 20, 12, 8
LIST_AT_MOST, CASE_AT_MOST, TIMES = 0.400, 0.100, 1.2
RUNS = 7
FIRST_MEETING = date(2025, 4, 2)


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


def test_the_list_of_cases_is_painted_soon_after_unlocking(folder: Path, tmp_path: Path) -> None:
    taken = []
    for number in range(RUNS):
        binder, config = opened(folder, TestClock()), tmp_path / str(number)
        seconds, shell = opened_window(binder, config, "cases")
        taken.append(seconds)
        shell.close()
        shiboken6.delete(shell)
    assert median(taken) <= LIST_AT_MOST, f"{median(taken) * 1000:.0f} ms"


def test_a_case_is_opened_and_painted_at_once(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    shell = shell_on(opened(folder, TestClock()), tmp_path)
    qtbot.waitExposed(shell)

    taken = []
    for number in range(RUNS):
        taken.append(opening(shell, f"case{number}"))
        assert shell.page("case").title == f"Ungdom {number}"
    shell.close()
    shiboken6.delete(shell)
    assert median(taken) <= CASE_AT_MOST, f"{median(taken) * 1000:.0f} ms"


def opening(shell: Shell, case_id: str) -> float:
    """Seconds until a case is painted; then one is back where one was."""
    page = partial(shell.page, "case")
    taken = until_painted(lambda: shell.navigate("case", case_id=case_id), page)
    shell.back()
    settle()
    return taken


def test_a_case_is_opened_as_soon_among_thousands(
    qtbot: QtBot, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    few, many = (
        shell_on(opened(folder, TestClock(MORNING)), tmp_path / folder.name, "cases") for folder in folders
    )
    taken: dict[Shell, list[float]] = {few: [], many: []}
    for number in range(2 * RUNS):
        for shell in (few, many):
            taken[shell].append(opening(shell, f"case{number:05}"))
    for shell in (few, many):
        shell.close()
        shiboken6.delete(shell)
    # The first of each loads what stays.
    one, other = median(taken[few][1:]), median(taken[many][1:])
    said = f"{one * 1000:.0f} ms with {FEW}, {other * 1000:.0f} ms with {MANY}: {other / one:.2f} times"
    assert other <= TIMES * one, said
