"""*Kontakt* and *Påminnelse* from any page in ten seconds: one dialog, one line, Enter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.codes import NoteKind
from app.models.states import ENROLLED
from app.services import notes, reminders, search
from app.services.changes import Changes
from app.services.reminders import ReminderFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.dialogs.note import PRIVATE, note_facts
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Check, Choice, TextArea, TextInput
from app.ui.kit.quick_date import QuickDate
from app.ui.kit.segments import Segments
from app.ui.kit.swedish_dates import say_date
from app.ui.kit.who import Person, WhoPicker
from app.ui.labels import NOTE_KINDS, options
from app.ui.saying import near_day

CONTACT, REMINDER = "contact", "reminder"
KEYS = {CONTACT: "Ctrl+N", REMINDER: "Ctrl+Shift+N"}
"""What opens each from anywhere, and changes to it in the dialog."""
NOBODY = "Det finns inget ärende att välja än. Lägg in ett först, under Ärenden."
_OF_CONTACT = ("kind", "with_", "private")


class CaptureDialog(ErrandDialog):
    """Takes a contact or sets a reminder, about the case in view unless another is chosen.

    Enter saves, Shift+Enter makes a new line; Ctrl+N and Ctrl+Shift+N change between the two. What was saved
    can be taken back for as long as the message about it stands.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, *, case_id: str | None = None, reminder: bool = False
    ) -> None:
        self._what = Segments([(CONTACT, "Kontakt"), (REMINDER, "Påminnelse")], keys=KEYS)
        self._proposed: date | None = None
        self._known = people(desk)
        super().__init__(
            parent,
            desk,
            "Kontakt",
            [
                Field("what", "Vad vill du skriva?", self._what),
                Field(
                    "case",
                    "Vem gäller det?",
                    WhoPicker(self._known, placeholder="Namn, initialer eller kodnamn"),
                    self._needed_of_contact,
                ),
                Field("kind", "Hur", Choice(options(NOTE_KINDS)), wide=False),
                Field("with_", "Med", TextInput("t.ex. Karin"), wide=False),
                Field("text", "Vad", OneLine("En rad räcker"), required),
                Field("day", "Följ upp den", QuickDate(desk.clock), self._needed_of_reminder, wide=False),
                Field(
                    "private",
                    "",
                    Check(PRIVATE),
                    hint="Kommer aldrig med på papper till gruppen.",
                    wide=False,
                ),
            ],
            self._write,
            values={"what": CONTACT, "kind": str(NoteKind.CALL), "case": case_id},
            draft=("capture", case_id or ""),
            columns=2,
            width=540,
        )
        self._what.edited.connect(self._adapt)
        for what, keys in KEYS.items():
            QShortcut(QKeySequence(keys), self, lambda what=what: self._what.choose(what))
        if reminder and not self.form["text"].value():
            self._what.set_value(REMINDER)
        self._adapt()
        self.achieved.connect(self._say)

    def _adapt(self) -> None:
        reminder = self._what.value() == REMINDER
        for name in _OF_CONTACT:
            self.form.set_visible(name, not reminder)
        title = "Påminnelse" if reminder else "Kontakt"
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.form.set_label("case", "Vem gäller det, om någon?" if reminder else "Vem gäller det?")
        self.form.set_hint("case", "" if reminder or self._known else NOBODY)
        self.form.set_label("text", "Vad ska du komma ihåg?" if reminder else "Vad")
        self.form.set_label("day", "Vilken dag?" if reminder else "Följ upp den")
        self._propose_day(reminder)
        self.fit()
        if self.isVisible():
            self.go_to_first()

    def go_to_first(self) -> None:
        """Goes to the first empty line; a reminder begins with what to remember."""
        if self._what.value() == REMINDER and not self.form["text"].value():
            self.form["text"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().go_to_first()

    def _propose_day(self, reminder: bool) -> None:
        """A reminder is most often for tomorrow; a contact has no day unless one is chosen."""
        field, typed = self.form["day"], self.form["day"].raw()
        if reminder and not typed:
            self._proposed = self.desk.clock().date() + timedelta(days=1)
            field.set_value(self._proposed)
        elif not reminder and self._proposed is not None and typed == say_date(self._proposed):
            field.set_value(None)

    def _needed_of_contact(self, value: Any) -> str | None:
        return required(value) if self._what.value() == CONTACT else None

    def _needed_of_reminder(self, value: Any) -> str | None:
        return required(value) if self._what.value() == REMINDER else None

    def _write(self, typed: dict[str, Any]) -> Changes:
        binder, case_id = self.desk.binder, typed["case"]
        if typed["what"] == REMINDER:
            facts = ReminderFacts(text=typed["text"], day=typed["day"], case_id=case_id)
            return reminders.set_reminder(binder, facts)
        typed["follow_up_on"] = typed["day"]
        return notes.write_note(binder, case_id, note_facts(typed, self.desk.clock()))

    def _say(self, changes: Changes) -> None:
        typed, desk = self.form.values(), self.desk
        (made,) = changes.ids - {typed["case"]}

        if typed["what"] == REMINDER:
            said = f"Påminnelsen kommer {near_day(typed['day'], desk.clock().date())}."
        else:
            said = "Kontakten är sparad."

        def undo() -> None:
            if typed["what"] == REMINDER:
                desk.shell.changed(reminders.remove_reminder(desk.binder, int(made)))
            else:
                desk.shell.changed(notes.delete_note(desk.binder, typed["case"], made))

        desk.shell.say(said, undo=undo)


class OneLine(TextArea):
    """A text of one line or several: Enter is the dialog's, Shift+Enter begins a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves Enter to the dialog."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            event.ignore()
            return
        super().keyPressEvent(event)


def people(desk: Desk) -> list[Person]:
    """Whom a note can be about: the young person of every case, those enrolled first."""
    cases = sorted(
        search.case_names(desk.binder), key=lambda each: (each.state not in ENROLLED, each.name.casefold())
    )
    return [
        Person(each.id, each.name, " · ".join(some for some in (each.code_name, each.reference) if some))
        for each in cases
    ]
