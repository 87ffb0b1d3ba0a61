"""A letter in a search field until the rows are painted, with five thousand cases in the binder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import theme
from app.ui.pages.cases import CasesPage
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.palette import Palette
from app.ui.shell.window import Shell
from tests.benchmarks.large import TODAY, fill
from tests.storage.binders import TestClock, new_binder
from tests.ui.stage import Answers, write

CASES, RUNNING = 5_000, 150
KEY_AT_MOST, PAGE_AT_MOST = 0.050, 0.600
TYPED = ("u", "n", "g", "d", "o", "m", " ", "4", "2", "1")


class Painted(QObject):
    """Counts the paintings of one widget."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def until_painted(widget: QWidget, act: Callable[[], object]) -> float:
    """Seconds from an act to the end of the painting of a widget that it asked for."""
    painted = Painted()
    widget.installEventFilter(painted)
    begun = perf_counter()
    act()
    while not painted.paints:
        QApplication.processEvents()
    QApplication.processEvents()
    taken = perf_counter() - begun
    widget.removeEventFilter(painted)
    return taken


@pytest.fixture(scope="module")
def shell(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    def fail(error: BaseException) -> None:
        raise error

    room = tmp_path_factory.mktemp("find")
    clock = TestClock()
    clock.at = clock.at.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day)
    binder = new_binder(room / "parm", clock)
    fill(binder, CASES, RUNNING)
    theme.apply(qapp, theme.Scheme.LIGHT)
    made = Shell(binder, clock, entries(), Answers(), PreferenceFile(room), fail, lambda: None)
    made.navigate("meetings")
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)


def told(taken: list[float]) -> str:
    return ", ".join(f"{each * 1000:.0f}" for each in taken) + " ms"


def test_the_list_of_cases_opens_with_thousands(shell: Shell) -> None:
    taken = []
    for _ in range(5):
        shell.navigate("meetings")
        page = shell.page("cases")
        assert isinstance(page, CasesPage)
        taken.append(until_painted(page.table.view.viewport(), lambda: shell.navigate("cases")))
    assert median(taken) <= PAGE_AT_MOST, told(taken)


def test_a_letter_in_the_search_of_cases(shell: Shell) -> None:
    shell.navigate("cases")
    page = shell.page("cases")
    assert isinstance(page, CasesPage)
    taken = []
    for _ in range(3):
        page.search.clear()
        QApplication.processEvents()
        for letter in TYPED:
            view = page.table.view.viewport()
            taken.append(until_painted(view, lambda letter=letter: write(page.search, letter)))  # type: ignore[misc]
    assert 0 < len(page.table.shown()) < CASES
    assert median(taken) <= KEY_AT_MOST, told(taken)
    assert sorted(taken)[int(len(taken) * 0.9)] <= 2 * KEY_AT_MOST, told(taken)


def test_a_letter_in_sok_eller_gor(shell: Shell) -> None:
    shell.navigate("cases")
    shell.find_or_do()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    taken = [
        until_painted(palette.list.viewport(), lambda letter=letter: write(palette.field, letter))  # type: ignore[misc]
        for letter in TYPED
    ]
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    palette.reject()
    assert median(taken) <= KEY_AT_MOST, told(taken)
