"""How often a group meets: every fourth week, never more than five apart (R10)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.models.case import Case
from app.models.circles import last_held, next_planned
from app.models.codes import CaseState
from app.models.days import later
from app.models.meeting import Meeting
from app.models.states import Span, pauses, period_start, state_on

MOST_DAYS = 35
"""Days without a meeting at which the coordinator is warned [S]."""

_WEEKS = (4, 5, 3, 2)
"""Tried in order: four, then what is nearest to it without passing five."""


def next_starts(starts: datetime, is_holiday: Callable[[date], bool]) -> datetime:
    """When to meet next by default: four weeks later, same weekday and time, not on a public holiday (R10).

    A holiday moves it a week on, which is still no more than five; where that day is one too (Christmas
    and New Year), a week or two earlier.
    """
    proposals = [later(starts, timedelta(weeks=weeks)) for weeks in _WEEKS]
    return next((each for each in proposals if not is_holiday(each.date())), proposals[0])


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How a case keeps its rhythm on a day (R10).

    `since` is the last held meeting of the group in this period, or the period's first day; `days` those
    passed since, planned pauses left out. `alarm` says 35 or more without a meeting; `next_too_late` that
    the next planned meeting would come more than 35 days after `since`.
    """

    since: date
    days: int
    paused: bool
    alarm: bool
    next: Meeting | None
    next_too_late: bool


def rhythm(case: Case, on: date) -> Rhythm | None:
    """The rhythm of a case on a day; None unless it is active or paused then.

    A dormant case is only followed and has no rhythm to keep. A pause that has run out alarms again.
    """
    begun = period_start(case, on)
    if begun is None or state_on(case, on) not in (CaseState.ACTIVE, CaseState.PAUSED):
        return None
    last = last_held(case, on)
    since = begun if last is None else max(begun, last.starts.date())
    coming = next_planned(case, datetime.combine(on, time.min))
    breaks = tuple(pauses(case))
    days = _days_apart(breaks, since, on)
    paused = any(each.days_within(on, on) for each in breaks)
    return Rhythm(
        since=since,
        days=days,
        paused=paused,
        alarm=days >= MOST_DAYS and not paused,
        next=coming,
        next_too_late=coming is not None and _days_apart(breaks, since, coming.starts.date()) > MOST_DAYS,
    )


def _days_apart(breaks: Iterable[Span], since: date, day: date) -> int:
    """The days from one to another, those of planned pauses left out; `since` itself is none of them."""
    first = since + timedelta(days=1)
    return (day - since).days - sum(each.days_within(first, day) for each in breaks)
