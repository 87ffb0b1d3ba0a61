"""When the group meets next, unless somebody says otherwise (R10)."""

from datetime import date, datetime, timedelta
from functools import cache

from holidays import country_holidays

FOUR_WEEKS = timedelta(weeks=4)


def propose(starts: datetime) -> datetime:
    """Four weeks after a meeting, same weekday and time; a public holiday moves it to the first week after,
    or before where five weeks would be passed, that has none (R10)."""
    for weeks in (4, 5, 3, 2):
        wanted = starts + timedelta(weeks=weeks)
        if holiday(wanted.date()) is None:
            return wanted
    return starts + FOUR_WEEKS


def holiday(day: date) -> str | None:
    """The Swedish name of the public holiday on a day, or None."""
    return _names(day.year).get(day)


@cache
def _names(year: int) -> dict[date, str]:
    return dict(country_holidays("SE", years=year, language="sv"))
