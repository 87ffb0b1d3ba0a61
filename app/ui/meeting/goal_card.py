"""A goal with its steps, as it is agreed now: read, changed, moved and taken away from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.services import meeting_edits
from app.services.meeting_state import Aim, Step
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Button, Kind
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import column, holder, row
from app.ui.kit.surfaces import Card
from app.ui.kit.swedish_dates import say_date
from app.ui.kit.text import Text, rule
from app.ui.meeting.held import Held
from app.ui.meeting.step_entry import Agreed, StepEntry
from app.ui.meeting.words import nth_time
from app.ui.saying import first_name


class GoalCard(Card):
    """One goal: its words, its steps, and the line for a new one."""

    done_here = Signal()
    """Enter in the empty line for a new step."""

    def __init__(self, desk: Desk, held: Held, aim: Aim) -> None:
        super().__init__(padding=16, spacing=8)
        self.key = aim.key
        self._desk, self._held = desk, held
        self.words = TextInput(large=False)
        self.words.setAccessibleName("Målet")
        self.words.set_value(aim.goal)
        self.words.setStyleSheet(
            f"QLineEdit {{ font-size: {theme.px(17)}px; font-weight: 600; border-color: transparent;"
            f" padding-left: {theme.px(4)}px; background: transparent; }}"
            f" QLineEdit:focus {{ border-color: {theme.colour('accent').name()}; }}"
        )
        self.words.edited.connect(self._reworded)
        self.words.editingFinished.connect(self._worded)
        self._remove = Button(
            "", Kind.QUIET, icon="x", tip="Målet är nått eller släpps: ta bort det ur planen"
        )
        self._remove.setAccessibleName("Ta bort målet ur planen")
        self._remove.clicked.connect(lambda *_: self._remove_aim())
        self._lines: dict[str, StepLine] = {}
        self._tight = False
        self._list = column(spacing=0)
        self.entry = StepEntry(desk, held.agenda)
        self.entry.agreed.connect(self._agree)
        self.entry.left_empty.connect(self.done_here)
        self.entry.typed.connect(self._typed)
        self.entry.set_raw(held.now.typing.get(f"step:{aim.key}", ""))
        top = row(IconView("target", "accent", 20), spacing=8)
        top.addWidget(self.words, 1)
        top.addWidget(self._remove)
        self.add(top)
        self.add(self._list)
        self.add(self.entry)

    def show_aim(self, aim: Aim, today: date) -> None:
        """Shows the goal and its steps as they are agreed."""
        if not self.words.hasFocus() and self.words.text() != aim.goal:
            self.words.set_value(aim.goal)
        if list(self._lines) != [each.key for each in aim.steps]:
            self._build(aim.steps)
        for number, step in enumerate(aim.steps):
            self._lines[step.key].show_step(step, number + 1, today)

    def set_tight(self, tight: bool) -> None:
        """Sets what is beside a step under it, where it has no room."""
        if tight is self._tight:
            return
        self._tight = tight
        self.entry.set_tight(tight)
        for line in self._lines.values():
            line.set_tight(tight)

    def focus_step(self, key: str) -> None:
        """Puts the focus on a step, where it is still there, else on the line for a new one."""
        (self._lines.get(key) or self.entry.what).setFocus()

    def _build(self, steps: tuple[Step, ...]) -> None:
        for line in self._lines.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for step in steps:
            line = StepLine(self._desk, self._held, step, self)
            line.left.connect(lambda k=step.key: self.focus_step(k))
            line.set_tight(self._tight)
            self._lines[step.key] = line
            self._list.addWidget(line)

    def _agree(self, agreed: Agreed) -> None:
        what, who, due, how = agreed
        key = self.key
        self._held.edit(
            lambda now: meeting_edits.keep_typing(
                meeting_edits.add_step(now, key, what, who, due=due, documented=how), f"step:{key}", ""
            )
        )
        self.entry.what.setFocus()

    def _typed(self) -> None:
        name, raw = f"step:{self.key}", self.entry.raw()
        self._held.type(lambda now: meeting_edits.keep_typing(now, name, raw))

    def _reworded(self) -> None:
        key, goal = self.key, self.words.text().strip()
        if goal:
            self._held.type(lambda now: meeting_edits.change_aim(now, key, goal=goal))

    def _worded(self) -> None:
        if not self.words.text().strip():
            aim = next((each for each in self._held.now.aims if each.key == self.key), None)
            self.words.set_value(aim.goal if aim else "")
        self._held.tell()

    def _remove_aim(self) -> None:
        key = self.key
        self._held.edit(lambda now: meeting_edits.remove_aim(now, key))
        self._desk.shell.say("Målet står inte längre i planen.", undo=self._held.way_back())


class StepLine(QWidget):
    """An agreed step. Enter changes it, Delete takes it away, Alt with an arrow moves it."""

    left = Signal()

    def __init__(self, desk: Desk, held: Held, step: Step, card: QWidget) -> None:
        super().__init__(card)
        self._desk, self._held, self._step = desk, held, step
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number = Text("", "quiet", wrap=False)
        self._number.setMinimumWidth(theme.px(18))
        self._what, self._who = Text("", "large"), Text("", "quiet")
        self._chip = Chip(ChipKind.NEUTRAL, "", "rotate-cw")
        self._buttons = holder(
            row(
                self._small("arrow-up", "Flytta upp", lambda: self._move(-1)),
                self._small("arrow-down", "Flytta ned", lambda: self._move(1)),
                self._small("pencil", "Ändra", self.change),
                self._small("trash-2", "Ta bort", self.remove),
                spacing=0,
            )
        )
        self._shown = QWidget()
        self._words = row(spacing=8)
        self._words.addWidget(self._what, 1)
        self._words.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self._words.addWidget(self._who)
        laid = row(self._number, spacing=8)
        laid.addLayout(self._words, 1)
        laid.addWidget(self._buttons)
        self._shown.setLayout(laid)
        self._entry: StepEntry | None = None
        self.set_tight(False)
        self._box = column(self._shown, rule(), spacing=4, margins=(6, 5, 2, 0))
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_step(self, step: Step, number: int, today: date) -> None:
        """Shows what is agreed."""
        self._step = step
        person = self._held.agenda.person(step.responsible)
        due = self._due(step, today)
        self._number.setText(str(number))
        self._what.setText(step.what)
        name = first_name(person.name) if person else ""
        self._who.setText(" · ".join(part for part in (name, due, step.documented) if part))
        times = 0
        if step.carried_from is not None:
            times = self._held.agenda.promise(step.carried_from).times_carried + 1
        self._chip.setVisible(times > 0)
        self._chip.say(ChipKind.ATTENTION if times > 1 else ChipKind.NEUTRAL, nth_time(times), "rotate-cw")
        self.setAccessibleName(f"{step.what}, {person.name if person else ''}, {due}")

    def set_tight(self, tight: bool) -> None:
        """Says who and when under the step, not beside it."""
        self._tight = tight
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(way)
        self._words.setSpacing(theme.px(2 if tight else 8))
        self._who.setWordWrap(tight)
        if self._entry is not None:
            self._entry.set_tight(tight)

    def change(self) -> None:
        """Opens the fields on the step."""
        if self._entry is not None:
            return
        entry = StepEntry(self._desk, self._held.agenda)
        entry.set_tight(self._tight)
        entry.load(self._step)
        entry.agreed.connect(self._agreed)
        entry.left_empty.connect(self._close)
        self._entry = entry
        self._box.insertWidget(1, entry)
        self._shown.hide()
        entry.what.setFocus()

    def remove(self) -> None:
        """Takes the step out of the new plan, with a way back."""
        key = self._step.key
        self._held.edit(lambda now: meeting_edits.remove_step(now, key))
        self._desk.shell.say("Steget är borttaget.", undo=self._held.way_back())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Changes, moves and takes away."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._entry is not None:
            if key == Qt.Key.Key_Escape:
                self._close()
            return
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.change()
        elif key == Qt.Key.Key_Delete:
            self.remove()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the step."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.change()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows where the focus is."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -3), theme.px(6), theme.px(6))
            painter.end()

    def _agreed(self, agreed: Agreed) -> None:
        what, who, due, how = agreed
        key = self._step.key
        self._close()
        self._held.edit(
            lambda now: meeting_edits.change_step(
                now, key, what=what, responsible=who, due=due, documented=how
            )
        )

    def _close(self) -> None:
        if self._entry is not None:
            self._box.removeWidget(self._entry)
            self._entry.hide()
            self._entry.deleteLater()
            self._entry = None
        self._shown.show()
        self.setFocus()

    def _move(self, by: int) -> None:
        key = self._step.key
        self._held.edit(lambda now: meeting_edits.move_step(now, key, by))
        self.left.emit()

    def _due(self, step: Step, today: date) -> str:
        if step.due is not None:
            return say_date(step.due, today)
        coming = self._held.now.next
        if coming is not None and coming.starts is not None:
            return f"{say_date(coming.starts.date(), today)}"
        return "till nästa möte"

    def _small(self, icon: str, name: str, act: Callable[[], object]) -> Button:
        made = Button("", Kind.QUIET, icon=icon, tip=name, on_click=act)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made
