"""Short messages: what was done, a way to undo it, and when the binder last had everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.ui import theme
from app.ui.icons import IconView
from app.ui.kit.button import Link
from app.ui.kit.elided import Elided
from app.ui.kit.layout import row
from app.ui.kit.swedish_dates import say_time

SHOWN_FOR = 6000


class SavedLine(QWidget):
    """Says "Sparat 14.12", and only after ``saved(at)`` was called by who has just written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick, self._text = IconView("check", "done", 16), Elided("", 13, role="quiet")
        self.setLayout(row(self._tick, self._text, None, spacing=6))
        self._tick.hide()

    def saved(self, at: datetime) -> None:
        """Says that everything is in the binder as of a time."""
        self._tick.show_icon("check", "done")
        self._tick.show()
        self._text.say(f"Sparat {say_time(at.time())}", role="quiet")

    def failed(self, why: str) -> None:
        """Says that something could not be saved, and why; the text is kept on the screen."""
        self._tick.show_icon("triangle-alert", "stop")
        self._tick.show()
        self._text.say(why, role="stop")

    def clear(self) -> None:
        """Says nothing."""
        self._tick.hide()
        self._text.say("")

    def text(self) -> str:
        """Tells what it says."""
        return self._text.text


class Toast(QFrame):
    """A message at the bottom of a window for six seconds, with *Ångra* where there is a way back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "toast")
        self._undo: Callable[[], object] | None = None
        self._text = QLabel()
        self._link = _UndoLink("Ångra", on_click=self._take_back)
        self.setLayout(row(self._text, self._link, spacing=12, margins=(16, 10, 14, 10)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Shows a message; the one before makes room."""
        self._undo = undo
        self._text.setText(text)
        self.setAccessibleName(text)
        self._link.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in its place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over, inside = self.parentWidget(), self.layout()
        if over is None or inside is None:
            return
        self._text.setWordWrap(False)
        wide, room = inside.sizeHint().width(), over.width() - theme.px(48)
        # A long one goes over lines: what stands outside the window is not read.
        self._text.setWordWrap(wide > room)
        width = min(wide, room)
        self.resize(width, inside.totalHeightForWidth(width) if wide > room else inside.sizeHint().height())
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - theme.px(24))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()


class _UndoLink(Link):
    INK = "card"
