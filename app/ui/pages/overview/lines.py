"""The list of the overview: painted rows with one button each, made as far as one looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.models.pressing import Part
from app.services.overview import Line
from app.ui import theme
from app.ui.kit.button import Button, OwnPress
from app.ui.kit.chip import chip_size, draw_chip
from app.ui.kit.layout import clear, column
from app.ui.kit.surfaces import Card
from app.ui.kit.text import Text, rule
from app.ui.pages.overview.words import PARTS, said

AT_FIRST, MORE = 14, 20
"""Rows that are made before one looks further, and at each look."""

PAD, GAP = 12, 12
WHEN, NAME, CHIP = 104, 138, 118
STACKED_BELOW = 620
"""Narrower than this in design pixels, a row puts its parts under each other."""

_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


@dataclass(frozen=True)
class _Places:
    """Where the parts of a row stand at one width in one look."""

    when: QRect
    name: QRect
    text: QRect
    chip: QRect
    button: QRect
    height: int


class LineRow(QWidget):
    """One line: when, who, what, its topic and its button; a click beside that opens the case."""

    acted = Signal()
    opened = Signal()
    moved = Signal(int)
    """Sent with 1 for the arrow down, -1 for up."""

    def __init__(self, line: Line, today: date) -> None:
        super().__init__()
        self.line, self.said = line, said(line, today)
        self._own = OwnPress()
        # Drawn anew when the pointer comes or goes, without each of its events asking here.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.button = Button(self.said.button, on_click=self.acted.emit, parent=self)
        # The row has the focus and Enter does the same: one stop for each line, not two.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAccessibleName(f"{self.said.button}: {self.said.name or self.said.text}")
        self.setAccessibleName(self.said.spoken)
        self.setToolTip(self.said.name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if line.case_id is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: dict[int, _Places] = {}
        self._measured_in = theme.look()

    def hasHeightForWidth(self) -> bool:
        """Is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tells the height at a width."""
        return self._places(width).height

    def sizeHint(self) -> QSize:
        """Would like one line of words; how high it is follows from its width."""
        return QSize(theme.px(STACKED_BELOW), theme.px(52))

    def minimumSizeHint(self) -> QSize:
        """Needs room for its button and a word beside it."""
        return QSize(self.button.sizeHint().width() + theme.px(120), theme.px(52))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the button in its place."""
        super().resizeEvent(event)
        self.button.setGeometry(self._places(self.width()).button)

    def _places(self, width: int) -> _Places:
        # The list asks each row anew whenever one of them moves, and to measure words is dear.
        if self._measured_in is not theme.look():
            self._measured, self._measured_in = {}, theme.look()
        if width not in self._measured:
            self._measured[width] = self._measure(width)
        return self._measured[width]

    def _measure(self, width: int) -> _Places:
        px = theme.px
        pad, gap, top = px(PAD), px(GAP), px(9)
        hint = self.button.sizeHint()
        chip = chip_size(self.said.topic.text, self.said.topic.icon)
        line = QFontMetrics(theme.font(14)).lineSpacing()
        first = top + (hint.height() - line) // 2
        if width < px(STACKED_BELOW):
            return self._stacked(width, hint, chip, line)
        right = width - pad
        button = QRect(right - hint.width(), top, hint.width(), hint.height())
        # The chips stand under each other, left of the widest button there is.
        chip_left = right - px(150) - gap - px(CHIP)
        chip_box = QRect(chip_left, top + (hint.height() - chip.height()) // 2, chip.width(), chip.height())
        when_at, name_at = pad, pad + px(WHEN) + gap
        text_at = name_at + px(NAME) + gap if self.said.name else name_at
        room = max(px(80), chip_left - gap - text_at)
        when_height = self._height(self.said.when, 13, px(WHEN))
        text_height = self._height(self.said.text, 14, room)
        lowest = max(button.bottom() + 1, first + text_height, first + when_height)
        return _Places(
            when=QRect(when_at, first + px(1), px(WHEN), when_height),
            name=QRect(name_at, first, px(NAME), line),
            text=QRect(text_at, first, room, text_height),
            chip=chip_box,
            button=button,
            height=lowest + top + 1,
        )

    def _stacked(self, width: int, hint: QSize, chip: QSize, line: int) -> _Places:
        """Who and when above what, the chip above the button."""
        px = theme.px
        pad, gap, top = px(PAD), px(GAP), px(10)
        right = width - pad
        side = max(hint.width(), chip.width())
        room = max(px(80), right - side - gap - pad)
        chip_box = QRect(right - chip.width(), top, chip.width(), chip.height())
        button = QRect(right - hint.width(), chip_box.bottom() + px(6), hint.width(), hint.height())
        above = f"{self.said.name} {self.said.when}"
        name_width = min(room, QFontMetrics(_bold()).horizontalAdvance(self.said.name) + 2)
        when_width = QFontMetrics(theme.font(13)).horizontalAdvance(self.said.when) + 2
        beside = name_width + gap + when_width <= room
        when_at = QRect(pad + (name_width + gap if self.said.name else 0), top, when_width, line)
        text_top = top + line + px(3) if above.strip() else top
        if not beside:
            when_at = QRect(pad, top + (line if self.said.name else 0), min(room, when_width), line)
            text_top = when_at.bottom() + px(3)
        text_height = self._height(self.said.text, 14, room)
        return _Places(
            when=when_at,
            name=QRect(pad, top, name_width, line),
            text=QRect(pad, text_top, room, text_height),
            chip=chip_box,
            button=button,
            height=max(text_top + text_height, button.bottom() + 1) + top + 1,
        )

    @staticmethod
    def _height(text: str, size: float, width: int) -> int:
        metrics = QFontMetrics(theme.font(size))
        return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height() if text else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground where the pointer or the focus is, the words and the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.underMouse() and self.line.case_id is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        places = self._places(self.width())
        self._write(painter, places.when, self.said.when, theme.font(13), "quiet")
        if self.said.name:
            metrics = QFontMetrics(_bold())
            name = metrics.elidedText(self.said.name, Qt.TextElideMode.ElideRight, places.name.width())
            self._write(painter, places.name, name, _bold(), "ink")
        self._write(painter, places.text, self.said.text, theme.font(14), "ink")
        topic = self.said.topic
        draw_chip(painter, QRectF(places.chip), topic.kind, topic.text, topic.icon, self.devicePixelRatioF())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        painter.end()

    @staticmethod
    def _write(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        painter.drawText(box, _WRAPPED, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes a press."""
        self._own.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leaves alone the second press of a click on the line that was here before."""
        if self._own.began(event):
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens what the line is about."""
        inside = self._own.release() and QRectF(self.rect()).contains(QPointF(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the step, Shift+Enter or the right arrow opens the case, up and down go on."""
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.opened if shifted else self.acted).emit()
        elif key == Qt.Key.Key_Right:
            self.opened.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


def _bold() -> QFont:
    return theme.font(14, weight=QFont.Weight.DemiBold)


class LineList(QWidget):
    """The lines in their parts; ``acted`` and ``opened`` are sent with a line, ``reached`` with a row."""

    acted = Signal(object)
    opened = Signal(object)
    reached = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(18))
        self.rows: list[LineRow] = []
        self._waiting: list[tuple[Part, Line]] = []
        self._counts: dict[Part, int] = {}
        self._cards: dict[Part, Card] = {}
        self._today = date.min
        self._at = 0

    def show_lines(self, parts: Mapping[Part, tuple[Line, ...]], today: date) -> None:
        """Shows lines; the one that had the focus keeps it, or the one that is in its place now."""
        here = next((row for row in self.rows if row.hasFocus()), None)
        kept, was = (here.line.key, self.rows.index(here)) if here is not None else (None, 0)
        made = len(self.rows)
        clear(self._box)
        self.rows, self._cards, self._today = [], {}, today
        self._counts = {part: len(some) for part, some in parts.items()}
        self._waiting = [(part, each) for part in Part for each in parts.get(part, ())]
        self._at = 0
        self.make(max(AT_FIRST, made))
        if here is not None and self.rows:
            same = (place for place, row in enumerate(self.rows) if row.line.key == kept)
            self.go_to(next(same, min(was, len(self.rows) - 1)))
        elif self.rows:
            self.rows[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def make(self, more: int = MORE) -> bool:
        """Makes the next rows; tells whether there were any left."""
        some, self._waiting = self._waiting[:more], self._waiting[more:]
        for part, line in some:
            row = LineRow(line, self._today)
            row.acted.connect(lambda line=line: self.acted.emit(line))
            row.opened.connect(lambda line=line: self.opened.emit(line))
            row.moved.connect(lambda steps, row=row: self.go_to(self.rows.index(row) + steps))
            card = self._card(part)
            if card.body.count():
                card.add(rule())
            card.add(row)
            self.rows.append(row)
        return bool(some)

    def _card(self, part: Part) -> Card:
        if part not in self._cards:
            title = Text(PARTS[part], "section", wrap=False)
            title.setAccessibleName(f"{PARTS[part]}, {self._counts[part]}")
            card = Card(padding=0, spacing=0)
            card.body.setContentsMargins(1, 1, 1, 1)
            self._cards[part] = card
            self._box.addLayout(column(title, card, spacing=8))
        return self._cards[part]

    def go_to(self, place: int) -> None:
        """Puts the focus on a row; at either end it stays."""
        if place >= len(self.rows) - 1:
            self.make()
        place = max(0, min(place, len(self.rows) - 1))
        if self._at < len(self.rows):
            self.rows[self._at].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._at = place
        row = self.rows[place]
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A row that was made just now is shown a moment later, and takes no focus until then.
        row.show()
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reached.emit(row)

    def look_for(self, wanted: Callable[[Line], bool]) -> bool:
        """Goes to the first line that fits, wherever it stands; tells whether there is one."""
        while True:
            for place, row in enumerate(self.rows):
                if wanted(row.line):
                    self.go_to(place)
                    return True
            if not self.make():
                return False

    @property
    def first(self) -> LineRow | None:
        """The row that has or takes the focus."""
        return self.rows[min(self._at, len(self.rows) - 1)] if self.rows else None

    @property
    def is_whole(self) -> bool:
        """Whether all rows are made."""
        return not self._waiting
