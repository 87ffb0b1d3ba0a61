"""The log as rows: of one case, of a time, or the latest lines of the whole binder."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.records import Case, LogEntry, YoungPerson
from app.storage.journal import LogRow


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line as a list shows it: whose case it was about, by code name or name, and no more (R20)."""

    number: int
    at: datetime
    by: str
    what: str
    case: str | None


def rows(
    session: Session,
    *,
    case: str | None = None,
    since: datetime | None = None,
    what: Collection[str] | None = None,
) -> Sequence[LogRow]:
    """The log in order, of one case, from a time on, or of some kinds, where they are given."""
    entry = LogEntry
    statement = select(entry.id, entry.at, entry.by, entry.what, entry.detail, entry.digest)
    if since is not None:
        statement = statement.where(entry.at >= since)
    if what is not None:
        statement = statement.where(entry.what.in_(what))
    if case is not None:
        # What names the case as text is looked at as JSON below: most rows need not be.
        statement = statement.where(func.instr(entry.detail, json.dumps(case, ensure_ascii=False)) > 0)
    found = (
        LogRow(id_, at, by, deed, {} if detail is None else json.loads(detail), digest, detail is None)
        for id_, at, by, deed, detail, digest in session.execute(statement)
    )
    asked = [each for each in found if case is None or each.details.get("case") == case]
    # Not by the database: to have them in order it would read every row instead of those of a time.
    return sorted(asked, key=lambda each: each.number)


def latest(session: Session, most: int | None) -> tuple[LogLine, ...]:
    """The latest lines, at most so many if a number is given, the last first."""
    case_id = func.json_extract(LogEntry.detail, "$.case")
    statement = (
        select(
            LogEntry.id,
            LogEntry.at,
            LogEntry.by,
            LogEntry.what,
            func.coalesce(Case.code_name, YoungPerson.name),
        )
        .outerjoin(Case, Case.id == case_id)
        .outerjoin(YoungPerson, YoungPerson.case_id == Case.id)
        .order_by(LogEntry.id.desc())
        .limit(most)
    )
    return tuple(LogLine(*each) for each in session.execute(statement))
