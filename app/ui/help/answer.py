"""The answer to F1: the manual at the page of what has the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.help.places import page_for
from app.ui.help.window import open_manual


def show_for(window: QWidget) -> None:
    """Opens the manual over a window, where one is in it."""
    focused: QWidget | None = window.focusWidget()
    open_manual(window, page_for(window if focused is None else focused))
