"""From the values a meeting is held with to its rows: what differs is written, the rest is left alone."""

from collections.abc import Mapping
from typing import Any

from app.models.case import Case
from app.models.meeting import Action, Attendance, FollowUp, Goal, Meeting
from app.services import checks
from app.services.meeting_reading import DRAFT, draft_record
from app.services.meeting_state import Aim, Proceedings, Seat, Verdict
from app.storage.work import Work


def write(work: Work, case: Case, meeting: Meeting, now: Proceedings) -> None:
    """Bring the rows and the draft of a meeting in progress to what its proceedings say."""
    meeting.strengths = checks.text(now.strengths, "strengths")
    meeting.youth_view = checks.text(now.youth_view, "youth_view")
    meeting.youth_view_absent = now.youth_view_absent
    meeting.notes = checks.text(now.notes, "notes")
    meeting.private_notes = checks.text(now.private_notes, "private_notes")
    _write_attendance(meeting, now.seats)
    _write_follow_ups(meeting, now.verdicts)
    _write_goals(meeting, now.aims)
    work.drafts.put(DRAFT, draft_record(case.id, meeting.key), _draft(now))


def forget_draft(work: Work, case: Case, meeting: Meeting) -> None:
    """What was typed has become facts."""
    work.drafts.delete(DRAFT, draft_record(case.id, meeting.key))


def _write_attendance(meeting: Meeting, seats: tuple[Seat, ...]) -> None:
    rows = {each.who: each for each in meeting.attendance}
    kept = []
    for seat in seats:
        if seat.status is None:
            continue
        row = rows.get(seat.who) or Attendance(who=seat.who, status=seat.status)
        row.status = seat.status
        row.substitute_contact = seat.substitute_contact
        row.substitute_name = checks.line(seat.substitute_name)
        row.substitute_organisation = seat.substitute_organisation if row.substitute_name else None
        row.reason = checks.line(seat.reason)
        kept.append(row)
    _replace(meeting.attendance, kept)


def _write_follow_ups(meeting: Meeting, verdicts: tuple[Verdict, ...]) -> None:
    rows = {each.action: each for each in meeting.follow_ups}
    kept = []
    for verdict in verdicts:
        if verdict.outcome is None:
            continue
        row = rows.get(verdict.action) or FollowUp(action=verdict.action, outcome=verdict.outcome)
        row.outcome = verdict.outcome
        row.note = checks.line(verdict.note)
        row.done_on = verdict.done_on
        kept.append(row)
    _replace(meeting.follow_ups, kept)


def _write_goals(meeting: Meeting, aims: tuple[Aim, ...]) -> None:
    rows = {each.key: each for each in meeting.goals}
    kept = []
    for position, aim in enumerate(aims):
        row = rows.get(aim.key)
        if row is None:
            row = Goal(key=aim.key, position=position, life_area=aim.life_area, goal=aim.goal)
            row.actions = []
        row.position = position
        row.life_area = aim.life_area
        row.goal = aim.goal
        row.long_term = checks.text(aim.long_term, "long_term")
        row.continues = aim.continues
        _write_actions(row, aim)
        kept.append(row)
    _replace(meeting.goals, kept)


def _write_actions(goal: Goal, aim: Aim) -> None:
    rows = {each.key: each for each in goal.actions}
    kept = []
    for position, step in enumerate(aim.steps):
        row = rows.get(step.key) or Action(
            key=step.key, position=position, what=step.what, responsible=step.responsible
        )
        row.position = position
        row.what = step.what
        row.responsible = step.responsible
        row.due = step.due
        row.order = step.order
        row.documented = checks.line(step.documented)
        row.carried_from = step.carried_from
        kept.append(row)
    _replace(goal.actions, kept)


def _replace(rows: list[Any], kept: list[Any]) -> None:
    """Only touches the list where it differs: an untouched one costs no statement."""
    if rows != kept:
        rows[:] = kept


def _draft(now: Proceedings) -> Mapping[str, Any]:
    coming = now.next
    return {
        "step": now.step,
        "typing": dict(now.typing),
        "notes": {each.action: each.note for each in now.verdicts if each.outcome is None and each.note},
        "next": None
        if coming is None
        else {
            "starts": None if coming.starts is None else coming.starts.isoformat(timespec="minutes"),
            "minutes": coming.minutes,
            "place": coming.place,
            "needed": [str(each) for each in coming.needed],
            "key": coming.key,
        },
    }
