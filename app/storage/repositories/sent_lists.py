"""Contact lists that left: what each recipient's last one said, in the cases that are not over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.models.codes import CaseState
from app.models.records import Case, CaseStateChange, Dispatch

OVER = (CaseState.CLOSED, CaseState.FOLLOWED_UP, CaseState.DECLINED)
"""The states in which there is no group any more, and nothing is sent."""

# SQLite gives the other columns of the row that has the greatest time.
_LATEST = (
    select(Dispatch.case_id, Dispatch.to, func.max(Dispatch.at).label("at"), Dispatch.says)
    # Only contact lists have it; a condition on the paper would read every row.
    .where(Dispatch.says.is_not(None))
    .where(Dispatch.to.is_distinct_from("record"))
    .group_by(Dispatch.case_id, Dispatch.to)
)


@dataclass(frozen=True, slots=True)
class SentListRow:
    """The last contact list that one recipient of a case got; `to` is None for the whole group's copy."""

    case_id: str
    to: str | None
    at: datetime
    says: str


def latest(session: Session, case_ids: Collection[str] | None = None) -> tuple[SentListRow, ...]:
    """The last list of each recipient in the cases that are not over, in all of them or in some."""
    statement = _LATEST.where(Dispatch.case_id.in_(open_cases(session, case_ids))).order_by(Dispatch.case_id)
    return tuple(
        SentListRow(row.case_id, row.to, row.at, row.says or "") for row in session.execute(statement)
    )


def held(session: Session, case_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """What the last lists of all recipients say, by case, of those where any has left."""
    each = _LATEST.where(Dispatch.case_id.in_(list(case_ids))).subquery()
    # Digests have no comma in them.
    statement = select(each.c.case_id, func.group_concat(each.c.says.distinct())).group_by(each.c.case_id)
    return {case_id: frozenset(said.split(",")) for case_id, said in session.execute(statement)}


def last_state() -> ScalarSelect[CaseState]:
    """The state that a case has come to: one look into the index for each case of a statement."""
    return (
        select(CaseStateChange.state)
        .where(CaseStateChange.case_id == Case.id)
        .order_by(CaseStateChange.position.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )


def open_cases(session: Session, case_ids: Collection[str] | None = None) -> Sequence[str]:
    """The ids of the cases that are not over, of all or of some."""
    statement = select(Case.id).where(func.coalesce(last_state(), "").not_in(OVER))
    if case_ids is not None:
        statement = statement.where(Case.id.in_(list(case_ids)))
    return session.scalars(statement).all()
