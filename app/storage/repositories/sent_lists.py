"""Contact lists that left: what each recipient's last one said, in the cases that are not over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.models.codes import CaseState, Paper
from app.models.records import CaseStateChange, Dispatch

_OVER = (CaseState.CLOSED, CaseState.FOLLOWED_UP, CaseState.DECLINED)


@dataclass(frozen=True, slots=True)
class SentListRow:
    """The last contact list that one recipient of a case got; `to` is None for the whole group's copy."""

    case_id: str
    to: str | None
    at: datetime
    says: str


def latest(session: Session, case_ids: Collection[str] | None = None) -> tuple[SentListRow, ...]:
    """The last list of each recipient in the cases that are not over, in all of them or in some."""
    # SQLite gives the other columns of the row that has the greatest time.
    statement = (
        select(Dispatch.case_id, Dispatch.to, func.max(Dispatch.at), Dispatch.says)
        .where(Dispatch.case_id.in_(_open()), Dispatch.paper == Paper.CONTACTS, Dispatch.says.is_not(None))
        .where(Dispatch.to.is_distinct_from("record"))
        .group_by(Dispatch.case_id, Dispatch.to)
        .order_by(Dispatch.case_id)
    )
    if case_ids is not None:
        statement = statement.where(Dispatch.case_id.in_(list(case_ids)))
    return tuple(
        SentListRow(row.case_id, row.to, row[2], row.says or "") for row in session.execute(statement)
    )


def _open() -> Select[str]:
    """The ids of the cases whose last state is none of those in which nothing is sent any more."""
    last = (
        select(CaseStateChange.case_id, func.max(CaseStateChange.position).label("position"))
        .group_by(CaseStateChange.case_id)
        .subquery()
    )
    state = aliased(CaseStateChange)
    return (
        select(state.case_id)
        .join(last, (last.c.case_id == state.case_id) & (last.c.position == state.position))
        .where(state.state.not_in(_OVER))
    )
