"""The sheet with the recovery code: what it is, the code in groups, what to do, where to keep it.

No picture of the code to photograph: it would end in a telephone's album, and a keyboard opens the binder.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from app.documents.content import (
    Box,
    Cell,
    Column,
    DocumentContent,
    Heading,
    Item,
    Listing,
    Look,
    Paragraph,
    Size,
    Span,
    Table,
    Together,
    WritingLines,
)
from app.documents.words import day, texts

BESIDE = 2
"""Groups in a row."""


def recovery_sheet(code: str, folder: str, file: str, on: date) -> DocumentContent:
    """The sheet for a code in groups with dashes, a binder's folder and the name of its database."""
    words = texts("recovery_sheet")
    columns = (Column(words("group"), 12), Column(words("symbols"), 38))
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle"),
        made=datetime.combine(on, time()),
        meta=(words("made", day=day(on)),),
        page_label=texts("common")("page"),
        blocks=(
            Paragraph(words("what.words")),
            Table(columns * BESIDE, tuple(_rows(code.split("-")))),
            Heading(words("where.heading")),
            Paragraph(folder),
            Heading(words("how.heading")),
            Listing(tuple(Item(step) for step in words.all("how.steps"))),
            Paragraph((Span(words("how.alike"), Look.QUIET),), Size.SMALL),
            Box(words("keep.heading"), (Paragraph(words("keep.words")),)),
            Together((WritingLines(words("keep.who"), 1),)),
            Heading(words("without.heading"), level=2),
            Paragraph((Span(words("without.words", file=file), Look.QUIET),), Size.SMALL),
            Paragraph((Span(code, Look.STRONG),), Size.SMALL),
        ),
    )


def _rows(groups: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """The groups with their numbers, so many beside each other, read across and then down."""
    cells = [
        (
            Cell((Paragraph((Span(str(number), Look.QUIET),), Size.NAME),)),
            Cell((Paragraph((Span(group, Look.STRONG),), Size.NUMBER),)),
        )
        for number, group in enumerate(groups, 1)
    ]
    empty = (Cell.of(""), Cell.of(""))
    for at in range(0, len(cells), BESIDE):
        row = [*cells[at : at + BESIDE], *[empty] * BESIDE][:BESIDE]
        yield tuple(cell for pair in row for cell in pair)
