"""What the window needs to know of a page before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.ui.desk import Desk
from app.ui.kit.page import Page


class Place(StrEnum):
    """Where a page stands in the rail; HIDDEN ones are reached from other pages."""

    TOP = "top"
    FOOT = "foot"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class PageEntry:
    """A page by its key: ``PageEntry("cases", "Ärenden", "folders", CasesPage)``.

    ``factory(desk)`` makes it the first time one goes there. A hidden page lights up its ``parent``.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Desk], Page]
    keys: str = ""
    place: Place = Place.TOP
    parent: str = ""
