"""The one place that turns errors into words: what `resources/texts/sv/errors/` says of their codes."""

import tomllib
from functools import cache
from pathlib import Path

from app.models.errors import KnownError

ERRORS = Path(__file__).resolve().parents[2] / "resources" / "texts" / "sv" / "errors"


def explain(error: KnownError) -> str:
    """The Swedish sentence for an error, its gaps filled with the error's details.

    A code without words still gets a sentence that names the code: whoever meets it can tell us.
    """
    sentence = sentences().get(error.code)
    if sentence is None:
        return f"Det gick inte (felkod {error.code})."
    return sentence.format_map(_Details(error.details))


@cache
def sentences() -> dict[str, str]:
    """Every code and its sentence, of all areas."""
    found: dict[str, str] = {}
    for path in sorted(ERRORS.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


class _Details(dict[str, str | int]):
    """The details of an error; a gap that they do not fill shows as three dots instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"
