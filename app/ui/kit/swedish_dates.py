"""Reading days and times as people type them in Swedish, and saying them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_RELATIVE = {"idag": 0, "i dag": 0, "imorgon": 1, "i morgon": 1, "igår": -1, "i går": -1, "övermorgon": 2}
_ISO = re.compile(r"(\d{4}|\d{2})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))")
_SLASH = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?")
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})(?::?[ea])?\s+([a-zåäö]+)\.?(?:\s+(\d{4}|\d{2}))?")
_STEP = re.compile(r"([+-])\s*(\d{1,3})\s*(d|dag|dagar|v|vecka|veckor|m|mån|månad|månader)?")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:, ]?(\d{2}))?")


def read_date(text: str, today: date, *, past: bool = False, whole: bool = False) -> date:
    """Reads "4 mars", "4/3", "2026-03-04", "260304", "+4v", "fredag" or "i morgon"; else ValueError.

    Without a year the coming such day is meant, or with ``past`` the last one. A day up to two months back
    counts as coming, so that yesterday can be written down. ``whole`` is for births: no day without a year,
    and of two digits the last such year.
    """
    words = " ".join(text.lower().split())
    if found := _ISO.fullmatch(words):
        return _of(
            int(found[3] or found[5]), int(found[2] or found[4]), found[1], today, past=past, born=whole
        )
    day, month, year = _day_and_month(words)
    if month and (year or not whole):
        return _of(day, month, year, today, past=past, born=whole)
    if whole:
        raise ValueError(text)
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    if found := _STEP.fullmatch(words):
        return _step(today, int(found[1] + found[2]), found[3] or "d")
    for number, name in enumerate(WEEKDAYS):
        if len(words) >= 3 and name.startswith(words):
            ahead = (number - today.weekday()) % 7
            return today + timedelta(days=ahead - 7 if past and ahead else ahead)
    raise ValueError(text)


def read_time(text: str) -> time:
    """Reads "14", "14.30", "1430", "kl 14:30"; ValueError if it is no time."""
    found = _TIME.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def say_date(day: date, today: date | None = None, *, weekday: bool = False) -> str:
    """Says a day as "4 mars", with the year when it is another year than ``today``'s (or none was given)."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    if today is None or day.year != today.year:
        said = f"{said} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {said}" if weekday else said


def say_time(moment: time) -> str:
    """Says a time as "14.00"."""
    return f"{moment.hour}.{moment.minute:02d}"


def _day_and_month(words: str) -> tuple[int, int, str | None]:
    """Gives day, month and year as they are written, the month 0 where the words are no such day."""
    if found := _SLASH.fullmatch(words):
        return int(found[1]), int(found[2]), found[3]
    if found := _WORDS.fullmatch(_without_weekday(words)):
        return int(found[1]), _month(found[2]), found[3]
    return 0, 0, None


def _without_weekday(words: str) -> str:
    first, _, rest = words.partition(" ")
    bare = first.rstrip(".,")
    return rest if rest and len(bare) >= 2 and any(name.startswith(bare) for name in WEEKDAYS) else words


def _month(word: str) -> int:
    matching = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    if len(matching) != 1:
        raise ValueError(word)
    return matching[0]


def _of(day: int, month: int, year: str | None, today: date, *, past: bool, born: bool) -> date:
    if year is not None:
        made = date(int(year) if len(year) == 4 else today.year // 100 * 100 + int(year), month, day)
        # Two digits of somebody's birth are the last such year; of a signature this century's, to be refused.
        return date(made.year - 100, month, day) if len(year) == 2 and born and made > today else made
    near = timedelta(days=0 if past else 62)
    years = range(today.year - 8, today.year + 9)
    days = [real for number in years if (real := _real(number, month, day))]
    if not days:
        raise ValueError(f"{day}/{month}")
    if past:
        return max(each for each in days if each <= today)
    return min(each for each in days if each >= today - near)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _step(today: date, number: int, unit: str) -> date:
    if unit.startswith("d"):
        return today + timedelta(days=number)
    if unit.startswith("v"):
        return today + timedelta(weeks=number)
    months = today.year * 12 + today.month - 1 + number
    for day in range(today.day, 27, -1):
        if made := _real(months // 12, months % 12 + 1, day):
            return made
    return date(months // 12, months % 12 + 1, today.day)
