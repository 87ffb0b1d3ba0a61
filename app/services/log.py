"""The log as it is read (trust.md, promise 4)."""

from collections.abc import Sequence

from app.models.errors import Kind, KnownError
from app.storage.binder import Binder
from app.storage.journal import LogRow as LogRow
from app.storage.repositories.log import LogLine as LogLine


def latest_lines(binder: Binder, most: int | None = None) -> tuple[tuple[LogLine, ...], int]:
    """The latest lines of the log, at most so many, the last first, and how many there are in all."""
    with binder.reading() as work:
        return work.log_lines(most), work.log_end().entries


def read_log(binder: Binder, *, case: str | None = None) -> Sequence[LogRow]:
    """The log in order, of one case or of all.

    KnownError RULE `no_such_case` for a case that neither the binder nor its log has ever known.
    """
    with binder.reading() as work:
        rows = work.log_rows(case=case)
        if case is not None and not rows and case not in work.case_ids():
            raise KnownError(Kind.RULE, "no_such_case", id=case)
    return rows
