"""Which backups are kept, when the next one is due, and how it stands with them (trust.md, promise 3)."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DAYS, WEEKS, MONTHS = 7, 5, 12
"""How many of the latest days, weeks and months that have backups keep one each."""
DAILY = timedelta(hours=20)
"""How old the last backup may be while the binder is worked in: a working day begins within it."""
REHEARSAL = timedelta(days=30)
"""How often a backup is restored for a trial."""
OLD = timedelta(days=3)
"""How long changes may be without a backup before the desk says so: a weekend passes in silence."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup in a place: its file's name, when it was made, whether all of it has been read since."""

    name: str
    made: datetime
    verified: bool


def kept(copies: Iterable[Copy]) -> frozenset[str]:
    """The names of the backups that stay; all others may go.

    Of each of the latest days, weeks and months that have any: the newest that is verified, else the newest.
    And always the newest of all, and the newest that is verified.
    """
    newest_first = sorted(copies, key=lambda each: (each.made, each.name), reverse=True)
    stay = {each.name for each in newest_first[:1]}
    stay |= {each.name for each in newest_first if each.verified and not _later(newest_first, each)}
    for period, many in _PERIODS:
        best: dict[Hashable, Copy] = {}
        for each in newest_first:
            found = best.setdefault(period(each.made), each)
            if each.verified and not found.verified:
                best[period(each.made)] = each
        stay |= {each.name for each in list(best.values())[:many]}
    return frozenset(stay)


def is_due(*, now: datetime, last: datetime | None, changed: bool) -> bool:
    """Whether a backup is to be made now, by when the last was made and whether anything is new since."""
    return last is None or (changed and now - last >= DAILY)


def rehearsal_is_due(*, now: datetime, last: datetime | None) -> bool:
    """Whether a backup is to be restored for a trial now."""
    return last is None or now - last >= REHEARSAL


class Standing(StrEnum):
    """How it stands with the backups of a binder, the worst first."""

    NO_PLACE = "no_place"
    NEVER = "never"
    REHEARSAL_FAILED = "rehearsal_failed"
    OLD = "old"
    PLACE_MISSING = "place_missing"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place as it was last seen: when a backup last came there, and why the latest did not (a code)."""

    path: str
    last: datetime | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How it stands: in days since the last backup, and each place; times are None where there was none.

    `began` is when the binder was made.
    """

    standing: Standing
    days: int
    last: datetime | None
    verified: datetime | None
    rehearsed: datetime | None
    rehearsed_rows: int
    places: tuple[PlaceState, ...]
    began: datetime

    @property
    def presses(self) -> bool:
        """Whether it is to be told where one looks every day."""
        return self.standing is not Standing.FINE


def standing(
    *,
    now: datetime,
    last: datetime | None,
    changed: bool,
    places: tuple[PlaceState, ...],
    rehearsal_failed: bool,
) -> Standing:
    """How it stands, by the worst that there is to say."""
    if not places:
        return Standing.NO_PLACE
    if last is None:
        return Standing.NEVER
    if rehearsal_failed:
        return Standing.REHEARSAL_FAILED
    if changed and now - last >= OLD:
        return Standing.OLD
    if any(each.last is None or now - each.last >= OLD for each in places if each.trouble is not None):
        return Standing.PLACE_MISSING
    return Standing.FINE


def _later(newest_first: list[Copy], copy: Copy) -> bool:
    return any(each.verified for each in newest_first[: newest_first.index(copy)])


def _month(made: datetime) -> Hashable:
    return made.year, made.month


def _week(made: datetime) -> Hashable:
    return made.isocalendar()[:2]


def _day(made: datetime) -> Hashable:
    return made.date()


_PERIODS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (_day, DAYS),
    (_week, WEEKS),
    (_month, MONTHS),
)
