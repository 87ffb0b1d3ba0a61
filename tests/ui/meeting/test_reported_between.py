"""What is told of a step between two meetings: clicked in the plan, ready at the next, then agreed (R11)."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.models.actions import open_actions
from app.models.codes import MeetingStatus, Outcome
from app.services.issue_plan import issue, read, versions_of
from app.storage.binder import Binder
from app.ui.dialogs.report import ReportDialog
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case.page import CasePage
from tests.ui.meeting.cases import Answers, Window, desk_of, meeting_of
from tests.ui.meeting.test_meeting_mode import ENTER, Keyboard
from tests.ui.stage import write


@pytest.fixture
def page(qtbot: QtBot, binder: Binder, window: Window, answers: Answers) -> CasePage:
    """Elin's plan from February."""
    with binder.writing() as work:
        case = work.case("elin")
        issue(work, case, next(each for each in case.meetings if each.key == "m4"))
    made = CasePage(desk_of(binder, window, answers))
    window.whole.addWidget(made)
    window.whole.setCurrentWidget(made)
    made.arrive(case_id="elin", tab="plan")
    show(made)
    return made


def show(page: CasePage) -> None:
    page.refresh()
    QApplication.processEvents()


def press(qtbot: QtBot, page: CasePage, name: str) -> None:
    show(page)
    (button,) = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisible()
    ]
    qtbot.waitUntil(lambda: button.height() > 0)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(page: CasePage) -> str:
    show(page)
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def tell(qtbot: QtBot, page: CasePage, button: str, **said: str) -> ReportDialog:
    press(qtbot, page, button)
    dialog = page.window().findChildren(ReportDialog)[-1]
    assert isinstance(dialog, ReportDialog)
    for name, value in said.items():
        widget = dialog.form[name]
        if name == "outcome":
            widget.set_value(value)
        elif name == "note":
            widget.setPlainText(value)
        else:
            widget.setText("")
            write(widget, value)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    return dialog


def test_from_the_plan_to_the_next_plan(
    qtbot: QtBot, page: CasePage, binder: Binder, window: Window, answers: Answers
) -> None:
    # Told on the phone, written down under the step; nothing completes by itself.
    tell(
        qtbot,
        page,
        "Rapportera steget Mattelektion varje dag",
        note="Har varit där varje dag",
        outcome="done",
        by="Elin Holm",
        date="2 mars",
    )
    assert window.said[-1] == "Det står redo till mötet."
    assert "2 mars: Elin berättade: ”Har varit där varje dag” (klart)" in shown(page)
    with binder.reading() as work:
        waiting = {each.action.key: each for each in open_actions(work.case("elin"))}
    assert waiting["matte"].proposed is Outcome.DONE
    assert waiting["matte"].history == ()

    # A slip of the pen is mended, and what was about something else is taken back.
    tell(qtbot, page, "Rätta det som berättades 2 mars om Mattelektion varje dag", outcome="partly")
    assert "(delvis)" in shown(page)
    press(qtbot, page, "Ta bort det som berättades 26 februari om Ordna praktikplats")
    assert window.problems == []
    assert "26 februari" not in shown(page)
    assert window.undo is not None
    window.undo()
    assert "26 februari: Lars berättade" in shown(page)

    # At the meeting it stands ready; Enter takes it.
    mode = open_meeting(desk_of(binder, window, answers), "elin", "m5")
    assert mode is not None
    window.whole.activateWindow()
    qtbot.waitUntil(mode.isVisible)
    keyboard = Keyboard(mode)
    keyboard.type("a")
    keyboard.key(ENTER)
    assert mode.at == 1
    for promise in mode.held.agenda.promises:
        if promise.proposed is not None:
            keyboard.key(ENTER)
            keyboard.key(ENTER)
        else:
            keyboard.type("6")
            keyboard.key(ENTER)
    assert mode.at == 2
    closed = mode.held.close(not_discussed=None)
    assert closed is not None

    # The verdict is the meeting's, and the fixed plan says it.
    meeting = meeting_of(binder)
    assert meeting.status is MeetingStatus.HELD
    outcomes = {each.action: each.outcome for each in meeting.follow_ups}
    assert (outcomes["matte"], outcomes["p4"], outcomes["frit"]) == (
        Outcome.PARTLY,
        Outcome.ONGOING,
        Outcome.DROPPED,
    )
    with binder.reading() as work:
        plan = read(versions_of(work, "elin")[-1])
        told = [row.what for row in work.log_rows(case="elin")]
    assert {each.action: each.outcome for each in plan.follow_ups} == outcomes
    assert told.count("action_reported") == 2
    assert ("report_corrected" in told, "report_taken_back" in told) == (True, True)

    # What was told stands in the history of the step that carries it on, and as news no more.
    page.refresh()
    window.whole.setCurrentWidget(page)
    text = shown(page)
    assert "2 mars: Elin berättade" not in text
    press(qtbot, page, "Så har det gått med Mattelektion varje dag")
    QApplication.processEvents()
    text = "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert "2 mars: Elin berättade: ”Har varit där varje dag” (delvis)" in text
    assert "4 mars: på mötet, delvis" in text


def test_who_says_nothing_has_told_nothing(qtbot: QtBot, page: CasePage, binder: Binder) -> None:
    dialog = tell(qtbot, page, "Rapportera steget Mattelektion varje dag")
    assert dialog.form["note"].accessibleDescription() == "Skriv något först."
    with binder.reading() as work:
        assert [each.date for each in work.case("elin").reports] == [date(2026, 2, 26)]
