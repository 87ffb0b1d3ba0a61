"""Ages and birthdays, by which the persons who must consent change overnight (R1, R4)."""

from datetime import date

MAJORITY = 18
"""The age at which guardians cease to decide for the youth (R9)."""


def birthday(birth: date, age: int) -> date:
    """The day on which a person turns `age`; who is born on 29 February does so on 1 March in common
    years (R1). Past the calendar's end it is the calendar's last day."""
    year = birth.year + age
    if year > date.max.year:
        return date.max
    if (birth.month, birth.day) == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_on(birth: date, day: date) -> int:
    """The age in whole years on a day (R1); negative before birth."""
    years = day.year - birth.year
    return years if day >= birthday(birth, years) else years - 1


def is_minor(birth: date, day: date) -> bool:
    """Whether a person is under 18 on a day."""
    return age_on(birth, day) < MAJORITY


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
