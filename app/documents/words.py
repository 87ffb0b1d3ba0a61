"""The words of the papers, and how they say days, times and numbers in Swedish.

The words stand in `resources/texts/sv/documents`, one file a paper, each with its `version`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from app.documents.word_forms import fill, forms
from app.models.days import later
from app.models.snapshots import Words

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "documents"


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one file; a key is a path with dots, a sentence's gaps are filled by name.

    A gap such as `{ungdomens}` is filled with the binder's own word in that form (`word_forms`).
    """

    table: dict[str, Any]
    forms: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, **gaps: str | int) -> str:
        """The sentence under `key`, with its gaps filled."""
        words = self._find(key)
        assert isinstance(words, str), key
        words = fill(words, self.forms)
        return words.format(**gaps) if gaps else words

    def all(self, key: str) -> tuple[str, ...]:
        """The list of sentences under `key`."""
        return tuple(fill(str(words), self.forms) for words in self._find(key))

    def _find(self, key: str) -> Any:
        value: Any = self.table
        for part in key.split("."):
            value = value[part]
        return value


@cache
def texts(name: str, chosen: Words | None = None) -> Texts:
    """The words of the file `name`, said in the binder's own words where the paper knows them.

    Without them a text that names the plan or the youth is a KeyError: no paper may forget to hand them in.
    """
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return Texts(tomllib.load(file), forms(chosen) if chosen else {})


def day(on: date, beside: date | None = None) -> str:
    """A day as Swedish writes it, "4 mars 2026"; without the year when it is that of `beside`."""
    month = texts("common").all("months")[on.month - 1]
    short = f"{on.day}\xa0{month}"
    return short if beside is not None and beside.year == on.year else f"{short} {on.year}"


def weekday(on: date, beside: date | None = None) -> str:
    """A day with its weekday, "onsdag 4 mars 2026"."""
    return f"{texts('common').all('weekdays')[on.weekday()]} {day(on, beside)}"


def hours(starts: datetime, minutes: int) -> str:
    """A span of time, "14.00–15.00"."""
    ends = later(starts, timedelta(minutes=minutes))
    return f"{starts:%H.%M}–{ends:%H.%M}"


def ordinal(number: int) -> str:
    """ "tredje" for 3; from the thirteenth on in digits."""
    names = texts("common").all("ordinals")
    if number <= len(names):
        return names[number - 1]
    return f"{number}:a" if number % 10 in (1, 2) and number % 100 not in (11, 12) else f"{number}:e"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Elin, Eva och Åke"."""
    if len(names) < 2:
        return "".join(names)
    return texts("common")("and", first=", ".join(names[:-1]), last=names[-1])


def capital(words: str) -> str:
    """The words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def first_name(name: str) -> str:
    """What a person is called: the first word of the name."""
    return name.split()[0] if name.split() else name
