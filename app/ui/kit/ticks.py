"""Boxes to tick and rings to choose, drawn in the theme so that they are seen in every palette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import pixmap

SIDE = 18


class TickBox(QCheckBox):
    """A box to tick with its words beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fits box, words and focus ring."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Never cuts its words."""
        return _size(self)

    def hitButton(self, pos: object) -> bool:
        """Lets one click anywhere on it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter, box = _begin(self)
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if self.isChecked():
            side = theme.px(14)
            at = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
            painter.drawPixmap(at, pixmap("check", "on_accent", 14, self.devicePixelRatioF()))
        _words(self, painter)
        painter.end()


class Ring(QRadioButton):
    """A ring to choose with its words beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fits ring, words and focus ring."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Never cuts its words."""
        return _size(self)

    def hitButton(self, pos: object) -> bool:
        """Lets one click anywhere on it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter, box = _begin(self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_accent"))
            painter.drawEllipse(box.center(), theme.px(3.5), theme.px(3.5))
        _words(self, painter)
        painter.end()


def _size(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(theme.font())
    width = theme.px(SIDE + 8 + 8) + metrics.horizontalAdvance(button.text())
    return QSize(width, max(theme.px(SIDE + 8), metrics.height() + theme.px(6)))


def _begin(button: QAbstractButton) -> tuple[QPainter, QRectF]:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if button.hasFocus():
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
    side = theme.px(SIDE)
    box = QRectF(theme.px(4), (button.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
    if button.isChecked():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if button.isEnabled() else "edge"))
    else:
        painter.setPen(QPen(theme.colour("quiet" if button.isEnabled() else "edge"), 1.25))
        painter.setBrush(theme.colour("hover" if button.underMouse() else "card"))
    return painter, box


def _words(button: QAbstractButton, painter: QPainter) -> None:
    painter.setFont(theme.font())
    painter.setPen(theme.colour("ink" if button.isEnabled() else "quiet"))
    box = QRectF(button.rect())
    box.setLeft(theme.px(4 + SIDE + 8))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, button.text())
