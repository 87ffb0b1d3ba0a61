"""When to ask how it went after a SIG has ended: three, six and twelve months later (R24)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.models.case import Case
from app.models.codes import CaseState
from app.models.days import days_later

MONTHS = (3, 6, 12)
"""Months after closing at which one asks, where nothing else was agreed [B, L]."""

EARLY = 14
"""Days before it is time at which a question may come into sight; asked that early it counts."""

LAPSES = 6
"""Months after the last one at which it is too late to ask."""


@dataclass(frozen=True, kw_only=True)
class AskAgain:
    """The question that is next: on which day, so many months after closing."""

    on: date
    months: int
    closed: date


def ask_again(case: Case, today: date) -> AskAgain | None:
    """The question that waits or comes within two weeks; None where none does (R24).

    Each answered one is a change to the state `followed_up`; it answers all that were due until then, so
    that a late answer is asked for once. A question that was left gives way to the next, and the last one
    lapses after half a year.
    """
    changes = [each for each in case.states if each.date <= today]
    last = max(changes, key=lambda each: (each.date, each.position), default=None)
    if last is None or last.state not in (CaseState.CLOSED, CaseState.FOLLOWED_UP):
        return None
    closed = max((each.date for each in changes if each.state is CaseState.CLOSED), default=None)
    if closed is None or today >= months_later(closed, MONTHS[-1] + LAPSES):
        return None
    asked = [each.date for each in changes if each.state is CaseState.FOLLOWED_UP and each.date >= closed]
    answered = days_later(max(asked), EARLY) if asked else closed
    found = [
        AskAgain(on=on, months=months, closed=closed)
        for months in MONTHS
        if answered < (on := months_later(closed, months)) <= days_later(today, EARLY)
    ]
    return found[-1] if found else None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
