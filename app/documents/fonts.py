"""The papers' typefaces, and which of them has a sign for a character.

A character that none of them has is written as its number, `[U+6F22]`: never a silent empty box.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

REGULAR = "OpenSans-Regular"
SEMIBOLD = "OpenSans-SemiBold"
BOLD = "OpenSans-Bold"
ITALIC = "OpenSans-Italic"

_HEAVY = ("NotoSansArabic-Bold", "DejaVuSans-Bold")
_LIGHT = ("NotoSansArabic-Regular", "DejaVuSans")
_RARE = ("NotoSansEthiopic-Regular", "NotoEmoji-Regular")
_CHAINS = {
    REGULAR: (REGULAR, *_LIGHT, *_RARE),
    ITALIC: (ITALIC, *_LIGHT, *_RARE),
    SEMIBOLD: (SEMIBOLD, *_HEAVY, *_RARE),
    BOLD: (BOLD, *_HEAVY, *_RARE),
}
_UNSEEN = {"Cc", "Cf"}
_JOINERS = "\u200c\u200d"
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that one typeface has signs for."""

    font: str
    text: str
    instead: bool = False
    """Whether the text is the number of a character that no typeface draws."""


@cache
def _font(name: str) -> Any:
    font = TTFont(name, str(FOLDER / f"{name}.ttf"), shapable=False)
    pdfmetrics.registerFont(font)
    return font


def prepare() -> None:
    """Make the main typeface known, so that ReportLab never falls back on its unembedded Helvetica.

    Its streams are left binary: in text form they are larger, and are decoded again at each saving.
    """
    _font(REGULAR)
    rl_config.canvas_basefontname = REGULAR
    rl_config.useA85 = 0


@cache
def _signs(name: str) -> frozenset[str]:
    """The characters that a typeface has a sign of its own for."""
    return frozenset(chr(code) for code, glyph in _font(name).face.charToGlyph.items() if glyph and code > 31)


def has_sign(font: str, character: str) -> bool:
    """Whether the typeface draws the character itself."""
    return character in _signs(font)


def clean(text: str) -> str:
    """The text with composed letters, line feeds as the only line ends, and nothing that nobody sees."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    if text.isascii() and text.isprintable():
        return text
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    if character == "\n" or character == "\xa0" or character in _JOINERS:
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return "\xa0" if character == "\u202f" else " "
    if category == "Cs":
        return "\ufffd"
    if category in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character


def pieces(text: str, font: str) -> list[Piece]:
    """Cut cleaned, shaped text into runs by typeface; the first of the font's chain that has a sign wins."""
    text = text.replace("\xa0", " ")
    if _signs(font).issuperset(text):
        return [Piece(font, text)] if text else []
    found: list[Piece] = []
    for character in text:
        if character in _JOINERS:
            continue
        for name in _CHAINS[font]:
            if has_sign(name, character):
                _add(found, name, character)
                break
        else:
            found.append(Piece(font, f"[U+{ord(character):04X}]", True))
    return found


def _add(found: list[Piece], font: str, text: str) -> None:
    if found and found[-1].font == font and not found[-1].instead:
        text = found.pop().text + text
    found.append(Piece(font, text))


def width(text: str, font: str, size: float) -> float:
    """The width in points of cleaned, shaped text."""
    total = 0.0
    for piece in pieces(text, font):
        face = _font(piece.font).face
        wide, default = face.charWidths, face.defaultWidth
        total += sum([wide.get(code, default) for code in map(ord, piece.text)])
    return total * size / 1000
