"""The meeting on the table: what is said, the way back, and keeping it in the binder within a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.services import hold_meeting
from app.services.meeting_undo import taken_back
from app.services.settings import is_demo

if TYPE_CHECKING:
    from app.services.meeting_state import Agenda, Proceedings, Sitting
    from app.ui.desk import Desk

SAVE_AFTER = 400
"""Milliseconds from the first unsaved key to the write; with the write itself below a second (trust.md 2)."""

Edit = Callable[["Proceedings"], "Proceedings"]


class Held(QObject):
    """The proceedings that the steps show and edit.

    ``changed`` is sent after an edit that others may show; ``saved`` with the time only when the binder has
    everything; ``failed`` with the error while the text stays where it is and is tried again.
    """

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, sitting: Sitting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.invented = is_demo(desk.binder)
        self.agenda: Agenda = sitting.agenda
        self.now: Proceedings = sitting.proceedings
        self._kept = sitting.proceedings
        self._back: list[tuple[Proceedings, Proceedings]] = []
        self._over = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self._save)

    def edit(self, change: Edit, *, undoable: bool = True) -> None:
        """Makes an edit, tells everybody, and keeps it soon; ``undo`` takes it back."""
        before = self.now
        self.now = change(before)
        if self.now == before:
            return
        if undoable:
            self._back.append((before, self.now))
        self._later()
        self.changed.emit()

    def type(self, change: Edit) -> None:
        """Takes what is being typed: kept within a second, shown by nobody else yet, undone by its field."""
        before = self.now
        self.now = change(before)
        if self.now != before:
            self._later()

    def tell(self) -> None:
        """Lets everybody show what was typed, as when its field is left."""
        self.changed.emit()

    def undo(self) -> bool:
        """Takes the last edit back; tells whether there was one. What was typed since stays."""
        return self.way_back()()

    def way_back(self) -> Callable[[], bool]:
        """Gives what takes the last edit back and no other, whatever comes after it; once."""
        last = self._back[-1] if self._back else None

        def back() -> bool:
            # The message that offers it may outlive the meeting on the screen.
            if (
                last is None
                or self._over
                or not isValid(self)
                or all(each is not last for each in self._back)
            ):
                return False
            self._back = [each for each in self._back if each is not last]
            self.now = taken_back(self.now, *last)
            self._later()
            self.changed.emit()
            return True

        return back

    def flush(self) -> None:
        """Keeps everything now; raises what stands in the way."""
        self._timer.stop()
        if self._over or self.now == self._kept:
            return
        now = self.now
        at = hold_meeting.record(self._desk.binder, self.agenda, now)
        self._kept = now
        self.saved.emit(at)

    def close(self, *, not_discussed: str | None = None) -> hold_meeting.Closed:
        """Closes the meeting with what is said now; nothing is kept after that."""
        self._timer.stop()
        closed = hold_meeting.close(self._desk.binder, self.agenda, self.now, not_discussed=not_discussed)
        self._over = True
        return closed

    def _later(self) -> None:
        # The clock starts at the first unsaved key and is not put back by the next ones.
        if not self._timer.isActive() and not self._over:
            self._timer.start()

    def _save(self) -> None:
        try:
            self.flush()
        except Exception as error:
            self.failed.emit(error)
            self._timer.start()
