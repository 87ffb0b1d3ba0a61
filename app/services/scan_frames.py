"""How the helper that draws scans tells its pages: a strict framing of raw pixels, doubted by who reads it.

The helper may have been taken over by what it draws (trust.md, promise 7): every number it gives is checked
before anything is kept or made of it, and there is no number that could make the reader ask for much memory.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import IO

MOST_PAGES = 20
"""Pages that are drawn of one scan; how many there are is told."""
MOST_PIXELS = 4_000_000
"""Pixels of one page: an A4 at two hundred to the inch."""
LONGEST_SIDE = 4_000
_MOST_TOLD = 1_000_000

HELLO = b"SKAN\x01"
_PAGE, _END, _REFUSED = b"S", b"K", b"N"
_COUNTS = struct.Struct(">II")
_SIZE = struct.Struct(">HH")
_DEPTH = 3


class Refusal(IntEnum):
    """Why the helper drew nothing."""

    DAMAGED = 1
    LOCKED = 2
    TOO_LARGE = 3


class Unbelievable(Exception):  # noqa: N818 - it is not the reader's error
    """What the helper wrote is not what was agreed; nothing of it is used."""


class Refused(Exception):  # noqa: N818 - nor is this
    """The helper says that it cannot draw this."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.name)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page as pixels: red, green and blue, a byte each, row after row without gaps."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """The pages that were drawn, and how many the scan has."""

    pages: tuple[Page, ...]
    total: int


def fitting(width: float, height: float) -> tuple[int, int]:
    """The largest size in whole pixels, no larger than this one, that a page may have."""
    part = min(1.0, LONGEST_SIDE / width, LONGEST_SIDE / height, (MOST_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * part)), max(1, int(height * part))


def write_hello(stream: IO[bytes]) -> None:
    """Tell that the helper is there and shut in, before it has read anything."""
    stream.write(HELLO)
    stream.flush()


def write_counts(stream: IO[bytes], coming: int, total: int) -> None:
    """Tell how many pages come, of how many."""
    stream.write(_COUNTS.pack(coming, min(total, _MOST_TOLD)))


def write_page(stream: IO[bytes], width: int, height: int, pixels: bytes) -> None:
    """Tell a page."""
    stream.write(_PAGE + _SIZE.pack(width, height))
    stream.write(pixels)


def write_end(stream: IO[bytes]) -> None:
    """Tell that this was all; a helper that fell silent is not taken for one that was done."""
    stream.write(_END)
    stream.flush()


def write_refusal(stream: IO[bytes], why: Refusal) -> None:
    """Tell why there are no pages."""
    stream.write(_COUNTS.pack(0, 0) + _REFUSED + bytes([why]))
    stream.flush()


def read_hello(stream: IO[bytes]) -> None:
    """Hear that the helper is there; Unbelievable where it is not."""
    if _read(stream, len(HELLO)) != HELLO:
        raise Unbelievable


def read_pages(stream: IO[bytes]) -> Drawn:
    """Read what follows the hello, to the stream's end; Refused, or Unbelievable where a number is odd."""
    coming, total = _COUNTS.unpack(_read(stream, _COUNTS.size))
    if (coming, total) == (0, 0):
        raise Refused(_refusal(stream))
    if not 1 <= coming <= MOST_PAGES or not coming <= total <= _MOST_TOLD:
        raise Unbelievable
    if coming != min(total, MOST_PAGES):
        raise Unbelievable
    pages = tuple(_page(stream) for _ in range(coming))
    if _read(stream, 1) != _END or stream.read(1):
        raise Unbelievable
    return Drawn(pages, total)


def _page(stream: IO[bytes]) -> Page:
    if _read(stream, 1) != _PAGE:
        raise Unbelievable
    width, height = _SIZE.unpack(_read(stream, _SIZE.size))
    if not (1 <= width <= LONGEST_SIDE and 1 <= height <= LONGEST_SIDE and width * height <= MOST_PIXELS):
        raise Unbelievable
    return Page(width, height, _read(stream, width * height * _DEPTH))


def _refusal(stream: IO[bytes]) -> Refusal:
    if _read(stream, 1) != _REFUSED:
        raise Unbelievable
    (code,) = _read(stream, 1)
    if code not in set(Refusal) or stream.read(1):
        raise Unbelievable
    return Refusal(code)


def _read(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) != count:
        raise Unbelievable
    return found
