"""Cases: the whole graph of one, and the rows of the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.models.codes import CaseState, MeetingStatus
from app.models.errors import Kind, KnownError
from app.models.records import (
    Attachment,
    Case,
    CaseStateChange,
    Closing,
    Goal,
    Meeting,
    Participant,
    YoungPerson,
)
from app.models.states import OVER
from app.storage.repositories.graph import Branch, branch, load


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases; `next_meeting` is the first planned one, whether past or to come."""

    id: str
    code_name: str | None
    reference: str | None
    name: str
    birth_date: date
    protected_identity: bool
    coordinator_id: str | None
    state: CaseState | None
    state_since: date | None
    next_meeting: datetime | None
    last_meeting: datetime | None
    members: int


def whole(session: Session, case_id: str) -> Case:
    """A case with everything that hangs on it but the bytes of attachments.

    KnownError RULE `no_such_case` where there is none of that id.
    """
    found = session.get(Case, case_id)
    if found is None:
        raise KnownError(Kind.RULE, "no_such_case", id=case_id)
    load(session, [found], _WHOLE)
    return found


def some(session: Session, ids: Sequence[str], *, contents: bool = False) -> Sequence[Case]:
    """The whole cases of these ids, in no order; with `contents` the bytes of their attachments too."""
    statement = select(Case).where(Case.id.in_(ids))
    if contents:
        statement = statement.options(selectinload(Case.attachments).undefer(Attachment.content))
    return _loaded(session, statement, _WHOLE)


def every(session: Session) -> Sequence[Case]:
    """All cases with everything that hangs on them, in order of id."""
    return _loaded(session, select(Case).order_by(Case.id), _WHOLE)


def for_consent(session: Session, ids: Sequence[str] | None = None) -> Sequence[Case]:
    """Some cases, or all, with what their consent status is computed from, in order of id."""
    wanted = select(Case) if ids is None else select(Case).where(Case.id.in_(ids))
    return _loaded(session, wanted.order_by(Case.id), _FOR_CONSENT)


def ids(session: Session) -> Sequence[str]:
    """The ids of all cases, in order."""
    return session.scalars(select(Case.id).order_by(Case.id)).all()


def rows(session: Session, on: date) -> tuple[CaseRow, ...]:
    """The rows of the list of cases, in order of id, with the members of that day; one statement."""
    latest = (
        select(CaseStateChange.case_id, func.max(CaseStateChange.position).label("position"))
        .group_by(CaseStateChange.case_id)
        .subquery()
    )
    state = aliased(CaseStateChange)
    statement = (
        select(
            Case.id,
            Case.code_name,
            Case.reference,
            YoungPerson.name,
            YoungPerson.birth_date,
            YoungPerson.protected_identity,
            Case.coordinator_id,
            state.state,
            state.date,
            _meeting(func.min(Meeting.starts), MeetingStatus.PLANNED),
            _meeting(func.max(Meeting.starts), MeetingStatus.HELD),
            select(func.count())
            .where(Participant.case_id == Case.id, Participant.from_ <= on)
            .where(or_(Participant.to.is_(None), Participant.to >= on))
            .scalar_subquery(),
        )
        .join(YoungPerson, YoungPerson.case_id == Case.id)
        .outerjoin(latest, latest.c.case_id == Case.id)
        .outerjoin(state, and_(state.case_id == Case.id, state.position == latest.c.position))
        .order_by(Case.id)
    )
    return tuple(CaseRow(*tuple(row)) for row in session.execute(statement))


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


def _loaded(session: Session, statement: Select[Case], branches: Sequence[Branch]) -> Sequence[Case]:
    found = session.scalars(statement).all()
    load(session, found, branches)
    return found


def _meeting(of: ColumnElement[datetime], status: MeetingStatus) -> ColumnElement[datetime]:
    return select(of).where(Meeting.case_id == Case.id, Meeting.status == status).scalar_subquery()


_WHOLE = (
    branch(Case.young_person),
    branch(Case.guardians),
    branch(Case.states, branch(CaseStateChange.closing, branch(Closing.goal_outcomes))),
    branch(Case.key_dates),
    branch(Case.deviations),
    branch(Case.participants),
    branch(Case.wishes),
    branch(Case.information),
    branch(Case.consents),
    branch(
        Case.meetings,
        branch(Meeting.called),
        branch(Meeting.attendance),
        branch(Meeting.follow_ups),
        branch(Meeting.goals, branch(Goal.actions)),
    ),
    branch(Case.reports),
    branch(Case.incidents),
    branch(Case.situations),
    branch(Case.evaluations),
    branch(Case.notes),
    branch(Case.attachments),
    branch(Case.kept_apart),
)
_FOR_CONSENT = tuple(
    branch(each)
    for each in (
        Case.young_person,
        Case.guardians,
        Case.deviations,
        Case.participants,
        Case.consents,
        Case.kept_apart,
    )
)
