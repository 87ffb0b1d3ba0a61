"""Blocks to strips: how each kind of content is set."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, pairwise

from app.documents import fonts, text
from app.documents import stylesheet as sheet
from app.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    DocumentContent,
    Heading,
    Item,
    Listing,
    Paragraph,
    Signature,
    Size,
    Span,
    Table,
    Together,
    TwoColumns,
    Words,
    WritingLines,
    mark,
)
from app.documents.strips import Bookmark, Frame, Image, Press, Rule, SetLine, Strip
from app.documents.tags import Tag
from app.documents.text import Style
from app.documents.words import texts

Flow = Heading | Paragraph | Listing


class Composer:
    """Sets a paper's blocks, one below the other, and grows its structure."""

    def __init__(self) -> None:
        self.root = Tag("Document")
        self._press = Press()
        self._frames = count(1)

    def paper(self, content: DocumentContent) -> list[Strip]:
        """The whole paper: letterhead, title, blocks."""
        strips = self._letterhead(content)
        before: Block | None = None
        for block, after in pairwise((*content.blocks, None)):
            assert block is not None
            part = self.block(block, self.root, sheet.MARGIN, sheet.WIDTH)
            if isinstance(before, Heading) and isinstance(block, Paragraph) and isinstance(after, Table):
                part[-1].keep = True  # a line between a heading and its table stays with both
            if isinstance(block, Table) and not isinstance(before, Heading | Paragraph):
                part[0].before += sheet.BLOCK_GAP
            if before is None or isinstance(before, Box):
                self._aired(part, sheet.AFTER_TITLE)
            strips += part
            before = block
        return strips

    def block(self, block: Block, parent: Tag, x: float, room: float) -> list[Strip]:
        """The strips of one block at `x`, `room` wide, with air above."""
        match block:
            case Heading() | Paragraph() | Listing(columns=1):
                return self._aired(
                    self._press.strips([(x, room, self._flow([block], parent, room))]), _gap(block)
                )
            case Listing():
                return self._columned_listing(block, parent, x, room)
            case Box():
                return self._box(block, parent, x, room)
            case TwoColumns():
                return self._two_columns(block, parent, x, room)
            case Table():
                return self._table(block, parent, x, room)
            case Signature():
                return self._signature(block, parent, x, room)
            case WritingLines():
                return self._writing_lines(block, parent, x, room)
            case Together():
                strips = [strip for part in block.blocks for strip in self.block(part, parent, x, room)]
                return _kept(strips)

    def _letterhead(self, content: DocumentContent) -> list[Strip]:
        x, room = sheet.MARGIN, sheet.WIDTH
        strips: list[Strip] = []
        if content.banner:
            strips += self._press.strips(
                [(x, room, _set(content.banner, sheet.BANNER, self.root.add("P"), room, 0.5))]
            )
            strips[-1].rules.append(Rule(x, x + room, strips[-1].height + 2, sheet.INK, 1.2))
            strips.append(Strip(10))
        half = (room - sheet.TWO_COLUMN_GUTTER) / 2
        logo, beside = self._logo(content, x)
        left: list[SetLine] = []
        for words, style in ((content.unit, sheet.UNIT), (content.municipality, sheet.META)):
            if words:
                left += _set(words, style, self.root.add("P"), half - beside)
        right: list[SetLine] = []
        for words in content.meta:
            right += _set(words, sheet.META, self.root.add("P"), half, 1.0)
        if left or right or logo:
            columns = [(x + beside, half - beside, left), (x + room - half, half, right)]
            head = self._press.strips(columns) or [Strip(0)]
            high = sum(strip.height for strip in head)
            if logo:
                head[0].images.append(logo)
                head.append(Strip(max(0.0, logo.height - high)))
            strips += head
            strips.append(Strip(9, rules=[Rule(x, x + room, 8, sheet.LINE, sheet.HAIRLINE)]))
        title = _set(content.title, sheet.TITLE, self.root.add("H1"), room)
        if content.subtitle:
            title += _set(content.subtitle, sheet.SUBTITLE, self.root.add("P"), room)
        return [*strips, *self._aired(self._press.strips([(x, room, title)]), 15 if strips else 0)]

    def _logo(self, content: DocumentContent, x: float) -> tuple[Image | None, float]:
        """The logotype in its fixed box, and how far to the right of it the words begin."""
        logo = content.logo
        if logo is None:
            return None, 0.0
        scale = min(sheet.LOGO_BOX[0] / logo.width, sheet.LOGO_BOX[1] / logo.height)
        owner = content.municipality or content.unit
        words = texts("common")
        tag = self.root.add("Figure")
        tag.alt = words("logo_of", owner=owner) if owner else words("logo")
        width = logo.width * scale
        return Image(x, 2.0, width, logo.height * scale, logo.digest, tag), width + sheet.LOGO_GUTTER

    def _flow(self, blocks: Sequence[Flow], parent: Tag, room: float) -> list[SetLine]:
        lines: list[SetLine] = []
        for number, block in enumerate(blocks):
            above = _gap(block) if number else 0.0
            match block:
                case Heading():
                    part = self._heading(block, parent, room)
                case Paragraph():
                    part = _words(block.words, block.size, parent.add("P"), room, own_direction=True)
                case Listing():
                    part = self._items(block.items, parent.add("L"), room)
            if part:
                part[0].above += above
            lines += part
        return lines

    def _heading(self, block: Heading, parent: Tag, room: float) -> list[SetLine]:
        stretches = [(block.text, sheet.HEADING[block.level])]
        if block.aside:
            stretches.append((f" · {block.aside}", sheet.ASIDE[block.level]))
        lines = _lines(stretches, parent.add(f"H{block.level + 1}"), room)
        for line in lines:
            line.keep = True
        lines[0].bookmark = Bookmark(block.text, block.level - 1)
        return lines

    def _items(self, items: Sequence[Item], parent: Tag, room: float) -> list[SetLine]:
        lines: list[SetLine] = []
        for item in items:
            entry = parent.add("LI")
            sign = text.lines([(mark(item), sheet.SIGN)], room)[0]
            label = entry.add("Lbl")
            part = _words(item.words, Size.BODY, entry.add("LBody"), room - sheet.ITEM_INDENT)
            for line in part:
                line.indent = sheet.ITEM_INDENT
            part[0].sign = (sign, label)
            part[0].above = sheet.ITEM_GAP if lines else 0.0
            lines += part
        return lines

    def _columned_listing(self, block: Listing, parent: Tag, x: float, room: float) -> list[Strip]:
        listing = parent.add("L")
        each = (room - sheet.TWO_COLUMN_GUTTER * (block.columns - 1)) / block.columns
        size = -(-len(block.items) // block.columns)
        columns = [
            (x + number * (each + sheet.TWO_COLUMN_GUTTER), each, self._items(part, listing, each))
            for number in range(block.columns)
            if (part := block.items[number * size : (number + 1) * size])
        ]
        return self._aired(self._press.strips(columns), sheet.BLOCK_GAP)

    def _two_columns(self, block: TwoColumns, parent: Tag, x: float, room: float) -> list[Strip]:
        each = (room - sheet.TWO_COLUMN_GUTTER) / 2
        left = self._flow(block.left, parent, each)
        right = self._flow(block.right, parent, each)
        columns = [(x, each, left), (x + each + sheet.TWO_COLUMN_GUTTER, each, right)]
        short = max(len(left), len(right)) <= sheet.KEEP_COLUMN_LINES
        strips = [self._press.stack(columns)] if short else self._press.strips(columns)
        return self._aired(strips, sheet.HEADING_GAP[1])

    def _box(self, block: Box, parent: Tag, x: float, room: float) -> list[Strip]:
        section = parent.add("Sect")
        x, room = x + sheet.BOX_PADDING + 3, room - 2 * (sheet.BOX_PADDING + 3)
        style = sheet.QUIET_BOX_TITLE if block.quiet else sheet.BOX_TITLE
        title = _set(block.title, style, section.add("H3" if block.quiet else "H2"), room)
        title[0].bookmark = Bookmark(block.title, int(block.quiet))
        strips = self._press.strips([(x, room, title)])
        for number, part in enumerate(block.blocks):
            inner = self.block(part, section, x, room)
            if inner and number == 0:
                inner[0].before = 0
            strips += inner
        padding = sheet.QUIET_BOX_PADDING if block.quiet else sheet.BOX_PADDING
        strips = _kept([Strip(padding - 4), *strips, Strip(padding - 2)])
        frame = Frame(next(self._frames), sheet.LINE if block.quiet else sheet.ACCENT)
        for strip in strips:
            strip.frame = frame
        return self._aired(strips, 9 if block.quiet else 15)

    def _table(self, block: Table, parent: Tag, x: float, room: float) -> list[Strip]:
        table = parent.add("Table")
        places = _places(block.columns, x, room)
        row = table.add("THead").add("TR")
        head = self._press.strips(
            [
                (left, wide, _set(column.title, sheet.TABLE_HEAD, row.add("TH", "Column"), wide))
                for column, (left, wide) in zip(block.columns, places, strict=True)
            ]
        )
        strips = [*head, Strip(4, rules=[Rule(x, x + room, 3, sheet.STRONG_LINE, 0.9)])]
        for strip in strips:
            strip.keep = bool(block.rows)
        repeat = _as_decoration(strips)
        body = table.add("TBody") if block.rows else table
        padding = sheet.ROW_PADDING[block.air]
        for number, row_cells in enumerate(block.rows):
            row = body.add("TR")
            cells: list[tuple[float, float, list[SetLine]]] = []
            for cell, (left, wide) in zip(row_cells, places, strict=True):
                cells.append((left, wide, _cell(cell, row.add("TD"), wide)))
            strips += self._row(cells, x, room, padding, repeat)
            strips[-1].keep = number in (0, len(block.rows) - 2) and number < len(block.rows) - 1
        return self._aired(strips, sheet.TABLE_GAP)

    def _row(
        self,
        cells: list[tuple[float, float, list[SetLine]]],
        x: float,
        room: float,
        padding: float,
        repeat: Strip,
    ) -> list[Strip]:
        lines = self._press.strips(cells)
        lines[0].before = padding
        closing = Strip(padding + 1, rules=[Rule(x, x + room, padding, sheet.LINE, sheet.HAIRLINE)])
        long = len(lines) > sheet.KEEP_ROW_LINES
        for number, strip in enumerate(lines):
            strip.repeat = repeat
            strip.keep = not long or number in (0, len(lines) - 2, len(lines) - 1)
        return [*lines, closing]

    def _signature(self, block: Signature, parent: Tag, x: float, room: float) -> list[Strip]:
        signed, dated = parent.add("P"), parent.add("P")
        split, line = x + room * 0.68, sheet.SIGNING_HEIGHT - 1
        date_x = split + sheet.TWO_COLUMN_GUTTER
        ruled = Strip(sheet.SIGNING_HEIGHT)
        ruled.rules = [
            Rule(x, split, line, sheet.STRONG_LINE, 0.8),
            Rule(date_x, x + room, line, sheet.STRONG_LINE, 0.8),
        ]
        who = [(f"{block.name} ", sheet.NAME)] if block.name else []
        who.append((block.role, sheet.LABEL))
        labels = self._press.strips(
            [
                (x, split - x, _lines(who, signed, split - x)),
                (date_x, x + room - date_x, _set(block.date_label, sheet.LABEL, dated, x + room - date_x)),
            ]
        )
        return self._aired(_kept([ruled, *labels]), sheet.TABLE_GAP)

    def _writing_lines(self, block: WritingLines, parent: Tag, x: float, room: float) -> list[Strip]:
        strips = self._press.strips([(x, room, _set(block.label, sheet.LABEL, parent.add("P"), room))])
        rule = Rule(x, x + room, sheet.WRITING_HEIGHT - 1, sheet.LINE, sheet.HAIRLINE)
        strips += [Strip(sheet.WRITING_HEIGHT, rules=[rule]) for _ in range(block.count)]
        return self._aired(_kept(strips), sheet.BLOCK_GAP)

    @staticmethod
    def _aired(strips: list[Strip], gap: float) -> list[Strip]:
        if strips:
            strips[0].before = max(gap, strips[0].before)
        return strips


def _cell(cell: Cell, tag: Tag, room: float) -> list[SetLine]:
    """The lines of a cell; several paragraphs are each heard as one."""
    alone = len(cell.lines) == 1
    return [
        line
        for part in cell.lines
        for line in _words(part.words, part.size, tag if alone else tag.add("P"), room)
    ]


def _gap(block: Flow) -> float:
    return sheet.HEADING_GAP[block.level] if isinstance(block, Heading) else sheet.TABLE_GAP


def _kept(strips: list[Strip]) -> list[Strip]:
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def _as_decoration(strips: list[Strip]) -> Strip:
    """The strips as one without tags: a head that is repeated says nothing new to who listens."""
    whole = Strip(sum(strip.height for strip in strips))
    top = 0.0
    for strip in strips:
        whole.marks += [replace(item, y=item.y + top, tag=None) for item in strip.marks]
        whole.rules += [replace(item, y=item.y + top) for item in strip.rules]
        top += strip.height
    return whole


def _places(columns: Sequence[Column], x: float, room: float) -> list[tuple[float, float]]:
    total = sum(column.share for column in columns)
    free = room - sheet.COLUMN_GUTTER * (len(columns) - 1)
    places: list[tuple[float, float]] = []
    for column in columns:
        wide = free * column.share / total
        places.append((x, wide))
        x += wide + sheet.COLUMN_GUTTER
    return places


def _words(words: Words, size: Size, tag: Tag, room: float, own_direction: bool = False) -> list[SetLine]:
    """Running text in its looks; the first two and the last two lines of a paragraph stay together."""
    spans = (Span(words),) if isinstance(words, str) else words
    stretches = [(span.text, sheet.style(size, span.look)) for span in spans]
    lines = _lines(stretches, tag, room, own_direction)
    for number, line in enumerate(lines):
        line.keep = len(lines) > 1 and number in (0, len(lines) - 2)
    return lines


def _set(words: str, style: Style, tag: Tag, room: float, align: float = 0.0) -> list[SetLine]:
    lines = _lines([(words, style)], tag, room)
    for line in lines:
        line.align = align
        line.keep = True
    return lines


def _lines(
    stretches: list[tuple[str, Style]], tag: Tag, room: float, own_direction: bool = False
) -> list[SetLine]:
    leading = max(style.leading for _, style in stretches)
    lines = text.lines(stretches, room, own_direction)
    if any(_is_drawn_otherwise(run) for line in lines for run in line.runs):
        tag.spoken += " ".join(fonts.clean(words) for words, _ in stretches)
    return [SetLine(line, leading, tag, align=float(line.from_right)) for line in lines]


def _is_drawn_otherwise(run: text.Run) -> bool:
    """Whether reading the drawn signs from left to right would not give the words."""
    return any(piece.instead for piece in run.pieces) or text.has_right_to_left(run.text)
