"""How strong a passphrase is, and what would make it stronger."""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.models.errors import Kind, KnownError

WORDS = Path(__file__).resolve().parents[2] / "resources" / "words" / "vanliga.txt"
LEAST = 12
"""Characters below which a passphrase is refused, whatever they are."""

_ENOUGH = 10.0  # powers of ten in guesses; at half a second each on this machine, out of anybody's reach
_STEPS = (4.0, 7.0, _ENOUGH, 14.0)
_PER_WORD = 4.0  # what a word of a language is worth to one who guesses by dictionary
_WORD_LENGTH = 8
_LONGEST = 72  # the longest that is estimated; more can only be better


@dataclass(frozen=True, slots=True)
class Strength:
    """A verdict: `score` from 0 to 4, whether it is enough, and codes of advice with the weightiest first.

    Advice: `too_short`, `personal`, `common`, `dates`, `repeats`, `keyboard`, `more_words`.
    """

    score: int
    acceptable: bool
    advice: tuple[str, ...]


def strength(passphrase: str, *, personal: tuple[str, ...] = ()) -> Strength:
    """How hard a passphrase is to guess for who knows Swedish and the `personal` words (names, places)."""
    from zxcvbn import zxcvbn  # takes a moment to import, and only who chooses a passphrase needs it

    text = unicodedata.normalize("NFKC", passphrase)
    own = tuple(part.casefold() for each in personal for part in re.split(r"\W+", each) if len(part) > 2)
    if not text:
        return Strength(0, acceptable=False, advice=("too_short", "more_words"))
    found = zxcvbn(text[:_LONGEST], user_inputs=[*own, *_common()])
    power = min(float(found["guesses_log10"]), _by_words(text, own))
    long_enough = len(text) >= LEAST
    score = sum(power >= step for step in _STEPS)
    acceptable = long_enough and power >= _ENOUGH
    advice = [] if long_enough else ["too_short"]
    if not acceptable:
        advice += _patterns(found["sequence"], own)
        advice.append("more_words")
    return Strength(score if long_enough else min(score, 1), acceptable, tuple(dict.fromkeys(advice)))


def refuse_weak(passphrase: str, *, personal: tuple[str, ...] = ()) -> None:
    """KnownError RULE `passphrase_too_short` or `passphrase_too_weak` where a passphrase is not enough."""
    found = strength(passphrase, personal=personal)
    if found.acceptable:
        return
    if "too_short" in found.advice:
        raise KnownError(Kind.RULE, "passphrase_too_short", least=LEAST)
    raise KnownError(Kind.RULE, "passphrase_too_weak")


def _by_words(text: str, own: tuple[str, ...]) -> float:
    """Powers of ten in guesses for one who joins dictionary words, years and signs; each counts once."""
    tokens = {token.casefold() for token in re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", text)}
    return sum(_worth(token, own) for token in tokens)


def _worth(token: str, own: tuple[str, ...]) -> float:
    if token in own:
        return 0.5
    if token in _common():
        return math.log10(len(_common()))
    if token.isdigit():
        return 2.0 if re.fullmatch(r"(19|20)\d\d", token) else float(len(token))
    if not token.isalpha() or len(token) == 1:
        return 1.5
    # A compound is worth the words it may consist of.
    return _PER_WORD * math.ceil(len(token) / _WORD_LENGTH)


def _patterns(sequence: list[dict[str, object]], own: tuple[str, ...]) -> list[str]:
    codes = {"date": "dates", "repeat": "repeats", "sequence": "repeats", "spatial": "keyboard"}
    found = []
    for match in sequence:
        pattern = str(match["pattern"])
        if pattern == "dictionary" and len(str(match["token"])) > 2:
            found.append("personal" if str(match["matched_word"]) in own else "common")
        elif pattern in codes:
            found.append(codes[pattern])
    return sorted(found, key=["personal", "common", "dates", "repeats", "keyboard"].index)


@cache
def _common() -> tuple[str, ...]:
    return tuple(WORDS.read_text(encoding="utf-8").split())
