"""A button that shows a key which the meeting mode itself listens to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.kit.button import Button, Kind
from app.ui.kit.text import key_text


class HintButton(Button):
    """Enter, the digits and Ctrl+Enter mean something else in a field: the key is shown but not bound."""

    def __init__(
        self,
        text: str,
        hint: str,
        kind: Kind = Kind.SECONDARY,
        *,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        **look: Any,
    ) -> None:
        super().__init__(text, kind, on_click=on_click, parent=parent, **look)
        self.set_hint(text, hint)

    def set_hint(self, text: str, hint: str) -> None:
        """Changes the words and the key shown."""
        self._keys = ""
        self.set_words(text)
        self._keys = hint
        self.setToolTip(f"{text} ({key_text(hint)})" if hint else text)
        self.updateGeometry()
        self.update()
