"""A binder on disk with the case of `cases`, and the meeting mode opened on it."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.storage.binder import Binder
from app.ui.meeting.mode import MeetingMode, open_meeting
from tests.storage.binders import TestClock, copy_of, new_binder
from tests.ui.meeting.cases import NOW, Answers, Window, desk_of, fifth_meeting


@pytest.fixture
def clock() -> TestClock:
    """The time: twelve minutes into the meeting."""
    return TestClock(NOW)


@cache
def _fifth_meeting() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="fifth-")) / "parm"
    with new_binder(folder, TestClock(NOW)) as made:
        fifth_meeting(made)
    return folder


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """A binder with Elin's case."""
    with copy_of(_fifth_meeting(), tmp_path / "parm", clock) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    """The window around the meeting, gone for good afterwards: a theme is put on every widget there is."""
    made = Window()
    made.whole.resize(1366, 768)
    made.whole.show()
    yield made
    shiboken6.delete(made.whole)


@pytest.fixture
def answers() -> Answers:
    """Who answers the questions."""
    return Answers()


@pytest.fixture
def mode(qtbot: QtBot, binder: Binder, window: Window, answers: Answers) -> MeetingMode:
    """The meeting, begun."""
    made = open_meeting(desk_of(binder, window, answers), "elin", "m5")
    assert made is not None
    window.whole.activateWindow()
    qtbot.waitUntil(made.isVisible)
    return made
