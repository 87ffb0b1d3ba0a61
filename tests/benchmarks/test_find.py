"""A letter in a search field until the rows are painted, with five thousand cases in the binder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.pages.cases import CasesPage
from app.ui.shell.palette import Palette
from app.ui.shell.window import Shell
from tests.benchmarks.conftest import MANY, MORNING
from tests.benchmarks.painting import shell_on, until_painted
from tests.storage.binders import TestClock, opened
from tests.ui.stage import write

KEY_AT_MOST, PAGE_AT_MOST = 0.050, 0.600
TYPED = ("u", "n", "g", "d", "o", "m", " ", "4", "2", "1")


@pytest.fixture(scope="module")
def shell(
    qapp: QApplication, folders: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    config = tmp_path_factory.mktemp("find")
    made = shell_on(opened(folders[1], TestClock(MORNING)), config, "meetings")
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
        taken.append(until_painted(lambda: shell.navigate("cases"), page.table.view.viewport))
    assert median(taken) <= PAGE_AT_MOST, told(taken)


def test_a_letter_in_the_search_of_cases(shell: Shell) -> None:
    shell.navigate("cases")
    page = shell.page("cases")
    assert isinstance(page, CasesPage)
    taken = []
    for _ in range(3):
        page.search.clear()
        QApplication.processEvents()
        view = page.table.view.viewport
        taken += [until_painted(partial(write, page.search, letter), view) for letter in TYPED]
    assert 0 < len(page.table.shown()) < MANY
    assert median(taken) <= KEY_AT_MOST, told(taken)
    assert sorted(taken)[int(len(taken) * 0.9)] <= 2 * KEY_AT_MOST, told(taken)


def test_a_letter_in_sok_eller_gor(shell: Shell) -> None:
    shell.navigate("cases")
    shell.find_or_do()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    taken = [until_painted(partial(write, palette.field, letter), palette.list.viewport) for letter in TYPED]
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    palette.reject()
    assert median(taken) <= KEY_AT_MOST, told(taken)
