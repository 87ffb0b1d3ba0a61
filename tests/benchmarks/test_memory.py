"""Two thousand cases opened, written in and left: the memory stays where it was, and below 300 MB."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from app.services.demo.make import make_demo
from tests.benchmarks.cycles import EVERY
from tests.storage.binders import TestClock, new_binder

CYCLES, AT_MOST = 2000, 300 * 10**6 / 2**20
WARM = 400
"""Cycles after which every page and dialog has been made once, and caches are as full as they get."""
GROWTH = 4.0
"""MiB that may come and go with the moment; a leak of one widget a cycle would be more."""


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_has_no_slope(tmp_path: Path) -> None:
    binder = new_binder(tmp_path / "parm", TestClock())
    make_demo(binder, today=date(2026, 3, 2))
    binder.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.cycles", str(tmp_path / "parm"), str(CYCLES)],
        capture_output=True,
        text=True,
        timeout=3600,
        check=True,
    )
    used = [float(line) for line in done.stdout.split()]
    assert len(used) == CYCLES // EVERY
    assert max(used) <= AT_MOST, used
    half = (CYCLES + WARM) // 2 // EVERY
    early, late = used[WARM // EVERY : half], used[half:]
    assert median(late) - median(early) <= GROWTH, used
