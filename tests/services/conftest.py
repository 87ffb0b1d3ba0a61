"""A real binder on disk for the services, with a clock that a test can set."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from app.storage.binder import Binder
from tests.services.scene import Scene, set_scene
from tests.storage.binders import TestClock, copy_of, new_binder

WEDNESDAY = datetime(2026, 3, 4, 9, 0)


@pytest.fixture
def clock() -> TestClock:
    """The time: Wednesday 4 March 2026, nine o'clock."""
    return TestClock(WEDNESDAY)


@cache
def _template() -> tuple[Path, Scene]:
    """A closed binder with Amir's case in it, made once in each run, and the ids."""
    folder = Path(tempfile.mkdtemp(prefix="scene-")) / "parm"
    with new_binder(folder, TestClock(WEDNESDAY)) as made:
        scene = set_scene(made)
    return folder, scene


@pytest.fixture
def binder(request: pytest.FixtureRequest, tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """A binder: with Amir's case where the test asks for the scene, else empty."""
    folder = tmp_path / "parm"
    with_scene = "scene" in request.fixturenames
    with copy_of(_template()[0], folder, clock) if with_scene else new_binder(folder, clock) as made:
        yield made


@pytest.fixture
def scene(binder: Binder) -> Scene:
    """Amir Nilsson, born 8 March 2011, with everything but consents and meetings."""
    return _template()[1]
