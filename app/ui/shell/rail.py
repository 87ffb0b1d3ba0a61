"""The rail to the left: where one can go, with the key that leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.kit.text import Text, key_text
from app.ui.kit.toast import SavedLine
from app.ui.shell.entry import PageEntry, Place

WIDTH, NARROW = 196, 56


class RailItem(QAbstractButton):
    """One place to go to."""

    def __init__(self, icon: str, title: str, keys: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._icon, self._keys, self.narrow = icon, keys, False
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(f"{title} ({key_text(keys)})" if keys else title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda *_: on_click())

    def sizeHint(self) -> QSize:
        """Is as high as a finger wants."""
        return QSize(theme.px(NARROW - 20), theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Is never lower."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Leaves the mark to the window: a page that cannot be shown is not marked."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Brightens."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Calms down."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws icon, title and key."""
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(QPen(theme.colour("line"), 1) if here else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("card" if here else "hover"))
            painter.drawRoundedRect(box, px(7), px(7))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        token = "accent" if here else "ink"
        left = px(12) if not self.narrow else (self.width() - px(18)) // 2
        drawn = pixmap(self._icon, "accent" if here else "quiet", 18, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - px(18)) // 2, drawn)
        if not self.narrow:
            painter.setFont(theme.font(14, weight=QFont.Weight.DemiBold if here else QFont.Weight.Normal))
            painter.setPen(theme.colour(token))
            words = QRectF(px(40), 0, self.width() - px(40), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            self._draw_keys(painter, px(40) + QFontMetrics(painter.font()).horizontalAdvance(self.text()))
        painter.end()

    def _draw_keys(self, painter: QPainter, after: int) -> None:
        font = theme.font(11)
        keys = key_text(self._keys)
        width = QFontMetrics(font).horizontalAdvance(keys)
        left = self.width() - theme.px(10) - width
        if keys and left > after + theme.px(4):
            painter.setFont(font)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, keys)


class Rail(QFrame):
    """The rail: places to go to, what goes on, *Sparat*, and at its foot the binder and the lock."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("Navigering")
        self._items: dict[str, RailItem] = {}
        self._name = Text("Insatspärmen", "brand", wrap=False)
        self._work, self._bar = Text("", "quiet"), QProgressBar()
        self._bar.setTextVisible(False)
        self.saved = SavedLine()
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for box in (self._top, self._foot):
            box.setSpacing(theme.px(1))
        self._box = QVBoxLayout(self)
        self._box.setSpacing(theme.px(8))
        self._box.addWidget(self._name)
        self._box.addSpacing(theme.px(6))
        self._box.addLayout(self._top)
        self._box.addStretch(1)
        for widget in (self._work, self._bar, self.saved):
            self._box.addWidget(widget)
        self._box.addLayout(self._foot)
        self.idle()
        self.set_narrow(False)

    def fill(self, window: QWidget, entries: Sequence[PageEntry], go: Callable[[str], object]) -> None:
        """Adds every page that has a place here, and binds its key in the window."""
        for entry in entries:
            if entry.place is not Place.HIDDEN:
                act = partial(go, entry.key)
                item = RailItem(entry.icon, entry.title, entry.keys, act)
                self.add(entry.key, item, foot=entry.place is Place.FOOT)
                if entry.keys:
                    QShortcut(QKeySequence(entry.keys), window, act)

    def lead(self, key: str, item: RailItem) -> None:
        """Adds what stands above the places."""
        self._items[key] = item
        self._top.insertWidget(0, item)

    def add(self, key: str, item: RailItem, *, foot: bool) -> None:
        """Adds a place."""
        self._items[key] = item
        (self._foot if foot else self._top).addWidget(item)

    def mark(self, key: str) -> None:
        """Shows where one is; a key that is not in the rail marks nothing."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def item(self, key: str) -> RailItem:
        """Gives a place's button."""
        return self._items[key]

    def set_narrow(self, narrow: bool) -> None:
        """Shows icons only, for narrow windows and large text."""
        side = theme.px(10)
        self._box.setContentsMargins(side, theme.px(22), side, theme.px(16))
        self._name.setContentsMargins(side, 0, 0, 0)
        self._work.setContentsMargins(side, 0, 0, 0)
        self.saved.setContentsMargins(0 if narrow else side, 0, 0, 0)
        self._name.setVisible(not narrow)
        self.saved.setVisible(not narrow)
        for item in self._items.values():
            item.narrow = narrow
            item.update()
        self.setFixedWidth(theme.px(NARROW if narrow else WIDTH))

    def busy(self, label: str) -> None:
        """Says what goes on in the background."""
        self._work.setText(label)
        self._work.setVisible(self._name.isVisible())
        self._bar.setRange(0, 0)
        self._bar.show()

    def progress(self, part: float, text: str) -> None:
        """Says how far it is."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(part * 100))
        if text:
            self._work.setText(text)

    def idle(self) -> None:
        """Says nothing: nothing goes on."""
        self._work.hide()
        self._bar.hide()
