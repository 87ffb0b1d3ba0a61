"""The binder's own words in windows: one place that knows what the plan and the youth are called.

A text that names them has a gap with the default word in the form it needs, and is said through here:
``say("Ny {ungdom}")``, ``say("{Ungdomens} namn")``, ``say("Ingen {åtgärdsplan} än")``; within an f-string
``word("ungdomen")``. The forms stand in resources/texts/sv/words.toml; one that is not there is a KeyError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from app.models.snapshots import Words

K = TypeVar("K")
_open: dict[str, str] = {}
"""The forms of the binder that is open; a process has one."""


def use(words: Words | None = None) -> None:
    """Takes the words of the binder that is open from now on; without any, the default ones."""
    # Not before the unlocking has been painted: until then no binder has said anything.
    from app.models.snapshots import Words as Chosen
    from app.services.words import forms

    _open.clear()
    _open.update(forms(words or Chosen()))


def word(form: str) -> str:
    """Says one word by the default word's form: "ungdomen" is "klienten" where the binder says so."""
    return _forms()[form]


def say(text: str, **gaps: Any) -> str:
    """Says a text with its gaps filled: the binder's words by form, anything else by name."""
    return text.format_map({**_forms(), **gaps})


def all_forms() -> Mapping[str, str]:
    """Every form of the default words, and what the binder that is open says instead."""
    return _forms()


def _forms() -> Mapping[str, str]:
    if not _open:
        use()
    return _open


class Said(Mapping[K, str]):
    """Words for codes that are said in the binder's own words each time one is looked up."""

    def __init__(self, texts: Mapping[K, str]) -> None:
        self._texts = texts

    def __getitem__(self, key: K) -> str:
        """The word for a code; KeyError where there is none."""
        return say(self._texts[key])

    def __iter__(self) -> Iterator[K]:
        """The codes in order."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many codes there are."""
        return len(self._texts)
