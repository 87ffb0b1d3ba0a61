"""What a test reads back from a binder after a service has done its errand."""

from app.models.case import Case
from app.services.changes import Changes
from app.storage.binder import Binder


def whole(binder: Binder, case_id: str) -> Case:
    """A case as the binder has it."""
    with binder.reading() as work:
        return work.case(case_id)


def logged(binder: Binder, case_id: str | None = None) -> list[str]:
    """What the log tells, in order, of one case or of all."""
    with binder.reading() as work:
        return [row.what for row in work.log_rows(case=case_id)]


def only(changes: Changes, *besides: str) -> str:
    """The one id among the changes besides those known."""
    (found,) = changes.ids - set(besides)
    return found
