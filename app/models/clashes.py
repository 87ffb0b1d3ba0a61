"""Which meetings of a day would bring two together who must not meet (R9)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from app.models.apart import KeptApart, in_force, persons_of
from app.models.codes import MustNot
from app.models.days import later
from app.models.who import Who, WhoKind

BETWEEN = timedelta(hours=1)
"""So near each other two meetings are: who comes early meets who lingers, at the door or at the bus stop."""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """A planned meeting, and whom it calls: `called` are WHOs of its case, whatever they have answered."""

    case_id: str
    key: str
    starts: datetime
    minutes: int
    place: str | None
    called: frozenset[Who]

    @property
    def ends(self) -> datetime:
        """When it is over as planned."""
        return later(self.starts, timedelta(minutes=self.minutes))

    def calls(self, who: Who, case_id: str) -> bool:
        """Whether it calls a person: a youth and a guardian are of one case, the others the same in all."""
        return who in self.called and (who.kind in _SHARED or case_id == self.case_id)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two who must not meet, and where they would: `pair.who` is called to `one`, `pair.other` to `other`.

    Where both are called to the same it stands twice.
    """

    pair: KeptApart
    one: Gathering
    other: Gathering

    @property
    def together(self) -> bool:
        """Whether they are called to the same meeting."""
        return place_of(self.one) == place_of(self.other)


def place_of(meeting: Gathering) -> tuple[str, str]:
    """What tells a meeting from all others: its case and its key."""
    return meeting.case_id, meeting.key


def clashes(apart: Sequence[KeptApart], meetings: Iterable[Gathering]) -> tuple[Clash, ...]:
    """Every one or two meetings that bring together whom the day's notes keep from meeting, in order of time.

    A meeting that calls nobody brings nobody.
    """
    days: dict[date, list[Gathering]] = {}
    for each in meetings:
        days.setdefault(each.starts.date(), []).append(each)
    found = [clash for day in sorted(days) for clash in _of_day(in_force(apart, day), days[day])]
    return tuple(sorted(found, key=lambda each: min(each.one.starts, each.other.starts)))


def are_near(one: Gathering, other: Gathering) -> bool:
    """Whether two meetings of a day are within an hour of each other, and not known to be at two places."""
    first, second = sorted((one, other), key=lambda each: each.starts)
    if second.starts - first.ends > BETWEEN:
        return False
    places = _place(one), _place(other)
    return "" in places or places[0] == places[1]


_SHARED = frozenset({WhoKind.CONTACT, WhoKind.COORDINATOR})


def _of_day(apart: Sequence[KeptApart], meetings: Sequence[Gathering]) -> Iterator[Clash]:
    for pair in apart:
        if pair.other is None or MustNot.MEET not in pair.must_not:
            continue
        (case_id, who), (other_case_id, other_who) = persons_of(pair)
        ones = [each for each in meetings if each.calls(who, case_id)]
        others = [each for each in meetings if each.calls(other_who, other_case_id)]
        met = set()
        for one, other in product(ones, others):
            # Two who are both called to both meet twice, and are told of it once for each two meetings.
            both = frozenset({place_of(one), place_of(other)})
            if both not in met and (len(both) == 1 or are_near(one, other)):
                met.add(both)
                yield Clash(pair=pair, one=one, other=other)


def _place(meeting: Gathering) -> str:
    return " ".join((meeting.place or "").split()).casefold()
