"""A meeting that only talked: from its closing to its minutes on their way and in the record (R17, R19)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import FiledKind, Outcome, Paper, Standing
from app.models.pressing import Cause
from app.models.who import Who
from app.services import meeting_edits, record_transfer
from app.services.case_file import read_case
from app.services.next_step import matter_of
from app.services.overview import Line, overview
from app.storage.binder import Binder
from app.ui.kit.button import Link
from app.ui.meeting.closing import WITH_PLAN, WITHOUT_PLAN
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.mode import MeetingMode, open_meeting
from app.ui.pages.case.meetings_tab import MeetingsTab
from app.ui.pages.overview.doing import do
from app.ui.pages.overview.words import said
from app.ui.sending.page import SendingPage
from tests.storage.binders import TestClock, new_binder
from tests.ui.meeting.cases import NOW, Answers, Window, desk_of, fifth_meeting
from tests.ui.sending.conftest import Printer, close_passwords

AKE = Who.contact("ake")
REF = (FiledKind.MINUTES, "m5")


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock) -> Iterator[Binder]:
    """Elin's meeting is on, and about to be closed."""
    with new_binder(tmp_path / "parm", clock) as made:
        fifth_meeting(made)
        yield made


@pytest.fixture
def mode(qtbot: QtBot, binder: Binder, window: Window) -> Iterator[MeetingMode]:
    """The meeting at its last step: all is done, no goal is left, and nothing new was agreed."""
    window.whole.resize(1366, 768)
    window.whole.show()
    made = open_meeting(desk_of(binder, window), "elin", "m5")
    assert made is not None
    for each in made.held.agenda.promises:
        key = each.key
        made.held.edit(
            lambda now, key=key: meeting_edits.judge(now, made.held.agenda, key, Outcome.DONE, on=NOW.date())
        )
    made.held.edit(lambda now: meeting_edits.say(now, notes="Vi pratade om sommaren."))
    made.go_to(4)
    window.whole.activateWindow()
    qtbot.waitUntil(made.isVisible)
    yield made
    shiboken6.delete(window.whole)


@pytest.fixture
def talked(qtbot: QtBot, mode: MeetingMode, window: Window, binder: Binder, answers: Answers) -> None:
    """The same, closed by its button."""
    assert WITH_PLAN in texts(mode)
    mode.held.edit(lambda now: replace(now, aims=()))
    assert WITHOUT_PLAN in texts(mode)
    (button,) = [each for each in mode.steps[4].findChildren(HintButton) if each.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.went))


@pytest.fixture
def sheet(
    talked: None, binder: Binder, window: Window, answers: Answers, printer: Printer
) -> Iterator[SendingPage]:
    """The sheet to which closing leads."""
    key, told = window.went[-1]
    assert key == "sending"
    made = SendingPage(desk_of(binder, window, answers), printing=printer)
    made.arrive(**told)
    made.refresh()
    made.resize(1178, 768)
    made.show()
    yield made
    shiboken6.delete(made)


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def sent(binder: Binder) -> set[tuple[str | None, Paper]]:
    with binder.reading() as work:
        return {(each.to, each.paper) for each in work.all(Dispatch, case_id="elin")}


def standing(binder: Binder) -> Standing:
    (minutes,) = [each for each in record_transfer.documents(read_case(binder, "elin")) if each.ref == REF]
    return minutes.status.standing


def line_of(binder: Binder) -> Line | None:
    """The line of the overview; the case's own page knows of it too."""
    found = [each for lines in overview(binder).lines.values() for each in lines]
    lines = [each for each in found if each.pressing.cause is Cause.MINUTES_UNSENT]
    seen = matter_of(read_case(binder, "elin")).held[-1]
    assert not seen.agreed
    assert bool(lines) == (not seen.sent_to and FiledKind.MINUTES not in seen.filed)
    return lines[0] if lines else None


def test_closing_leads_to_its_minutes_and_the_list_and_from_there_to_the_record(
    sheet: SendingPage, binder: Binder, printer: Printer, answers: Answers, tmp_path: Path
) -> None:
    assert sheet.title == "Skicka från mötet 4 mars"
    assert "Elin Holm · anteckningar · kontaktlista" in texts(sheet)
    assert sheet.chooser.kinds == (Paper.MINUTES, Paper.CONTACTS)
    assert sheet.chooser.boxes[Paper.PLAN].isHidden()
    sheet.choose(AKE)
    assert [each.text() for each in sheet.copy.turns] == ["Anteckningar", "Kontaktlista"]
    assert line_of(binder) is not None
    answers.path = tmp_path / "ut"
    answers.path.mkdir()
    sheet.make_drafts()
    close_passwords()
    sheet.print()
    everybody = {"youth", "guardian:eva", "guardian:omar", "contact:ake", "contact:zofia", "contact:lars"}
    assert sent(binder) == {(who, paper) for who in everybody for paper in (Paper.MINUTES, Paper.CONTACTS)}
    assert line_of(binder) is None
    assert standing(binder) is Standing.ESTABLISHED
    record_transfer.transfer(binder, "elin", [REF])
    assert standing(binder) is Standing.TRANSFERRED


def test_the_overview_says_it_in_words_and_leads_to_the_sheet_until_it_is_filed(
    talked: None, binder: Binder, window: Window, clock: TestClock
) -> None:
    clock.tick(days=1)
    line = line_of(binder)
    assert line is not None
    words = said(line, clock().date())
    assert words.text == "Mötesanteckningarna från 4 mars är inte skickade."
    assert (words.topic.text, words.button) == ("Utskick", "Skicka")
    do(window.whole, desk_of(binder, window), line)
    assert window.went[-1] == ("sending", {"case_id": "elin", "meeting_key": "m5"})
    record_transfer.transfer(binder, "elin", [REF])
    assert line_of(binder) is None


def test_every_held_meeting_leads_to_its_sheet(
    talked: None, binder: Binder, window: Window, qtbot: QtBot
) -> None:
    tab = MeetingsTab(desk_of(binder, window))
    qtbot.addWidget(tab)
    tab.show_file(read_case(binder, "elin"))
    links = {each.accessibleName(): each for each in tab.findChildren(Link)}
    for number in (3, 4, 5):
        links[f"Skicka från insatsgruppsmöte {number}"].click()
        assert window.went[-1] == ("sending", {"case_id": "elin", "meeting_key": f"m{number}"})
