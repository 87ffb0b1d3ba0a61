"""What lets a paper stay on one page: less air, smaller words, shorter texts, and at last fewer of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.documents.content import Air, Size
from app.documents.papers.shared import Copy
from app.models.snapshots import PlannedAction

ALL = 1000
"""Rows of a list that is not cut."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a paper takes: sizes, rows of a list, letters of a text, lines to write on.

    `extras` says whether what is good to have but no more stands there too.
    """

    size: Size = Size.BODY
    air: Air = Air.USUAL
    rows: int = ALL
    letters: int = 100_000
    lines: int = 0
    extras: bool = True

    @property
    def name(self) -> int:
        """Letters that a name may take: sixty at least."""
        return max(60, min(self.letters, 90))

    @property
    def cuts(self) -> bool:
        """Whether it leaves rows out."""
        return self.rows < ALL


def clipped(copy: Copy, letters: int) -> Copy:
    """The copy with its owner's name and organisation no longer than so many letters."""
    owner = copy.person
    if owner is None:
        return copy
    organisation = None if owner.organisation is None else clip(owner.organisation, letters)
    return replace(copy, person=replace(owner, name=clip(owner.name, letters), organisation=organisation))


def clip(words: str, letters: int) -> str:
    """The words in one line's flow, ended at a word's end with three dots where they are too many."""
    flat = " ".join(words.split())
    if len(flat) <= letters:
        return flat
    kept = flat[: letters - 1]
    head = kept.rsplit(" ", 1)[0] if " " in kept[letters // 2 :] else kept
    return f"{head.rstrip(' ,;:.')} …"


def soonest(steps: Iterable[PlannedAction], most: int) -> tuple[PlannedAction, ...]:
    """The steps that are due first, at most so many, in the order they were given; no date is the last."""
    given = list(steps)
    by_day = sorted(range(len(given)), key=lambda number: (given[number].due or date.max, number))
    return tuple(given[number] for number in sorted(by_day[:most]))
