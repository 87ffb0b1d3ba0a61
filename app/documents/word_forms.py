"""The binder's own words in every form: åtgärdsplanen or handlingsplanen, ungdomens or klientens.

A text has a gap where such a word stands, named by the default word in the form that the sentence needs:
"{Ungdomens} namn". The forms stand in `resources/texts/sv/words.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.models.snapshots import Words

TABLE = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "words.toml"


@cache
def choices() -> Mapping[str, tuple[str, ...]]:
    """What a binder can choose between: `plan` and `youth` words, the default first."""
    return {kind: tuple(_table()[kind]) for kind in ("plan", "youth")}


@cache
def forms(words: Words) -> Mapping[str, str]:
    """The chosen words by the gap they stand in, also with a capital: "Ungdomens" is "Klientens".

    KeyError for a word that is not in the table; a form that is not there is a KeyError where it is used.
    """
    found: dict[str, str] = {}
    for kind, chosen in (("plan", words.plan), ("youth", words.youth)):
        default = _table()[kind][choices()[kind][0]]
        for form, said in _table()[kind][chosen].items():
            gap = default[form]
            found[gap] = said
            found[_capital(gap)] = _capital(said)
    return found


def fill(text: str, said: Mapping[str, str]) -> str:
    """The text with the binder's words in place, other gaps as they were; KeyError where none are given."""
    return _gaps().sub(lambda gap: said[gap[1]], text)


def known(words: Words) -> Words:
    """The words, with the default for one that this program has no forms of."""
    plan, youth = choices()["plan"], choices()["youth"]
    return Words(
        plan=words.plan if words.plan in plan else plan[0],
        youth=words.youth if words.youth in youth else youth[0],
    )


@cache
def _gaps() -> "re.Pattern[str]":
    return re.compile("{(" + "|".join(map(re.escape, forms(Words()))) + ")}")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)
