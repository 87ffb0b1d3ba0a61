"""Receipts of backups: what a log had come to, kept outside the binder by whoever wants to prove it later.

The chain of the log can be rewritten by who has the key. Against a receipt that shows (trust.md, promise 4).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

_DIGEST = text("SELECT digest FROM log_entry WHERE id = :entry")
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whose log (the first eight digits of the binder's id), when, its entries, and the last one's digest."""

    binder: str
    made: datetime
    entries: int
    digest: str

    def line(self) -> str:
        """The receipt on one line, as `parse` reads it; the words are those of the documentation."""
        made = self.made.replace(microsecond=0).isoformat(sep=" ")
        return f"Kvitto {self.binder[:_SHORT]} | {made} | rader i loggen: {self.entries} | {self.digest}"


_LINE = re.compile(
    r"Kvitto (?P<binder>[0-9a-f]{8}) \| (?P<made>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r" \| rader i loggen: (?P<entries>[0-9]{1,12}) \| (?P<digest>[0-9a-f]{64})"
)


def parse(content: str) -> tuple[Receipt, ...]:
    """Every receipt in a text, in order; other lines are left alone."""
    found = []
    for match in _LINE.finditer(content):
        try:
            made = datetime.fromisoformat(match["made"])
        except ValueError:
            continue
        found.append(Receipt(match["binder"], made, int(match["entries"]), match["digest"]))
    return tuple(found)


def contradicted(session: Session, receipts: tuple[Receipt, ...]) -> Iterator[Receipt]:
    """The receipts that the log does not bear out: it is shorter, or the entry is not the one it was."""
    for each in receipts:
        if session.execute(_DIGEST, {"entry": each.entries}).scalar_one_or_none() != each.digest:
            yield each
