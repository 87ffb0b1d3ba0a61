"""What the overview asks of the whole binder: cases in outline, faces at meetings, notes to follow up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.models.codes import AttendanceStatus, MeetingStatus, NoteKind
from app.models.continuity import Seen
from app.models.records import (
    Attendance,
    Case,
    Consent,
    Contact,
    Coordinator,
    Meeting,
    Note,
    Participant,
    Reminder,
)
from app.models.who import WhoKind
from app.storage.repositories import outlines
from app.storage.repositories.outlines import Outlines

_THERE = (AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.REMOTE)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that is to be followed up on a day: how the contact was made and with whom, not what it says."""

    key: str
    at: datetime
    kind: NoteKind | None
    with_: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new binder has of what it needs: who she is, a case, a group, a consent, a meeting."""

    coordinator: bool
    case: bool
    group: bool
    consent: bool
    meeting: bool


class Overviews:
    """The questions of the overview within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def cases(self, on: date, closed_since: date) -> Outlines:
        """The cases that are open on a day, or were closed since another, in outline."""
        return outlines.outlines(self._session, on, closed_since)

    def cases_of(self, ids: Collection[str]) -> Outlines:
        """Some cases in outline, none of them over."""
        return outlines.outlines_of(self._session, ids)

    def seen(self, case_ids: Collection[str]) -> tuple[Seen, ...]:
        """When each person came to a meeting of these cases for the first time, and for whom (R8).

        One who was there as a substitute counts by contact or, without one, by name.
        """
        rows = self._session.execute(_SEEN.where(Meeting.case_id.in_(list(case_ids)))) if case_ids else ()
        return tuple(Seen(each.case_id, each.organisation, each.person, each.starts) for each in rows)

    def notes_to_follow_up(self) -> Mapping[int, NoteRow]:
        """The notes that made the reminders which are still to do, by the reminder's number.

        A reminder is a note's where it is of the same case and day and says the note's first line.
        """
        rows: Iterable[Row[*tuple[Any, ...]]] = self._session.execute(_FOLLOWED)
        return {id_: NoteRow(key, at, kind, with_) for id_, key, at, kind, with_ in rows}

    def begun(self, person: str) -> Begun:
        """How far a new binder has come; `person` is who has it open."""
        known = (Coordinator.name == person) & (
            Coordinator.phone.is_not(None) | Coordinator.email.is_not(None)
        )
        wanted = (
            select(Coordinator.id).where(known),
            select(Case.id),
            select(Participant.id),
            select(Consent.id),
            select(Meeting.id),
        )
        return Begun(*(bool(self._session.scalar(select(exists(each)))) for each in wanted))


def _seen_as() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The person and the organisation of an attendance."""
    instead = Attendance.status == AttendanceStatus.SUBSTITUTE
    person = case(
        (instead, func.coalesce("contact:" + Attendance.substitute_contact, Attendance.substitute_name)),
        else_=Attendance.who,
    )
    organisation = func.coalesce(Attendance.substitute_organisation, Contact.organisation_id)
    return person, organisation


_person, _organisation = _seen_as()
_contact_id = case(
    (Attendance.status == AttendanceStatus.SUBSTITUTE, Attendance.substitute_contact),
    else_=func.substr(Attendance.who, len(WhoKind.CONTACT) + 2),
)
_SEEN = (
    select(
        Meeting.case_id,
        _person.label("person"),
        _organisation.label("organisation"),
        func.min(Meeting.starts).label("starts"),
    )
    .join(Attendance, Attendance.meeting_id == Meeting.id)
    .outerjoin(Contact, Contact.id == _contact_id)
    .where(
        Meeting.status == MeetingStatus.HELD,
        Attendance.status.in_((*_THERE, AttendanceStatus.SUBSTITUTE)),
        _organisation.is_not(None),
        _person.is_not(None),
    )
    .group_by(Meeting.case_id, "person", "organisation")
)

_note = aliased(Note)
_FOLLOWED = (
    select(Reminder.id, _note.key, _note.at, _note.kind, _note.with_)
    .join(_note, (_note.case_id == Reminder.case_id) & (_note.follow_up_on == Reminder.date))
    .where(
        Reminder.done.is_not(True),
        func.iif(
            func.instr(_note.text, "\n") > 0,
            func.substr(_note.text, 1, func.instr(_note.text, "\n") - 1),
            _note.text,
        )
        == Reminder.text,
    )
)
