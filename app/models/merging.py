"""Two entries of the address book that were one person or one place, and became one record."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record, Serial, coded
from app.models.codes import EntryKind


class Merging(Record):
    """A merge, kept so that what was sent to `gone` is still somebody's, and so that it can be taken back.

    `gone` is the id that no longer exists, `kept` the one that stands for it; `undone_at` is set when the
    merge was taken back.
    """

    __tablename__ = "merging"

    id: Mapped[Serial] = mapped_column(init=False)
    kind: Mapped[EntryKind] = mapped_column(coded(EntryKind))
    kept: Mapped[str] = mapped_column(index=True)
    gone: Mapped[str]
    gone_name: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class MergingStep(Record):
    """One row that a merge changed, as it was and as it became.

    `key` is the row's primary key; `before` and `after` hold the columns that differ as the database has
    them. A row that was removed has no `after` and its whole self as `before`, with its place (`rowid`); one
    that was added has no `before`. A case that is erased takes its steps with it.
    """

    __tablename__ = "merging_step"

    id: Mapped[Serial] = mapped_column(init=False)
    merging_id: Mapped[int] = mapped_column(ForeignKey("merging.id", ondelete="CASCADE"), index=True)
    table: Mapped[str]
    key: Mapped[str]
    before: Mapped[Any] = mapped_column(default=None)
    after: Mapped[Any] = mapped_column(default=None)
    case_id: Mapped[str | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True, default=None
    )
