"""Stand-ins around a page: answers to its questions, a window that only remembers, a still clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.preferences import Preferences

NOW = datetime(2026, 3, 4, 14, 12)


@dataclass
class Answers:
    """Answers questions as told, and remembers what was asked."""

    yes: bool = True
    path: Path | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def confirm(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        then: Callable[[], object],
        danger: bool = False,
    ) -> None:
        self.asked.append((title, text))
        if self.yes:
            then()

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        self.asked.append((title, text))

    def save_as(
        self, parent: QWidget, title: str, suggestion: Path, pattern: str, then: Callable[[Path], object]
    ) -> None:
        self._choose(title, then)

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], object]) -> None:
        self._choose(title, then)

    def folder(self, parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> None:
        self._choose(title, then)

    def _choose(self, title: str, then: Callable[[Path], object]) -> None:
        self.asked.append((title, ""))
        if self.path is not None:
            then(self.path)


@dataclass
class StillShell:
    """Stands in for the window around a page, and remembers what the page asked of it."""

    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    undo: Callable[[], object] | None = None
    full: QWidget | None = None
    look: Preferences = field(default_factory=Preferences)

    def navigate(self, key: str, **args: Any) -> None:
        self.went.append((key, args))

    def back(self) -> None:
        self.went.append(("back", {}))

    def changed(self, changes: Any) -> None:
        self.heard.append(changes)

    def say(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        self.said.append(text)
        self.undo = undo

    def capture(self, *, reminder: bool = False, case_id: str | None = None) -> None:
        self.went.append(("capture", {"reminder": reminder, "case_id": case_id}))

    def find_or_do(self) -> None:
        self.went.append(("find_or_do", {}))

    def saved(self) -> None:
        self.said.append("saved")

    def show_full(self, widget: QWidget) -> None:
        self.full = widget

    def close_full(self) -> None:
        self.full = None

    def look_chosen(self) -> Preferences:
        return self.look

    def choose_look(self, scheme: str, percent: int) -> None:
        self.look = Preferences(scheme=scheme, percent=percent)

    def problem(self, error: BaseException) -> None:
        raise error


def clock() -> datetime:
    return NOW


def write(widget: QWidget, text: str) -> None:
    """Types a text, also letters that pytest-qt's keyClicks cannot (å, ä, ö, dashes)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
