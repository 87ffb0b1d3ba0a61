"""Where in its life a case is, and what may follow (R21)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.models.case import Case, CaseStateChange
from app.models.codes import CaseState
from app.models.days import days_later

ENROLLED = frozenset({CaseState.ACTIVE, CaseState.DORMANT, CaseState.PAUSED})
"""The states that count as enrolled (interchange.md, `states`)."""

OVER = frozenset({CaseState.CLOSED, CaseState.FOLLOWED_UP, CaseState.DECLINED})
"""The states in which there is no group any more, and nothing is sent."""

BEFORE = (CaseState.NOMINATED, CaseState.ASSESSED, CaseState.QUEUED, CaseState.SEEKING_CONSENT)
"""The states before the case is a case, in order; a step may be skipped, for not all places have a queue."""

_NEW_PERIOD = frozenset({*BEFORE, CaseState.ACTIVE})

MAY_FOLLOW: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.NOMINATED: frozenset({*BEFORE[1:], CaseState.DECLINED}),
    CaseState.ASSESSED: frozenset({*BEFORE[2:], CaseState.DECLINED}),
    CaseState.QUEUED: frozenset({CaseState.ASSESSED, CaseState.SEEKING_CONSENT, CaseState.DECLINED}),
    CaseState.SEEKING_CONSENT: frozenset({CaseState.QUEUED, CaseState.ACTIVE, CaseState.DECLINED}),
    CaseState.ACTIVE: frozenset({CaseState.DORMANT, CaseState.PAUSED, CaseState.CLOSED}),
    CaseState.DORMANT: frozenset({CaseState.ACTIVE, CaseState.PAUSED, CaseState.CLOSED}),
    CaseState.PAUSED: frozenset({CaseState.ACTIVE, CaseState.DORMANT, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.FOLLOWED_UP}) | _NEW_PERIOD,
    CaseState.FOLLOWED_UP: _NEW_PERIOD | {CaseState.FOLLOWED_UP},
    CaseState.DECLINED: frozenset(BEFORE),
}
"""Who may follow whom (R21): the one table. What was closed or declined may begin anew; the follow-up after
closing comes several times (R24)."""

MAY_BEGIN = frozenset({*BEFORE, CaseState.ACTIVE})
"""The states a case may enter the binder in; a running one may be moved in from paper."""


@dataclass(frozen=True)
class Span:
    """Days in a row; `last` is inclusive and None while nothing ends it."""

    first: date
    last: date | None

    def days_within(self, first: date, last: date) -> int:
        """How many of its days lie within inclusive bounds."""
        start = max(self.first, first)
        end = last if self.last is None else min(self.last, last)
        return max(0, (end - start).days + 1)


def change_on(case: Case, on: date) -> CaseStateChange | None:
    """The change that put the case in its state of a day; of several on one day the last."""
    return max((each for each in case.states if each.date <= on), key=_order, default=None)


def state_on(case: Case, on: date) -> CaseState | None:
    """The state of a case on a day, None before its first."""
    change = change_on(case, on)
    return None if change is None else change.state


def may_follow(before: CaseState | None, after: CaseState) -> bool:
    """Whether a state may follow another, or begin a case (R21)."""
    return after in (MAY_BEGIN if before is None else MAY_FOLLOW[before])


def period_start(case: Case, on: date) -> date | None:
    """The first active day of the period that a day lies in or comes after, None where none has begun."""
    start: date | None = None
    running = False
    for each in sorted(case.states, key=_order):
        if each.date > on:
            break
        if each.state is CaseState.ACTIVE and not running:
            start, running = each.date, True
        elif each.state not in ENROLLED:
            running = False
    return start


def periods(case: Case) -> Iterator[Span]:
    """The periods of a case, each from its first active day to the day it was closed, the first of them."""
    start: date | None = None
    for each in sorted(case.states, key=_order):
        if each.state is CaseState.ACTIVE and start is None:
            start = each.date
        elif each.state not in ENROLLED and start is not None:
            yield Span(start, each.date)
            start = None
    if start is not None:
        yield Span(start, None)


def pause_on(case: Case, on: date) -> CaseStateChange | None:
    """The planned pause that a day lies in, with its last day and whom the youth calls meanwhile (R10)."""
    change = change_on(case, on)
    if change is None or change.state is not CaseState.PAUSED:
        return None
    return change if change.until is None or on <= change.until else None


def pauses(case: Case) -> Iterator[Span]:
    """The planned pauses, each until its end or the day before the next state, the first of them (R10)."""
    changes = sorted(case.states, key=_order)
    for place, each in enumerate(changes):
        if each.state is not CaseState.PAUSED:
            continue
        ends = [each.until] if each.until is not None else []
        ends += [days_later(after.date, -1) for after in changes[place + 1 : place + 2]]
        yield Span(each.date, min(ends, default=None))


def _order(change: CaseStateChange) -> tuple[date, int]:
    return change.date, change.position
