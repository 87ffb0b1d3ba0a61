"""Strips: what a page is stacked of, and how columns of lines become strips.

A strip is a line of text across all its columns, or a bit of air; it never breaks. Everything longer
(a paragraph, a row, a box) is several strips, some of which ask to stay with the next.
"""

from dataclasses import dataclass, field, replace
from itertools import count, zip_longest

from app.documents.tags import Tag
from app.documents.text import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of text at `x` and with its baseline `y` below the strip's top; untagged it is decoration."""

    x: float
    y: float
    line: Line
    tag: Tag | None
    order: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at `x` and `y` below the strip's top, in points; `digest` says whose bytes are drawn."""

    x: float
    y: float
    width: float
    height: float
    digest: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule from `x` to `end`, `y` below the strip's top."""

    x: float
    end: float
    y: float
    colour: str
    thickness: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A box around the strips that bear it: its number and its colour."""

    number: int
    colour: str


@dataclass(slots=True)
class Bookmark:
    """A place in the paper to jump to; level from 0."""

    title: str
    level: int


@dataclass(slots=True)
class Strip:
    """A piece of page that does not break.

    `before` is air above, left out at a page's top. `keep`: not the last on its page. `repeat` is drawn above
    it when it comes first on a page. `frame` is the box around it.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    before: float = 0.0
    keep: bool = False
    repeat: "Strip | None" = None
    frame: Frame | None = None
    bookmarks: list[Bookmark] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


@dataclass(slots=True)
class SetLine:
    """A line with its place in a column: leading, indent, air above, and a sign before it (a bullet)."""

    line: Line
    leading: float
    tag: Tag | None
    indent: float = 0.0
    above: float = 0.0
    align: float = 0.0
    keep: bool = False
    sign: tuple[Line, Tag | None] | None = None
    bookmark: Bookmark | None = None


class Press:
    """Turns columns of lines into strips, and numbers the marks in reading order."""

    def __init__(self) -> None:
        self._orders = count()

    def strips(self, columns: list[tuple[float, float, list[SetLine]]]) -> list[Strip]:
        """Set columns (x, width, lines) side by side, line for line on one baseline, in reading order."""
        placed: list[list[tuple[float, SetLine, int]]] = []
        for x, room, lines in columns:
            column: list[tuple[float, SetLine, int]] = []
            for item in lines:
                order = next(self._orders)
                column.append(
                    (x + item.indent + item.align * (room - item.indent - item.line.width), item, order)
                )
                next(self._orders)
            placed.append(column)
        return [self._strip([cell for cell in row if cell]) for row in zip_longest(*placed)]

    def _strip(self, cells: list[tuple[float, SetLine, int]]) -> Strip:
        rise = max(item.above + 0.76 * item.leading for _, item, _ in cells)
        height = rise + max(0.24 * item.leading for _, item, _ in cells)
        strip = Strip(height, keep=any(item.keep for _, item, _ in cells))
        for x, item, order in cells:
            if item.sign:
                line, tag = item.sign
                strip.marks.append(Mark(x - item.indent, rise, line, tag, order))
            strip.marks.append(Mark(x, rise, item.line, item.tag, order + 1))
            if item.bookmark:
                strip.bookmarks.append(item.bookmark)
        return strip

    def stack(self, columns: list[tuple[float, float, list[SetLine]]]) -> Strip:
        """Set short columns side by side as one strip, each with its own spacing."""
        whole = Strip(0.0)
        for column in columns:
            top = 0.0
            for strip in self.strips([column]):
                whole.marks += [replace(mark, y=mark.y + top) for mark in strip.marks]
                whole.bookmarks += strip.bookmarks
                top += strip.height
            whole.height = max(whole.height, top)
        return whole
