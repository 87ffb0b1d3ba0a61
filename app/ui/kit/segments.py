"""One of a few, all in sight: buttons beside each other, of which one is pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.button import Button
from app.ui.kit.layout import STRETCH, row


class Segments(QWidget):
    """A choice of two to four words: ``Segments([("contact", "Kontakt"), …])``; arrows go between them.

    ``keys`` are shown on key caps, by code; whoever makes the choice binds them.
    """

    edited = Signal()

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        keys: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        for code, text in options:
            made = Button(text, checkable=True, keys=(keys or {}).get(str(code), ""), bound=False)
            made.clicked.connect(lambda _checked, code=str(code): self.choose(code))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons[str(code)] = made
        self.setLayout(row(*self._buttons.values(), STRETCH, spacing=6))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_value(next(iter(self._buttons)))

    def choose(self, code: str) -> None:
        """Takes one, as a click on it does."""
        self.set_value(code)
        self.edited.emit()

    def value(self) -> Any:
        """Reads the code of the one that is pressed."""
        return next(code for code, each in self._buttons.items() if each.isChecked())

    def set_value(self, value: Any) -> None:
        """Presses one; a code that is not there presses the first."""
        wanted = str(value) if str(value) in self._buttons else next(iter(self._buttons))
        for code, each in self._buttons.items():
            each.setChecked(code == wanted)

    def raw(self) -> Any:
        """Gives the code."""
        return self.value()

    def set_raw(self, raw: Any) -> None:
        """Presses the one of a draft."""
        self.set_value(raw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the next or the one before with the arrows."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        codes = list(self._buttons)
        self.choose(codes[(codes.index(self.value()) + steps) % len(codes)])
