"""What there is to see: every page and tab, the meeting's steps, the projector, and the first windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from app.services import meeting_edits
from app.ui.background import AtOnce
from app.ui.kit.questions import WindowQuestions
from app.ui.meeting.display import Display
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case.page import TABS
from app.ui.pages.entries import entries
from app.ui.start.window import StartWindow
from tests.pictures.stage import Stage, grab

FULLEST = "demo-0001"
"""The case with the most to show; its meeting is today at 14."""

UNSENT = "demo-0010"
"""A case whose plan waits to be sent."""

PAGE_ARGUMENTS: dict[str, dict[str, str]] = {
    "case": {"case_id": FULLEST},
    "sending": {"case_id": UNSENT, "meeting_key": "mote-4"},
    "contact": {"entry": "kontakt-0001"},
    "organisation": {"entry": "org-02"},
    "search": {"typed": "praktik"},
}
"""What a page must be told to have something to show; a new page that needs nothing comes by itself."""

Scene = tuple[str, Callable[[], QPixmap]]


def pages(stage: Stage) -> Iterator[Scene]:
    """Every page of the rail and behind it, and every tab of a case."""
    for entry in entries():
        if entry.key == "case":
            for number, (tab, _title, _make) in enumerate(TABS, start=1):
                yield f"sida-arende-{number}-{tab}", _page(stage, "case", case_id=FULLEST, tab=tab)
        else:
            yield f"sida-{entry.key}", _page(stage, entry.key, **PAGE_ARGUMENTS.get(entry.key, {}))


def _page(stage: Stage, key: str, **told: str) -> Callable[[], QPixmap]:
    def take() -> QPixmap:
        stage.shell.navigate(key, **told)
        return stage.of_window()

    return take


def meeting(stage: Stage) -> Iterator[Scene]:
    """The five steps of today's meeting, five minutes into it, and the projector beside it."""
    stage.clock.now = datetime.combine(stage.day, time(14, 5))
    mode = open_meeting(stage.shell.desk, FULLEST, todays(stage))
    assert mode is not None
    for number, name in enumerate(("narvaro", "uppfoljning", "styrkor", "mal", "avslut"), start=1):

        def take(number: int = number) -> QPixmap:
            if number == 2:
                mode.held.edit(meeting_edits.attend_rest)
            mode.go_to(number - 1)
            return stage.of_window()

        yield f"mote-{number}-{name}", take

    def projector() -> QPixmap:
        told = {"strengths": "Har varit i skolan 17 av 20 dagar.", "youth_view": "Det är lugnare nu."}
        mode.held.edit(lambda now: meeting_edits.say(now, **told))
        display = Display(mode.held)
        picture = grab(display, QSize(stage.look.width, stage.look.height), stage.settle)
        display.close()
        return picture

    yield "mote-6-visningslage", projector

    stage.shell.close_full()


def todays(stage: Stage) -> str:
    """The key of today's meeting."""
    with stage.binder.reading() as work:
        return next(each.key for each in work.case(FULLEST).meetings if each.status.value == "planned")


def start(stage: Stage, folder: Path) -> Iterator[Scene]:
    """The first windows: the choice, a new binder, unlocking, the way back in, and the invented binder."""

    def step(show: str, *given: object) -> Callable[[], QPixmap]:
        def take() -> QPixmap:
            window = StartWindow(stage.clock, AtOnce(), WindowQuestions(), _fail)
            getattr(window, show)(*given)
            picture = grab(window, QSize(stage.look.width, stage.look.height), stage.settle)
            window.close()
            window.deleteLater()
            return picture

        return take

    yield "start-1-valkommen", step("show_welcome")
    yield "start-2-ny-parm", step("show_new")
    yield "start-3-las-upp", step("show_unlock", folder)
    yield "start-4-aterstall", step("show_recover", folder)
    yield "start-5-pahittad-parm", step("show_demo")


def _fail(error: BaseException) -> None:
    raise error
