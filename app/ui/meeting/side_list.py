"""The list beside the work: what there is to go through, how each stands, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
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


_WRAPPED = Qt.TextFlag.TextWordWrap
"""A long action is read to its end here too, on several lines."""


class _Line(QWidget):
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._item, self._chosen = Item(""), False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_item(self, item: Item, chosen: bool) -> None:
        self._item, self._chosen = item, chosen
        said = ", ".join(part for part in (item.text, item.state or item.aside) if part)
        self.setAccessibleName(f"{said}, vald" if chosen else said)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, self._right(width) - self._left(), 1000)
        # Semibold is wider: a line keeps its height when its turn comes.
        needed = QFontMetrics(self._font(chosen=True)).boundingRect(room, _WRAPPED, self._item.text)
        return max(theme.px(39), needed.height() + theme.px(16))

    def sizeHint(self) -> QSize:
        width = theme.px(180)
        return QSize(width, self.heightForWidth(self.width() if self.isVisible() else width))

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
        x, right = self._left(), self._right(self.width())
        if self._item.icon:
            drawn = pixmap(self._item.icon, self._item.role, 16, self.devicePixelRatioF())
            painter.drawPixmap(px(12), (self.height() - px(16)) // 2, drawn)
        if self._item.aside:
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("quiet"))
            aside = QRectF(right + px(8), 0, self.width() - right, self.height())
            painter.drawText(aside, Qt.AlignmentFlag.AlignVCenter, self._item.aside)
        painter.setFont(self._font(chosen=self._chosen))
        painter.setPen(theme.colour("ink"))
        words = QRectF(x, 0, right - x, self.height())
        painter.drawText(words, int(_WRAPPED | Qt.AlignmentFlag.AlignVCenter), self._item.text)
        painter.end()

    def _left(self) -> int:
        return theme.px(38 if self._item.icon else 12)

    def _right(self, width: int) -> int:
        """Where the words end: before the few at the right, if there are any."""
        few = self._item.aside
        taken = QFontMetrics(theme.font(13)).horizontalAdvance(few) + theme.px(8) if few else 0
        return width - theme.px(12) - taken

    @staticmethod
    def _font(*, chosen: bool) -> QFont:
        return theme.font(15, weight=QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)


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
