"""Meetings: the rows of the list of those to come."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models.codes import Answer, MeetingKind, MeetingStatus
from app.models.records import Called, Case, Meeting, YoungPerson


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One planned meeting of some case; `called` counts whom it calls, `yes` and `no` their answers.

    `opened_at` is set while it is being held; a planned meeting may lie in the past, not yet held.
    """

    case_id: str
    name: str
    code_name: str | None
    protected_identity: bool
    key: str
    number: int
    kind: MeetingKind
    starts: datetime
    minutes: int
    place: str | None
    opened_at: datetime | None
    called: int
    yes: int
    no: int


def planned(session: Session) -> tuple[MeetingRow, ...]:
    """All planned meetings of all cases, in order of time; one statement."""
    statement = (
        select(
            Meeting.case_id,
            YoungPerson.name,
            Case.code_name,
            YoungPerson.protected_identity,
            Meeting.key,
            Meeting.number,
            Meeting.kind,
            Meeting.starts,
            Meeting.minutes,
            Meeting.place,
            Meeting.opened_at,
            _called(),
            _called(Called.answer == Answer.YES),
            _called(Called.answer == Answer.NO),
        )
        .join(Case, Case.id == Meeting.case_id)
        .join(YoungPerson, YoungPerson.case_id == Meeting.case_id)
        .where(Meeting.status == MeetingStatus.PLANNED)
        .order_by(Meeting.starts, Meeting.id)
    )
    return tuple(MeetingRow(*tuple(row)) for row in session.execute(statement))


def _called(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).where(Called.meeting_id == Meeting.id, *conditions).scalar_subquery()
