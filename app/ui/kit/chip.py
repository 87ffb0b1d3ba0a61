"""A state in an icon and a word, never in a colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import pixmap


class ChipKind(StrEnum):
    """What a chip says; STOP is for losing data and breaking secrecy only."""

    DONE = "done"
    ATTENTION = "attention"
    STOP = "stop"
    NEUTRAL = "neutral"
    INFO = "info"


ICONS = {
    ChipKind.DONE: "check",
    ChipKind.ATTENTION: "clock",
    ChipKind.STOP: "x",
    ChipKind.NEUTRAL: "circle",
    ChipKind.INFO: "circle-dot",
}
_COLOURS = {
    ChipKind.DONE: ("done", "done_soft"),
    ChipKind.ATTENTION: ("attention", "attention_soft"),
    ChipKind.STOP: ("stop", "stop_soft"),
    ChipKind.NEUTRAL: ("quiet", "neutral_soft"),
    ChipKind.INFO: ("accent", "accent_soft"),
}


class Chip(QWidget):
    """A chip: ``Chip(ChipKind.DONE, "Gäller till 30 juni")``; ``icon`` replaces the kind's own, "" none."""

    def __init__(
        self, kind: ChipKind, text: str, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(kind, text, icon)

    def say(self, kind: ChipKind, text: str, icon: str | None = None) -> None:
        """Changes what the chip says."""
        self.kind, self.text = kind, text
        self._icon = ICONS[kind] if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fits icon and word."""
        return chip_size(self.text, self._icon)

    def minimumSizeHint(self) -> QSize:
        """Never cuts its word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the chip."""
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self.kind, self.text, self._icon, self.devicePixelRatioF())
        painter.end()


def chip_font() -> QFont:
    """Gives the font of a chip."""
    return theme.font(13, weight=QFont.Weight.Medium)


def chip_size(text: str, icon: str) -> QSize:
    """Tells the size a chip needs."""
    width = QFontMetrics(chip_font()).horizontalAdvance(text) + theme.px(20)
    if icon:
        width += theme.px(14) + (theme.px(5) if text else 0)
    return QSize(width, theme.px(24))


def draw_chip(painter: QPainter, box: QRectF, kind: ChipKind, text: str, icon: str, ratio: float) -> None:
    """Draws a chip in a box; tables use it for their cells."""
    ink, ground = _COLOURS[kind]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edged = theme.look().palette.contrast
    painter.setPen(QPen(theme.colour(ink), 1) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5) if edged else box
    painter.drawRoundedRect(frame, box.height() / 2, box.height() / 2)
    x = box.x() + theme.px(10)
    if icon:
        drawn = pixmap(icon, ink, 14, ratio)
        painter.drawPixmap(round(x), round(box.y() + (box.height() - theme.px(14)) / 2), drawn)
        x += theme.px(19)
    painter.setFont(chip_font())
    painter.setPen(theme.colour(ink))
    words = QRectF(x, box.y(), box.right() - x, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
