"""Who is called to planned meetings, of those who must not meet somebody."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from app.models.apart import KeptApart
from app.models.clashes import Gathering
from app.models.codes import MeetingStatus
from app.models.records import Called, Meeting
from app.models.who import Who, WhoKind


def planned(
    session: Session, apart: Sequence[KeptApart], first: date, last: date | None = None
) -> tuple[Gathering, ...]:
    """The planned meetings of some days that call any of those who are kept apart, in order of time.

    Their `called` are those persons alone. One statement; none where nobody is kept apart.
    """
    cases = {each.case_id for each in apart} | {each.other_case_id for each in apart}
    whos = {each.who for each in apart} | {each.other for each in apart if each.other is not None}
    shared = {each for each in whos if each.kind in (WhoKind.CONTACT, WhoKind.COORDINATOR)}
    if not whos:
        return ()
    of_case = and_(Called.who.in_(whos - shared), Meeting.case_id.in_(cases - {None}))
    days = Meeting.starts >= datetime.combine(first, time.min)
    if last is not None:
        days &= Meeting.starts < datetime.combine(last, time.min) + timedelta(days=1)
    statement = (
        select(
            Meeting.id,
            Meeting.case_id,
            Meeting.key,
            Meeting.starts,
            Meeting.minutes,
            Meeting.place,
            Called.who,
        )
        .join(Called, Called.meeting_id == Meeting.id)
        .where(Meeting.status == MeetingStatus.PLANNED, days, or_(Called.who.in_(shared), of_case))
        .order_by(Meeting.starts, Meeting.id)
    )
    return tuple(_gathered(session.execute(statement).all()))


def _gathered(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Gathering]:
    called: dict[int, set[Who]] = {}
    found: dict[int, Row[*tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row.id, row)
        called.setdefault(row.id, set()).add(row.who)
    return [
        Gathering(
            case_id=row.case_id,
            key=row.key,
            starts=row.starts,
            minutes=row.minutes,
            place=row.place,
            called=frozenset(called[number]),
        )
        for number, row in found.items()
    ]
