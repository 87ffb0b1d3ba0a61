"""Slips with a password each, to cut apart and hand over: never in the same letter as the paper (R18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.documents.content import Box, DocumentContent, Look, Paragraph, Size, Span
from app.documents.words import day, listed, texts
from app.models.codes import Paper


@dataclass(frozen=True, slots=True)
class Slip:
    """Whose password opens which papers."""

    name: str
    papers: tuple[Paper, ...]
    password: str


def password_slips(slips: Sequence[Slip], on: date, banner: str = "") -> DocumentContent:
    """One box a recipient; nothing says whom the papers are about."""
    words = texts("password_slips")
    return DocumentContent(
        title=words("title"),
        subtitle=words("subtitle"),
        made=datetime.combine(on, time()),
        meta=(day(on),),
        banner=banner,
        page_label=texts("common")("page"),
        blocks=tuple(
            Box(
                each.name,
                (
                    Paragraph(words("opens", papers=_named(each.papers))),
                    Paragraph((Span(each.password, Look.STRONG),), Size.NUMBER),
                    Paragraph((Span(words("apart"), Look.QUIET),), Size.SMALL),
                ),
                quiet=True,
            )
            for each in slips
        ),
    )


def _named(papers: Sequence[Paper]) -> str:
    words = texts("password_slips")
    return listed([words(f"paper.{each}") for each in papers])
