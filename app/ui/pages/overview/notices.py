"""Lines of the binder itself, about no case: whoever has something to say adds a teller here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from app.models.pressing import Cause, Pressing, Step
from app.services.overview import Line
from app.ui.desk import Desk

Teller = Callable[[Desk], Iterator[Line]]

TELLERS: tuple[Teller, ...] = ()
"""Each tells what the binder needs now, as ``notice("Ingen säkerhetskopia på 8 dagar.", due=day)``."""


def notices(desk: Desk) -> tuple[Line, ...]:
    """Everything that the binder itself needs."""
    return tuple(line for tell in TELLERS for line in tell(desk))


def notice(text: str, *, due: date) -> Line:
    """A line whose button leads to Pärmen; it is late from the day after ``due``."""
    return Line(pressing=Pressing(step=Step.SEE_BINDER, cause=Cause.BINDER, due=due), text=text)
