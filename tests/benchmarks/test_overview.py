"""From unlocking to the painted overview: soon with twenty cases, and hardly later with five thousand."""

import gc
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.pages.overview.page import OverviewPage
from tests.benchmarks.conftest import FEW, MANY, MORNING
from tests.benchmarks.painting import opened_window
from tests.storage.binders import TestClock, as_in_the_program, opened

AT_MOST, TIMES = 0.400, 1.3
RUNS = 21


@pytest.fixture(autouse=True)
def _as_one_unlocks(qapp: QApplication) -> Iterator[None]:
    """Each unlocking derives its key and makes its statements anew: it is a process of its own."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    with as_in_the_program():
        yield


def seconds(folder: Path, config: Path) -> float:
    """From the passphrase, with a derivation as cheap as it may be, to the painted overview."""
    begun = perf_counter()
    binder = opened(folder, TestClock(MORNING))
    key = perf_counter() - begun
    taken, shell = opened_window(binder, config, "overview")
    page = shell.page("overview")
    assert isinstance(page, OverviewPage)
    assert page.list.rows
    shell.close()
    shiboken6.delete(shell)
    gc.collect()
    return key + taken


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
