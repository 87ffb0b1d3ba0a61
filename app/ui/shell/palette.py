"""*Sök eller gör*: one field that finds a case, a person or a place in the text, or does a thing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.kit.command import Command
from app.ui.kit.inputs import SearchInput
from app.ui.kit.layout import column
from app.ui.kit.text import key_text, quiet
from app.ui.shell.palette_rows import Finder

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, TOP = 620, 460, 64
_ROW = Qt.ItemDataRole.UserRole + 1


class Palette(QDialog):
    """The field and its list; arrows choose, Enter does it, Esc leaves everything as it was."""

    def __init__(self, parent: QWidget, finder: Finder) -> None:
        super().__init__(parent)
        self._finder = finder
        self.setWindowTitle("Insatspärmen")
        self.setAccessibleName("Sök eller gör")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setProperty("role", "palette")
        self.field = SearchInput("Namn, något som står skrivet, eller det du vill göra", empties=False)
        self.field.setProperty("letters", "large")
        self.model = RowsModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Träffar")
        self.list.setModel(self.model)
        self.list.setItemDelegate(Painting(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.nothing = quiet("Inget passar. Prova med färre ord eller bara början av ett ord.")
        keys = quiet("Välj med pilarna. Enter öppnar eller utför, Esc stänger.")
        self.setLayout(column(self.field, self.nothing, self.list, keys, spacing=10, margins=16))
        self.field.textChanged.connect(self._narrow)
        self.list.clicked.connect(self._do)
        self._narrow("")
        self._place()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves in the list while the field keeps the focus, and does what is chosen."""
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex())
        elif Qt.Key(key) in steps:
            self._move(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        self.model.set_rows(self._finder.rows(typed))
        self.list.setCurrentIndex(self.model.next_to(-1, 1))
        self.list.scrollToTop()
        self.nothing.setVisible(not self.model.rowCount())

    def _move(self, steps: int) -> None:
        here, way = self.list.currentIndex().row(), 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            there = self.model.next_to(here, way)
            if not there.isValid():
                break
            here = there.row()
        self.list.setCurrentIndex(self.model.index(here, 0))
        if self.model.next_to(here, -1).row() < 0:
            self.list.scrollToTop()

    def _do(self, index: Index) -> None:
        chosen = index.data(_ROW) if index.isValid() else None
        if chosen is not None and chosen.act is not None:
            # Away first: what is done may open a dialog of its own.
            self.accept()
            chosen.act()

    def _place(self) -> None:
        over = self.parentWidget()
        assert over is not None
        room = over.size()
        width = min(theme.px(WIDTH), room.width() - theme.px(32))
        height = min(theme.px(HEIGHT), room.height() - theme.px(TOP + 16))
        self.setFixedSize(width, height)
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (room.width() - width) // 2, corner.y() + theme.px(TOP))


class RowsModel(QAbstractListModel):
    """The lines of the list, headings among them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Command] = []

    def set_rows(self, rows: list[Command]) -> None:
        """Changes the lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Counts the lines; a line has none of its own."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tells a line, its title, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (row.title, row.about) if each)
        return row if role == _ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lets all be chosen but headings."""
        does = index.isValid() and self._rows[index.row()].act is not None
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if does else Qt.ItemFlag.NoItemFlags

    def next_to(self, here: int, way: int) -> QModelIndex:
        """Gives the next line that does something, or an invalid index where there is none."""
        at = here + way
        while 0 <= at < len(self._rows):
            if self._rows[at].act is not None:
                return self.index(at, 0)
            at += way
        return QModelIndex()


class Painting(QStyledItemDelegate):
    """Paints a heading small and quiet, a line with its icon, title, what it is about, and its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Is high enough for a finger; a heading is lower."""
        row: Command = index.data(_ROW)
        return QSize(theme.px(200), theme.px(36 if row.act is not None else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one line."""
        px, row = theme.px, index.data(_ROW)
        state, box = option.state, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.act is None:
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(box.adjusted(px(10), px(6), 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title)
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, -1, -1), px(6), px(6))
        ratio = painter.device().devicePixelRatioF()
        drawn = pixmap(row.icon, "accent" if chosen else "quiet", 18, ratio)
        painter.drawPixmap(round(box.x()) + px(10), round(box.center().y()) - px(9), drawn)
        keys = key_text(row.keys)
        right = box.right() - px(10) - (QFontMetrics(theme.font(11)).horizontalAdvance(keys) if keys else 0)
        left = self._words(
            painter, row.title, box.x() + px(38), right - px(12), box, "ink", QFont.Weight.Medium
        )
        if row.about:
            self._words(painter, row.about, left + px(10), right - px(12), box, "quiet", QFont.Weight.Normal)
        if keys:
            painter.setFont(theme.font(11))
            painter.setPen(theme.colour("quiet"))
            place = QRectF(right, box.y(), box.right() - right, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, keys)
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, text: str, left: float, right: float, box: QRectF, ink: str, weight: QFont.Weight
    ) -> float:
        """Writes a text that gives way, and tells where it ends."""
        font = theme.font(14, weight=weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, round(right - left)))
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        width = metrics.horizontalAdvance(shown)
        painter.drawText(QRectF(left, box.y(), width + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return left + width
