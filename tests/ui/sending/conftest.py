"""A closed meeting with papers to send, and the sheet opened on it."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from app.models.codes import Channel
from app.services import hold_meeting, meeting_edits
from app.storage.binder import Binder
from app.ui.sending.page import SendingPage
from app.ui.sending.passwords import PasswordsDialog
from tests.builders import a_contact
from tests.storage.binders import TestClock, copy_of, new_binder
from tests.ui.meeting.cases import NOW, Answers, Window, desk_of, fifth_meeting, maria_joins


class Printer:
    """Takes papers as a printer does, and says so at once unless told to jam."""

    def __init__(self) -> None:
        self.papers: list[bytes] = []
        self.jammed = False

    def __call__(self, parent: QWidget, papers: Sequence[bytes], done: Callable[[], object]) -> None:
        if not self.jammed:
            self.papers += papers
            done()


@pytest.fixture
def clock() -> TestClock:
    """The time: twelve minutes past two, the day of the meeting."""
    return TestClock(NOW)


@cache
def _closed_meeting() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="closed-")) / "parm"
    with new_binder(folder, TestClock(NOW)) as made:
        fifth_meeting(made)
        with made.writing() as work:
            case = work.case("elin")
            maria_joins(work, case)
            work.add(a_contact("rami", "bup", name="Rami Haddad"))
            case.young_person.channel = Channel.BY_HAND
        sitting = hold_meeting.begin(made, "elin", "m5")
        now = meeting_edits.say(sitting.proceedings, youth_view="Rami ska inte veta.")
        hold_meeting.close(made, sitting.agenda, now, not_discussed="Togs inte upp")
    return folder


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """Elin's meeting is closed; Maria at BUP came after the consents were signed, Rami is nobody here."""
    with copy_of(_closed_meeting(), tmp_path / "parm", clock) as made:
        yield made


@pytest.fixture
def window(qapp: object) -> Window:
    """The window around the sheet."""
    return Window()


@pytest.fixture
def answers() -> Answers:
    """Who answers the questions."""
    return Answers()


@pytest.fixture
def printer() -> Printer:
    """Where the papers come out."""
    return Printer()


@pytest.fixture
def page(binder: Binder, window: Window, answers: Answers, printer: Printer) -> Iterator[SendingPage]:
    """The sheet of the meeting on 4 March."""
    made = SendingPage(desk_of(binder, window, answers), printing=printer)
    made.arrive(case_id="elin", meeting_key="m5")
    made.refresh()
    made.resize(1178, 768)
    made.show()
    yield made
    shiboken6.delete(made)


def close_passwords() -> None:
    """Close the windows with passwords that making drafts leaves open."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, PasswordsDialog):
            each.close()
