"""On which days the demo's groups met: every fourth week, on workdays, not in the middle of the summer."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from app.services.next_date import holiday

SUMMER_BEGINS, SUMMER_ENDS = (6, 22), (8, 9)
"""Month and day of the first and last day on which groups rest."""


def is_workday(day: date) -> bool:
    """Whether people are at work."""
    return day.weekday() < 5 and holiday(day) is None


def workday(day: date, *, back: bool = False) -> date:
    """A day, or the first workday after (or before) it."""
    while not is_workday(day):
        day += timedelta(days=-1 if back else 1)
    return day


def workdays_on(day: date, count: int) -> date:
    """So many workdays after a day, or before it; none is the day itself, or the first workday after it."""
    found = workday(day, back=count < 0)
    for _ in range(abs(count)):
        found = workday(found + timedelta(days=1 if count > 0 else -1), back=count < 0)
    return found


def in_summer(day: date) -> bool:
    """Whether groups rest."""
    return SUMMER_BEGINS <= (day.month, day.day) <= SUMMER_ENDS


def before(day: date) -> date:
    """When the group met the time before: four weeks earlier, five or three where that was no workday."""
    for weeks in (4, 5, 3, 2):
        earlier = day - timedelta(weeks=weeks)
        if is_workday(earlier):
            break
    while in_summer(earlier) or not is_workday(earlier):
        earlier -= timedelta(weeks=1)
    return earlier


def meetings_until(last: date, count: int) -> list[date]:
    """The days of so many meetings, the last of them given, oldest first."""
    days = [last]
    while len(days) < count:
        days.append(before(days[-1]))
    return days[::-1]


def summers(days: Sequence[date], today: date) -> list[tuple[date, date]]:
    """The rests between the first and the last of some meetings: first day and last day of each."""
    found = []
    for year in range(days[0].year, days[-1].year + 1):
        first, last = date(year, *SUMMER_BEGINS), date(year, *SUMMER_ENDS)
        if days[0] < first and last < min(days[-1], today):
            found.append((first, last))
    return found


def at(day: date, hour: int) -> str:
    """A day and an hour, as the interchange file writes it."""
    return datetime.combine(day, time(hour)).isoformat(timespec="minutes")
