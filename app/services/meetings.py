"""Planning, moving and cancelling meetings, and the answers people give beforehand (R10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.base import new_key
from app.models.case import Case
from app.models.codes import Answer, MeetingKind, MeetingStatus
from app.models.errors import Kind, KnownError
from app.models.family import guardians_in_circle
from app.models.group import members
from app.models.meeting import Called, Meeting
from app.models.who import Who
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work

LONGEST_MINUTES = 12 * 60


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """A meeting as it is planned; `called` None calls the whole group, `circle` is for a small one."""

    starts: datetime
    kind: MeetingKind = MeetingKind.ORDINARY
    minutes: int = 60
    place: str | None = None
    called: tuple[Who, ...] | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingFacts":
        """The meeting as it is planned now."""
        return cls(
            starts=meeting.starts,
            kind=meeting.kind,
            minutes=meeting.minutes,
            place=meeting.place,
            called=tuple(each.who for each in meeting.called),
        )


def plan_meeting(binder: Binder, case_id: str, facts: MeetingFacts) -> Changes:
    """Plan a meeting; its key is among the ids."""
    with binder.writing() as work:
        made = add_meeting(work, work.case(case_id), facts)
        return Changes.of("meeting", ids=(case_id, made.key))


def add_meeting(work: Work, case: Case, facts: MeetingFacts) -> Meeting:
    """Plan a meeting within a transaction; its number follows the held and planned ones."""
    made = Meeting(
        key=new_key(),
        number=next_number(case),
        kind=facts.kind,
        starts=facts.starts,
        status=MeetingStatus.PLANNED,
    )
    made.called, made.attendance, made.follow_ups, made.goals = [], [], [], []
    _write(case, made, facts)
    case.meetings.append(made)
    work.log("meeting_planned", case=case.id, detail={"meeting": made.key, "starts": _told(facts.starts)})
    return made


def edit_meeting(binder: Binder, case_id: str, key: str, facts: MeetingFacts) -> Changes:
    """Change place, length, kind or whom a planned meeting calls; answers given stay. Its time is moved."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = planned(case, key)
        if facts.starts != found.starts:
            raise checks.refuse("meeting_is_moved_instead", "starts")
        _write(case, found, facts)
        work.log("meeting_changed", case=case_id, detail={"meeting": key})
    return Changes.of("meeting", ids=(case_id, key))


def move_meeting(
    binder: Binder, case_id: str, key: str, starts: datetime, *, place: str | None = None
) -> Changes:
    """Move a planned meeting: the old time stays as moved, and a new one takes number, place and persons.

    Nobody has answered to the new time yet. The new key is among the ids.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        made = moved(work, case, planned(case, key), starts, place=place)
        return Changes.of("meeting", ids=(case_id, key, made.key))


def moved(work: Work, case: Case, old: Meeting, starts: datetime, *, place: str | None = None) -> Meeting:
    """The meeting in a planned one's place at another time, within the caller's transaction.

    KnownError RULE `meeting_same_time`.
    """
    if starts == old.starts:
        raise checks.refuse("meeting_same_time", "starts")
    made = Meeting(
        key=new_key(), number=old.number, kind=old.kind, starts=starts, status=MeetingStatus.PLANNED
    )
    made.minutes = old.minutes
    made.place = checks.line(place) or old.place
    made.circle = list(old.circle)
    made.called = [Called(who=each.who, interpreter=each.interpreter) for each in old.called]
    made.attendance, made.follow_ups, made.goals = [], [], []
    old.status = MeetingStatus.MOVED
    case.meetings.append(made)
    detail = {"meeting": made.key, "from": _told(old.starts), "to": _told(starts)}
    work.log("meeting_moved", case=case.id, detail=dict(detail))
    return made


def cancel_meeting(binder: Binder, case_id: str, key: str) -> Changes:
    """Cancel a planned meeting; it stays in the list as cancelled."""
    with binder.writing() as work:
        planned(work.case(case_id), key).status = MeetingStatus.CANCELLED
        work.log("meeting_cancelled", case=case_id, detail={"meeting": key})
    return Changes.of("meeting", ids=(case_id, key))


def restore_meeting(binder: Binder, case_id: str, key: str) -> Changes:
    """Take back a cancellation."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = meeting(case, key)
        if found.status is not MeetingStatus.CANCELLED:
            raise KnownError(Kind.RULE, "meeting_not_cancelled")
        found.number = next_number(case)
        found.status = MeetingStatus.PLANNED
        work.log("meeting_restored", case=case_id, detail={"meeting": key})
    return Changes.of("meeting", ids=(case_id, key))


def record_answer(binder: Binder, case_id: str, key: str, who: Who, answer: Answer) -> Changes:
    """Keep what a person who was called said beforehand."""
    with binder.writing() as work:
        found = planned(work.case(case_id), key)
        for each in found.called:
            if each.who == who:
                each.answer = answer
                break
        else:
            raise KnownError(Kind.RULE, "not_called")
        work.log("answer_recorded", case=case_id, to=str(who), detail={"meeting": key, "answer": str(answer)})
    return Changes.of("meeting", ids=(case_id, key))


def whole_group(case: Case, on: datetime) -> tuple[Who, ...]:
    """Whom a meeting calls by default: the youth, guardians in the circle, members and coordinator (R9)."""
    day = on.date()
    coordinators = [case.coordinator_id] if case.coordinator_id else []
    return (
        Who.YOUTH,
        *(Who.guardian(each.key) for each in guardians_in_circle(case, day)),
        *(Who.contact(each.contact_id) for each in members(case, day)),
        *map(Who.coordinator, coordinators),
    )


def next_number(case: Case) -> int:
    """The number of the next meeting: cancelled and moved ones count for nothing."""
    counted = (MeetingStatus.HELD, MeetingStatus.PLANNED)
    return max((each.number for each in case.meetings if each.status in counted), default=0) + 1


def meeting(case: Case, key: str) -> Meeting:
    """The meeting of that key; KnownError RULE `no_such_meeting`."""
    for each in case.meetings:
        if each.key == key:
            return each
    raise KnownError(Kind.RULE, "no_such_meeting")


def planned(case: Case, key: str) -> Meeting:
    """The meeting of that key while it is to come; KnownError RULE `meeting_not_planned`, `meeting_begun`."""
    found = meeting(case, key)
    if found.status is not MeetingStatus.PLANNED:
        raise KnownError(Kind.RULE, "meeting_not_planned")
    if found.opened_at is not None:
        raise KnownError(Kind.RULE, "meeting_begun")
    return found


def _write(case: Case, record: Meeting, facts: MeetingFacts) -> None:
    if not 5 <= facts.minutes <= LONGEST_MINUTES:
        raise checks.refuse("minutes_odd", "minutes")
    called: Sequence[Who] = facts.called if facts.called is not None else whole_group(case, facts.starts)
    if not called:
        raise checks.refuse("nobody_called", "called")
    record.kind = facts.kind
    record.minutes = facts.minutes
    record.place = checks.line(facts.place)
    record.circle = [str(each) for each in called] if facts.kind is MeetingKind.SMALL else []
    kept = {each.who: each for each in record.called}
    record.called = [kept.get(who) or Called(who=who) for who in dict.fromkeys(called)]


def _told(when: datetime) -> str:
    return when.isoformat(timespec="minutes")
