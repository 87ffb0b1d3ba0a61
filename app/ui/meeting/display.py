"""Visningsläge: the plan alone, for a second screen; no notes, nothing of other cases, no messages."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.icons import IconView
from app.ui.kit.demo_strip import TITLE, DemoStrip
from app.ui.kit.layout import clear, column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Card
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.text import Text
from app.ui.meeting.held import Held
from app.ui.meeting.words import ABSENT_VIEWS, NOT_YET, OUTCOME_ICONS, VERDICTS
from app.ui.saying import first_name, genitive

NEUTRAL_AFTER = 8 * 60_000
"""Milliseconds without anything said until the screen shows nothing (design.md: before the idle lock)."""


class Display(QWidget):
    """A window of its own with what is agreed, in large letters; ``closed`` when it is gone."""

    closed = Signal()

    def __init__(self, held: Held) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "paper")
        self.setWindowTitle("Insatspärmen")
        self._held = held
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(14))
        self._body.setContentsMargins(theme.px(60), theme.px(44), theme.px(60), theme.px(44))
        inner = holder(self._body)
        calm = column(None, row(None, IconView("pause", "quiet", 48), None), None)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if held.invented:
            self.setWindowTitle(TITLE)
            outer.addWidget(DemoStrip())
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(Scroller(inner))
        self._stack.addWidget(holder(calm))
        self._calm = QTimer(self, singleShot=True, interval=NEUTRAL_AFTER)
        self._calm.timeout.connect(lambda: self._stack.setCurrentIndex(1))
        held.changed.connect(self.show_plan)
        self.show_plan()

    def open_beside(self, window: QWidget) -> None:
        """Fills the second screen where there is one, else the same."""
        here = window.screen()
        other = next((each for each in QGuiApplication.screens() if each is not here), here)
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def show_plan(self) -> None:
        """Shows what has been said so far, and wakes a screen that had gone neutral."""
        self._stack.setCurrentIndex(0)
        self._calm.start()
        clear(self._body)
        agenda, now = self._held.agenda, self._held.now
        today = agenda.starts.date()
        self._say(f"Plan för {first_name(agenda.youth.name)}", 30, bold=True)
        self._say(say_date(today, today, weekday=True).capitalize(), 18, quiet=True)
        if now.strengths.strip():
            self._heading("Det som fungerar")
            self._say(now.strengths.strip(), 22)
        name = first_name(agenda.youth.name)
        if now.youth_view.strip():
            self._heading(f"{name} säger")
            self._say(f"”{now.youth_view.strip()}”", 22)
        elif now.youth_view_absent is not None:
            self._heading(f"{genitive(name)} egna ord")
            self._say(ABSENT_VIEWS[now.youth_view_absent], 22, quiet=True)
        if agenda.promises:
            self._heading("Det vi bestämde förra gången")
            for promise in agenda.promises:
                outcome = now.verdict(promise.key).outcome
                icon, role = NOT_YET if outcome is None else OUTCOME_ICONS[outcome]
                said = "" if outcome is None else f" · {VERDICTS[outcome].lower()}"
                self._line(icon, role, promise.what, f"{first_name(promise.responsible.name)}{said}")
        self._show_agreed()
        if now.next is not None and now.next.starts is not None:
            self._heading("Nästa möte")
            on = say_date(now.next.starts.date(), today, weekday=True)
            self._say(f"{on.capitalize()} kl. {say_time(now.next.starts.time())}", 22)
        self._body.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes with Esc and F5."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells that it is gone."""
        self.closed.emit()
        super().closeEvent(event)

    def _show_agreed(self) -> None:
        agenda, now = self._held.agenda, self._held.now
        today = agenda.starts.date()
        for area, title in agenda.areas.items():
            aims = [each for each in now.aims if each.life_area == area]
            if not aims:
                continue
            self._heading(title)
            for aim in aims:
                card = Card(padding=20, spacing=10)
                card.add(self._text(aim.goal, 22, bold=True))
                for step in aim.steps:
                    person = agenda.person(step.responsible)
                    due = step.due
                    if due is None and now.next is not None and now.next.starts is not None:
                        due = now.next.starts.date()
                    told = [first_name(person.name)] if person else []
                    told += [f"senast {say_date(due, today)}"] if due else []
                    card.add(self._pair("circle", "quiet", step.what, ", ".join(told)))
                self._body.addWidget(card)

    def _heading(self, text: str) -> None:
        self._body.addSpacing(theme.px(10))
        self._body.addWidget(self._text(text, 18, bold=True, colour="accent"))

    def _say(self, text: str, size: int, *, bold: bool = False, quiet: bool = False) -> None:
        self._body.addWidget(self._text(text, size, bold=bold, colour="quiet" if quiet else "ink"))

    def _line(self, icon: str, role: str, text: str, told: str) -> None:
        self._body.addWidget(self._pair(icon, role, text, told))

    def _pair(self, icon: str, role: str, text: str, told: str) -> QWidget:
        line = row(IconView(icon, role, 22), spacing=12)
        line.addWidget(self._text(text, 20), 1)
        aside = self._text(told, 18, colour="quiet")
        aside.setWordWrap(False)
        line.addWidget(aside)
        return holder(line)

    @staticmethod
    def _text(text: str, size: int, *, bold: bool = False, colour: str = "ink") -> Text:
        made = Text(text)
        weight = 600 if bold else 400
        made.setStyleSheet(
            f"font-size: {theme.px(size)}px; font-weight: {weight}; color: {theme.colour(colour).name()};"
        )
        return made
