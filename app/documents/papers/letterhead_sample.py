"""A sheet that shows how the letterhead will print, and nothing else."""

from datetime import datetime

from app.documents.content import DocumentContent, Look, Paragraph, Span
from app.documents.words import day, texts
from app.models.snapshots import Letterhead


def letterhead_sample(head: Letterhead, made: datetime, *, demo: bool = False) -> DocumentContent:
    """The head of a paper of no case; `demo` as on every paper of an invented binder."""
    common = texts("common")
    return DocumentContent(
        title=common("sample.title"),
        subtitle=common("sample.subtitle"),
        made=made,
        unit=head.unit or "",
        municipality=head.municipality or "",
        logo=head.logo,
        meta=(day(made.date()),),
        banner=common("demo") if demo else "",
        page_label=common("page"),
        blocks=(Paragraph((Span(common("sample.words"), Look.QUIET),)),),
    )
