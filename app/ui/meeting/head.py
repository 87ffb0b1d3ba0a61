"""The head and the foot of the meeting mode: where one is, the hour, what is saved, and the way on."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.services.meeting_state import Agenda
from app.ui import theme
from app.ui.icons import pixmap
from app.ui.kit.button import Button, Kind
from app.ui.kit.elided import Elided
from app.ui.kit.layout import row
from app.ui.kit.swedish_dates import say_time
from app.ui.kit.text import Text
from app.ui.kit.toast import SavedLine
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.words import STEPS
from app.ui.saying import first_name


class StepBar(QWidget):
    """The five steps: done ones ticked, the current one filled; in a narrow window the others are numbers."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._done, self._narrow = 0, (False,) * len(STEPS), False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_steps(0, self._done)

    def show_steps(self, current: int, done: tuple[bool, ...]) -> None:
        """Shows where one is and what is done."""
        self._current, self._done = current, done
        said = f"Steg {current + 1} av {len(STEPS)}: {STEPS[current]}"
        self.setAccessibleName(said)
        self.setToolTip(f"{said} (Ctrl+1 till Ctrl+5 går dit)")
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Says only the current step's name."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Fits the five."""
        return QSize(sum(self._widths()) + 4 * theme.px(4), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Never cuts a step."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Goes to the step pressed."""
        x = 0
        for number, width in enumerate(self._widths()):
            if x <= event.position().x() < x + width:
                self.chosen.emit(number)
            x += width + theme.px(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes left and right."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None and 0 <= self._current + by < len(STEPS):
            self.chosen.emit(self._current + by)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the steps."""
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0
        for number, width in enumerate(self._widths()):
            box = QRectF(x, 0, width, self.height())
            here = number == self._current
            ticked = self._done[number] and not here
            ink = "on_accent" if here else "done" if ticked else "quiet"
            if here:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawRoundedRect(box, px(6), px(6))
            left = box.x() + px(13)
            if ticked:
                drawn = pixmap("check", ink, 15, self.devicePixelRatioF())
                painter.drawPixmap(round(left), round((self.height() - px(15)) / 2), drawn)
                left += px(19)
            painter.setFont(self._font(here))
            painter.setPen(theme.colour(ink))
            words = QRectF(left, 0, box.right() - left, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words(number))
            if here and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(theme.colour("on_accent"))
                painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), px(4), px(4))
            x += width + px(4)
        painter.end()

    def _words(self, number: int) -> str:
        here = number == self._current
        ticked = self._done[number] and not here
        if self._narrow and not here:
            return "" if ticked else str(number + 1)
        return STEPS[number] if ticked else f"{number + 1} {STEPS[number]}"

    def _widths(self) -> list[int]:
        widths = []
        for number in range(len(STEPS)):
            here = number == self._current
            words = self._words(number)
            width = QFontMetrics(self._font(here)).horizontalAdvance(words) + theme.px(26)
            if self._done[number] and not here:
                width += theme.px(19 if words else 15)
            widths.append(width)
        return widths

    @staticmethod
    def _font(here: bool) -> QFont:
        return theme.font(15, weight=QFont.Weight.DemiBold if here else QFont.Weight.Normal)


class Head(QFrame):
    """Who and which meeting, the steps, the hour, and the two ways out."""

    def __init__(self, agenda: Agenda, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "head")
        self._agenda = agenda
        self._title = Elided("", 18, QFont.Weight.Bold)
        meeting = f"möte {agenda.number}"
        self._titles = (
            f"{agenda.youth.name} · {meeting}",
            f"{first_name(agenda.youth.name)} · {meeting}",
            first_name(agenda.youth.name),
        )
        self._title.say(self._titles[0])
        self.steps = StepBar()
        self.hour = Text("", "quiet", wrap=False)
        self.display = Button("Visningsläge", keys="F5", tip="Visa bara planen på en skärm till")
        self.pause = HintButton("Pausa", "Esc")
        line = row(self._title, 12, self.steps, None, self.hour, 8, self.display, self.pause, spacing=10)
        line.setContentsMargins(theme.px(34), theme.px(14), theme.px(34), theme.px(14))
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_hour(self, at: datetime) -> None:
        """Says the time and how much is left, quietly."""
        left = minutes_left(self._agenda, at)
        rest = f"{left} min kvar" if left >= 0 else f"{-left} min över"
        self.hour.setText(f"{say_time(at.time())} · {rest}")

    def set_narrow(self, narrow: bool) -> None:
        """Gives way in a narrow window."""
        self.steps.set_narrow(narrow)
        side = theme.px(16 if narrow else 34)
        laid = self.layout()
        if laid is not None:
            laid.setContentsMargins(side, theme.px(14), side, theme.px(14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds room for the steps."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Finds room for the steps when their names have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Lets the key caps and then the hour go where the steps would be cut: they are never."""
        room = self.width() - self.steps.sizeHint().width() - theme.px(250)
        for caps, hour in ((True, True), (False, True), (False, False)):
            wanted = self.display.width_with(caps) + self.pause.width_with(caps)
            wanted += self.hour.sizeHint().width() if hour else 0
            if wanted <= room:
                break
        self.display.show_keys(caps)
        self.pause.show_keys(caps)
        self.hour.setVisible(hour)
        laid = self.layout()
        around = laid.contentsMargins() if laid is not None else QMargins()
        room = self.width() - around.left() - around.right() - self.steps.sizeHint().width() - wanted
        room -= theme.px(12 + 8 + (3 if hour else 2) * 10)
        fits = (each for each in self._titles if self._title.width_of(each) <= room)
        self._title.say(next(fits, self._titles[-1]), tip=self._titles[0])


def minutes_left(agenda: Agenda, at: datetime) -> int:
    """Whole minutes to the end of the hour; negative when it is over. A meeting begun another time than
    planned has its hour from then."""
    begins = agenda.starts
    if abs(agenda.opened_at - agenda.starts) > timedelta(minutes=30):
        begins = agenda.opened_at
    return int((begins + timedelta(minutes=agenda.minutes) - at).total_seconds() // 60)


class Foot(QFrame):
    """What is saved, notes, and the way back and on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.saved = SavedLine()
        self.notes = Button("Anteckning", Kind.QUIET, icon="notebook-pen", keys="F6")
        self.back = HintButton("Föregående", "Shift+Return", icon="chevron-left")
        self.on = HintButton("Nästa steg", "Return", Kind.PRIMARY)
        line = row(self.saved, None, self.notes, self.back, self.on, spacing=10)
        line.setContentsMargins(theme.px(34), theme.px(11), theme.px(34), theme.px(11))
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets the key caps go where a button would be cut."""
        super().resizeEvent(event)
        buttons = (self.notes, self.back, self.on)
        wanted = sum(each.width_with(True) for each in buttons)
        for each in buttons:
            each.show_keys(self.width() >= wanted + theme.px(2 * 34 + 150))
