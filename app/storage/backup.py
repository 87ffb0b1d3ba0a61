"""Making, looking through and restoring a backup (its form: `backup_file`)."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.storage import database, journal, places, schema, vault
from app.storage.backup_file import PAGE, Label, Note, damaged_pages, read_label, tail
from app.storage.binder import Binder
from app.storage.database import DATABASE, explaining_database
from app.storage.disk import Lock, explaining, new_folder, remove_stale_folders
from app.storage.entry import LOCK
from app.storage.head import Found, Head
from app.storage.receipts import Receipt
from app.storage.vault import Key, Slots
from app.storage.verify import Findings, Problem, examine, of_binder

Pulse = Callable[[float], object]
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: counted records, cases that were erased again, and when the backup was made.

    `unread_erasures` tells that a list of erasures was there but could not be trusted.
    """

    note: Note
    rows: int
    erased: int
    unread_erasures: bool


def make(binder: Binder, target: Path, pulse: Pulse) -> Findings:
    """Make a backup of an open binder in a file that must not exist, and look through all of it.

    Others may go on working. KnownError DAMAGED `backup_not_whole` where the copy is not as it should be
    (then the binder itself is damaged), ENVIRONMENT where the disk refuses; the file is then gone.
    """
    try:
        return binder.with_keys(lambda folder, key, slots: _make(binder, folder, key, slots, target, pulse))
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _make(binder: Binder, folder: Path, key: Key, slots: Slots, target: Path, pulse: Pulse) -> Findings:
    began = binder.head_now()
    made = binder.clock().replace(microsecond=0)
    database.copy_online(folder / DATABASE, key, target, key, slots.salt, lambda part: pulse(part / 2))
    engine = database.engine(target, key, reading=True)
    try:
        pulse(0.5)
        # At the least what was committed when the copying began must be in the copy.
        with database.stopping(engine, lambda: pulse(0.5)):
            findings = examine(engine, Found(began, intact=True), journal.start(slots.binder))
        if findings.problems:
            raise KnownError(Kind.DAMAGED, "backup_not_whole")
        with engine.connect() as connection:
            commits = int(connection.execute(database.COMMITS).scalar_one())
    finally:
        engine.dispose()
    pulse(0.95)
    note = Note(made, binder.person, findings.entries, findings.log_digest, commits, findings.rows)
    with explaining():
        size = target.stat().st_size
        with target.open("ab") as file:
            file.write(tail(key, slots, note, size // PAGE))
            file.flush()
            os.fsync(file.fileno())
    label = read_label(target)
    if label.note(key) != note or label.pages * PAGE != size or any(damaged_pages(target, key, label)):
        raise KnownError(Kind.DAMAGED, "backup_not_whole")
    pulse(1.0)
    return findings


def unlock(
    path: Path, *, passphrase: str | None = None, code: str | None = None
) -> tuple[Label, Key, Slots, str]:
    """The label, key, slots and person of a backup, by a passphrase or the recovery code.

    KnownError SECRET `wrong_passphrase`, `wrong_code` or `code_mistyped`; DAMAGED as `read_label` and
    `Label.read_slots`. With the code damaged or changed slots are made anew, without any person's.
    """
    label = read_label(path)
    if code is None:
        slots = label.read_slots()
        return label, *_by_passphrase(slots, passphrase or "")
    try:
        slots = label.read_slots()
        key = slots.unlock_with_code(code)
        return label, key, slots, slots.persons(key)[0]
    except KnownError as error:
        if error.code == "code_mistyped" or error.kind is Kind.ENVIRONMENT:
            raise
    key = vault.key_from_code(code, label.salt)
    try:
        person = label.note(key).by
    except KnownError:
        # Without slots and label a wrong code and damage look the same; the code is likelier.
        raise KnownError(Kind.SECRET, "wrong_code") from None
    return label, key, Slots.anew(label.binder, label.salt, key), person


def _by_passphrase(slots: Slots, passphrase: str) -> tuple[Key, Slots, str]:
    key, person = slots.unlock(passphrase)
    return key, slots, person


def look_through(
    path: Path, label: Label, key: Key, receipts: tuple[Receipt, ...] = ()
) -> tuple[Note, Findings]:
    """Look at every page and row of a backup, and at receipts of its binder, without changing anything."""
    note = label.note(key)
    damaged = tuple(Problem("page_damaged", str(number)) for number in damaged_pages(path, key, label))
    if damaged:
        return note, Findings(label.pages, 0, 0, "", damaged)
    engine = database.engine(path, key, reading=True)
    try:
        with explaining_database(), engine.connect() as connection:
            schema.is_current(connection)
        ours = of_binder(tuple(each for each in receipts if each.entries <= note.entries), label.binder)
        return note, examine(engine, _head_of(note), journal.start(label.binder), ours)
    finally:
        engine.dispose()


def restore(
    path: Path,
    folder: Path,
    opened: tuple[Label, Key, Slots, str],
    *,
    clock: Clock,
    erasures: Iterable[bytes] = (),
    pulse: Pulse = lambda _part: None,
    rehearsal: bool = False,
) -> Restored:
    """Make a binder of a backup in a folder that does not exist or is empty; nothing there is overwritten.

    `opened` is what `unlock` gave, `erasures` are lists of what was erased since. All of it is looked through
    before the binder takes its place. KnownError DAMAGED `backup_damaged` where a byte is not as it was,
    ENVIRONMENT `in_the_way` and whatever else the disk says; nothing half-done is left behind. A rehearsal
    may lie where no binder may.
    """
    label, key, slots, person = opened
    folder = folder.absolute()
    if not rehearsal:
        places.refuse_unsafe(folder)
        remove_stale_folders(folder, LOCK)
    note = label.note(key)
    if any(damaged_pages(path, key, label)):
        raise KnownError(Kind.DAMAGED, "backup_damaged")
    with explaining_database(), new_folder(folder) as build:
        lock = Lock(build / LOCK)
        try:
            unpack(path, label, build / DATABASE, pulse)
            vault.write_slots(build, slots)
        except BaseException:
            lock.release()
            raise
        made = Binder(build, lock=lock, key=key, slots=slots, person=person, clock=clock)
        try:
            made.bring_up_to_date()
            found = made.looked_through(lambda engine, _head, first: examine(engine, _head_of(note), first))
            if found.problems:
                raise KnownError(Kind.DAMAGED, "backup_damaged")
            pulse(0.9)
            with made.writing() as work:
                lists = [work.erasures.read(each, label.binder) for each in erasures]
                known = frozenset[str]().union(*(each for each in lists if each is not None))
                again = work.erasures.to_repeat(known, work.case_ids())
                for case_id in again:
                    work.erase_case(case_id)
                detail: dict[str, str | int] = {"made": note.made.isoformat(), "erased": len(again)}
                work.log("restored", detail=detail)
        finally:
            made.close()
        if made.left_badly:
            raise made.left_badly
        pulse(1.0)
    return Restored(note, found.rows, len(again), None in lists)


def unpack(path: Path, label: Label, target: Path, pulse: Pulse) -> None:
    """Write the database of a backup to a file that must not exist; KnownError DAMAGED, ENVIRONMENT."""
    with explaining():
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        left = total = label.pages * PAGE
        with os.fdopen(handle, "wb") as written, path.open("rb") as read:
            while left:
                chunk = read.read(min(_CHUNK, left))
                if not chunk:
                    raise KnownError(Kind.DAMAGED, "backup_damaged")
                written.write(chunk)
                left -= len(chunk)
                pulse(0.5 * (1 - left / total))
            written.flush()
            os.fsync(written.fileno())


def _head_of(note: Note) -> Found:
    return Found(Head(note.commits, note.entries, note.digest), intact=True)


def digest_of(path: Path, pulse: Pulse = lambda _part: None) -> str:
    """The SHA-256 of a file, in hex."""
    with explaining(), path.open("rb") as file:
        found = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            pulse(0.0)
        return found.hexdigest()
