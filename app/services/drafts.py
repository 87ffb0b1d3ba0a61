"""What is typed and not yet a fact: kept in the binder by the form and the record it is about."""

from collections.abc import Mapping
from typing import Any

from app.storage.binder import Binder
from app.storage.repositories.drafts import DraftRow as DraftRow


def keep(
    binder: Binder, form: str, record: str, content: Mapping[str, Any], *, base: int | None = None
) -> None:
    """Write a draft in place of what was kept of the same form and record; on disk when this returns."""
    with binder.writing() as work:
        work.drafts.put(form, record, content, base=base)


def find(binder: Binder, form: str, record: str) -> Mapping[str, Any] | None:
    """The content of a draft, or None."""
    row = row_of(binder, form, record)
    return None if row is None else row.content


def row_of(binder: Binder, form: str, record: str) -> DraftRow | None:
    """A draft with what it began from, or None."""
    with binder.reading() as work:
        return work.drafts.get(form, record)


def forget(binder: Binder, form: str, record: str) -> None:
    """Let go of a draft that has become a fact or is no longer wanted."""
    with binder.writing() as work:
        work.drafts.delete(form, record)
