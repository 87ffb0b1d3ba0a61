"""Days and moments counted on from one another, within what a calendar has."""

from datetime import date, datetime, timedelta


def is_current(first: date | None, last: date | None, on: date) -> bool:
    """Whether a day lies within inclusive bounds, where an absent bound is none (R4)."""
    return (first is None or first <= on) and (last is None or on <= last)


def days_later(day: date, days: int) -> date:
    """The day so many days later, at most the calendar's last: consents may run until then."""
    return day + timedelta(days=min(days, (date.max - day).days))


def later(moment: datetime, by: timedelta) -> datetime:
    """The moment so much later, at most the calendar's last: a file may name any time."""
    return moment + min(by, datetime.max - moment)
