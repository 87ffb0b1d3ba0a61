"""Running text to lines: breaking, right-to-left order and joined letters.

Own code and not ReportLab's paragraphs: those know one typeface a stretch, break right-to-left text in the
wrong order, and draw before the number of pages is known.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from app.documents import fonts


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: typeface, size and line height in points, colour as RRGGBB."""

    font: str
    size: float
    leading: float
    colour: str


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style: what it says, and the pieces that are drawn for it from left to right."""

    text: str
    pieces: tuple[fonts.Piece, ...]
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of runs, its width in points, and whether it begins at the right edge."""

    runs: tuple[Run, ...]
    width: float
    from_right: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    style: Style
    width: float
    gap: float


_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PARTS = re.compile(r"[^ ]+ *| +")
_BREAKS = re.compile(r"(?<=[\w,;])(?<!\d)([-–/@])(?=\w)")
_MAY_BREAK = re.compile("[-–/@]")
_ROUNDING = 0.01


def lines(stretches: list[tuple[str, Style]], room: float, own_direction: bool = False) -> list[Line]:
    """Break styled stretches into lines no wider than `room` points; at least one line, perhaps empty.

    With `own_direction` a paragraph that begins with a right-to-left letter runs from the right; otherwise
    such words are turned within a line that runs from the left.
    """
    found: list[Line] = []
    for paragraph in _paragraphs(stretches):
        from_right = own_direction and _begins_right("".join(text for text, _ in paragraph))
        current: list[_Token] = []
        used = 0.0
        for token in _tokens(paragraph):
            for part in _fitting(token, room):
                if current and used + part.width > room + _ROUNDING:
                    found.append(_line(current, from_right, ends=False))
                    current, used = [], 0.0
                current.append(part)
                used += part.width + part.gap
        found.append(_line(current, from_right, ends=True))
    return found


def _paragraphs(stretches: list[tuple[str, Style]]) -> Iterator[list[tuple[str, Style]]]:
    current: list[tuple[str, Style]] = []
    for text, style in stretches:
        first, *rest = fonts.clean(text).split("\n")
        current.append((first, style))
        for part in rest:
            yield current
            current = [(part, style)]
    yield current


def _tokens(paragraph: list[tuple[str, Style]]) -> Iterator[_Token]:
    for text, style in paragraph:
        space = _space(style)
        for part in _PARTS.findall(text):
            word = part.rstrip(" ")
            gap = (len(part) - len(word)) * space
            last = word
            if _MAY_BREAK.search(word):
                *front, last = _BREAKS.sub("\\1\n", word).split("\n")
                for bit in front:
                    yield _Token(bit, style, _measure(bit, style), 0.0)
            yield _Token(last + part[len(word) :], style, _measure(last, style), gap)


def _fitting(token: _Token, room: float) -> list[_Token]:
    """The token, or where it is wider than a line its parts, cut between letters, never before an accent."""
    if token.width <= room:
        return [token]
    parts: list[_Token] = []
    letters = deque(_letters(token.text.rstrip(" ")))
    while letters:
        taken: list[str] = []
        used = 0.0
        while letters and (not taken or used + _measure(letters[0], token.style) <= room):
            used += _measure(letters[0], token.style)
            taken.append(letters.popleft())
        # A joined letter may be wider than the same letter alone.
        while len(taken) > 1 and (used := _measure("".join(taken), token.style)) > room:
            letters.appendleft(taken.pop())
        parts.append(_Token("".join(taken), token.style, used, 0.0))
    parts[-1] = replace(parts[-1], gap=token.gap)
    return parts


def _letters(word: str) -> Iterator[str]:
    current = ""
    for character in word:
        if current and not unicodedata.combining(character):
            yield current
            current = ""
        current += character
    if current:
        yield current


def _line(tokens: list[_Token], from_right: bool, ends: bool) -> Line:
    """Set one line; where it breaks at a space, the space is drawn, so that a listener hears two words."""
    last = tokens[-1] if tokens else None
    if last and (ends or from_right):
        tokens = [*tokens[:-1], replace(last, text=last.text.rstrip(" "), gap=0.0)]
    runs = [
        _run(list(group), style, from_right)
        for style, group in groupby(tokens, key=lambda token: token.style)
    ]
    width = sum(run.width for run in runs) - (tokens[-1].gap if tokens else 0.0)
    if from_right:
        runs.reverse()
    return Line(tuple(runs), width, from_right)


def _run(tokens: list[_Token], style: Style, from_right: bool) -> Run:
    text = "".join(token.text for token in tokens)
    cut = tuple(fonts.pieces(visual(text, from_right), style.font))
    return Run(text, cut, style, sum(token.width + token.gap for token in tokens))


@cache
def _shaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False})


def has_right_to_left(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def visual(text: str, from_right: bool = False) -> str:
    """Text as it is drawn from left to right: Arabic letters joined, right-to-left words turned."""
    if not has_right_to_left(text):
        return text
    from bidi import get_display

    joined = _shaper().reshape(text)
    return str(get_display(joined, base_dir="R" if from_right else "L"))


@cache
def _space(style: Style) -> float:
    return _measure(" ", style)


def _measure(text: str, style: Style) -> float:
    if has_right_to_left(text):
        text = _shaper().reshape(text)
    return fonts.width(text, style.font, style.size)


def _begins_right(text: str) -> bool:
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
