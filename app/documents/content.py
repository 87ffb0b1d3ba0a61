"""What a paper says, as plain data: the seam between the papers and the layout.

A paper is written once as blocks; the layout, the golden tests and a copy as text all read the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from app.models.snapshots import Logo


class Look(Enum):
    """How a stretch of words is set."""

    PLAIN = auto()
    STRONG = auto()
    EMPHASIS = auto()
    QUIET = auto()


class Size(Enum):
    """How large a paragraph or a cell is set."""

    BODY = auto()
    SMALL = auto()
    TABLE = auto()
    NAME = auto()
    NUMBER = auto()


class Air(Enum):
    """How much room a table's rows have."""

    TIGHT = auto()
    USUAL = auto()
    ROOMY = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words in one look."""

    text: str
    look: Look = Look.PLAIN


Words = str | tuple[Span, ...]
"""Running text: one string, or stretches in different looks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a chapter) or 2 (a part of one); `aside` stands beside it, quieter."""

    text: str
    aside: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed begins a new line."""

    words: Words
    size: Size = Size.BODY


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: its words, and whether its box is ticked (None: a bullet)."""

    words: Words
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, in one column or in two that are read down, then across."""

    items: tuple[Item, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A framed part with a title: what the reader must not miss; a quiet one is smaller, one of many."""

    title: str
    blocks: tuple["Paragraph | Listing", ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Two short parts side by side."""

    left: tuple["Heading | Paragraph | Listing", ...]
    right: tuple["Heading | Paragraph | Listing", ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and its share of the width (shares are added up)."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its lines, each with a size of its own."""

    lines: tuple[Paragraph, ...]

    @classmethod
    def of(cls, words: Words) -> "Cell":
        """A cell with one paragraph in the size of tables."""
        return cls((Paragraph(words, Size.TABLE),))


@dataclass(frozen=True, slots=True)
class Table:
    """A table that breaks between rows and repeats its head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    air: Air = Air.USUAL


@dataclass(frozen=True, slots=True)
class Signature:
    """Where one person signs: lines for signature and date, name and role under the first."""

    name: str
    role: str
    date_label: str


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty ruled lines to write on by hand, with a label above."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page if they fit on one."""

    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Listing | Box | TwoColumns | Table | Signature | WritingLines | Together


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A whole paper, ready for the layout.

    `made` is the day and time that the paper bears in its properties: given, never asked of a clock, so that
    the same record gives the same bytes (R15). `banner` stands on every page ("Påhittade uppgifter").
    `logo` is drawn from bytes that the layout is handed beside the content. `page_label` holds `{page}` and
    `{pages}`.
    """

    title: str
    made: datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    unit: str = ""
    municipality: str = ""
    logo: Logo | None = None
    meta: tuple[str, ...] = ()
    secrecy: str = ""
    recipient: str = ""
    banner: str = ""
    page_label: str = "{page} ({pages})"
    language: str = "sv-SE"


def plain(words: Words) -> str:
    """The words without their looks."""
    return words if isinstance(words, str) else "".join(span.text for span in words)


def as_text(content: DocumentContent) -> str:
    """The whole paper as text in reading order: for golden tests and for a copy into another record."""
    lines = [content.unit, content.municipality, *content.meta, content.banner]
    lines += ["", f"# {content.title}", content.subtitle]
    for block in content.blocks:
        lines += ["", *_text(block)]
    lines += ["", content.secrecy, content.recipient]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line.rstrip())
    return "\n".join(kept).strip().replace("\xa0", " ") + "\n"


def _text(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {block.text}" + (f" · {block.aside}" if block.aside else "")
        case Paragraph():
            yield plain(block.words)
        case Listing():
            for item in block.items:
                yield f"{mark(item)} {plain(item.words)}"
        case Box():
            yield f"[ {block.title} ]"
            yield from _all(block.blocks)
        case TwoColumns():
            yield from _all((*block.left, *block.right))
        case Table():
            yield " | ".join(column.title for column in block.columns)
            for row in block.rows:
                yield " | ".join(" / ".join(plain(line.words) for line in cell.lines) for cell in row)
        case Signature():
            who = ", ".join(part for part in (block.name, block.role) if part)
            yield f"________ {who} | ________ {block.date_label}"
        case WritingLines():
            yield block.label
            yield from ["________"] * block.count
        case Together():
            yield from _all(block.blocks)


def _all(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _text(block)


def mark(item: Item) -> str:
    """The sign before an item: a bullet, an empty box or a ticked one."""
    return "•" if item.ticked is None else "☑" if item.ticked else "☐"
