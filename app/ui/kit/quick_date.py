"""A day that is most often near: a field to write it in, and the usual ones to press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.clock import Clock
from app.ui.kit.button import Link
from app.ui.kit.dates import DateInput
from app.ui.kit.layout import STRETCH, column, row

NEAR = ((1, "I morgon"), (7, "Om en vecka"))
"""Days from today, and how they are said."""


class QuickDate(QWidget):
    """A date field over words for the usual days; the value is a date or None when empty."""

    edited = Signal()

    def __init__(
        self, clock: Clock, *, near: Sequence[tuple[int, str]] = NEAR, placeholder: str = "t.ex. fredag, +2v"
    ) -> None:
        super().__init__()
        self._clock = clock
        self.field = DateInput(clock, placeholder=placeholder)
        self.field.edited.connect(self.edited)
        self.setFocusProxy(self.field)
        links = [Link(words, on_click=partial(self._take, days)) for days, words in near]
        self.setLayout(column(self.field, row(*links, STRETCH, spacing=8), spacing=2))

    def setAccessibleName(self, name: str) -> None:
        """Names the field, which is what has the focus."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def value(self) -> Any:
        """Reads the day; raises Unreadable("date")."""
        return self.field.value()

    def set_value(self, value: Any) -> None:
        """Shows a day; None is empty."""
        self.field.set_value(value)

    def raw(self) -> Any:
        """Gives what is typed."""
        return self.field.raw()

    def set_raw(self, raw: Any) -> None:
        """Shows what a draft kept."""
        self.field.set_raw(raw)

    def _take(self, days: int) -> None:
        self.field.set_value(self._clock().date() + timedelta(days=days))
        self.edited.emit()
        self.field.setFocus()
