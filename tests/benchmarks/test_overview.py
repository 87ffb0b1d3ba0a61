"""From unlocking to the painted overview: soon with twenty cases, and hardly later with five thousand."""

import gc
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.pages.overview.page import OverviewPage
from app.ui.shell.window import Shell
from tests.benchmarks.large import fill
from tests.benchmarks.test_windows import shell_on, until_painted
from tests.storage.binders import TestClock, new_binder, opened

FEW, MANY, RUNNING = 20, 5_000, 150
AT_MOST, TIMES = 0.400, 1.3
RUNS = 9
MORNING = datetime(2026, 3, 4, 9)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Twenty running cases, and five thousand of which a hundred and fifty are running."""
    room = tmp_path_factory.mktemp("overview")
    for name, cases in (("few", FEW), ("many", MANY)):
        with new_binder(room / name, TestClock(MORNING)) as binder:
            fill(binder, cases, min(cases, RUNNING))
    return room / "few", room / "many"


def unlocked(folder: Path, config: Path) -> Shell:
    """The window on a binder that was just opened; the derivation of the key is as cheap as it may be."""
    return shell_on(opened(folder, TestClock(MORNING)), config)


def seconds(folder: Path, config: Path) -> float:
    """From the passphrase to the painted overview."""
    taken, shell = until_painted(partial(unlocked, folder, config), "overview")
    page = shell.page("overview")
    assert isinstance(page, OverviewPage)
    assert page.list.rows
    shell.close()
    shiboken6.delete(shell)
    gc.collect()
    return taken


def test_the_overview_is_painted_as_soon_with_thousands(folders: tuple[Path, Path], tmp_path: Path) -> None:
    few, many = [], []
    for number in range(RUNS + 1):
        # One after the other, so that a busy moment of the machine is in both.
        few.append(seconds(folders[0], tmp_path / f"few{number}"))
        many.append(seconds(folders[1], tmp_path / f"many{number}"))
    # The first of each also loads what the program loads while the passphrase is typed.
    one, other = median(few[1:]), median(many[1:])
    said = f"{one * 1000:.0f} ms with {FEW}, {other * 1000:.0f} ms with {MANY}: {other / one:.2f} times"
    assert one <= AT_MOST, said
    assert other <= TIMES * one, said
