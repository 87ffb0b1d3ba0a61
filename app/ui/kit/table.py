"""Tables: frozen rows through declared columns, filtered, sorted as Swedish does, empty in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.kit.columns import Column
from app.ui.kit.layout import UNBOUND
from app.ui.kit.surfaces import Card, EmptyState
from app.ui.kit.table_paint import CellDelegate
from app.ui.kit.table_rows import RowsModel, ShownRows

STRETCHED, WHOLE = 190, 320
"""Design pixels that a stretching column keeps before others give way: at least the first, and as far as the
second what it needs to show its words whole."""


class _View(QTableView):
    chosen = Signal()
    widened = Signal()
    outgrown = Signal()

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self._whole = whole
        self._widest: dict[int, int] = {}

    def needed(self, column: int) -> int:
        """The width in which a column shows its title and every row in sight, also while it is hidden."""
        head = self.horizontalHeader()
        return max(self.sizeHintForColumn(column), head.sectionSizeFromContents(column).width())

    def sizeHintForColumn(self, column: int) -> int:
        """The width for the rows that are or have been in sight: Qt would ask all, thousands perhaps."""
        high = max(1, self.verticalHeader().defaultSectionSize())
        first = 0 if self._whole else max(0, self.rowAt(0))
        count = self.model().rowCount() if self._whole else self.viewport().height() // high + 2
        option, delegate = QStyleOptionViewItem(), self.itemDelegate()
        wanted = [
            delegate.sizeHint(option, self.model().index(row, column)).width()
            for row in range(first, min(first + count, self.model().rowCount()))
        ]
        self._widest[column] = max(self._widest.get(column, 0), *wanted, 0)
        return self._widest[column] + 1

    def forget(self) -> None:
        """Measures anew: other rows come, or other letters."""
        self._widest.clear()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        head = self.horizontalHeader()
        fitting = (
            column
            for column in range(head.count())
            if head.sectionResizeMode(column) == QHeaderView.ResizeMode.ResizeToContents
        )
        if dy and any(self.needed(one) > head.sectionSize(one) > 0 for one in fitting):
            self.outgrown.emit()

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
        self._current: object = None
        self.model = RowsModel(columns, self)
        self.shown_rows = ShownRows(columns, self)
        self.view = _View(whole=grows)
        self.view.setModel(self.shown_rows)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.setAccessibleName(name or "Tabell")
        self.empty_state, self._nothing = (
            empty,
            EmptyState("search", "Inget passar sökningen", "Prova med färre ord."),
        )
        self._prepare_view(columns)
        self._stack = QStackedLayout()
        self.body.setContentsMargins(1, 1, 1, 1)
        # First the place, then what stands there: the first widget would be a window of its own for a moment.
        self.body.addLayout(self._stack)
        for widget in (self.view, empty, self._nothing):
            self._stack.addWidget(widget)
        self.view.doubleClicked.connect(lambda _index: self._activate())
        if single_click:
            self.view.clicked.connect(lambda _index: self._activate())
            self.view.setCursor(Qt.CursorShape.PointingHandCursor)
        self.view.chosen.connect(self._activate)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        if sort_by is not None:
            keys = [one.key for one in columns]
            self.view.sortByColumn(keys.index(sort_by), Qt.SortOrder.AscendingOrder)
        self.shown_rows.modelAboutToBeReset.connect(self.view.forget)
        self.shown_rows.reordered.connect(self._reordered)
        theme.changes().changed.connect(self._measure)
        self.view.widened.connect(self._make_room)
        self.view.outgrown.connect(self._widen)
        self._update()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; the current one stays current if it is still there."""
        self.model.set_rows(rows)
        self._keeping(lambda: self.shown_rows.set_all(self.model.rows))

    def select(self, key: object) -> bool:
        """Makes the row with a key current; tells whether it is there."""
        for number, row in enumerate(self.shown_rows.rows):
            if self._key_of and self._key_of(row) == key:
                self.view.setCurrentIndex(self.shown_rows.index(number, 0))
                return True
        return False

    def selected(self) -> Any:
        """Gives the current row, or None."""
        index = self.view.currentIndex()
        return index.data(RowsModel.ROW) if index.isValid() else None

    def shown(self) -> list[Any]:
        """Gives the rows in sight, in their order."""
        return list(self.shown_rows.rows)

    def search(self, text: str) -> None:
        """Filters by words."""
        self._keeping(lambda: self.shown_rows.search(text))

    def where(self, condition: Callable[[Any], bool] | None) -> None:
        """Filters by a condition."""
        self._keeping(lambda: self.shown_rows.where(condition))

    def look_for(self, text: str, condition: Callable[[Any], bool] | None) -> None:
        """Filters by words and by a condition in one go."""
        self._keeping(lambda: self.shown_rows.look_for(text, condition))

    def _moved(self) -> None:
        row = self.selected()
        self._current = self._key_of(row) if self._key_of and row is not None else None
        self.current_changed.emit(row)

    def _reordered(self) -> None:
        kept = self._current
        self._make_room()
        if kept is not None:
            self.select(kept)

    def _keeping(self, change: Callable[[], object]) -> None:
        """Changes what is shown; the current row stays current if it is still there."""
        row = self.selected()
        kept = self._key_of(row) if self._key_of and row is not None else None
        change()
        self._update()
        if kept is not None:
            self.select(kept)

    def focus_rows(self) -> None:
        """Puts the focus on the table, on its first row if none is current."""
        if self.shown_rows.rows and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.shown_rows.index(0, 0))
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
        self.view.forget()
        tall = any(one.under for one in self.model.columns)
        self.view.verticalHeader().setDefaultSectionSize(theme.px(58 if tall else 44))

    def _widen(self) -> None:
        """Gives a row that has come into sight the room that those before it did not need."""
        self._make_room()
        self.view.horizontalHeader().resizeSections()

    def _make_room(self) -> None:
        """Hides the columns that give way, as far as the others need their room."""
        columns = self.model.columns
        sizes = [
            min(max(theme.px(STRETCHED), self.view.needed(number)), theme.px(WHOLE))
            if one.stretch
            else max(theme.px(one.width), self.view.needed(number))
            for number, one in enumerate(columns)
        ]
        missing = sum(sizes) - self.view.viewport().width()
        yielding = [number for number, one in enumerate(columns) if one.give_way]
        for number in sorted(yielding, key=lambda number: columns[number].give_way):
            self.view.setColumnHidden(number, missing > 0)
            missing -= sizes[number] if missing > 0 else 0

    def _update(self) -> None:
        self._make_room()
        all_rows, shown = len(self.model.rows), len(self.shown_rows.rows)
        self._stack.setCurrentIndex(0 if shown else (2 if all_rows else 1))
        self.view.setVisible(bool(shown))
        if self._grows:
            head = self.view.horizontalHeader().sizeHint().height()
            high = head + shown * self.view.verticalHeader().defaultSectionSize() + 2
            self.view.setFixedHeight(high) if shown else self.setMaximumHeight(UNBOUND)
            self.setFixedHeight(high + 2) if shown else self.setMinimumHeight(theme.px(160))
