"""A case whose group meets today for the fifth time, and a window that keeps what it is asked."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.case import Case, Report
from app.models.codes import Answer, MeetingStatus, Outcome
from app.models.meeting import Called, Meeting
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.work import Work
from app.ui.background import AtOnce
from app.ui.desk import Desk
from tests.builders import (
    a_contact,
    a_follow_up,
    a_goal,
    a_meeting,
    a_participant,
    an_action,
    an_organisation,
)
from tests.services.test_hold_meeting import store

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 14, 12)


class Window:
    """Stands for the main window: fills itself, and notes where one was sent and what was said."""

    def __init__(self) -> None:
        self.whole = QStackedWidget()
        self.went: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.problems: list[BaseException] = []
        self.full = False

    def navigate(self, key: str, **args: Any) -> None:
        self.went.append((key, args))

    def back(self) -> None:
        self.went.append(("back", {}))

    def changed(self, changes: object) -> None:
        """Nothing else is shown."""

    def say(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        self.said.append(text)
        self.undo = undo

    def saved(self) -> None:
        """The meeting mode has a line of its own."""

    def show_full(self, widget: QWidget) -> None:
        self.whole.addWidget(widget)
        self.whole.setCurrentWidget(widget)
        self.full = True

    def close_full(self) -> None:
        self.full = False

    def problem(self, error: BaseException) -> None:
        self.problems.append(error)


class Answers:
    """Answers every question with yes, and keeps what was asked; places for files are given before."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.path: Path | None = None

    def confirm(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        then: Callable[[], object],
        danger: bool = False,
    ) -> None:
        self.asked.append(title)
        then()

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self.told.append(text)

    def save_as(
        self, parent: QWidget, title: str, suggestion: Path, pattern: str, then: Callable[[Path], object]
    ) -> None:
        self.asked.append(title)
        if self.path is not None:
            then(self.path)

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], object]) -> None:
        raise AssertionError("nothing is read from a file here")

    def folder(self, parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> None:
        self.asked.append(title)
        if self.path is not None:
            then(self.path)


def desk_of(binder: Binder, window: Window, answers: Answers | None = None) -> Desk:
    """The desk of a test."""
    return Desk(binder, binder.clock, answers or Answers(), AtOnce(), window)


def fifth_meeting(binder: Binder) -> None:
    """Two held meetings, one step that nobody managed in January, and a meeting planned today."""
    january = a_meeting(
        3,
        date(2026, 1, 7),
        a_goal(
            "g3",
            an_action("p3", "contact:lars", what="Ordna praktikplats"),
            life_area="occupation_school",
            goal="Komma i gång med praktik",
        ),
    )
    february = a_meeting(
        4,
        date(2026, 2, 4),
        a_goal(
            "g4",
            an_action("matte", what="Mattelektion varje dag"),
            an_action(
                "p4",
                "contact:lars",
                what="Ordna praktikplats",
                due=date(2026, 2, 27),
                carried_from="p3",
            ),
            life_area="occupation_school",
            goal="Komma i gång med praktik",
            continues="g3",
        ),
        a_goal("g5", an_action("frit", "contact:ake", what="Ringa fritidsgården"), life_area="leisure"),
        follow_ups=[a_follow_up("p3", Outcome.NOT_DONE, note="ingen svarade")],
    )
    today = a_meeting(5, datetime(2026, 3, 4, 14), status=MeetingStatus.PLANNED, place="Skogås centrum")
    today.called = [
        Called(who=Who.parse(who), answer=answer)
        for who, answer in (
            ("youth", Answer.YES),
            ("guardian:eva", Answer.YES),
            ("contact:ake", Answer.NO),
            ("contact:lars", None),
            ("coordinator:sara", None),
        )
    ]
    store(binder, january, february, today)
    with binder.writing() as work:
        case = work.case("elin")
        case.reports.append(
            Report(action="p4", date=date(2026, 2, 26), by=Who.contact("lars"), outcome=Outcome.ONGOING)
        )


def maria_joins(work: Work, case: Case) -> None:
    """Maria at BUP comes into the group after the consents were signed, and they do not name BUP."""
    work.add(an_organisation("bup", name="BUP"))
    work.flush()
    work.add(a_contact("maria", "bup", name="Maria Sol", email="maria@example.se"))
    work.flush()
    case.participants.append(a_participant("maria", from_=date(2026, 2, 20)))


def meeting_of(binder: Binder, key: str = "m5") -> Meeting:
    """A meeting as the binder has it."""
    with binder.reading() as work:
        return next(each for each in work.case("elin").meetings if each.key == key)
