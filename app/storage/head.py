"""The head: what the database had reached, written beside it after every commit.

A flipped byte in SQLite's write-ahead log makes it drop every later transaction, silently. The head is
sealed under a key of the binder and tells how many transactions were committed and how far the log had come:
a database that has reached less has lost its tail, whereas a tail that was torn in an unfinished commit was
never in the head. Two records are written by turns, so that one is whole whenever the power goes; a closed
binder has the same one twice.
"""

import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage.disk import write_whole

HEAD = "parm.huvud"
_LAYOUT = struct.Struct(">8sQQ?7x32s")
_MAGIC = b"SIGHEAD1"
_RECORD = 512
_COMMITS = text("SELECT commits FROM binder_state")
_DIGEST = text("SELECT digest FROM log_entry WHERE id = :entry")
_MAC = 32


@dataclass(frozen=True, slots=True)
class Head:
    """Where the binder stood: committed transactions, entries of the log and the last one's digest (hex)."""

    commits: int
    entries: int
    digest: str
    clean: bool = False

    def as_bytes(self, key: bytes) -> bytes:
        """One record of the file."""
        body = _LAYOUT.pack(_MAGIC, self.commits, self.entries, self.clean, bytes.fromhex(self.digest))
        return (body + hmac.digest(key, body, "sha256")).ljust(_RECORD, b"\0")


@dataclass(frozen=True, slots=True)
class Found:
    """What the file says: the latest whole record, if any, and whether the file is as a writer leaves it."""

    head: Head | None
    intact: bool


def compared(session: Session, found: Found) -> Iterator[tuple[str, str]]:
    """What the database lacks or contradicts of what the head says: a code and a number.

    `head_damaged`; `tail_lost` with the number of commits that are gone; `log_rebuilt` with the number of the
    entry that is not the one it was.
    """
    if not found.intact:
        yield "head_damaged", ""
    if found.head is None:
        return
    commits = session.execute(_COMMITS).scalar_one()
    if commits < found.head.commits:
        yield "tail_lost", str(found.head.commits - commits)
        return
    entry = session.execute(_DIGEST, {"entry": found.head.entries}).scalar_one_or_none()
    if entry != found.head.digest:
        yield "log_rebuilt", str(found.head.entries)


class HeadFile:
    """The two records in the binder's folder, written by the one process that holds its lock."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._path = folder / HEAD
        self._key = key

    def read(self) -> Found:
        """The latest whole record; the file is intact if both are whole, or one and the other unfinished."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return Found(None, intact=False)
        halves = content[:_RECORD], content[_RECORD:]
        whole = [head for each in halves if (head := self._parse(each)) is not None]
        latest = max(whole, key=lambda head: (head.commits, head.clean), default=None)
        if latest is not None and latest.clean:
            return Found(latest, intact=content == latest.as_bytes(self._key) * 2)
        return Found(latest, intact=latest is not None and len(content) == 2 * _RECORD)

    def write(self, head: Head) -> None:
        """Note a commit, in place of the older record; OSError where the disk fails."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.lseek(handle, head.commits % 2 * _RECORD, os.SEEK_SET)
            os.write(handle, head.as_bytes(self._key))
            os.fsync(handle)
        finally:
            os.close(handle)

    def write_both(self, head: Head) -> None:
        """Note where all stands at the beginning and when the binder is closed."""
        write_whole(self._path, head.as_bytes(self._key) * 2)

    def _parse(self, record: bytes) -> Head | None:
        if len(record) != _RECORD:
            return None
        body, mac = record[: _LAYOUT.size], record[_LAYOUT.size : _LAYOUT.size + _MAC]
        if not hmac.compare_digest(mac, hmac.digest(self._key, body, "sha256")):
            return None
        magic, commits, entries, clean, digest = _LAYOUT.unpack(body)
        if magic != _MAGIC:
            return None
        return Head(commits, entries, digest.hex(), clean)
