"""The time line of a case, drawn: one line of days with the SIG's time under it and a mark for each event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.models.states import Span
from app.ui import theme
from app.ui.kit.swedish_dates import MONTHS
from app.ui.pages.case.events import Event, Sort
from app.ui.saying import day

LEGEND = (
    (Sort.SUSPECT, "misstänkt"),
    (Sort.OTHER, "målsägande eller annat"),
    (Sort.KEY_DATE, "viktigt datum"),
)
SIG, TODAY = "Insatsen", "I dag"
_HIGH, _LINE, _TICKS, _MARK = 118, 52, 74, 6
_AROUND = timedelta(days=20)


class TimeLine(QWidget):
    """Draws events over the days from the first to the last of them, today among them."""

    def __init__(self, events: Sequence[Event], spans: Sequence[Span], today: date) -> None:
        super().__init__()
        self._events, self._spans, self._today = tuple(events), tuple(spans), today
        days = [today, *(each.on for each in events)]
        self._first, self._last = min(days) - _AROUND, max(days) + _AROUND
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Tidslinje")
        said = (f"{day(each.on, today)}: {each.what}" for each in reversed(self._events))
        self.setAccessibleDescription(". ".join(said))

    def sizeHint(self) -> QSize:
        """Takes the width there is."""
        return QSize(theme.px(480), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Can be narrow."""
        return QSize(theme.px(200), theme.px(_HIGH))

    def event(self, event: QEvent) -> bool:
        """Says in a tooltip what a mark is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = self.at(event.pos().x(), event.pos().y())
            text = "\n".join(f"{day(each.on, self._today)}: {each.what}" for each in near)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def at(self, x: float, y: float) -> list[Event]:
        """The events whose mark is under a point."""
        reach = theme.px(_MARK + 4)
        return [
            each
            for each, centre in self._places()
            if abs(centre.x() - x) <= reach and abs(centre.y() - y) <= reach
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the SIG's time, the months, today, the marks and what they mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_spans(painter)
        self._draw_line(painter)
        self._draw_today(painter)
        for each, centre in self._places():
            draw_mark(painter, each.sort, centre)
        self._draw_legend(painter)
        painter.end()

    def _x(self, on: date) -> float:
        side = theme.px(16)
        share = (on - self._first).days / max(1, (self._last - self._first).days)
        return side + share * (self.width() - 2 * side)

    def _places(self) -> Iterator[tuple[Event, QPointF]]:
        """Where each mark stands: on the line, and over it where one stands already."""
        taken: list[tuple[float, int]] = []
        apart = theme.px(2 * _MARK + 2)
        for each in sorted(self._events, key=lambda one: one.on):
            if each.sort is Sort.EDGE:
                continue
            x = self._x(each.on)
            level = 0
            while any(abs(x - other) < apart and level == at for other, at in taken) and level < 2:
                level += 1
            taken.append((x, level))
            yield each, QPointF(x, theme.px(_LINE) - level * apart)

    def _draw_spans(self, painter: QPainter) -> None:
        """The SIG's time: full to its end or today, faint after today while nothing ends it."""
        painter.setFont(theme.font(12))
        wide = QFontMetrics(painter.font()).horizontalAdvance(SIG)
        today = self._today_words(painter)
        for each in self._spans:
            left, right = self._x(each.first), self._x(each.last or self._last)
            self._draw_ground(painter, left, self._x(each.last or max(self._today, each.first)), 1.0)
            if each.last is None and each.first <= self._today:
                self._draw_ground(painter, self._x(self._today), right, 0.4)
            painter.setPen(QPen(theme.colour("accent"), 2))
            for x in (left, right) if each.last is not None else (left,):
                painter.drawLine(QPointF(x, theme.px(20)), QPointF(x, theme.px(66)))
            words = QRectF(left + theme.px(6), 0, wide, theme.px(18))
            if words.intersects(today):
                words.moveRight(right)
            if left <= words.left() and words.right() <= right and not words.intersects(today):
                painter.drawText(words.bottomLeft() - QPointF(0, theme.px(4)), SIG)

    @staticmethod
    def _draw_ground(painter: QPainter, left: float, right: float, strength: float) -> None:
        ground = QColor(theme.colour("accent_soft"))
        ground.setAlphaF(strength)
        painter.fillRect(QRectF(left, theme.px(20), right - left, theme.px(46)), ground)

    def _today_words(self, painter: QPainter) -> QRectF:
        wide = QFontMetrics(painter.font()).horizontalAdvance(TODAY)
        left = min(max(0.0, self._x(self._today) - wide / 2), float(self.width() - wide))
        return QRectF(left, 0, wide, theme.px(18)).adjusted(-4, 0, 4, 0)

    def _draw_line(self, painter: QPainter) -> None:
        y = theme.px(_LINE)
        painter.setPen(QPen(theme.colour("edge"), 2))
        painter.drawLine(QPointF(theme.px(8), y), QPointF(self.width() - theme.px(8), y))
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        free = -1e9
        for on, words in _months(self._first, self._last):
            x = self._x(on)
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.drawLine(QPointF(x, y), QPointF(x, y + theme.px(5)))
            wide = metrics.horizontalAdvance(words)
            if x > free and x + wide < self.width():
                painter.setPen(theme.colour("quiet"))
                painter.drawText(QPointF(x, theme.px(_TICKS + 8)), words)
                free = x + wide + theme.px(10)

    def _draw_today(self, painter: QPainter) -> None:
        x = self._x(self._today)
        painter.setPen(QPen(theme.colour("ink"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, theme.px(18)), QPointF(x, theme.px(66)))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QPointF(self._today_words(painter).left() + 4, theme.px(14)), TODAY)

    def _draw_legend(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12))
        metrics, x, y = QFontMetrics(painter.font()), float(theme.px(16)), float(theme.px(_HIGH - 12))
        present = {each.sort for each in self._events}
        for sort, words in LEGEND:
            if sort not in present:
                continue
            draw_mark(painter, sort, QPointF(x + theme.px(_MARK), y - theme.px(4)))
            x += theme.px(2 * _MARK + 6)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(QPointF(x, y), words)
            x += metrics.horizontalAdvance(words) + theme.px(20)


def draw_mark(painter: QPainter, sort: Sort, centre: QPointF) -> None:
    """Draws the shape of a sort: a filled circle, an open one, a diamond; never a colour alone."""
    side, ink = float(theme.px(_MARK)), QColor(theme.colour("ink"))
    if sort is Sort.KEY_DATE:
        accent = theme.colour("accent")
        painter.setPen(QPen(accent, 2))
        painter.setBrush(theme.colour("card"))
        points = [(0.0, -side), (side, 0.0), (0.0, side), (-side, 0.0)]
        painter.drawPolygon(QPolygonF([QPointF(centre.x() + x, centre.y() + y) for x, y in points]))
        return
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink if sort is Sort.SUSPECT else theme.colour("card"))
    painter.drawEllipse(centre, side - 1, side - 1)


def _months(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The months between two days, or over long spans their quarters or years, with the words under them."""
    months = (last.year - first.year) * 12 + last.month - first.month
    every = 1 if months <= 18 else 3 if months <= 48 else 12
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        month += 1
        if month > 12:
            year, month = year + 1, 1
        on = date(year, month, 1) if year <= date.max.year else last
        if on < last and (month - 1) % every == 0:
            yield on, str(year) if month == 1 or every == 12 else MONTHS[month - 1][:3]
