"""A frame of the window while the papers of thirteen people are made: at most 100 ms (issue, section 7)."""

import time
from datetime import date
from pathlib import Path
from statistics import median

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services import hold_meeting
from app.storage.binder import Binder
from app.ui.background import Threads
from app.ui.desk import Desk
from app.ui.sending.page import SendingPage
from app.ui.undisturbed import undisturbed
from tests.builders import a_contact, a_participant
from tests.storage.binders import TestClock, new_binder
from tests.ui.meeting.cases import NOW, Answers, Window, fifth_meeting

AT_MOST = 0.100
PEOPLE = 13


def thirteen(folder: Path) -> Binder:
    """A closed meeting whose papers go to thirteen people by mail."""
    binder = new_binder(folder, TestClock(NOW))
    fifth_meeting(binder)
    with binder.writing() as work:
        for number in range(PEOPLE):
            work.add(
                a_contact(f"c{number}", "police", name=f"Person {number}", email=f"p{number}@example.se")
            )
        work.flush()
        case = work.case("elin")
        for number in range(PEOPLE):
            case.participants.append(a_participant(f"c{number}", from_=date(2026, 1, 12)))
    sitting = hold_meeting.begin(binder, "elin", "m5")
    hold_meeting.close(binder, sitting.agenda, sitting.proceedings, not_discussed="Togs inte upp")
    return binder


def longest_frame(qtbot: QtBot, binder: Binder, folder: Path) -> float:
    """Seconds of the longest pause of the window while thirteen drafts are made in the background."""
    window, answers = Window(), Answers()
    answers.path = folder

    def fail(error: Exception) -> None:
        raise error

    threads = Threads(fail)
    with undisturbed():  # as the program makes its windows: the tests' own things are no garbage of its
        page = SendingPage(Desk(binder, binder.clock, answers, threads, window))
    page.arrive(case_id="elin", meeting_key="m5")
    page.refresh()
    page.resize(1178, 768)
    page.show()
    page.show_passwords = lambda **_said: None  # type: ignore[method-assign]
    qtbot.wait(800)
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
        QWidget.update(page)

    timer = QTimer(interval=5)
    timer.timeout.connect(tick)
    timer.start()
    busy = [True]
    threads.idle.connect(busy.clear)
    last = time.perf_counter()
    page.make_drafts()
    qtbot.waitUntil(lambda: not busy, timeout=60_000)
    timer.stop()
    threads.wait(10_000)
    shiboken6.delete(page)
    return max(gaps)


def test_the_window_keeps_painting_while_thirteen_papers_are_made(qtbot: QtBot, tmp_path: Path) -> None:
    worst = []
    for number in range(3):
        with thirteen(tmp_path / f"parm-{number}") as binder:
            out = tmp_path / f"ut-{number}"
            out.mkdir()
            worst.append(longest_frame(qtbot, binder, out))
            assert len(list(out.iterdir())) == PEOPLE + 2
    assert median(worst) <= AT_MOST, worst
