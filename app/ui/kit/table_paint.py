"""How a table's cells are painted: text, a quiet second line, a chip, thin lines between rows."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.kit.chip import ICONS, chip_size, draw_chip
from app.ui.kit.columns import Column

CELL = Qt.ItemDataRole.UserRole + 9
PADDING = 12


class CellDelegate(QStyledItemDelegate):
    """Paints a cell as its column declares; needs a model that answers ``CELL`` with (row, column)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Fits the widest of text, second line and chip."""
        row, column = self._cell(index)
        chip = column.chip(row) if column.chip else None
        if chip is not None:
            width = chip_size(chip.text, ICONS[chip.kind] if chip.icon is None else chip.icon).width()
        else:
            width = QFontMetrics(self._font(column)).horizontalAdvance(column.text(row))
        if column.under:
            width = max(width, QFontMetrics(theme.font(13)).horizontalAdvance(column.under(row)))
        return QSize(width + 2 * theme.px(PADDING) + 2, theme.px(58 if column.under else 44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints ground, line, focus and content."""
        row, column = self._cell(index)
        opt = cast(Any, option)
        view = cast(QAbstractItemView, opt.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(opt.rect)
        chosen = bool(opt.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("accent_soft"))
        elif self._row_under_mouse(view) == index.row():
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen and view.hasFocus() and index.column() == 0:
            painter.fillRect(QRectF(box.x(), box.y(), theme.px(3), box.height()), theme.colour("accent"))
        self._content(painter, box.adjusted(theme.px(PADDING), 0, -theme.px(PADDING), 0), row, column, view)
        painter.restore()

    def _content(
        self, painter: QPainter, box: QRectF, row: Any, column: Column[Any], view: QAbstractItemView
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        under = column.under(row) if column.under else ""
        top = QRectF(box)
        if under:
            top.setHeight(box.height() / 2 + theme.px(2))
            top.adjust(0, theme.px(7), 0, theme.px(1))
        chip = column.chip(row) if column.chip else None
        if chip is not None:
            icon = ICONS[chip.kind] if chip.icon is None else chip.icon
            size = chip_size(chip.text, icon)
            frame = QRectF(
                box.x(), box.center().y() - size.height() / 2, min(size.width(), box.width()), size.height()
            )
            if under:
                frame.moveTop(box.y() + theme.px(7))
            draw_chip(painter, frame, chip.kind, chip.text, icon, view.devicePixelRatioF())
        else:
            font = self._font(column)
            painter.setFont(font)
            painter.setPen(theme.colour("ink"))
            text = QFontMetrics(font).elidedText(
                column.text(row), Qt.TextElideMode.ElideRight, int(top.width())
            )
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | side, text)
        if under:
            font = theme.font(13)
            painter.setFont(font)
            painter.setPen(theme.colour("quiet"))
            low = QRectF(
                box.x(), top.bottom() - theme.px(1), box.width(), box.bottom() - top.bottom() - theme.px(6)
            )
            text = _elided(font, under, low.width())
            painter.drawText(low, Qt.AlignmentFlag.AlignVCenter | side, text)

    @staticmethod
    def _cell(index: QModelIndex | QPersistentModelIndex) -> tuple[Any, Column[Any]]:
        return cast("tuple[Any, Column[Any]]", index.data(CELL))

    @staticmethod
    def _font(column: Column[Any]) -> QFont:
        return theme.font(14, weight=QFont.Weight.DemiBold if column.strong else QFont.Weight.Normal)

    @staticmethod
    def _row_under_mouse(view: QAbstractItemView) -> int:
        port = view.viewport()
        if not port.underMouse():
            return -1
        return view.indexAt(port.mapFromGlobal(port.cursor().pos())).row()


def _elided(font: QFont, text: str, width: float) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
