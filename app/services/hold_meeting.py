"""Holding a meeting: begin it, keep what is said as it is said, and close it once (R10–R16)."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.models.actions import open_goals
from app.models.case import Case
from app.models.codes import MeetingKind, MeetingStatus, Outcome
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.services import checks, issue_plan, meeting_rows, meetings
from app.services.changes import Changes
from app.services.meeting_edits import carry, note_why
from app.services.meeting_reading import continued, read_agenda, read_proceedings
from app.services.meeting_state import Agenda, Next, Proceedings, Sitting, Verdict
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True)
class Closed:
    """A meeting that is closed: the plan's version (None without goals) and the next meeting's key."""

    version: int | None
    next_key: str | None
    changes: Changes


def begin(binder: Binder, case_id: str, meeting_key: str) -> Sitting:
    """Begin a planned meeting, or go on where it was left, power loss included; beginning twice is as once.

    The goals that live on stand in its plan from the start (R12). KnownError RULE `no_such_meeting`,
    `meeting_closed`, `meeting_not_planned`.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        meeting = _in_progress(case, meeting_key)
        agenda = read_agenda(work, case, meeting)
        now = read_proceedings(work, case, meeting, agenda)
        if meeting.opened_at is None:
            meeting.opened_at = work.now
            now = replace(now, aims=(*now.aims, *continued(open_goals(case, before=meeting))))
            meeting_rows.write(work, case, meeting, now)
            work.log("meeting_begun", case=case_id, detail={"meeting": meeting_key})
        return Sitting(agenda, now)


def record(binder: Binder, agenda: Agenda, now: Proceedings) -> datetime:
    """Keep what has been said so far; the time at which the binder had it.

    KnownError RULE `meeting_closed` where it was closed meanwhile, ENVIRONMENT where nothing can be written.
    """
    with binder.writing() as work:
        case = work.case(agenda.case_id)
        meeting_rows.write(work, case, _in_progress(case, agenda.key), now)
    return binder.clock()


def close(binder: Binder, agenda: Agenda, now: Proceedings, *, not_discussed: str | None = None) -> Closed:
    """Close a meeting: all it agreed becomes a plan version, and the next meeting is planned, or nothing is.

    Open actions without a verdict are refused (R11, `open_actions_left`), unless `not_discussed` says in
    words why: then they go on in the new plan with that as their note. Closing is always possible (R5), and
    happens once: a closed meeting is left as it is.
    """
    with binder.writing() as work:
        case = work.case(agenda.case_id)
        meeting = meetings.meeting(case, agenda.key)
        if meeting.status is MeetingStatus.HELD:
            return _closed(work, case, meeting)
        meeting = _in_progress(case, agenda.key)
        final = _with_dates(_with_all_verdicts(agenda, now, not_discussed))
        meeting_rows.write(work, case, meeting, final)
        meeting.status = MeetingStatus.HELD
        meeting.opened_at = meeting.opened_at or work.now
        meeting.closed_at = work.now
        if final.next is not None and final.next.starts is not None:
            _plan(work, case, meeting, final.next)
        version = issue_plan.issue(work, case, meeting) if meeting.goals else None
        meeting_rows.forget_draft(work, case, meeting)
        detail: dict[str, str | int] = {"meeting": meeting.key}
        if version is not None:
            detail["version"] = version.version
        work.log("meeting_closed", case=case.id, detail=detail)
        return _closed(work, case, meeting)


def _in_progress(case: Case, key: str) -> Meeting:
    meeting = meetings.meeting(case, key)
    if meeting.status is MeetingStatus.HELD:
        raise KnownError(Kind.RULE, "meeting_closed")
    if meeting.status is not MeetingStatus.PLANNED:
        raise KnownError(Kind.RULE, "meeting_not_planned")
    return meeting


def _with_all_verdicts(agenda: Agenda, now: Proceedings, not_discussed: str | None) -> Proceedings:
    left = now.unjudged
    if left and not_discussed is None:
        raise KnownError(Kind.RULE, "open_actions_left", count=len(left))
    for key in left:
        if not now.verdict(key).note.strip():
            now = note_why(now, key, not_discussed or "")
        now = replace(now, verdicts=tuple(map(_ongoing, now.verdicts, [key] * len(now.verdicts))))
        now = carry(now, agenda.promise(key), on=agenda.starts.date())
    return now


def _ongoing(verdict: Verdict, key: str) -> Verdict:
    return replace(verdict, outcome=Outcome.ONGOING) if verdict.action == key else verdict


def _with_dates(now: Proceedings) -> Proceedings:
    """Steps without a day of their own are due at the next meeting (R12)."""
    if now.next is None or now.next.starts is None:
        return now
    day = now.next.starts.date()
    aims = tuple(
        replace(aim, steps=tuple(replace(each, due=each.due or day) for each in aim.steps))
        for aim in now.aims
    )
    return replace(now, aims=aims)


def _plan(work: Work, case: Case, meeting: Meeting, coming: Next) -> None:
    assert coming.starts is not None
    if coming.starts <= meeting.starts:
        raise KnownError(Kind.RULE, "next_meeting_too_early", field="starts")
    facts = meetings.MeetingFacts(
        starts=coming.starts,
        kind=MeetingKind.SMALL if meeting.kind is MeetingKind.SMALL else MeetingKind.ORDINARY,
        minutes=coming.minutes,
        place=coming.place,
        called=coming.needed or None,
    )
    if coming.key is None:
        made = meetings.add_meeting(work, case, facts)
        interpreters = {each.who: each.interpreter for each in meeting.called}
        for each in made.called:
            each.interpreter = interpreters.get(each.who)
        return
    planned = meetings.planned(case, coming.key)
    place = checks.line(coming.place)
    if planned.starts != coming.starts:
        meetings.moved(work, case, planned, coming.starts, place=place)
    elif place is not None and place != planned.place:
        planned.place = place
        work.log("meeting_changed", case=case.id, detail={"meeting": planned.key})


def _closed(work: Work, case: Case, meeting: Meeting) -> Closed:
    version = issue_plan.latest_of(issue_plan.versions_of(work, case.id), meeting.key)
    later = [
        each
        for each in case.meetings
        if each.status is MeetingStatus.PLANNED and each.starts > meeting.starts
    ]
    following = min(later, key=lambda each: each.starts, default=None)
    return Closed(
        version=None if version is None else version.version,
        next_key=None if following is None else following.key,
        changes=Changes.of("meeting", "plan", ids=(case.id, meeting.key)),
    )
