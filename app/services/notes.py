"""What the coordinator writes down between the meetings: contacts and notes."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models.base import new_key
from app.models.case import Case, Note
from app.models.codes import NoteKind
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.services.record_transfer import note_deleted
from app.services.reminders import forget_of, is_followed_up, remind_anew, remind_of
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class NoteFacts:
    """A note as it is typed; `private` keeps it from every paper of the group and shared screen (R16)."""

    text: str
    at: datetime
    kind: NoteKind = NoteKind.NOTE
    with_: str | None = None
    private: bool = False
    follow_up_on: date | None = None

    @classmethod
    def of(cls, note: Note) -> "NoteFacts":
        """The note as it stands."""
        return cls(
            text=note.text,
            at=note.at,
            kind=note.kind or NoteKind.NOTE,
            with_=note.with_,
            private=note.private,
            follow_up_on=note.follow_up_on,
        )


def write_note(binder: Binder, case_id: str, facts: NoteFacts, *, key: str | None = None) -> Changes:
    """Write a note, or with the key of one that was just deleted, write it again; the key is among the ids.

    "Följ upp den …" makes a reminder too, so that it can be ticked off; a note that comes back finds the one
    that was ticked off already.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        made = Note(key=key or new_key(), at=facts.at, text="")
        _write(made, facts)
        case.notes.append(made)
        work.log("note_written", case=case_id)
        if key is None or not is_followed_up(work, case_id, made):
            remind_of(work, case_id, made)
        return Changes.of("note", "reminder", ids=(case_id, made.key))


def edit_note(binder: Binder, case_id: str, key: str, facts: NoteFacts) -> Changes:
    """Change a note; the reminder moves with it, and one that is ticked off comes back for a new day only."""
    with binder.writing() as work:
        found = note(work.case(case_id), key)
        day, text = found.follow_up_on, found.text
        _write(found, facts)
        if (day, text) != (found.follow_up_on, found.text):
            remind_anew(work, case_id, found, day, text)
        work.log("note_changed", case=case_id)
    return Changes.of("note", "reminder", ids=(case_id, key))


def delete_note(binder: Binder, case_id: str, key: str) -> Changes:
    """Delete a note and the reminder it made."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = note(case, key)
        forget_of(work, case_id, found)
        note_deleted(work, case_id, found)
        case.notes.remove(found)
        work.log("note_deleted", case=case_id)
    return Changes.of("note", "reminder", ids=(case_id, key))


def note(case: Case, key: str) -> Note:
    """The note of that key; KnownError RULE `no_such_note`."""
    for each in case.notes:
        if each.key == key:
            return each
    raise KnownError(Kind.RULE, "no_such_note")


def _write(record: Note, facts: NoteFacts) -> None:
    record.text = checks.needed(facts.text, "text", "text_missing")
    record.at = facts.at.replace(second=0, microsecond=0)
    record.kind = facts.kind
    record.with_ = checks.line(facts.with_)
    record.private = facts.private
    record.follow_up_on = facts.follow_up_on
