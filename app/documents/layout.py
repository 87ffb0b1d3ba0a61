"""Content to PDF pages: strips are dealt out and only then drawn, so that the number of pages is known.

With paint, fonts and stylesheet the only users of ReportLab.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.documents import fonts, paint
from app.documents import stylesheet as sheet
from app.documents.blocks import Composer
from app.documents.content import DocumentContent
from app.documents.finish import finish
from app.documents.strips import Strip


@dataclass(slots=True)
class Page:
    """Strips with the height at which each stands, from the page's top."""

    placed: list[tuple[float, Strip]] = field(default_factory=list)


def render(content: DocumentContent, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The paper as a finished, tagged PDF; the same content gives the same bytes (R15).

    `pictures` are the bytes of what the content pictures, by digest.
    """
    fonts.prepare()
    composer = Composer()
    strips = composer.paper(content)
    feet = paint.Feet.of(content)
    pages = deal(strips, sheet.PAGE_HEIGHT - feet.height - sheet.FOOT)
    drawn = paint.draw(content, [page.placed for page in pages], feet, pictures or {})
    title = fonts.clean(content.title).replace("\n", " ")
    return finish(drawn, composer.root, title, content.language, content.made)


def count_pages(content: DocumentContent) -> int:
    """How many pages the paper takes, without drawing it."""
    fonts.prepare()
    feet = paint.Feet.of(content)
    return len(deal(Composer().paper(content), sheet.PAGE_HEIGHT - feet.height - sheet.FOOT))


def deal(strips: list[Strip], bottom: float) -> list[Page]:
    """Deal strips out to pages that end at `bottom`; what stays together does where a page holds it."""
    pages = [Page()]
    top = sheet.TOP
    for chain in _chains(strips):
        size = sum(strip.before + strip.height for strip in chain)
        fits = top + size <= bottom
        if not fits and pages[-1].placed and size <= bottom - paint.HEAD_BOTTOM - _repeated(chain[0]):
            pages.append(Page())
            top = paint.HEAD_BOTTOM
        for strip in chain:
            before = strip.before if pages[-1].placed else 0.0
            if top + before + strip.height > bottom and pages[-1].placed:
                pages.append(Page())
                top, before = paint.HEAD_BOTTOM, 0.0
            if not pages[-1].placed and strip.repeat:
                pages[-1].placed.append((top, strip.repeat))
                top += strip.repeat.height
                before = strip.before
            pages[-1].placed.append((top + before, strip))
            top += before + strip.height
    return pages


def _chains(strips: list[Strip]) -> list[list[Strip]]:
    chains: list[list[Strip]] = []
    joined = False
    for strip in strips:
        if joined:
            chains[-1].append(strip)
        else:
            chains.append([strip])
        joined = strip.keep
    return chains


def _repeated(strip: Strip) -> float:
    return strip.repeat.height if strip.repeat else 0.0
