"""What a table's columns are, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.ui.kit.chip import ChipKind

R = TypeVar("R")


@dataclass(frozen=True)
class ChipCell:
    """A cell that shows a chip."""

    kind: ChipKind
    text: str
    icon: str | None = None


@dataclass(frozen=True)
class Column(Generic[R]):
    """One declared column of rows ``R``.

    ``text(row)`` is what it says; ``sort(row)`` what it sorts by (else the text, as Swedish does; None sorts
    last); ``under(row)`` a quiet second line; ``chip(row)`` a chip instead of text; ``strong`` writes in
    semibold; ``right`` aligns to the right; ``width`` in design pixels, 0 fits the content; one column may
    ``stretch``. Where not all have room, those that ``give_way`` are hidden, 1 first. What is not
    ``searched`` is asked for only when it is seen or sorted by.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    under: Callable[[R], str] | None = None
    chip: Callable[[R], ChipCell | None] | None = None
    strong: bool = False
    right: bool = False
    width: int = 0
    stretch: bool = False
    give_way: int = 0
    searched: bool = True
