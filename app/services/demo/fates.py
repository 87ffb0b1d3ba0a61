"""Which cases the demo binder has: first those that show everything, then more, then those that were."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from app.models.codes import CaseState, ClosingReason
from app.models.states import OVER

MOST_OPEN = 150
"""More cases than these are never open at once, however many there are."""

ACTIVE, CLOSED = CaseState.ACTIVE, CaseState.CLOSED
OPEN_SHARE = 0.75
_NEVER = frozenset({CaseState.NOMINATED, CaseState.ASSESSED, CaseState.QUEUED, CaseState.DECLINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What is to become of a case.

    `age` is today's; `held` how many meetings there were, `next_in` the workdays to the next one (negative:
    it should have been), None where none is planned; `last_ago` the days since the last where it was not four
    weeks before the next. `consent` is what is the matter with the consents (`consents.py`), `birthday_in`
    the days to the next birthday. `ended_ago` are the days since the case was closed or declined.
    """

    state: CaseState
    age: int
    held: int = 0
    next_in: int | None = None
    hour: int = 14
    last_ago: int | None = None
    consent: str = "ok"
    birthday_in: int | None = None
    ended_ago: int = 0
    reason: ClosingReason = ClosingReason.GOALS_MET
    marks: frozenset[str] = field(default_factory=frozenset)
    """`sanction`, `leaver`, `protected`, `stand_in`, `second_period`, `extra`, `stubborn`, `arrested`,
    `interpreter`, `many_police`, `trial`, `unsent`, `half_sent`, `no_guardian`,
    `begun`"""

    @property
    def is_open(self) -> bool:
        """Whether the case is still somebody's."""
        return self.state not in OVER

    @property
    def has_group(self) -> bool:
        """Whether a group has been gathered."""
        return self.state not in _NEVER


def marks(*names: str) -> frozenset[str]:
    """What is special with a case."""
    return frozenset(names)


FIRST: tuple[Fate, ...] = (
    Fate(state=ACTIVE, age=16, held=5, next_in=0, hour=14, marks=marks("many_police", "stubborn")),
    Fate(state=ACTIVE, age=14, held=3, next_in=4, hour=13, consent="turns15", birthday_in=4),
    Fate(state=CLOSED, age=17, held=9, ended_ago=88),
    Fate(state=CaseState.SEEKING_CONSENT, age=14, consent="missing"),
    Fate(state=ACTIVE, age=17, held=6, next_in=1, hour=10, birthday_in=20, marks=marks("sanction")),
    Fate(state=ACTIVE, age=15, held=4, last_ago=38, consent="no_end", marks=marks("interpreter")),
    Fate(state=CaseState.QUEUED, age=15),
    Fate(state=ACTIVE, age=22, held=7, next_in=2, hour=13, marks=marks("leaver", "protected", "trial")),
    Fate(state=CaseState.FOLLOWED_UP, age=19, held=10, ended_ago=200),
    Fate(state=ACTIVE, age=16, held=4, last_ago=2, next_in=19, consent="runs_out", marks=marks("unsent")),
    Fate(state=CaseState.NOMINATED, age=13),
    Fate(state=CaseState.DORMANT, age=20, held=8, last_ago=70),
    Fate(state=ACTIVE, age=15, held=3, next_in=6, hour=9, consent="outside", marks=marks("half_sent")),
    Fate(state=CaseState.DECLINED, age=16, ended_ago=40),
    Fate(state=CaseState.PAUSED, age=18, held=5, last_ago=33, marks=marks("arrested", "stand_in")),
    Fate(state=CaseState.ASSESSED, age=15, marks=marks("no_guardian")),
    Fate(state=ACTIVE, age=16, held=6, last_ago=20, next_in=6, hour=15, consent="withdrawn"),
    Fate(state=ACTIVE, age=14, next_in=3, hour=10, marks=marks("begun")),
    Fate(state=CLOSED, age=18, held=6, ended_ago=30, reason=ClosingReason.MOVED),
    Fate(state=ACTIVE, age=15, held=2, next_in=9, hour=14, consent="refused"),
    Fate(state=ACTIVE, age=17, held=5, next_in=-1, hour=10, consent="renewal", marks=marks("extra")),
    Fate(state=CaseState.QUEUED, age=19),
    Fate(state=ACTIVE, age=16, held=8, last_ago=24, next_in=5, hour=13, consent="expired"),
    Fate(
        state=ACTIVE, age=16, held=6, next_in=7, consent="deviation", marks=marks("second_period", "stand_in")
    ),
)
"""The cases that together show every state, warning and step; of fewer, the first ones."""

T = TypeVar("T")
Shares = tuple[tuple[T, int], ...]

_MORE_OPEN: Shares[CaseState] = (
    (ACTIVE, 70),
    (CaseState.DORMANT, 8),
    (CaseState.SEEKING_CONSENT, 7),
    (CaseState.QUEUED, 7),
    (CaseState.ASSESSED, 4),
    (CaseState.NOMINATED, 4),
)
_ENDS: Shares[CaseState] = ((CLOSED, 52), (CaseState.FOLLOWED_UP, 38), (CaseState.DECLINED, 10))
_REASONS: Shares[ClosingReason] = (
    (ClosingReason.GOALS_MET, 45),
    (ClosingReason.OWN_WISH, 12),
    (ClosingReason.OTHER_MEASURE, 12),
    (ClosingReason.MOVED, 9),
    (ClosingReason.NOT_FOLLOWING, 8),
    (ClosingReason.PLACED, 6),
    (ClosingReason.REOFFENDED, 4),
    (ClosingReason.SUSPENDED, 2),
    (ClosingReason.CONSENT_WITHDRAWN, 2),
)


def fates(count: int, chance: Random) -> Iterator[Fate]:
    """The fates of so many cases, in order."""
    yield from FIRST[:count]
    already = sum(each.is_open for each in FIRST)
    still = max(0, min(MOST_OPEN, round(count * OPEN_SHARE)) - already)
    for place in range(len(FIRST), count):
        if place - len(FIRST) < still:
            yield _open(chance)
        else:
            yield _ended(chance)


def _open(chance: Random) -> Fate:
    state = _one(chance, _MORE_OPEN)
    fate = Fate(state=state, age=chance.choice((13, 14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 18, 19, 21, 24)))
    if state is ACTIVE:
        hour, days = chance.choice((9, 10, 13, 14, 15)), chance.randint(1, 19)
        fate = replace(fate, held=chance.randint(1, 10), next_in=days, hour=hour)
        if chance.random() < 0.12:
            fate = replace(fate, marks=marks("sanction"))
    elif state is CaseState.DORMANT:
        fate = replace(fate, held=chance.randint(5, 12), last_ago=chance.randint(40, 110))
    elif state is CaseState.SEEKING_CONSENT:
        fate = replace(fate, consent="missing")
    return fate


def _ended(chance: Random) -> Fate:
    state = _one(chance, _ENDS)
    ago = chance.randint(45, 1700)
    if state is CaseState.DECLINED:
        return Fate(state=state, age=chance.randint(14, 20), ended_ago=ago)
    if state is CaseState.FOLLOWED_UP:
        ago = max(ago, 130)
    age = chance.randint(15, 19) + ago // 365
    reason = _one(chance, _REASONS)
    return Fate(state=state, age=age, held=chance.randint(8, 18), ended_ago=ago, reason=reason)


def _one(chance: Random, shares: Shares[T]) -> T:
    return chance.choices([each for each, _ in shares], weights=[share for _, share in shares])[0]
