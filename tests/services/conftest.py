"""A real binder on disk for the services, with a clock that a test can set."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.storage.binder import Binder
from tests.storage.binders import TestClock, new_binder

WEDNESDAY = datetime(2026, 3, 4, 9, 0)


@pytest.fixture
def clock() -> TestClock:
    """The time: Wednesday 4 March 2026, nine o'clock."""
    return TestClock(WEDNESDAY)


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """An empty binder."""
    with new_binder(tmp_path / "parm", clock) as made:
        yield made
