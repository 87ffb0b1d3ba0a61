"""The coordinator's own dated lines: set, changed, ticked off and removed, with or without a case."""

from dataclasses import dataclass
from datetime import date

from app.models.case import Case, Note, Reminder
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.repositories.reminders import ReminderRow
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class ReminderFacts:
    """A reminder as it is typed: a text, the day it is for, perhaps a case."""

    text: str
    day: date
    case_id: str | None = None
    done: bool = False

    @classmethod
    def of(cls, reminder: Reminder | ReminderRow) -> "ReminderFacts":
        """The reminder as it stands."""
        return cls(text=reminder.text, day=reminder.date, case_id=reminder.case_id, done=bool(reminder.done))


def reminders(
    binder: Binder, *, done: bool | None = False, case_id: str | None = None
) -> tuple[ReminderRow, ...]:
    """The reminders in order of day, of one case or of all; by default those still to do.

    Those of the past that are not done come first. One question to the database however many they are.
    """
    with binder.reading() as work:
        return work.reminders(done=done, case_id=case_id)


def set_reminder(binder: Binder, facts: ReminderFacts, *, number: int | None = None) -> Changes:
    """Set a reminder, or with the number of one that was just removed, set it again.

    Its number is among the ids, as text. KnownError RULE `text_missing`, `no_such_case`.
    """
    with binder.writing() as work:
        made = Reminder(date=facts.day, text="")
        if number is not None:
            made.id = number
        _write(work, made, facts)
        made.done = facts.done or None
        work.add(made)
        note = None if number is None else _to_follow_up(work, made)
        if note is not None:
            note.follow_up_on = facts.day
        work.flush()
        work.log("reminder_set", case=facts.case_id)
        return _changes(made, note is not None)


def change_reminder(binder: Binder, number: int, facts: ReminderFacts) -> Changes:
    """Change a reminder's text, day or case; whether it is done stays as it was.

    A note that made it is followed up on the new day. With another text or case the reminder stands on its
    own. KnownError RULE `no_such_reminder`, `text_missing`, `no_such_case`.
    """
    with binder.writing() as work:
        found = _reminder(work, number)
        note, former = _made_by(work, found), (found.text, found.case_id)
        _write(work, found, facts)
        if note is not None:
            note.follow_up_on = facts.day if former == (found.text, found.case_id) else None
        work.log("reminder_changed", case=found.case_id or former[1])
        return _changes(found, note is not None) | Changes.of(ids=tuple(each for each in former[1:] if each))


def tick_reminder(binder: Binder, number: int, *, done: bool = True) -> Changes:
    """Tick a reminder off, or take the tick back; KnownError RULE `no_such_reminder`."""
    with binder.writing() as work:
        found = _reminder(work, number)
        found.done = done or None
        work.log("reminder_done" if done else "reminder_reopened", case=found.case_id)
        return _changes(found)


def remove_reminder(binder: Binder, number: int) -> Changes:
    """Remove a reminder; a note that made it is no longer followed up. KnownError RULE `no_such_reminder`."""
    with binder.writing() as work:
        found = _reminder(work, number)
        note = _made_by(work, found)
        if note is not None:
            note.follow_up_on = None
        work.delete(found)
        work.log("reminder_removed", case=found.case_id)
        return _changes(found, note is not None)


# what a note makes


def remind_of(work: Work, case_id: str, note: Note) -> None:
    """Make the reminder of a note that is to be followed up."""
    if note.follow_up_on is not None:
        work.add(Reminder(date=note.follow_up_on, text=_first_line(note.text), case_id=case_id))


def forget_of(work: Work, case_id: str, note: Note) -> None:
    """Take away the reminder that a note made, if it is still to do."""
    made = _follows_up(work, case_id, note.follow_up_on, note.text)
    if made is not None and not made.done:
        work.delete(made)


def remind_anew(work: Work, case_id: str, note: Note, day: date | None, text: str) -> None:
    """Let the reminder of a note that was to be followed up on that `day`, with that `text`, follow it.

    What is ticked off stays so while the day is the same; a new day is something new to do.
    """
    made = _follows_up(work, case_id, day, text)
    if made is not None and day == note.follow_up_on:
        made.text = _first_line(note.text)
        return
    if made is not None and not made.done:
        work.delete(made)
    remind_of(work, case_id, note)


def is_followed_up(work: Work, case_id: str, note: Note) -> bool:
    """Whether the reminder that a note makes is there already, ticked off or not."""
    return _follows_up(work, case_id, note.follow_up_on, note.text) is not None


def _follows_up(work: Work, case_id: str, day: date | None, text: str) -> Reminder | None:
    """The reminder of a note with that day and text, rather one that is still to do."""
    if day is None:
        return None
    same = work.all(Reminder, case_id=case_id, date=day, text=_first_line(text))
    return min(same, key=lambda each: bool(each.done), default=None)


def _made_by(work: Work, reminder: Reminder) -> Note | None:
    """The note that an undone reminder follows up: of the same case and day, beginning with its text."""
    return None if reminder.done else _begins_with(work, reminder, reminder.date)


def _to_follow_up(work: Work, reminder: Reminder) -> Note | None:
    """The note that made a reminder which was removed and comes back."""
    return None if reminder.done else _begins_with(work, reminder, None)


def _begins_with(work: Work, reminder: Reminder, follow_up_on: date | None) -> Note | None:
    if reminder.case_id is None:
        return None
    notes = work.all(Note, case_id=reminder.case_id, follow_up_on=follow_up_on)
    return next((each for each in notes if _first_line(each.text) == reminder.text), None)


# inside


def _reminder(work: Work, number: int) -> Reminder:
    found = work.get(Reminder, number)
    if found is None:
        raise KnownError(Kind.RULE, "no_such_reminder")
    return found


def _write(work: Work, record: Reminder, facts: ReminderFacts) -> None:
    if facts.case_id is not None and work.get(Case, facts.case_id) is None:
        raise KnownError(Kind.RULE, "no_such_case", id=facts.case_id)
    record.text = checks.needed(facts.text, "text", "text_missing")
    record.date = facts.day
    record.case_id = facts.case_id


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _changes(reminder: Reminder, notes: bool = False) -> Changes:
    kinds = ("reminder", "note") if notes else ("reminder",)
    return Changes.of(*kinds, ids=(str(reminder.id), *((reminder.case_id,) if reminder.case_id else ())))
