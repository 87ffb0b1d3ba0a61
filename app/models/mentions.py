"""Names in a free text of people who are outside the group (R16)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

_SHORTEST = 3
"""A first name of fewer letters is too often another word; the full name is found all the same."""

_ALSO_WORDS = frozenset(
    {"ask", "ben", "björn", "dag", "hans", "jan", "liv", "love", "mark", "max", "per", "rosa", "rut", "saga"}
    | {"sten", "stig", "storm", "tim", "tor", "vide", "viking"}
)
"""First names that are words too ("hans"): found only with a capital."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A place in a text (in NFC) where somebody is named; `start` and `end` bound what is written there."""

    name: str
    start: int
    end: int


def mentioned(text: str, outside: Iterable[str], inside: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Where a text names somebody of `outside`, in the order of the text (R16).

    Found are full names and first names, in any case of letters and in the genitive ("Ramis", "Lars'").
    A first name that somebody `inside` the group bears too is taken for theirs.
    """
    text = normalize("NFC", text)
    known = [_words(name) for name in inside]
    own_full = {" ".join(words).casefold() for words in known}
    own_first = {words[0].casefold() for words in known if words}
    found: set[tuple[int, int, str]] = set()
    for name in outside:
        words = _words(name)
        if not words or " ".join(words).casefold() in own_full:
            continue
        first = words[0].casefold()
        spots = _spots(text, words) if len(words) > 1 else []
        if len(first) >= _SHORTEST and first not in own_first:
            for match in _spots(text, words[:1]):
                if first not in _ALSO_WORDS or match[0][0].isupper():
                    spots.append(match)
        found |= {(match.start(), match.end(), " ".join(words)) for match in spots}
    whole = [each for each in found if not _lies_in_another(each, found)]
    return tuple(Mention(name=name, start=start, end=end) for start, end, name in sorted(whole))


def _words(name: str) -> list[str]:
    return normalize("NFC", name).split()


def _spots(text: str, words: Iterable[str]) -> list[re.Match[str]]:
    name = r"\s+".join(map(re.escape, words))
    return list(re.finditer(rf"(?<!\w){name}(?:s|['’]s?)?(?!\w)", text, re.IGNORECASE))


def _lies_in_another(each: tuple[int, int, str], found: Iterable[tuple[int, int, str]]) -> bool:
    """Whether the same place is already found by a longer name ("Rami" in "Rami Haddad")."""
    start, end, _ = each
    return any(a <= start and end <= b and (b - a) > (end - start) for a, b, _ in found)
