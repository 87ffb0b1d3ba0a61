"""A text on one line that gives way with three dots."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class Elided(QWidget):
    """One line of text that gives way with three dots where there is no room; its tooltip tells all."""

    def __init__(
        self, text: str, size: float = 14, weight: QFont.Weight = QFont.Weight.Normal, role: str = "ink"
    ) -> None:
        super().__init__()
        self._size, self._weight, self._role, self.text = size, weight, role, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str, *, tip: str = "", role: str = "") -> None:
        """Changes the text, and its colour where that is another; ``tip`` is what it is short for."""
        role = role or self._role
        if (text, tip or text, role) == (self.text, self.toolTip(), self._role):
            return
        self.text, self._role = text, role
        self.setAccessibleName(tip or text)
        self.setToolTip(tip or text)
        self.updateGeometry()
        self.update()

    def width_of(self, text: str) -> int:
        """Tells the room that a text would take, whole."""
        return QFontMetrics(self._font()).horizontalAdvance(text) + 2

    def sizeHint(self) -> QSize:
        """Fits the whole text."""
        return QSize(self.width_of(self.text), QFontMetrics(self._font()).height())

    def minimumSizeHint(self) -> QSize:
        """Can be narrow."""
        return QSize(theme.px(48), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws as much as there is room for."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme.colour(self._role))
        shown = QFontMetrics(self._font()).elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def _font(self) -> QFont:
        return theme.font(self._size, weight=self._weight)
