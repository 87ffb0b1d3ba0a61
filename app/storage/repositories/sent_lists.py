"""Contact lists that left: what each recipient's last one said, in the cases that are not over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.records import Dispatch
from app.storage.repositories.cases import open_cases

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
