"""When the group meets next, unless somebody says otherwise (R10)."""

from datetime import date, datetime
from functools import cache

from holidays import country_holidays

from app.models.rhythm import next_starts


def propose(starts: datetime) -> datetime:
    """When the group meets next by default, Swedish public holidays known (R10)."""
    return next_starts(starts, lambda day: holiday(day) is not None)


def holiday(day: date) -> str | None:
    """The Swedish name of the public holiday on a day, or None; the three eves kept as such count."""
    return _names(day.year).get(day)


def get_ready() -> None:
    """Load the Swedish calendar, which takes a third of a second the first time and nothing after."""
    _names(2000)


@cache
def _names(year: int) -> dict[date, str]:
    return dict(country_holidays("SE", years=year, language="sv", categories=("public", "de_facto")))
