"""Is the binder whole? Every page, reference, row, digest and link of the log, against the head beside it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session, undefer

from app.models.records import Attachment, LogEntry, PlanVersion, Record, SentDocument
from app.storage import binder, database, entry, journal, schema, search_index, vault
from app.storage.database import DATABASE, explaining_database
from app.storage.head import Found, HeadFile, compared
from app.storage.receipts import Receipt, contradicted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be: a code, and where. With `search_differs` nothing is lost.

    Codes: `page_damaged`, `structure_damaged`, `reference_dangling`, `row_unreadable`, `plan_changed`,
    `document_changed`, `attachment_changed`, `log_broken`, `head_damaged`, `tail_lost`, `log_rebuilt`,
    `receipt_contradicted`.
    """

    code: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was looked at, and every problem found; none means that the binder is whole."""

    pages: int
    rows: int
    entries: int
    log_digest: str
    problems: tuple[Problem, ...]


def verify_folder(folder: Path, *, passphrase: str, receipts: tuple[Receipt, ...] = ()) -> Findings:
    """Look through a closed binder without changing or logging anything.

    The log is compared with those of the receipts that are of this binder.
    What makes it impossible to open is a KnownError, as of `Binder.open`.
    """
    folder, lock = entry.entered(folder)
    with lock:
        slots = vault.read_slots(folder)
        entry.compare_salts(folder, slots)
        key, _ = slots.unlock(passphrase)
        engine = database.engine(folder / DATABASE, key)
        try:
            with explaining_database(), engine.connect() as connection:
                schema.is_current(connection)
            # After a crash pages of the database itself may be unfinished, and whole in the log.
            database.checkpoint(engine)
            found = HeadFile(folder, key.drawn("head")).read()
            return examine(engine, found, journal.start(slots.binder), of_binder(receipts, slots.binder))
        finally:
            engine.dispose()


def verify_open(opened: binder.Binder) -> Findings:
    """Look through a binder that this process has open, without changing or logging anything."""
    return opened.looked_through(examine)


def of_binder(receipts: tuple[Receipt, ...], binder_id: str) -> tuple[Receipt, ...]:
    """Those of some receipts that speak of a binder."""
    return tuple(each for each in receipts if binder_id.startswith(each.binder))


def examine(engine: Engine, head: Found, first: journal.Last, receipts: tuple[Receipt, ...] = ()) -> Findings:
    """Look through a database that opens; `head` is what the file beside it says, `first` begins its log."""
    problems: list[Problem] = []
    pages = 0
    with explaining_database():
        try:
            with engine.connect() as connection:
                pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
                problems += _pages(connection.execute(text("PRAGMA cipher_integrity_check")).scalars())
                if not problems:
                    problems += _structure(connection.execute(text("PRAGMA integrity_check")).scalars())
                    dangling = connection.execute(text("PRAGMA foreign_key_check"))
                    problems += [Problem("reference_dangling", str(each[0])) for each in dangling]
        except Exception as error:
            if database.explained(error) is None:
                raise
            problems.append(Problem("page_damaged"))
    if problems:
        return Findings(pages, 0, 0, "", tuple(problems))
    with Session(engine) as session:
        rows, unreadable = _rows(session)
        last, broken = _log(session, first)
        problems += [*unreadable, *_digests(session), *broken, *_index(session)]
        problems += [Problem(*each) for each in compared(session, head)]
        problems += [Problem("receipt_contradicted", each.line()) for each in contradicted(session, receipts)]
    return Findings(pages, rows, last.entries, last.digest, tuple(problems))


def _pages(found: Iterable[object]) -> list[Problem]:
    # SQLCipher says it in English; the number of the page is what tells something.
    numbers = (re.search(r"page (\d+)", str(each)) for each in found)
    return [Problem("page_damaged", number[1] if number else "") for number in numbers]


def _structure(found: Iterable[object]) -> list[Problem]:
    return [Problem("structure_damaged", str(each)) for each in found if each != "ok"]


def _rows(session: Session) -> tuple[int, list[Problem]]:
    """Load every row of every table as a record: a code or date that nobody can read shows here."""
    count, problems = 0, []
    for mapper in sorted(Record.registry.mappers, key=lambda each: each.class_.__tablename__):
        statement = select(mapper.class_).options(undefer("*")).execution_options(yield_per=200)
        try:
            for record in session.scalars(statement):
                count += 1
                session.expunge(record)
        except (ValueError, LookupError, TypeError):
            problems.append(Problem("row_unreadable", mapper.class_.__tablename__))
    return count, problems


def _digests(session: Session) -> Iterator[Problem]:
    """Compare every digest that is kept with the content it speaks of."""
    for plan in session.execute(select(PlanVersion.id, PlanVersion.snapshot, PlanVersion.digest)):
        if hashlib.sha256(plan.snapshot.encode()).hexdigest() != plan.digest:
            yield Problem("plan_changed", str(plan.id))
    for code, statement in (
        ("document_changed", select(SentDocument.digest, SentDocument.content, SentDocument.digest)),
        ("attachment_changed", select(Attachment.id, Attachment.content, Attachment.digest)),
    ):
        for where, content, digest in session.execute(statement.execution_options(yield_per=20)):
            if hashlib.sha256(content).hexdigest() != digest:
                yield Problem(code, str(where))


def _index(session: Session) -> list[Problem]:
    return [] if search_index.agrees(session.connection()) else [Problem("search_differs")]


def _log(session: Session, first: journal.Last) -> tuple[journal.Last, list[Problem]]:
    entries = session.scalars(select(LogEntry).order_by(LogEntry.id)).all()
    broken = journal.broken_at(entries, first)
    last = journal.Last(entries[-1].id, entries[-1].digest) if entries else first
    return last, [] if broken is None else [Problem("log_broken", str(broken))]
