"""What a coordinator should do next in a case: one step, the one that presses most."""

from dataclasses import dataclass

from app.models.circles import latest_held
from app.models.codes import Answer, CaseState, FiledKind, MeetingStatus, Paper
from app.models.meeting import Meeting
from app.models.permit import RECORD
from app.models.pressing import Answers, Cause, Held, Matter, Pressing
from app.models.pressing import Step as Step
from app.models.rhythm import rhythm
from app.models.states import ENROLLED, OVER
from app.models.steps import HOLD_BEFORE, pressing, setting_up
from app.models.who import Who
from app.services.case_file import CaseFile

_NOT_IN_THE_HEADER = frozenset(
    {
        Cause.PLAN_PARTLY_SENT,
        Cause.MINUTES_UNSENT,
        Cause.UNANSWERED,
        Cause.KEY_DATE,
        Cause.DECISION_ENDED,
        Cause.NOT_TRANSFERRED,
    }
)
"""What the page of the case shows by itself."""

_FIRST = (Cause.MEETING_ON, Cause.MEETING, Cause.PLAN_UNSENT)
_AHEAD = frozenset({Cause.BIRTHDAY, Cause.RUNS_OUT, Cause.DEVIATION_ENDS})


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The errand, whom it is about and at which meeting, where there is one."""

    step: Step
    who: Who | None = None
    meeting: Meeting | None = None


def next_step(file: CaseFile) -> NextStep:
    """The one step that fits the moment: a meeting that is on, then the plan that waits to be sent, then
    what the group needs before it may share anything (R1, R4), then what is wanted first (R10).

    It is one of those that the overview shows, where that shows any but what the case's page says anyway.
    """
    matter = matter_of(file)
    found = [each for each in pressing(matter) if each.cause not in _NOT_IN_THE_HEADER]
    if matter.state not in OVER | ENROLLED | {CaseState.SEEKING_CONSENT}:
        # A case that waits its turn presses for nothing, but whoever looks at it may get it ready.
        found += setting_up(matter)
    if found := [each for each in found if _is_time(file, each)]:
        first = min(found, key=_order)
        return NextStep(step=first.step, who=next(iter(first.who), None), meeting=first.meeting)
    return _calm(file)


def matter_of(file: CaseFile) -> Matter:
    """What the rules look at, of a case that was read whole."""
    forms = [each.at.date() for each in file.dispatches if each.paper is Paper.CONSENT_FORM]
    return Matter(
        now=file.now,
        case=file.case,
        book=file.book,
        status=file.status,
        held=tuple(_held(file, each) for each in latest_held(file.case.meetings)),
        form_on=max(forms, default=None),
        answers={each.key: answers_of(each) for each in file.case.meetings},
    )


def _held(file: CaseFile, meeting: Meeting) -> Held:
    """What came of a meeting as it is now (R17, R19)."""
    version = max((each.version for each in file.plans if each.meeting_key == meeting.key), default=None)
    paper = Paper.MINUTES if version is None else Paper.PLAN
    wanted = {(FiledKind.MINUTES, meeting.key, meeting.revision)}
    wanted |= {(FiledKind.PLAN, str(version), 0)} if version is not None else set()
    return Held(
        meeting=meeting,
        agreed=version is not None,
        sent_to=frozenset(
            each.to
            for each in file.dispatches
            if (each.paper, each.plan_version, each.meeting_key) == (paper, version, meeting.key)
            and each.to is not None
            and each.to != RECORD
        ),
        filed=frozenset(
            each.kind for each in file.transfers if (each.kind, each.key, each.revision) in wanted
        ),
    )


def answers_of(meeting: Meeting) -> Answers:
    """How those who are called to a meeting have answered."""
    said = [each.answer for each in meeting.called]
    return Answers(len(said), said.count(Answer.YES), said.count(Answer.NO))


def _is_time(file: CaseFile, each: Pressing) -> bool:
    """Whether a meeting is near enough to be the one thing to do."""
    if each.cause is not Cause.MEETING or each.meeting is None:
        return True
    return each.meeting.starts - HOLD_BEFORE <= file.now


def _order(each: Pressing) -> tuple[int, object]:
    if each.cause in _FIRST:
        return _FIRST.index(each.cause), each.due
    ahead = each.cause in _AHEAD or each.step in (Step.PLAN_MEETING, Step.MOVE_MEETING)
    return len(_FIRST) + ahead, each.due


def _calm(file: CaseFile) -> NextStep:
    """What one might do where nothing presses."""
    if file.state in OVER:
        return NextStep(step=Step.REOPEN)
    if file.state not in ENROLLED:
        return NextStep(step=Step.ACTIVATE)
    kept = rhythm(file.case, file.today)
    if file.next_meeting is None or (kept is not None and kept.next is None):
        return NextStep(step=Step.PLAN_MEETING)
    if file.plans and any(each.status is MeetingStatus.HELD for each in file.case.meetings):
        return NextStep(step=Step.SEE_PLAN, meeting=file.last_meeting)
    return NextStep(step=Step.HOLD_MEETING, meeting=file.next_meeting)
