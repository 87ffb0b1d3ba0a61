"""The rows of a table: all of them, and those shown, found and sorted as Swedish does."""

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
    Qt,
    Signal,
)

from app.models.spelling import plain
from app.ui.kit.columns import Column
from app.ui.kit.table_paint import CELL

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Shows frozen rows through declared columns."""

    ROW = Qt.ItemDataRole.UserRole + 10

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Any, ...] = ()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows."""
        return self._rows

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
        return row if role == self.ROW else None

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


class ShownRows(RowsModel):
    """Of all rows those that are looked for, in order; å ä ö last, None always last.

    The order of all rows and the words of each are made once: a letter in the search field only chooses.
    """

    reordered = Signal()
    """Sent when a click on a column's title has changed the order."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._collator = QCollator(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._all: tuple[Any, ...] = ()
        self._ordered: list[Any] | None = None
        self._said: dict[int, str] = {}
        self._words: list[str] = []
        self._condition: Callable[[Any], bool] | None = None
        self._by: tuple[int, Qt.SortOrder] | None = None

    def set_all(self, rows: tuple[Any, ...]) -> None:
        """Changes the rows there are to choose from."""
        self._all, self._ordered, self._said = rows, None, {}
        self.choose()

    def search(self, text: str) -> None:
        """Shows rows in which every word stands somewhere; ž is found by z, but ö only by ö."""
        self._words = plain(text).split()
        self.choose()

    def where(self, condition: Callable[[Any], bool] | None) -> None:
        """Shows rows that meet a condition; None shows all."""
        self._condition = condition
        self.choose()

    def look_for(self, text: str, condition: Callable[[Any], bool] | None) -> None:
        """Searches and filters in one go."""
        self._words, self._condition = plain(text).split(), condition
        self.choose()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column, as a click on its title asks; -1 leaves the rows as they came."""
        self._by, self._ordered = ((column, order) if column >= 0 else None), None
        self.choose()
        self.reordered.emit()

    def choose(self) -> None:
        """Finds the rows to show."""
        found = self._arranged()
        for word in self._words:
            said = self._texts()
            found = [row for row in found if word in said[id(row)]]
        if self._condition is not None:
            found = [row for row in found if self._condition(row)]
        self.set_rows(found)

    def _arranged(self) -> list[Any]:
        if self._ordered is None:
            self._ordered = self._sorted() if self._by is not None else list(self._all)
        return self._ordered

    def _sorted(self) -> list[Any]:
        assert self._by is not None
        column, order = self.columns[self._by[0]], self._by[1]
        keyed = [(column.sort(row) if column.sort else column.text(row), row) for row in self._all]
        nothing = [row for key, row in keyed if key is None]
        known: list[tuple[Any, Any]] = [
            (self._collator.sortKey(key) if isinstance(key, str) else key, row)
            for key, row in keyed
            if key is not None
        ]
        known.sort(key=lambda each: each[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [row for _, row in known] + nothing

    def _texts(self) -> dict[int, str]:
        """What is searched of each row, by the row's identity."""
        if not self._said:
            columns = [one for one in self.columns if one.searched]
            for row in self._all:
                texts = [f"{one.text(row)} {one.under(row) if one.under else ''}" for one in columns]
                self._said[id(row)] = plain(" ".join(texts))
        return self._said
