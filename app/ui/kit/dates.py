"""Fields for a day and a time that read what people type, and show how it was understood."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from app.models.clock import Clock
from app.ui import theme
from app.ui.icons import icon
from app.ui.kit.field_icon import FieldIcon
from app.ui.kit.inputs import TextInput, Unreadable
from app.ui.kit.swedish_dates import read_date, read_time, say_date, say_time


class DateInput(TextInput):
    """A day: "4 mars", "4/3", "2026-03-04", "+4v", "fredag"; the value is a date or None when empty.

    Leaving the field writes the day out in full; up and down step a day; Alt+Down opens a calendar.
    ``past`` makes a day without a year mean the last such one (a signature). ``whole`` wants the
    year (a birth).
    """

    picked = Signal()

    def __init__(
        self,
        clock: Clock,
        *,
        past: bool = False,
        whole: bool = False,
        placeholder: str = "t.ex. 4 mars",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, large=large, parent=parent)
        self._clock, self._past, self._whole = clock, past, whole
        self._popup: _Calendar | None = None
        self._open = QAction("Välj i kalendern", self)
        self._open.setToolTip("Välj i kalendern (Alt+Nedåtpil)")
        self._open.triggered.connect(self.open_calendar)
        FieldIcon(self, self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.setMinimumWidth(theme.px(176))
        self._tint()
        theme.changes().changed.connect(self._tint)

    def value(self) -> Any:
        """Reads the day, None when empty; raises Unreadable("date") or ("whole_date")."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return read_date(text, self._clock().date(), past=self._past, whole=self._whole)
        except (ValueError, OverflowError):
            raise Unreadable("whole_date" if self._whole else "date") from None

    def set_value(self, value: Any) -> None:
        """Shows a day; None is empty."""
        self.setText("" if value is None else say_date(value))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Writes the day out, so that one sees how it was understood."""
        super().focusOutEvent(event)
        try:
            self.set_value(self.value())
        except Unreadable:
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps with the arrows, and opens the calendar with Alt+Down."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Shows a month to choose from, under the field."""
        self._popup = _Calendar(self)
        self._popup.chosen.connect(self._take)
        try:
            day = self.value()
        except Unreadable:
            day = None
        self._popup.show_for(day or self._clock().date(), self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _step(self, days: int) -> None:
        try:
            day = self.value() or self._clock().date()
        except Unreadable:
            return
        if date.min.toordinal() < day.toordinal() + days < date.max.toordinal():
            self._take(date.fromordinal(day.toordinal() + days))

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.edited.emit()
        self.picked.emit()

    def _tint(self) -> None:
        self._open.setIcon(icon("calendar-days", "quiet"))


class TimeInput(TextInput):
    """A time: "14", "14.30", "1430"; the value is a time or None when empty."""

    def __init__(self, placeholder: str = "t.ex. 14.00", *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent=parent)
        self.setMinimumWidth(theme.px(90))

    def value(self) -> Any:
        """Reads the time, None when empty; raises Unreadable("time")."""
        if not self.text().strip():
            return None
        try:
            return read_time(self.text())
        except ValueError:
            raise Unreadable("time") from None

    def set_value(self, value: Any) -> None:
        """Shows a time; None is empty."""
        self.setText("" if value is None else say_time(value))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Writes the time out as 14.00."""
        super().focusOutEvent(event)
        try:
            self.set_value(self.value())
        except Unreadable:
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps a quarter of an hour with the arrows."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            try:
                now = self.value()
            except Unreadable:
                return
            if now is not None:
                minutes = (now.hour * 60 + now.minute + (15 if event.key() == Qt.Key.Key_Up else -15)) % (
                    24 * 60
                )
                self.set_value(time(minutes // 60, minutes % 60))
                self.edited.emit()
            return
        super().keyPressEvent(event)


class _Calendar(QWidget):
    """A month under a date field; it closes itself."""

    chosen = Signal(date)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = QCalendarWidget(self)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._month.setGridVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self._month)
        self._month.activated.connect(self._done)
        self._month.clicked.connect(self._done)

    def show_for(self, day: date, where: QPoint) -> None:
        """Opens at a day, kept on the screen."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        room = self.screen().availableGeometry()
        x = min(where.x(), room.right() - self.width())
        y = (
            where.y()
            if where.y() + self.height() <= room.bottom()
            else where.y() - self.height() - theme.px(40)
        )
        self.move(max(room.left(), x), max(room.top(), y))
        self.show()
        self._month.setFocus()

    def _done(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
