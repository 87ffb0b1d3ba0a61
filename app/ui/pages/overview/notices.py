"""Lines of the binder itself, about no case: whoever has something to say adds a teller here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.models.backups import Standing
from app.models.pressing import Cause, Pressing, Step
from app.services.backups import backup_status
from app.services.demo import home
from app.services.overview import Line
from app.ui import backup_words
from app.ui.desk import Desk

Teller = Callable[[Desk], Iterator[Line]]

GRACE = timedelta(days=7)
"""How long a new binder is let alone about its having no place for backups."""


def backups_press(desk: Desk) -> Iterator[Line]:
    """Says that backups are missing or do not arrive; of an invented binder nobody wants any."""
    if home.is_home(desk.binder.folder):
        return
    status = backup_status(desk.binder)
    today = desk.clock().date()
    if status.standing in (Standing.NO_PLACE, Standing.NEVER):
        if today >= (status.began + GRACE).date():
            yield notice(backup_words.notice_text(status), due=today)
    elif status.presses:
        yield notice(backup_words.notice_text(status), due=today)


TELLERS: tuple[Teller, ...] = (backups_press,)
"""Each tells what the binder needs now, as ``notice("Ingen säkerhetskopia på 8 dagar.", due=day)``."""


def notices(desk: Desk) -> tuple[Line, ...]:
    """Everything that the binder itself needs."""
    return tuple(line for tell in TELLERS for line in tell(desk))


def notice(text: str, *, due: date) -> Line:
    """A line whose button leads to Pärmen; it is late from the day after ``due``."""
    return Line(pressing=Pressing(step=Step.SEE_BINDER, cause=Cause.BINDER, due=due), text=text)
