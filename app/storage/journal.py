"""The log of who did what, when and on what ground: a hash chain over salted digests (trust.md, promise 4).

A link covers its number, time, person, deed and the digest of its details, and the link before. The details
(case, recipient, paper, ground and the like) are covered through a salted digest only, so that retention can
erase them and the chain still holds.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.models.records import LogEntry

Details = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log; `details` may hold case, to, paper, ground and more, and is empty once erased."""

    number: int
    at: datetime
    by: str
    what: str
    details: Details
    digest: str
    erased: bool


@dataclass(frozen=True, slots=True)
class Last:
    """The end of the chain: how many entries, and the last one's digest."""

    entries: int
    digest: str


def start(binder: str) -> Last:
    """The end of an empty log: it begins with the binder's own id, so that logs cannot be exchanged."""
    return Last(0, hashlib.sha256(f"insatsparm log {binder}".encode()).hexdigest())


def link(last: Last, *, at: datetime, by: str, what: str, details: Details) -> LogEntry:
    """The next entry after `last`; times are kept to the second."""
    salt = secrets.token_hex(16)
    text = json.dumps(dict(details), ensure_ascii=False, sort_keys=True)
    detail_digest = _detail_digest(salt, text)
    at = at.replace(microsecond=0)
    number = last.entries + 1
    return LogEntry(
        id=number,
        at=at,
        by=by,
        what=what,
        salt=salt,
        detail=text,
        detail_digest=detail_digest,
        previous=last.digest,
        digest=_digest(number, at, by, what, detail_digest, last.digest),
    )


def broken_at(entries: Iterable[LogEntry], first: Last) -> int | None:
    """The number of the first entry that does not fit the chain, or None where all do; entries in order."""
    last = first
    for entry in entries:
        expected = last.entries + 1
        details_fit = (entry.detail is None and entry.salt is None) or (
            entry.detail is not None
            and entry.salt is not None
            and entry.detail_digest == _detail_digest(entry.salt, entry.detail)
        )
        fits = (
            entry.id == expected
            and entry.previous == last.digest
            and details_fit
            and entry.digest
            == _digest(entry.id, entry.at, entry.by, entry.what, entry.detail_digest, entry.previous)
        )
        if not fits:
            return expected
        last = Last(entry.id, entry.digest)
    return None


def _detail_digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def _digest(number: int, at: datetime, by: str, what: str, detail_digest: str, previous: str) -> str:
    body = json.dumps([number, at.isoformat(), by, what, detail_digest, previous], ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()
