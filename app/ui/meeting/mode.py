"""The meeting mode: five steps over the whole window, everything from the keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from app.models.errors import KnownError
from app.services import hold_meeting, meeting_edits
from app.services.wording import explain
from app.ui import theme
from app.ui.kit.button import Kind
from app.ui.kit.layout import column, row
from app.ui.kit.page import Scroller
from app.ui.meeting.attendance import AttendanceStep
from app.ui.meeting.closing import ClosingStep
from app.ui.meeting.display import Display
from app.ui.meeting.follow_up import FollowUpStep
from app.ui.meeting.goals import GoalsStep
from app.ui.meeting.head import Foot, Head
from app.ui.meeting.held import Held
from app.ui.meeting.notes import NotesPanel
from app.ui.meeting.step import Step
from app.ui.meeting.strengths import StrengthsStep

if TYPE_CHECKING:
    from app.services.meeting_state import Sitting
    from app.ui.desk import Desk

NARROW_BELOW = 1180
HOUR_EVERY = 15_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def open_meeting(desk: Desk, case_id: str, meeting_key: str) -> MeetingMode | None:
    """Begins or goes on with a meeting and fills the window with it; None where that was refused and told."""
    try:
        sitting = hold_meeting.begin(desk.binder, case_id, meeting_key)
    except KnownError as error:
        desk.shell.problem(error)
        return None
    mode = MeetingMode(desk, sitting)
    desk.shell.show_full(mode)
    mode.begin()
    return mode


class MeetingMode(QWidget):
    """The meeting in its five steps; ``open_meeting`` makes it."""

    def __init__(self, desk: Desk, sitting: Sitting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Mötesläge")
        self._desk = desk
        self.held = Held(desk, sitting, self)
        self.head, self.foot = Head(sitting.agenda), Foot()
        self.notes = NotesPanel(self.held)
        self.notes.hide()
        self.steps: tuple[Step, ...] = (
            AttendanceStep(desk, self.held),
            FollowUpStep(desk, self.held),
            StrengthsStep(desk, self.held),
            GoalsStep(desk, self.held),
            ClosingStep(desk, self.held, go=self.go_to, closed=self._closed),
        )
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
        middle = row(spacing=0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.notes)
        laid = column(self.head, spacing=0)
        laid.addLayout(middle, 1)
        laid.addWidget(self.foot)
        self.setLayout(laid)
        self._display: Display | None = None
        self._hour = QTimer(self, interval=HOUR_EVERY)
        self._hour.timeout.connect(self._show_hour)
        self._hour.start()
        self._connect()

    # where one is

    @property
    def at(self) -> int:
        """The step one is at, 0–4."""
        return self._stack.currentIndex()

    def begin(self) -> None:
        """Goes to the step where the meeting was left."""
        self.go_to(min(self.held.now.step, len(self.steps) - 1))

    def go_to(self, number: int) -> None:
        """Goes to a step."""
        before = self.at
        self._stack.setCurrentIndex(number)
        self.held.edit(lambda now: meeting_edits.go_to(now, number), undoable=False)
        step = self.steps[number]
        step.set_narrow(self._narrow())
        step.refresh()
        step.arrive(from_after=number < before)
        self._show()

    def forward(self) -> None:
        """Is Enter: on within the step, or to the next one."""
        if not self.steps[self.at].forward() and self.at + 1 < len(self.steps):
            self.go_to(self.at + 1)
        self._show()

    def backward(self) -> None:
        """Is Shift+Enter: back within the step, or to the one before."""
        if not self.steps[self.at].backward() and self.at > 0:
            self.go_to(self.at - 1)
        self._show()

    # as the window's full widget

    def flush(self) -> None:
        """Keeps everything said, at once."""
        self.held.flush()

    def back(self) -> None:
        """Is Esc: leaves the display or the notes first, then the meeting, which stays in progress."""
        if self._display is not None:
            self.toggle_display()
        elif self.notes.isVisible():
            self.toggle_notes()
        else:
            self.pause()

    def pause(self) -> None:
        """Leaves the meeting for now; it can be gone on with whenever."""
        try:
            self.flush()
        except KnownError as error:
            self._desk.shell.problem(error)
            return
        self._leave()
        self._desk.shell.say("Mötet är pausat. Allt som sagts är sparat.")

    def toggle_display(self) -> None:
        """Opens or closes the window for a second screen."""
        if self._display is None:
            self._display = Display(self.held)
            self._display.closed.connect(self._display_gone)
            self._display.open_beside(self)
        else:
            self._display.close()

    def toggle_notes(self) -> None:
        """Opens or closes the notes."""
        self.notes.setVisible(not self.notes.isVisible())
        if self.notes.isVisible():
            self.notes.arrive()
        else:
            self.steps[self.at].arrive()

    def undo(self) -> None:
        """Takes the last edit back."""
        if self.held.undo():
            self._desk.shell.say("Ångrat.")

    # inside

    def _connect(self) -> None:
        self.head.steps.chosen.connect(self.go_to)
        self.head.display.clicked.connect(lambda *_: self.toggle_display())
        self.head.pause.clicked.connect(lambda *_: self.pause())
        self.foot.notes.clicked.connect(lambda *_: self.toggle_notes())
        self.foot.back.clicked.connect(lambda *_: self.backward())
        self.foot.on.clicked.connect(lambda *_: self._on())
        self.held.changed.connect(self._changed)
        self.held.saved.connect(self.foot.saved.saved)
        self.held.failed.connect(self._failed)
        for number in range(len(self.steps)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda n=number: self.go_to(n))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self, self.backward)
        for number in range(1, 7):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda n=number: self._digit(n))
        for field in self.findChildren(QLineEdit):
            field.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Brings what one types in into sight; what is pressed stays under the pointer."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is None or pressed or not self.isAncestorOf(now):
            return
        scroller = now.parentWidget()
        while scroller is not None and not isinstance(scroller, Scroller):
            scroller = scroller.parentWidget()
        if scroller is not None:
            # When what the key has changed is laid out.
            QTimer.singleShot(0, now, partial(scroller.ensureWidgetVisible, now, 0, theme.px(40)))

    def _on(self) -> None:
        last = self.steps[-1]
        if self.at == len(self.steps) - 1 and isinstance(last, ClosingStep):
            last.close_meeting()
        elif isinstance(self.focusWidget(), QPlainTextEdit):
            self.go_to(self.at + 1)
        else:
            self.forward()

    def _changed(self) -> None:
        self.steps[self.at].refresh()
        self._show()

    def _show(self) -> None:
        step = self.steps[self.at]
        self.head.steps.show_steps(self.at, tuple(each.done() for each in self.steps))
        self.foot.back.setEnabled(self.at > 0)
        # The last step has a button of its own for the same: one of the two is the primary one.
        last = self.at == len(self.steps) - 1
        self.foot.on.kind = Kind.SECONDARY if last else Kind.PRIMARY
        self.foot.on.set_hint(step.on_words, step.on_key)
        self._show_hour()

    def _show_hour(self) -> None:
        self.head.show_hour(self._desk.clock())

    def _failed(self, error: Exception) -> None:
        why = explain(error) if isinstance(error, KnownError) else "Något oväntat hände."
        said = why.startswith("Det gick inte att spara")
        self.foot.saved.failed(why if said else f"Inte sparat: {why}")
        if not isinstance(error, KnownError):
            self._desk.shell.problem(error)

    def _digit(self, number: int) -> None:
        self.steps[self.at].digit(number)

    def _display_gone(self) -> None:
        self._display = None

    def _leave(self) -> None:
        if self._display is not None:
            self._display.close()
        self._hour.stop()
        self._desk.shell.close_full()

    def _closed(self, closed: hold_meeting.Closed) -> None:
        agenda = self.held.agenda
        self._leave()
        self._desk.shell.changed(closed.changes)
        self._desk.shell.navigate("sending", case_id=agenda.case_id, meeting_key=agenda.key)

    def _narrow(self) -> bool:
        return self.width() < theme.px(NARROW_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets steps and head give way in a narrow window."""
        super().resizeEvent(event)
        self.head.set_narrow(self._narrow())
        for step in self.steps:
            step.set_narrow(self._narrow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets Ctrl+Z in a field without anything to undo take back the last edit instead."""
        if (
            event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not watched.isUndoAvailable()
        ):
            if event.type() == QEvent.Type.KeyPress:
                self.undo()
            else:
                event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that no field took."""
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if key in _ENTER and plain == shift:
            self.backward()
        elif key in _ENTER and not plain:
            self.forward()
        elif not plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._digit(key - Qt.Key.Key_0)
        elif not plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.steps[self.at].up_down(-1 if key == Qt.Key.Key_Up else 1)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif not self.steps[self.at].letter(event.text()):
            super().keyPressEvent(event)
