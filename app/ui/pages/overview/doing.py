"""What the button of a line does: the step itself, or the dialog or the place where it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.codes import CaseState
from app.models.pressing import Cause, Step
from app.services import reminders
from app.services.case_file import CaseFile, read_case
from app.services.next_step import next_step
from app.services.overview import Line
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog
from app.ui.dialogs.meeting import MeetingDialog, MoveDialog
from app.ui.dialogs.member import MemberDialog
from app.ui.dialogs.people import add_guardian
from app.ui.dialogs.responsible import ResponsibleDialog
from app.ui.dialogs.state import StateDialog
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case import errands

_TABS = {
    Step.SEE_CONSENT: "consent",
    Step.PRINT_FORM: "consent",
    Step.RECORD_SIGNATURE: "consent",
    Step.BUILD_GROUP: "group",
    Step.SEE_GROUP: "group",
    Step.SEND_LIST: "group",
    Step.SEE_ANSWERS: "meetings",
    Step.SEE_DATES: "events",
    Step.HOLD_MEETING: "meetings",
    Step.GO_ON_MEETING: "meetings",
    Step.PLAN_MEETING: "meetings",
    Step.MOVE_MEETING: "meetings",
    Step.SEE_MEETING: "meetings",
    Step.SEND_PLAN: "plan",
    Step.SEND_MINUTES: "meetings",
    Step.TRANSFER: "documents",
}
"""Where in the case one sees what a step is about; what is left stands on its first tab."""

_SEEN = frozenset(
    {Step.SEE_CONSENT, Step.SEE_ANSWERS, Step.SEE_MEETING, Step.SEE_DATES, Step.SEE_GROUP, Step.TRANSFER}
)
"""What is done where one sees it, in a way that only the coordinator can choose."""


def do(parent: QWidget, desk: Desk, line: Line) -> None:
    """Does the step of a line, or opens what does it."""
    step, meeting, case_id = line.pressing, line.pressing.meeting, line.case_id
    if step.step is Step.TICK_OFF:
        tick_off(desk, line)
    elif step.step is Step.SEE_BINDER:
        desk.shell.navigate("binder")
    elif case_id is None:
        return
    elif step.step in (Step.HOLD_MEETING, Step.GO_ON_MEETING) and meeting is not None:
        open_meeting(desk, case_id, meeting.key)
    elif step.step in (Step.SEND_PLAN, Step.SEND_MINUTES) and meeting is not None:
        desk.shell.navigate("sending", case_id=case_id, meeting_key=meeting.key)
    elif step.step is Step.SEND_LIST:
        desk.shell.navigate("sending", case_id=case_id)
    elif step.step in _SEEN:
        open_case(desk, line)
    else:
        _ask(parent, desk, read_case(desk.binder, case_id), line)


def _ask(parent: QWidget, desk: Desk, file: CaseFile, line: Line) -> None:
    """Opens the dialog of a step over the overview, where one goes on afterwards."""
    match line.pressing.step:
        case Step.ADD_GUARDIAN:
            add_guardian(parent, desk, file)
        case Step.BUILD_GROUP:
            MemberDialog(parent, desk, file).open()
        case Step.PRINT_FORM:
            errands.print_form(parent, desk, file)
        case Step.RECORD_SIGNATURE:
            ConsentDialog(parent, desk, file, by=next(iter(line.pressing.who), None)).open()
        case Step.ACTIVATE:
            StateDialog(parent, desk, file, CaseState.ACTIVE).open()
        case Step.FOLLOW_UP:
            StateDialog(parent, desk, file, CaseState.FOLLOWED_UP).open()
        case Step.PLAN_MEETING:
            MeetingDialog(parent, desk, file).open()
        case Step.CHOOSE_STAND_IN:
            ResponsibleDialog(parent, desk, file).open()
        case Step.MOVE_MEETING:
            wanted = line.pressing.meeting
            found = [each for each in file.meetings if wanted is not None and each.key == wanted.key]
            for meeting in found:
                MoveDialog(parent, desk, file, meeting).open()


def open_case(desk: Desk, line: Line) -> None:
    """Opens the case of a line where one sees what it is about."""
    if line.case_id is None:
        return
    tab = _TABS.get(line.pressing.step, "notes" if line.pressing.cause is Cause.REMINDER else "overview")
    desk.shell.navigate("case", case_id=line.case_id, tab=tab)


def tick_off(desk: Desk, line: Line) -> None:
    """Ticks a reminder off, with a way back."""

    def back() -> None:
        desk.shell.changed(reminders.tick_reminder(desk.binder, line.number, done=False))

    desk.shell.changed(reminders.tick_reminder(desk.binder, line.number))
    desk.shell.say("Påminnelsen är avbockad.", undo=back)


def get_consent(parent: QWidget, desk: Desk, case_id: str) -> None:
    """Goes on with the consent of a case: a guardian, the form, or what was signed."""
    file = read_case(desk.binder, case_id)
    step = next_step(file)
    if step.step is Step.ADD_GUARDIAN:
        add_guardian(parent, desk, file)
    elif step.step is Step.RECORD_SIGNATURE:
        ConsentDialog(parent, desk, file, by=step.who).open()
    else:
        errands.print_form(parent, desk, file)
