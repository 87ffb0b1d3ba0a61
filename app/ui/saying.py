"""How windows say names, days and numbers in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.ui.kit.swedish_dates import WEEKDAYS, say_date, say_time


def first_name(name: str) -> str:
    """Says the first of somebody's names."""
    return name.split()[0] if name.split() else name


def genitive(name: str) -> str:
    """Says a name as an owner: Elins, Tomas, Max."""
    return name if name[-1:].casefold() in ("s", "x", "z") else f"{name}s"


def listed(words: Iterable[str], last: str = "och") -> str:
    """Says several as one: "Karin, Tomas och Amir"."""
    given = list(words)
    if len(given) < 2:
        return "".join(given)
    return f"{', '.join(given[:-1])} {last} {given[-1]}"


def first_names(names: Sequence[str]) -> list[str]:
    """Says first names where they are enough to tell people apart, else whole names."""
    firsts = [first_name(name) for name in names]
    return firsts if len({each.casefold() for each in firsts}) == len(firsts) else list(names)


def count(number: int, one: str, many: str) -> str:
    """Says a number with its noun: "1 steg"."""
    return f"{number} {one if number == 1 else many}"


def nth(number: int) -> str:
    """Says which one in digits: "3:e", "21:a"."""
    return f"{number}:a" if number % 10 in (1, 2) and number % 100 not in (11, 12) else f"{number}:e"


def day(when: date, today: date) -> str:
    """Says a day: "4 mars", with the year when it is another."""
    return say_date(when, today)


def near_day(when: date, today: date) -> str:
    """Says a day as one does among colleagues: "i dag", "i morgon", "på söndag", "30 juni"."""
    away = (when - today).days
    close = {-1: "i går", 0: "i dag", 1: "i morgon"}
    if away in close:
        return close[away]
    if 1 < away < 7:
        return f"på {WEEKDAYS[when.weekday()]}"
    return day(when, today)


def short_day(when: date, today: date) -> str:
    """Says a day in the fewest letters: "12 jan", with the year when it is another."""
    words = say_date(when, today).split()
    month = words[1] if len(words[1]) <= 4 else words[1][:3]
    return " ".join([words[0], month, *words[2:]])


def weekday_time(when: datetime, today: date) -> str:
    """Says a meeting's time: "tis 10 mars 13.00", with the year when it is another."""
    return f"{WEEKDAYS[when.weekday()][:3]} {short_day(when.date(), today)} {say_time(when.time())}"


def long_time(when: datetime, today: date) -> str:
    """Says a meeting's time in full: "tisdag 10 mars kl. 13.00"."""
    return f"{say_date(when.date(), today, weekday=True)} kl. {say_time(when.time())}"


def capital(text: str) -> str:
    """Begins a sentence with a capital."""
    return text[:1].upper() + text[1:]
