"""Kills the typist at a random moment, and looks at what the binder has kept."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from app.models.binder import PlanVersion
from app.models.codes import MeetingStatus
from app.models.meeting import Meeting
from app.storage.binder import Binder
from tests.storage.binders import PASSPHRASE, TestClock, new_binder
from tests.torture.typist import TICK
from tests.ui.meeting.cases import NOW, fifth_meeting

REPOSITORY = Path(__file__).resolve().parents[2]
ALLOWED = 1.0
"""Seconds of typing that may be lost (trust.md, promise 2)."""


@dataclass(frozen=True)
class Killed:
    """What the typist had told when she was killed: each key with its time, and how far closing had come.

    `ticks` are the moments at which her process was allowed to run.
    """

    keys: tuple[tuple[int, float], ...]
    ticks: tuple[float, ...]
    closing: bool
    closed: bool
    at: float

    def must_be_kept(self) -> int:
        """The last key typed more than a second before the end; 0 where there was none."""
        return max((number for number, when in self.keys if self._ran_since(when) > ALLOWED), default=0)

    def _ran_since(self, when: float) -> float:
        """Seconds until the end, without those in which the machine let the process do nothing at all."""
        marks = [when, *(each for each in self.ticks if each > when), self.at]
        return sum(min(later - earlier, 2 * TICK) for earlier, later in pairwise(marks))


def prepare(folder: Path) -> Path:
    """A binder on disk with a meeting to hold."""
    with new_binder(folder, TestClock(NOW)) as binder:
        fifth_meeting(binder)
    return folder


def kill_while_typing(folder: Path, after: float, *, close_after: int) -> Killed:
    """Lets the typist type for so many seconds, then kills her with SIGKILL, whatever she does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.typist", str(folder), str(close_after)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    while not process.stdout.readline().startswith("ready"):
        assert process.poll() is None
    time.sleep(after)
    at = time.monotonic()
    process.send_signal(signal.SIGKILL)
    told = process.stdout.read().splitlines()
    process.stdout.close()
    process.wait()
    lines = [line.split() for line in told if len(line.split()) == 2]
    keys = tuple((int(number), float(when)) for number, when in lines if number.isdigit())
    words = {line[0] for line in lines}
    ticks = tuple(float(when) for what, when in lines if what == "tick")
    return Killed(keys=keys, ticks=ticks, closing="closing" in words, closed="closed" in words, at=at)


def check(folder: Path, killed: Killed) -> bool:
    """Nothing typed a second before is gone, and the meeting is open or closed; True when closed."""
    with Binder.open(folder, passphrase=PASSPHRASE, clock=TestClock(NOW)) as binder:
        assert binder.warnings == ()
        with binder.reading() as work:
            case = work.case("elin")
            meeting = next(each for each in case.meetings if each.key == "m5")
            versions = list(work.all(PlanVersion, case_id="elin"))
            planned = [each for each in case.meetings if each.status is MeetingStatus.PLANNED]
    assert int(meeting.notes or 0) >= killed.must_be_kept(), (meeting.notes, killed.keys[-1], killed.at)
    _whole_or_not(meeting, versions, planned, killed)
    return meeting.status is MeetingStatus.HELD


def _whole_or_not(
    meeting: Meeting, versions: list[PlanVersion], planned: list[Meeting], killed: Killed
) -> None:
    if meeting.status is MeetingStatus.HELD:
        assert killed.closing
        assert meeting.closed_at is not None
        assert len(versions) == 1
        assert [each.number for each in planned] == [6]
        assert {each.action for each in meeting.follow_ups} == {"matte", "p4", "frit"}
        assert str(meeting.notes) == str(killed.keys[-1][0])
    else:
        assert not killed.closed
        assert meeting.status is MeetingStatus.PLANNED
        assert meeting.closed_at is None
        assert versions == []
        assert planned == [meeting]


def moments(seed: int, count: int, longest: float) -> list[float]:
    """Random moments, the same for the same seed."""
    chance = random.Random(seed)
    return [chance.uniform(0.0, longest) for _ in range(count)]
