"""Reminders: the rows of the coordinator's own dated lines, with the case that each is about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.records import Case, Reminder, YoungPerson


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder; `name`, `code_name` and `protected_identity` are the case's, where it is about one."""

    id: int
    date: date
    text: str
    done: bool
    case_id: str | None
    name: str | None
    code_name: str | None
    protected_identity: bool


def rows(
    session: Session, *, done: bool | None = False, case_id: str | None = None
) -> tuple[ReminderRow, ...]:
    """The reminders in order of day and then of writing, of one case or of all; one statement.

    `done` asks for those still to do (False), those ticked off (True) or both (None).
    """
    statement = (
        select(
            Reminder.id,
            Reminder.date,
            Reminder.text,
            Reminder.done,
            Reminder.case_id,
            YoungPerson.name,
            Case.code_name,
            YoungPerson.protected_identity,
        )
        .outerjoin(Case, Case.id == Reminder.case_id)
        .outerjoin(YoungPerson, YoungPerson.case_id == Reminder.case_id)
        .order_by(Reminder.date, Reminder.id)
    )
    if done is not None:
        statement = statement.where(Reminder.done.is_(True) if done else Reminder.done.is_not(True))
    if case_id is not None:
        statement = statement.where(Reminder.case_id == case_id)
    return tuple(
        ReminderRow(id_, day, text, bool(ticked), case, name, code_name, bool(protected))
        for id_, day, text, ticked, case, name, code_name, protected in session.execute(statement)
    )
