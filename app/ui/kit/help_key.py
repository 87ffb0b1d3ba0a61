"""F1 in every window and dialog: the kit hears the key, and whoever has the manual answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEYS = "F1"
_answers: list[Callable[[QWidget], object]] = []
"""Who answers; a program has one manual."""


def answer_with(show: Callable[[QWidget], object]) -> None:
    """Lets ``show(window)`` answer the key from now on, in every window that hears it."""
    _answers[:] = [show]


def bind(window: QWidget) -> None:
    """Lets a window or a dialog hear the key."""

    def ask() -> None:
        for show in _answers:
            show(window)

    QShortcut(QKeySequence(KEYS), window, ask)
