"""Tables: one generic model over frozen rows and declared columns, filtered, sorted as Swedish does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QWidget

from app.ui import theme
from app.ui.kit.columns import Column
from app.ui.kit.surfaces import Card, EmptyState
from app.ui.kit.table_paint import CELL, CellDelegate

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Shows frozen rows through declared columns."""

    ROW = Qt.ItemDataRole.UserRole + 10
    SORT = Qt.ItemDataRole.UserRole + 11

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Any, ...] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Changes the rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Counts the rows; a cell has none."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Counts the columns; a cell has none."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Tells a cell's text, alignment, row, sort key, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, spec = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            under = spec.under(row) if spec.under else ""
            chip = spec.chip(row) if spec.chip else None
            said = chip.text if chip else spec.text(row)
            return f"{spec.title}: {said} {under}".strip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == CELL:
            return row, spec
        if role == self.ROW:
            return row
        if role == self.SORT:
            return spec.sort(row) if spec.sort else spec.text(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Tells a column's title."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = self.columns[section].right
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


class SwedishProxy(QSortFilterProxyModel):
    """Filters rows by words and by a condition, and sorts å ä ö last; None is always last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collator = QCollator(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._words: list[str] = []
        self._condition: Callable[[Any], bool] | None = None

    def search(self, text: str) -> None:
        """Shows rows in which every word stands somewhere."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def where(self, condition: Callable[[Any], bool] | None) -> None:
        """Shows rows that meet a condition; None shows all."""
        self.beginFilterChange()
        self._condition = condition
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tests one row."""
        model = self.sourceModel()
        assert isinstance(model, RowsModel)
        row = model.index(source_row, 0).data(RowsModel.ROW)
        if self._condition is not None and not self._condition(row):
            return False
        if not self._words:
            return True
        texts = [f"{one.text(row)} {one.under(row) if one.under else ''}" for one in model.columns]
        said = " ".join(texts).casefold()
        return all(word in said for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compares texts as Swedish does, other values as they are."""
        one, other = left.data(RowsModel.SORT), right.data(RowsModel.SORT)
        if one is None or other is None:
            ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (other is None and one is not None) if ascending else (one is None and other is not None)
        if isinstance(one, str) and isinstance(other, str):
            return self._collator.compare(one, other) < 0
        return bool(one < other)


STRETCHED = 190
"""Design pixels that a stretching column keeps before others give way."""


class _View(QTableView):
    chosen = Signal()
    widened = Signal()

    def needed(self, column: int) -> int:
        """The width in which a column shows its title and every row in sight, also while it is hidden."""
        head = self.horizontalHeader()
        return max(self.sizeHintForColumn(column), head.sectionSizeFromContents(column).width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit()
            return
        super().keyPressEvent(event)


class Table(Card):
    """A table on a card: ``Table(columns, empty=EmptyState(...))``, ``set_rows(rows)``, ``activated``.

    A double click or Enter sends ``activated(row)``; with ``single_click`` one click does. ``search(text)``
    and ``where(condition)`` filter; ``selected()`` is the current row. ``key_of`` keeps the current row over
    ``set_rows``. With ``grows`` it is as high as its rows and the page scrolls instead.
    """

    activated = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        empty: EmptyState,
        name: str = "",
        key_of: Callable[[Any], object] | None = None,
        single_click: bool = False,
        grows: bool = False,
        sort_by: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self._key_of, self._grows = key_of, grows
        self.model = RowsModel(columns, self)
        self.proxy = SwedishProxy(self)
        self.proxy.setSourceModel(self.model)
        self.view = _View()
        self.view.setModel(self.proxy)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.setAccessibleName(name or "Tabell")
        self.empty_state, self._nothing = (
            empty,
            EmptyState("search", "Inget passar sökningen", "Pröva färre ord."),
        )
        self._prepare_view(columns)
        self._stack = QStackedLayout()
        for widget in (self.view, empty, self._nothing):
            self._stack.addWidget(widget)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(self._stack)
        self.view.doubleClicked.connect(lambda _index: self._activate())
        if single_click:
            self.view.clicked.connect(lambda _index: self._activate())
            self.view.setCursor(Qt.CursorShape.PointingHandCursor)
        self.view.chosen.connect(self._activate)
        self.view.selectionModel().currentRowChanged.connect(
            lambda *_: self.current_changed.emit(self.selected())
        )
        if sort_by is not None:
            keys = [one.key for one in columns]
            self.view.sortByColumn(keys.index(sort_by), Qt.SortOrder.AscendingOrder)
        theme.changes().changed.connect(self._measure)
        self.view.widened.connect(self._make_room)
        self._update()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; the current one stays current if it is still there."""
        row = self.selected()
        kept = self._key_of(row) if self._key_of and row is not None else None
        self.model.set_rows(rows)
        self._update()
        if kept is not None:
            self.select(kept)

    def select(self, key: object) -> bool:
        """Makes the row with a key current; tells whether it is there."""
        for number in range(self.proxy.rowCount()):
            index = self.proxy.index(number, 0)
            if self._key_of and self._key_of(index.data(RowsModel.ROW)) == key:
                self.view.setCurrentIndex(index)
                return True
        return False

    def selected(self) -> Any:
        """Gives the current row, or None."""
        index = self.view.currentIndex()
        return index.data(RowsModel.ROW) if index.isValid() else None

    def shown(self) -> list[Any]:
        """Gives the rows in sight, in their order."""
        return [self.proxy.index(number, 0).data(RowsModel.ROW) for number in range(self.proxy.rowCount())]

    def search(self, text: str) -> None:
        """Filters by words."""
        self.proxy.search(text)
        self._update()

    def where(self, condition: Callable[[Any], bool] | None) -> None:
        """Filters by a condition."""
        self.proxy.where(condition)
        self._update()

    def focus_rows(self) -> None:
        """Puts the focus on the table, on its first row if none is current."""
        if self.proxy.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.proxy.index(0, 0))
        self.view.setFocus()

    def _activate(self) -> None:
        row = self.selected()
        if row is not None:
            self.activated.emit(row)

    def _prepare_view(self, columns: Sequence[Column[Any]]) -> None:
        view, head = self.view, self.view.horizontalHeader()
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.setSortingEnabled(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setMouseTracking(True)
        view.setWordWrap(True)
        view.verticalHeader().hide()
        head.setHighlightSections(False)
        head.setStretchLastSection(not any(one.stretch for one in columns))
        head.setSortIndicatorShown(False)
        head.setMinimumSectionSize(theme.px(90))
        if self._grows:
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, one in enumerate(columns):
            fits = (
                QHeaderView.ResizeMode.ResizeToContents
                if not one.width
                else QHeaderView.ResizeMode.Interactive
            )
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch if one.stretch else fits)
            if one.width:
                view.setColumnWidth(number, theme.px(one.width))
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()

    def _measure(self) -> None:
        tall = any(one.under for one in self.model.columns)
        self.view.verticalHeader().setDefaultSectionSize(theme.px(58 if tall else 44))

    def _make_room(self) -> None:
        """Hides the columns that give way, as far as the others need their room."""
        columns = self.model.columns
        sizes = [
            theme.px(STRETCHED) if one.stretch else self.view.needed(number)
            for number, one in enumerate(columns)
        ]
        missing = sum(sizes) - self.view.viewport().width()
        yielding = [number for number, one in enumerate(columns) if one.give_way]
        for number in sorted(yielding, key=lambda number: columns[number].give_way):
            self.view.setColumnHidden(number, missing > 0)
            missing -= sizes[number] if missing > 0 else 0

    def _update(self) -> None:
        self._make_room()
        all_rows, shown = self.model.rowCount(), self.proxy.rowCount()
        self._stack.setCurrentIndex(0 if shown else (2 if all_rows else 1))
        self.view.setVisible(bool(shown))
        if self._grows:
            head = self.view.horizontalHeader().sizeHint().height()
            high = head + shown * self.view.verticalHeader().defaultSectionSize() + 2
            self.view.setFixedHeight(high) if shown else self.setMaximumHeight(16777215)
            self.setFixedHeight(high + 2) if shown else self.setMinimumHeight(theme.px(160))
