"""The address book as lists: people and places with how many groups they are in, and one person's history."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, union
from sqlalchemy.orm import Session

from app.models.codes import AttendanceStatus, Channel, MeetingKind, Paper
from app.models.records import (
    Attendance,
    Case,
    Contact,
    Dispatch,
    Meeting,
    Participant,
    YoungPerson,
)
from app.models.states import OVER
from app.models.who import Who
from app.storage.repositories.cases import last_state, open_cases


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One membership of a person, with whose group it is; `over` where the case is, and so its group."""

    case_id: str
    youth: str
    code_name: str | None
    protected_identity: bool
    from_: date
    to: date | None
    purpose: str | None
    over: bool


@dataclass(frozen=True, slots=True)
class SentRow:
    """One paper that went to a person; `document` is its digest."""

    case_id: str
    youth: str
    at: datetime
    paper: Paper
    how: str
    channel: Channel | None
    encrypted: bool
    plan_version: int | None
    document: str


@dataclass(frozen=True, slots=True)
class MetRow:
    """A meeting at which a person was expected or came in somebody's place (`instead`)."""

    case_id: str
    youth: str
    starts: datetime
    kind: MeetingKind
    status: AttendanceStatus
    instead: bool


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Somebody whom an organisation has sent to a case's meetings (R8)."""

    case_id: str
    youth: str
    person: str


def groups_now(session: Session, on: date) -> dict[str, frozenset[str]]:
    """By contact, the cases whose groups they are in on a day; a case that is over has none."""
    found: dict[str, set[str]] = {}
    statement = select(Participant.contact_id, Participant.case_id).where(
        _is_current(on), Participant.case_id.in_(open_cases(session))
    )
    for row in session.execute(statement):
        found.setdefault(row.contact_id, set()).add(row.case_id)
    return {contact: frozenset(cases) for contact, cases in found.items()}


def groups_of(session: Session, contact_id: str) -> tuple[GroupRow, ...]:
    """The memberships of a person, the latest first."""
    statement = (
        select(
            Participant.case_id,
            YoungPerson.name,
            Case.code_name,
            YoungPerson.protected_identity,
            Participant.from_,
            Participant.to,
            Participant.purpose,
            func.coalesce(last_state().in_(OVER), false()),
        )
        .join(Case, Case.id == Participant.case_id)
        .join(YoungPerson, YoungPerson.case_id == Participant.case_id)
        .where(Participant.contact_id == contact_id)
        .order_by(Participant.from_.desc(), Participant.id.desc())
    )
    return tuple(GroupRow(*row) for row in session.execute(statement))


def sent_to(session: Session, whos: tuple[str, ...]) -> tuple[SentRow, ...]:
    """What went to somebody, by each WHO text they have been known by, the latest first."""
    statement = (
        select(
            Dispatch.case_id,
            YoungPerson.name,
            Dispatch.at,
            Dispatch.paper,
            Dispatch.how,
            Dispatch.channel,
            Dispatch.encrypted,
            Dispatch.plan_version,
            Dispatch.document,
        )
        .join(YoungPerson, YoungPerson.case_id == Dispatch.case_id)
        .where(Dispatch.to.in_(whos))
        .order_by(Dispatch.at.desc(), Dispatch.id.desc())
    )
    return tuple(SentRow(*row) for row in session.execute(statement))


def meetings_of(session: Session, contact_id: str) -> tuple[MetRow, ...]:
    """The meetings whose attendance names a person, the latest first."""
    expected = _met(Attendance.who == Who.contact(contact_id))
    stood_in = _met(Attendance.substitute_contact == contact_id)
    found = [MetRow(*row, instead=False) for row in session.execute(expected)]
    found += [MetRow(*row, instead=True) for row in session.execute(stood_in)]
    return tuple(sorted(found, key=lambda each: each.starts, reverse=True))


def people_seen(session: Session, organisation_id: str) -> tuple[SeenRow, ...]:
    """By case, whom an organisation has sent to its meetings: its people, and who came in their place."""
    came = Attendance.status.in_((AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.REMOTE))
    own = select(Meeting.case_id, Contact.name).join(Attendance, Attendance.meeting_id == Meeting.id)
    # By their ids: from their names alone the database would look at every attendance there is.
    people = session.scalars(select(Contact.id).where(Contact.organisation_id == organisation_id)).all()
    whos = [Who.contact(each) for each in people]
    themselves = own.join(Contact, Attendance.who == literal("contact:") + Contact.id)
    themselves = themselves.where(came, Attendance.who.in_(whos))
    in_place = own.join(Contact, Attendance.substitute_contact == Contact.id)
    in_place = in_place.where(Attendance.substitute_contact.in_(people))
    named = (
        select(Meeting.case_id, Attendance.substitute_name)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.substitute_organisation == organisation_id, Attendance.substitute_name.is_not(None))
    )
    seen = union(themselves, in_place, named).subquery()
    statement = (
        select(seen.c.case_id, YoungPerson.name, seen.c.name)
        .join(YoungPerson, YoungPerson.case_id == seen.c.case_id)
        .order_by(YoungPerson.name, seen.c.case_id, seen.c.name)
    )
    return tuple(SeenRow(*row) for row in session.execute(statement))


def _met(condition: ColumnElement[bool]) -> Select[str, str, datetime, MeetingKind, AttendanceStatus]:
    return (
        select(Meeting.case_id, YoungPerson.name, Meeting.starts, Meeting.kind, Attendance.status)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(YoungPerson, YoungPerson.case_id == Meeting.case_id)
        .where(condition)
    )


def _is_current(on: date) -> ColumnElement[bool]:
    return (Participant.from_ <= on) & or_(Participant.to.is_(None), Participant.to >= on)
