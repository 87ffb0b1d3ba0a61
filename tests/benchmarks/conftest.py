"""What more than one measurement stands on."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.benchmarks.large import fill
from tests.storage.binders import TestClock, new_binder

FEW, MANY, RUNNING = 20, 5_000, 150
MORNING = datetime(2026, 3, 4, 9)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Twenty running cases, and five thousand of which a hundred and fifty are running."""
    room = tmp_path_factory.mktemp("large")
    for name, cases in (("few", FEW), ("many", MANY)):
        with new_binder(room / name, TestClock(MORNING)) as binder:
            fill(binder, cases, min(cases, RUNNING))
    return room / "few", room / "many"
