"""The list beside the work: what there is to go through, how each stands, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.kit.layout import column
from app.ui.kit.page import Scroller
from app.ui.kit.text import Text, quiet


@dataclass(frozen=True)
class Item:
    """A line: an icon in the colour of a token, words, a few more at the right, and its state in words."""

    text: str
    icon: str = ""
    role: str = "quiet"
    aside: str = ""
    state: str = ""


class _Line(QWidget):
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._item, self._chosen = Item(""), False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_item(self, item: Item, chosen: bool) -> None:
        self._item, self._chosen = item, chosen
        said = ", ".join(part for part in (item.text, item.state or item.aside) if part)
        self.setAccessibleName(f"{said}, vald" if chosen else said)
        self.setToolTip(item.text if self._too_long() else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(39))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._chosen:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("card"))
            painter.drawRoundedRect(frame, px(6), px(6))
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(frame, px(6), px(6))
        x = px(12)
        if self._item.icon:
            drawn = pixmap(self._item.icon, self._item.role, 16, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - px(16)) // 2, drawn)
            x += px(26)
        right = self.width() - px(12)
        if self._item.aside:
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("quiet"))
            width = QFontMetrics(painter.font()).horizontalAdvance(self._item.aside)
            right -= width
            painter.drawText(
                QRectF(right, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._item.aside
            )
            right -= px(8)
        painter.setFont(self._font())
        painter.setPen(theme.colour("ink"))
        shown = QFontMetrics(painter.font()).elidedText(
            self._item.text, Qt.TextElideMode.ElideRight, right - x
        )
        painter.drawText(QRectF(x, 0, right - x, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _font(self) -> QFont:
        return theme.font(15, weight=QFont.Weight.DemiBold if self._chosen else QFont.Weight.Normal)

    def _too_long(self) -> bool:
        return QFontMetrics(self._font()).horizontalAdvance(self._item.text) > theme.px(200)


class SideList(QWidget):
    """A list of lines under a quiet heading; ``chosen`` is sent with the number of the line pressed."""

    chosen = Signal(int)

    def __init__(self, width: int = 300, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading: Text = quiet("")
        self._lines: list[_Line] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, theme.px(4), 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._box)
        self._scroller = Scroller(inner)
        laid = column(self._heading, spacing=8)
        laid.addWidget(self._scroller, 1)
        self.setLayout(laid)
        self._wanted = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_width(width)

    def set_width(self, width: int) -> None:
        """Takes another width in design pixels."""
        self.setFixedWidth(theme.px(width))

    def show_items(self, heading: str, items: Sequence[Item], current: int) -> None:
        """Shows lines, one of them chosen and in sight."""
        self._heading.setText(heading)
        while len(self._lines) > len(items):
            self._lines.pop().deleteLater()
        while len(self._lines) < len(items):
            line = _Line()
            number = len(self._lines)
            line.pressed.connect(lambda n=number: self.chosen.emit(n))
            self._box.insertWidget(number, line)
            self._lines.append(line)
        for number, item in enumerate(items):
            self._lines[number].show_item(item, number == current)
        if 0 <= current < len(self._lines):
            self._scroller.ensureWidgetVisible(self._lines[current], 0, theme.px(48))
