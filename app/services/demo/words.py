"""The words of the demo binder: what `resources/texts/sv/demo` holds, its gaps filled for one youth."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "texts" / "sv" / "demo"


@cache
def texts(name: str) -> dict[str, Any]:
    """The tables of one file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class Filling:
    """Fills the gaps of sentences about one youth: the name, the pronouns, the coordinator."""

    def __init__(self, name: str, *, woman: bool, coordinator: str) -> None:
        first = name.split()[0]
        self._gaps = {
            "namn": first,
            "namns": first if first[-1] in "sxz" else f"{first}s",
            "han": "hon" if woman else "han",
            "Han": "Hon" if woman else "Han",
            "honom": "henne" if woman else "honom",
            "hans": "hennes" if woman else "hans",
            "sam": coordinator.split()[0],
        }

    def __call__(self, sentence: str, **gaps: str) -> str:
        """The sentence with its gaps filled."""
        return sentence.format(**self._gaps, **gaps)


def some(chance: Random, each: list[Any], least: int, most: int) -> list[Any]:
    """So many of a list, in the list's order."""
    count = min(len(each), chance.randint(least, most))
    return [each[place] for place in sorted(chance.sample(range(len(each)), count))]
