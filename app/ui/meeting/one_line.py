"""A text on one line that gives way with three dots and says the rest in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class OneLine(QWidget):
    """``OneLine("Elin Holm", 16, bold=True)``: as wide as its text wants, and narrower where it must."""

    def __init__(
        self,
        text: str,
        size: int = 14,
        *,
        bold: bool = False,
        colour: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._size, self._bold, self._colour = text, size, bold, colour
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fits the whole text."""
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Can do with a few letters."""
        return QSize(theme.px(60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what there is room for."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme.colour(self._colour))
        shown = QFontMetrics(self._font()).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRect(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _font(self) -> QFont:
        return theme.font(self._size, weight=QFont.Weight.Bold if self._bold else QFont.Weight.Normal)
