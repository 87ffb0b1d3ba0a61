"""Putting things under and beside each other on the 8 px grid."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import delete

from app.ui import theme

Margins = int | tuple[int, int, int, int]
STRETCH = None
"""Among the items of :func:`row` and :func:`column`: the empty space goes here."""
UNBOUND = 16_777_215
"""Qt's own width and height without a bound (QWIDGETSIZE_MAX)."""


def column(*items: QWidget | QLayout | int | None, spacing: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Puts things under each other; a number is a gap in design pixels, ``STRETCH`` takes what is left."""
    box = QVBoxLayout()
    _fill(box, items, spacing, margins)
    return box


def row(*items: QWidget | QLayout | int | None, spacing: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Puts things beside each other, centred; numbers and ``STRETCH`` as in :func:`column`."""
    box = QHBoxLayout()
    _fill(box, items, spacing, margins)
    return box


def holder(layout: QLayout) -> QWidget:
    """Makes a bare widget of a layout, for places that take widgets only."""
    made = QWidget()
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while layout.count():
        take(layout, 0)


def widgets_in(layout: QLayout) -> Iterator[QWidget]:
    """What stands in a layout and in those within it."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from widgets_in(inner)


def take(layout: QLayout, index: int) -> None:
    """Takes one thing out of a layout and lets it go."""
    item = layout.takeAt(index)
    assert item is not None, "there is nothing in that place"
    widget = item.widget()
    inner = item.layout()
    if inner is not None:
        clear(inner)
        inner.deleteLater()
        return
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    # Python is not given what it takes out, and would never let it go: a hundred bytes for each widget.
    delete(item)


def _fill(
    box: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | QLayout | int | None, ...],
    spacing: int,
    margins: Margins,
) -> None:
    around = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(*(theme.px(side) if side else 0 for side in around))
    box.setSpacing(theme.px(spacing) if spacing else 0)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(theme.px(item))
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


class Flow(QLayout):
    """Puts things beside each other and goes on in a new line where the width ends (chips, buttons).

    With ``apart`` the last stands at the right edge, where it shares its line: a title and what one can do.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, apart: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._apart = apart
        # Qt leaves them to whoever keeps them.
        self.destroyed.connect(partial(_let_go, self._items))
        self.setSpacing(theme.px(spacing))
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Adds an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Counts the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Gives an item, or None past the end as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Takes an item out, or None past the end as Qt wants it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no more room than its items."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tells the height at a width."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Places the items."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """Would like the lot on one line, up to a readable width."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        width = min(wide, theme.px(640))
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """Needs room for its widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        """Those that take room: what is hidden takes none, nor the gap beside it."""
        return [item for item in self._items if (widget := item.widget()) is None or not widget.isHidden()]

    def _place(self, rect: QRect, *, really: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        placed: list[tuple[QLayoutItem, int, QSize]] = []

        def end_line() -> None:
            if self._apart and len(placed) > 1 and placed[-1][0] is self._items[-1]:
                item, _left, size = placed[-1]
                placed[-1] = (item, rect.right() + 1 - size.width(), size)
            if really:
                for item, left, size in placed:
                    item.setGeometry(QRect(QPoint(left, y + (line - size.height()) // 2), size))
            placed.clear()

        for item in self._shown():
            hint = item.sizeHint()
            size = QSize(min(hint.width(), rect.width()) if rect.width() else hint.width(), hint.height())
            if x + size.width() > rect.right() + 1 and x > rect.x():
                end_line()
                x, y, line = rect.x(), y + line + self.spacing(), 0
            placed.append((item, x, size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        end_line()
        return y + line - rect.y()


def _let_go(items: list[QLayoutItem]) -> None:
    for item in items:
        if item.layout() is None:
            delete(item)


def flow(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Makes a widget whose children flow over lines."""
    made = QWidget()
    laid = Flow(made, spacing=spacing)
    for widget in widgets:
        laid.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class Columns(QWidget):
    """Columns beside each other where there is room, else stacked: ``Columns((left, 3), (right, 2))``.

    Each column is a layout with its share of the width; under ``below`` design pixels they are stacked.
    """

    def __init__(self, *columns: tuple[QLayout, int], below: int = 760, spacing: int = 24) -> None:
        super().__init__()
        self._below = below
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(spacing))
        for layout, share in columns:
            self._box.addLayout(layout, share)

    def minimumSizeHint(self) -> QSize:
        """Needs no more width than its widest column: it can always stack them."""
        inner = [self._box.itemAt(number) for number in range(self._box.count())]
        sizes = [item.minimumSize() for item in inner if item is not None]
        widest = max((size.width() for size in sizes), default=0)
        heights = [size.height() for size in sizes]
        if self._box.direction() == QBoxLayout.Direction.TopToBottom:
            return QSize(widest, sum(heights) + self._box.spacing() * max(0, len(heights) - 1))
        return QSize(widest, max(heights, default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stacks the columns or sets them side by side."""
        super().resizeEvent(event)
        stacked = self.width() < theme.px(self._below)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)
            self.updateGeometry()
