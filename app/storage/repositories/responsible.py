"""Who answers for each case: its coordinator and stand-in, one row a case."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models.codes import CaseState
from app.models.records import Case, CaseStateChange, YoungPerson


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """One case with the ids of its coordinator and stand-in (R7), and the state it entered last."""

    case_id: str
    name: str
    code_name: str | None
    state: CaseState | None
    coordinator_id: str | None
    stand_in_id: str | None


def responsible(session: Session) -> tuple[ResponsibleRow, ...]:
    """The rows of all cases, in order of id; one statement."""
    latest = (
        select(CaseStateChange.case_id, func.max(CaseStateChange.position).label("position"))
        .group_by(CaseStateChange.case_id)
        .subquery()
    )
    state = aliased(CaseStateChange)
    statement = (
        select(Case.id, YoungPerson.name, Case.code_name, state.state, Case.coordinator_id, Case.stand_in_id)
        .join(YoungPerson, YoungPerson.case_id == Case.id)
        .outerjoin(latest, latest.c.case_id == Case.id)
        .outerjoin(state, and_(state.case_id == Case.id, state.position == latest.c.position))
        .order_by(Case.id)
    )
    return tuple(ResponsibleRow(*row) for row in session.execute(statement))
