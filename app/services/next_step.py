"""What a coordinator should do next in a case: one step, the one that presses most."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.models.codes import CaseState, MeetingStatus, Paper
from app.models.consent_status import ConsentWarningCode
from app.models.group import members
from app.models.meeting import Meeting
from app.models.rhythm import rhythm
from app.models.states import ENROLLED
from app.models.who import Who
from app.services.case_file import CaseFile

HOLD_BEFORE = timedelta(hours=4)
"""So long before it starts a meeting may be opened as the thing to do now."""


class Step(StrEnum):
    """One errand, with a button of its own."""

    ADD_GUARDIAN = "add_guardian"
    BUILD_GROUP = "build_group"
    PRINT_FORM = "print_form"
    RECORD_SIGNATURE = "record_signature"
    SEE_CONSENT = "see_consent"
    ACTIVATE = "activate"
    PLAN_MEETING = "plan_meeting"
    HOLD_MEETING = "hold_meeting"
    GO_ON_MEETING = "go_on_meeting"
    SEND_PLAN = "send_plan"
    SEE_PLAN = "see_plan"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The errand, whom it is about and at which meeting, where there is one."""

    step: Step
    who: Who | None = None
    meeting: Meeting | None = None


def next_step(file: CaseFile) -> NextStep:
    """The one step that fits the moment: a meeting that is on, then the plan that waits to be sent, then
    what the group needs before it may share anything (R1, R4), then the next meeting (R10)."""
    coming = file.next_meeting
    if coming is not None and coming.opened_at is not None:
        return NextStep(step=Step.GO_ON_MEETING, meeting=coming)
    if file.state in (CaseState.CLOSED, CaseState.FOLLOWED_UP, CaseState.DECLINED):
        return NextStep(step=Step.REOPEN)
    if coming is not None and coming.starts - HOLD_BEFORE <= file.now:
        return NextStep(step=Step.HOLD_MEETING, meeting=coming)
    unsent = _unsent(file)
    if unsent is not None:
        return NextStep(step=Step.SEND_PLAN, meeting=unsent)
    if file.status.day.guardian_missing:
        return NextStep(step=Step.ADD_GUARDIAN)
    if not members(file.case, file.today):
        return NextStep(step=Step.BUILD_GROUP)
    return _of_consent(file) or _of_meetings(file)


def _unsent(file: CaseFile) -> Meeting | None:
    """The last held meeting while its plan has gone to nobody (R17)."""
    last = file.last_meeting
    if last is None or all(each.meeting_key != last.key for each in file.plans):
        return None
    gone = any(
        each.paper is Paper.PLAN and each.meeting_key == last.key and each.to is not None
        for each in file.dispatches
    )
    return None if gone else last


def _of_consent(file: CaseFile) -> NextStep | None:
    status = file.status
    if status.refusals:
        return NextStep(step=Step.SEE_CONSENT, who=status.refusals[0][0])
    lacking = [each.who for each in status.missing if each.who is not None]
    if not lacking and not status.covered:
        outside = [each for each in status.warnings if each.code is ConsentWarningCode.OUTSIDE_SCOPE]
        lacking = [each.who for each in outside if each.who is not None]
    if not lacking:
        turns = [each for each in status.warnings if each.code is ConsentWarningCode.BIRTHDAY and each.added]
        lacking = [who for each in turns for who in each.added if _needs_signature(file, each.on, who)]
    if not lacking:
        return None
    printed = _form_printed(file)
    return NextStep(step=Step.RECORD_SIGNATURE if printed else Step.PRINT_FORM, who=lacking[0])


def _needs_signature(file: CaseFile, day: date | None, who: Who) -> bool:
    """Whether somebody who must consent from a coming day has not signed for it yet."""
    return day is not None and any(each.who == who for each in file.status_on(day).missing)


def _form_printed(file: CaseFile) -> bool:
    """Whether a form has been made since the last signature came in: then it waits to be signed."""
    forms = [each.at.date() for each in file.dispatches if each.paper is Paper.CONSENT_FORM]
    signed = [each.signed for each in file.case.consents]
    return bool(forms) and (not signed or max(forms) >= max(signed))


def _of_meetings(file: CaseFile) -> NextStep:
    if file.state not in ENROLLED:
        return NextStep(step=Step.ACTIVATE)
    if file.next_meeting is None:
        return NextStep(step=Step.PLAN_MEETING)
    kept = rhythm(file.case, file.today)
    if kept is not None and kept.next is None:
        return NextStep(step=Step.PLAN_MEETING)
    held = [each for each in file.case.meetings if each.status is MeetingStatus.HELD]
    if held and file.plans:
        return NextStep(step=Step.SEE_PLAN, meeting=file.last_meeting)
    return NextStep(step=Step.HOLD_MEETING, meeting=file.next_meeting)
