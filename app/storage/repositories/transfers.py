"""What social services' own record does not have yet (R19): rows for many cases at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, exists, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.models.codes import FiledKind, MeetingKind, MeetingStatus, NoteKind
from app.models.records import Meeting, Note, PlanVersion, Transfer


@dataclass(frozen=True, slots=True)
class ToTransfer:
    """A document that the record lacks, or has in an older wording.

    `key` is a plan's version, a meeting's or a note's key; `at` when it was agreed, held or written. A
    meeting has `number` and `meeting_kind`, a plan `number` (its version), a note `note_kind`.
    """

    case_id: str
    kind: FiledKind
    key: str
    at: datetime
    number: int | None = None
    meeting_kind: MeetingKind | None = None
    note_kind: NoteKind | None = None


def waiting(session: Session, cases: Collection[str] | None = None) -> tuple[ToTransfer, ...]:
    """What is still to be transferred in these cases, or in all; in order of time."""
    found = [*_plans(session, cases), *_minutes(session, cases), *_notes(session, cases)]
    return tuple(sorted(found, key=lambda each: (each.at, each.case_id, each.kind, each.key)))


def _plans(session: Session, cases: Collection[str] | None) -> Iterator[ToTransfer]:
    later = aliased(PlanVersion)
    replaced = exists().where(later.case_id == PlanVersion.case_id, later.replaces == PlanVersion.version)
    statement = select(PlanVersion.case_id, PlanVersion.version, PlanVersion.agreed_at).where(
        ~replaced,
        ~_done(PlanVersion.case_id, FiledKind.PLAN, cast(PlanVersion.version, String), literal(0)),
        *_within(PlanVersion.case_id, cases),
    )
    for case_id, version, at in session.execute(statement):
        yield ToTransfer(case_id, FiledKind.PLAN, str(version), at, number=version)


def _minutes(session: Session, cases: Collection[str] | None) -> Iterator[ToTransfer]:
    statement = select(Meeting.case_id, Meeting.key, Meeting.starts, Meeting.number, Meeting.kind).where(
        Meeting.status == MeetingStatus.HELD,
        ~_done(Meeting.case_id, FiledKind.MINUTES, Meeting.key, Meeting.revision),
        *_within(Meeting.case_id, cases),
    )
    for case_id, key, at, number, kind in session.execute(statement):
        yield ToTransfer(case_id, FiledKind.MINUTES, key, at, number=number, meeting_kind=kind)


def _notes(session: Session, cases: Collection[str] | None) -> Iterator[ToTransfer]:
    statement = select(Note.case_id, Note.key, Note.at, Note.kind).where(
        ~_done(Note.case_id, FiledKind.NOTE, Note.key, Note.revision), *_within(Note.case_id, cases)
    )
    for case_id, key, at, kind in session.execute(statement):
        yield ToTransfer(case_id, FiledKind.NOTE, key, at, note_kind=kind or NoteKind.NOTE)


def _done(
    case_id: InstrumentedAttribute[str],
    kind: FiledKind,
    key: ColumnElement[str] | InstrumentedAttribute[str],
    revision: ColumnElement[int] | InstrumentedAttribute[int],
) -> ColumnElement[bool]:
    return exists().where(
        Transfer.case_id == case_id,
        Transfer.kind == kind,
        Transfer.key == key,
        Transfer.revision == revision,
    )


def _within(
    case_id: InstrumentedAttribute[str], cases: Collection[str] | None
) -> tuple[ColumnElement[bool], ...]:
    return () if cases is None else (case_id.in_(sorted(cases)),)
