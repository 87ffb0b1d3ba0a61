"""The line in which a step is agreed: what, who, by when, and how it is seen that it was done (R12)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.who import Who
from app.services.meeting_state import Agenda, Step
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.dates import DateInput
from app.ui.kit.inputs import TextInput, Unreadable
from app.ui.kit.text import Text, quiet, restyle
from app.ui.kit.who import Person as Somebody
from app.ui.kit.who import WhoPicker
from app.ui.labels import problem_text
from app.ui.meeting.words import role_of

LEAST = 104
"""Design pixels that a field needs for its first words."""

Agreed = tuple[str, Who, date | None, str]
"""What, who, by when (None: by the next meeting), how it is documented."""


class StepEntry(QWidget):
    """Four fields; Enter in the first leads to the second, in the others it agrees the step.

    ``agreed`` carries an :data:`Agreed`; ``left_empty`` is Enter in an empty first field; ``typed`` tells
    that a field was edited, ``given_up`` is Esc.
    """

    agreed = Signal(object)
    left_empty = Signal()
    typed = Signal()
    given_up = Signal()

    def __init__(self, desk: Desk, agenda: Agenda, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        people = [Somebody(str(each.who), each.name, role_of(each)) for each in agenda.people]
        self.what = TextInput("Ett litet, tydligt steg")
        self.who = WhoPicker(people, placeholder="Initialer räcker")
        self.due = DateInput(desk.clock, placeholder="nästa möte")
        self.how = TextInput("schemat, ett sms")
        self._problem = Text("", "problem")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(3))
        fields = (("Vad", self.what), ("Vem", self.who), ("Senast", self.due), ("Hur syns det?", self.how))
        self._labels: list[Text] = []
        for name, widget in fields:
            widget.setAccessibleName(name)
            widget.setMinimumWidth(theme.px(LEAST))
            self._labels.append(quiet(name))
            widget.edited.connect(self._edited)
            widget.returnPressed.connect(self._entered)
        self.due.picked.connect(self._edited)
        self.who.picked.connect(self._picked)
        self._problem.hide()
        self.set_tight(False)

    def set_tight(self, tight: bool) -> None:
        """Gives the step itself a line of its own, and the other three the one under it."""
        grid = self._grid
        for number, (label, widget) in enumerate(
            zip(self._labels, (self.what, self.who, self.due, self.how), strict=True)
        ):
            line, place = (0, number) if not tight else (2, number - 1) if number else (0, 0)
            span = 3 if tight and not number else 1
            grid.addWidget(label, line, place, 1, span)
            grid.addWidget(widget, line + 1, place, 1, span)
        grid.addWidget(self._problem, 4, 0, 1, 3 if tight else 4)
        for place, stretch in enumerate((6, 6, 6, 0) if tight else (12, 6, 6, 6)):
            grid.setColumnStretch(place, stretch)

    def load(self, step: Step | None) -> None:
        """Shows a step to change, or nothing."""
        self.what.set_value(step.what if step else None)
        self.who.set_value(str(step.responsible) if step else None)
        self.due.set_value(step.due if step else None)
        self.how.set_value(step.documented if step else None)
        self._say(None)

    def raw(self) -> str:
        """Gives what is typed, one field a line."""
        fields = (self.what.text(), self.who.text(), self.due.text(), self.how.text())
        return "\n".join(fields) if any(fields) else ""

    def set_raw(self, raw: str) -> None:
        """Shows what was typed."""
        parts = [*raw.split("\n"), "", "", "", ""]
        for widget, text in zip((self.what, self.who, self.due, self.how), parts, strict=False):
            widget.setText(text)

    def empty(self) -> bool:
        """Tells whether nothing is typed."""
        return not self.what.text().strip()

    def has_focus(self) -> bool:
        """Tells whether one is typing here."""
        return any(each.hasFocus() for each in (self.what, self.who, self.due, self.how))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the Enter that its fields have used, and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """Agrees the step, or says what is missing."""
        what = self.what.text().strip()
        if not what:
            self._refuse(self.what, "required")
            return
        who = self._whom()
        if who is None:
            if self.who.text().strip():
                self.who.show_list()
            self._refuse(self.who, "who")
            return
        try:
            due = self.due.value()
        except Unreadable as error:
            self._refuse(self.due, error.code)
            return
        how = self.how.text().strip()
        self.load(None)
        self.agreed.emit((what, Who.parse(who), due, how))

    def _entered(self) -> None:
        if self.what.hasFocus() and self.empty():
            self.left_empty.emit()
        elif self.what.hasFocus() and not self.who.text().strip():
            self.who.setFocus()
        else:
            self.submit()

    def _picked(self) -> None:
        self._edited()
        self.who.setFocus()

    def _edited(self) -> None:
        self._say(None)
        self.typed.emit()

    def _refuse(self, widget: QWidget, code: str) -> None:
        widget.setFocus()
        self._say(problem_text(code))
        widget.setProperty("invalid", True)
        restyle(widget)

    def _say(self, problem: str | None) -> None:
        self._problem.setText(problem or "")
        self._problem.setVisible(bool(problem))
        for widget in (self.what, self.who, self.due, self.how):
            if widget.property("invalid"):
                widget.setProperty("invalid", False)
                restyle(widget)

    def _whom(self) -> str | None:
        try:
            found = self.who.value()
        except Unreadable:
            return None
        return None if found is None else str(found)
