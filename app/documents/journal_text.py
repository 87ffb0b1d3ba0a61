"""A paper as plain text for another record: lines that survive being pasted anywhere (R19).

No tabs, no table lines, no signs that an old system shows as question marks; letters of every language stay.
"""

import re
from collections.abc import Iterable, Iterator

from app.documents.content import (
    Block,
    Box,
    DocumentContent,
    Heading,
    Listing,
    Paragraph,
    Signature,
    Table,
    Together,
    TwoColumns,
    WritingLines,
    plain,
)

_SPACES = {ord("\t"): " ", 0xA0: " ", 0x202F: " ", 0x2009: " "}
_SIGNS = re.compile(r"[✓◐→○↻☐☑•]\s*|(?<!\S)– (?=struken\b)")
_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def journal_text(content: DocumentContent) -> str:
    """The paper's title, what it is of, and its words; without letterhead and foot."""
    title = " ".join(part for part in (content.title, content.subtitle) if part)
    lines = [title, *content.meta, *([content.banner] if content.banner else [])]
    before: Block | None = None
    for block in content.blocks:
        lines += [*([] if isinstance(before, Heading) else [""]), *_lines(block)]
        before = block
    return tidy("\n".join(lines))


def tidy(text: str) -> str:
    """Text with plain spaces and line feeds alone, no empty ends and never two empty lines together."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    cleaned = _NOT_TEXT.sub("", _SIGNS.sub("", text.translate(_SPACES)).replace(" · ", ", "))
    lines = [" ".join(line.split()) for line in cleaned.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.text}: {block.aside}" if block.aside else block.text
        case Paragraph():
            yield plain(block.words)
        case Listing():
            yield from (f"- {plain(item.words)}" for item in block.items)
        case Box():
            yield block.title
            yield from _all(block.blocks)
        case TwoColumns():
            yield from _all(block.left)
            yield ""
            yield from _all(block.right)
        case Table():
            yield from _rows(block)
        case Together():
            yield from _all(block.blocks)
        case Signature() | WritingLines():
            return  # to be filled in by hand: nothing is said there


def _rows(table: Table) -> Iterator[str]:
    """Each row as one line: the first cell, then the others under their titles."""
    for row in table.rows:
        said = [", ".join(plain(line.words) for line in cell.lines).rstrip(". ") for cell in row]
        parts = [said[0]]
        parts += [
            f"{column.title}: {words}"
            for column, words in zip(table.columns[1:], said[1:], strict=True)
            if words
        ]
        yield f"- {'. '.join(parts)}."


def _all(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)
