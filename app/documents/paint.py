"""Dealt pages to PDF operators: text as marked content in reading order, everything else as decoration."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.documents import fonts, text
from app.documents import stylesheet as sheet
from app.documents.content import DocumentContent
from app.documents.strips import Frame, Image, Mark, Rule, Strip
from app.documents.text import Line, Style

Placed = list[tuple[float, Strip]]

HEAD_BOTTOM = sheet.TOP + 28.0
HEAD_GAP = 16.0
"""Points between which paper it is and which version, on top of the second page and on."""
_NUMBER_ROOM = 90.0
_FRAME_THICKNESS = 1.0


@dataclass(frozen=True, slots=True)
class Feet:
    """The lines at the foot of every page, and the height in points that they need."""

    lines: tuple[Line, ...]
    height: float

    @classmethod
    def of(cls, content: DocumentContent) -> "Feet":
        """Secrecy and recipient, broken beside the page number."""
        lines: list[Line] = []
        for words in (content.secrecy, content.recipient):
            if words:
                lines += text.lines([(words, sheet.FOOTER)], sheet.WIDTH - _NUMBER_ROOM)
        return cls(tuple(lines), max(len(lines), 1) * sheet.FOOTER.leading + 18.0)


def draw(content: DocumentContent, pages: list[Placed], feet: Feet, pictures: Mapping[str, bytes]) -> bytes:
    """Draw the pages; the tags learn where on which page their words stand.

    `pictures` are the bytes of what is pictured, by digest; KeyError where one is missing.
    """
    target = BytesIO()
    canvas = Canvas(target, pagesize=(sheet.PAGE_WIDTH, sheet.PAGE_HEIGHT), invariant=1, pageCompression=1)
    painter = _Painter(canvas, pictures)
    for number, placed in enumerate(pages):
        painter.page(number, placed)
        painter.head_and_foot(content, number, len(pages), feet)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Painter:
    def __init__(self, canvas: Any, pictures: Mapping[str, bytes]) -> None:
        self._canvas = canvas
        self._pictures = pictures
        self._bookmarks = 0
        self._ink = ""
        self._levels: list[int] = []

    def page(self, number: int, placed: Placed) -> None:
        """Draw a page's decoration, then its words in reading order."""
        self._ink = ""
        self._canvas.addLiteral("/Artifact BMC")
        for top, strip in placed:
            for rule in strip.rules:
                self._rule(rule, top)
        for frame, group in groupby(placed, key=lambda item: item[1].frame):
            if frame:
                inside = list(group)
                self._frame(frame, inside[0][0], inside[-1][0] + inside[-1][1].height)
        self._canvas.addLiteral("EMC")
        images = [(image, top + image.y) for top, strip in placed for image in strip.images]
        for order, (image, top) in enumerate(images):
            self._image(image, top, number, order)
        marks = [(mark, top) for top, strip in placed for mark in strip.marks]
        marks.sort(key=lambda item: item[0].order)
        self._marks(number, marks, len(images))
        for top, strip in placed:
            for bookmark in strip.bookmarks:
                self._bookmark(bookmark.title, bookmark.level, top)

    def _image(self, image: Image, top: float, page: int, order: int) -> None:
        bottom = sheet.PAGE_HEIGHT - top - image.height
        image.tag.kids.append((page, order))
        image.tag.place = (image.x, bottom, image.x + image.width, bottom + image.height)
        self._canvas.addLiteral(f"/{image.tag.role} <</MCID {order}>> BDC")
        source = ImageReader(BytesIO(self._pictures[image.digest]))
        self._canvas.drawImage(source, image.x, bottom, image.width, image.height)
        self._canvas.addLiteral("EMC")

    def _marks(self, page: int, marks: list[tuple[Mark, float]], numbered: int) -> None:
        for tag, group in groupby(marks, key=lambda item: item[0].tag):
            if tag is None:
                self._canvas.addLiteral("/Artifact BMC")
            else:
                self._canvas.addLiteral(f"/{tag.role} <</MCID {numbered}>> BDC")
                tag.kids.append((page, numbered))
                numbered += 1
            for mark, top in group:
                self._line(mark.line, mark.x, top + mark.y)
            self._canvas.addLiteral("EMC")

    def _line(self, line: Line, x: float, y: float) -> None:
        for run in line.runs:
            if run.style.colour != self._ink:
                self._ink = run.style.colour
                self._canvas.setFillColor(_colour(self._ink))
            words = self._canvas.beginText(x, sheet.PAGE_HEIGHT - y)
            for piece in run.pieces:
                words.setFont(piece.font, run.style.size)
                words.textOut(piece.text)
            self._canvas.drawText(words)
            x += run.width

    def _rule(self, rule: Rule, top: float) -> None:
        height = sheet.PAGE_HEIGHT - top - rule.y
        self._canvas.setStrokeColor(_colour(rule.colour))
        self._canvas.setLineWidth(rule.thickness)
        self._canvas.line(rule.x, height, rule.end, height)

    def _frame(self, frame: Frame, top: float, bottom: float) -> None:
        self._canvas.setStrokeColor(_colour(frame.colour))
        self._canvas.setLineWidth(_FRAME_THICKNESS)
        self._canvas.roundRect(
            sheet.MARGIN, sheet.PAGE_HEIGHT - bottom, sheet.WIDTH, bottom - top, sheet.BOX_RADIUS
        )

    def _bookmark(self, title: str, level: int, top: float) -> None:
        key = f"b{self._bookmarks}"
        self._bookmarks += 1
        level = min(level, self._levels[-1] + 1 if self._levels else 0)
        self._levels.append(level)
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=sheet.PAGE_HEIGHT - top + 6)
        self._canvas.addOutlineEntry(fonts.clean(title).replace("\n", " "), key, level)

    def head_and_foot(self, content: DocumentContent, number: int, pages: int, feet: Feet) -> None:
        """The foot of every page, and from the second page on a line on top that says which paper it is."""
        right = sheet.MARGIN + sheet.WIDTH
        self._canvas.addLiteral("/Artifact <</Type /Pagination>> BDC")
        top = sheet.PAGE_HEIGHT - sheet.FOOT - feet.height + 10
        self._rule(Rule(sheet.MARGIN, right, 0, sheet.LINE, sheet.HAIRLINE), top)
        base = top + 6 + 0.76 * sheet.FOOTER.leading
        for line in feet.lines:
            self._line(line, sheet.MARGIN, base)
            base += sheet.FOOTER.leading
        label = content.page_label.format(page=number + 1, pages=pages)
        self._aligned(
            label,
            sheet.FOOTER,
            right,
            max(base - sheet.FOOTER.leading, top + 6 + 0.76 * sheet.FOOTER.leading),
        )
        if number:
            self._running_head(content)
            self._rule(Rule(sheet.MARGIN, right, 0, sheet.LINE, sheet.HAIRLINE), sheet.TOP + 13)
        self._canvas.addLiteral("EMC")

    def _running_head(self, content: DocumentContent) -> None:
        """Which paper it is and of whom, and to the right which version; the banner over them if need be."""
        who = " ".join(part for part in (content.title, content.subtitle) if part)
        name = " · ".join(part for part in (content.banner, who) if part)
        version = _shortened(content.meta[-1] if content.meta else "", sheet.FOOTER, sheet.WIDTH * 0.6)
        room = sheet.WIDTH - version.width - HEAD_GAP
        if content.banner and not _fits(name, sheet.FOOTER, room):
            self._line(_shortened(content.banner, sheet.FOOTER, sheet.WIDTH), sheet.MARGIN, sheet.TOP - 6)
            name = who
        self._line(_shortened(name, sheet.FOOTER, room), sheet.MARGIN, sheet.TOP + 6)
        self._line(version, sheet.MARGIN + sheet.WIDTH - version.width, sheet.TOP + 6)

    def _aligned(self, words: str, style: Style, right: float, base: float) -> None:
        line = _shortened(words, style, sheet.WIDTH * 0.38)
        self._line(line, right - line.width, base)


def _fits(words: str, style: Style, room: float) -> bool:
    return len(text.lines([(words, style)], room)) == 1


def _shortened(words: str, style: Style, room: float) -> Line:
    """The words on one line, with an ellipsis where they do not fit."""
    lines = text.lines([(words, style)], room)
    if len(lines) == 1:
        return lines[0]
    first = "".join(run.text for run in lines[0].runs).rstrip()
    return text.lines([(f"{first} …", style)], 2 * room)[0]


@cache
def _colour(name: str) -> Any:
    return HexColor(f"#{name}")
