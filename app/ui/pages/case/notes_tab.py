"""Notes: *Kontakt* in one line, all that was written down, and the reminders of the case (R16)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from app.models.case import Note, Reminder
from app.models.codes import NoteKind
from app.models.errors import KnownError
from app.services import drafts, notes, reminders
from app.services.notes import NoteFacts
from app.services.wording import explain
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs.note import NoteDialog, contact_fields, note_facts
from app.ui.icons import IconView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.form import Form, Problem
from app.ui.kit.inputs import Check
from app.ui.kit.layout import STRETCH, column, row
from app.ui.kit.surfaces import Card, EmptyState, Row, Rows
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.text import Text, quiet, strong
from app.ui.labels import NOTE_ICONS, NOTE_KINDS
from app.ui.pages.case.parts import Columns, Tab, heading, icon_button, titled_card
from app.ui.saying import capital, near_day

FORM = "quick_contact"


class NotesTab(Tab):
    """Takes a contact at the top and lists what was written, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form: Form | None = None

    def build(self) -> None:
        """Lays out the quick line and the notes; beside them the reminders."""
        self.form = self._quick()
        save = Button("Spara kontakt", icon="check", keys="Ctrl+Return", on_click=self.write)
        main = column(
            heading("Kontakt"),
            Card(self.form, row(STRETCH, save), padding=16, spacing=12),
            12,
            heading("Anteckningar"),
            spacing=8,
        )
        main.addWidget(self._notes())
        main.addStretch(1)
        self.body.addWidget(Columns(main, column(self._reminders(), STRETCH)))

    def write(self) -> None:
        """Saves what stands in the quick line."""
        form = self.form
        if form is None or not form.check():
            return
        case_id = self.file.case.id
        try:
            changes = notes.write_note(
                self.desk.binder, case_id, note_facts(form.values(), self.desk.clock())
            )
        except KnownError as error:
            form.show_problems([Problem(str(error.details.get("field", "text")), explain(error))])
            return
        form.load({"kind": str(NoteKind.CALL)})
        drafts.forget(self.desk.binder, FORM, case_id)
        self.desk.shell.changed(changes)
        self.desk.shell.say("Kontakten är sparad.")
        if self.form is not None:
            self.form["text"].setFocus()

    def flush(self) -> None:
        """Keeps what is typed in the quick line."""
        if self.form is not None:
            self.form.flush()

    def first_focus(self) -> QWidget | None:
        """The line to write in."""
        widget: QWidget | None = self.form["text"] if self.form is not None else None
        return widget

    def _quick(self) -> Form:
        case_id, binder = self.file.case.id, self.desk.binder
        form = Form(contact_fields(self.desk), columns=2)
        form.load({"kind": str(NoteKind.CALL)})
        kept = drafts.find(binder, FORM, case_id)
        if kept:
            form.load_draft(kept)
        form.autosave(lambda typed: drafts.keep(binder, FORM, case_id, typed), self.desk.not_kept)
        return form

    def _notes(self) -> QWidget:
        if not self.file.case.notes:
            card = Card(padding=0)
            card.add(
                EmptyState(
                    "notebook-pen",
                    "Inget är skrivet än",
                    "Samtal, sms och besök mellan mötena. En rad räcker.",
                )
            )
            return card
        rows = Rows()
        latest = sorted(self.file.case.notes, key=lambda each: (each.at, each.id), reverse=True)
        for _day, some in groupby(latest, key=lambda each: each.at.date()):
            for each in some:
                rows.add_row(self._note(each), record=each.key)
        return rows

    def _note(self, note: Note) -> QLayout:
        kind = note.kind or NoteKind.NOTE
        what = f"{NOTE_KINDS[kind]} med {note.with_}" if note.with_ else NOTE_KINDS[kind]
        when = f"{say_date(note.at.date(), self.file.today)} {say_time(note.at.time())}"
        head = row(strong(what, whole=True), quiet(when, whole=True), spacing=10)
        if note.private:
            head.addWidget(Chip(ChipKind.ATTENTION, "Inte till gruppen", "lock"))
        if note.follow_up_on is not None:
            on = near_day(note.follow_up_on, self.file.today)
            head.addWidget(Chip(ChipKind.NEUTRAL, f"Följ upp {on}", "calendar-clock"))
        head.addStretch(1)
        edit = icon_button(
            f"Ändra anteckningen {when}",
            "pencil",
            lambda: NoteDialog(self, self.desk, self.file, note.key).open(),
        )
        remove = icon_button(f"Ta bort anteckningen {when}", "trash-2", self._remove(note))
        made = row(spacing=12)
        made.addLayout(column(IconView(NOTE_ICONS[kind], "quiet", 18), STRETCH, margins=(0, 3, 0, 0)))
        made.addLayout(column(head, Text(note.text), spacing=3), 1)
        made.addWidget(edit)
        made.addWidget(remove)
        return made

    def _remove(self, note: Note) -> Callable[[], None]:
        desk, case_id, key, before = self.desk, self.file.case.id, note.key, NoteFacts.of(note)

        def act() -> None:
            desk.shell.changed(notes.delete_note(desk.binder, case_id, key))

            def undo() -> None:
                desk.shell.changed(notes.write_note(desk.binder, case_id, before, key=key))

            desk.shell.say("Anteckningen är borttagen.", undo=undo)

        return self.do(act)

    def _reminders(self) -> QLayout:
        waiting = sorted(
            (each for each in self.file.reminders if not each.done), key=lambda each: (each.date, each.id)
        )
        items: list[QLayout | QWidget] = [self._reminder(each) for each in waiting]
        if not items:
            items.append(quiet("Inga påminnelser. De kommer från ”Följ upp den”."))
        return titled_card("Påminnelser", *items)

    def _reminder(self, reminder: Reminder) -> QWidget:
        tick = Check(capital(near_day(reminder.date, self.file.today)))
        tick.setAccessibleName(f"Klart: {reminder.text}")
        tick.edited.connect(self.do(lambda: self._tick(reminder)))
        words = column(row(tick, STRETCH), Text(reminder.text), spacing=2)
        words.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(4))
        return Row(words, record=f"reminder {reminder.id}")

    def _tick(self, reminder: Reminder) -> Any:
        desk = self.desk
        desk.shell.changed(reminders.tick_reminder(desk.binder, reminder.id))

        def undo() -> None:
            desk.shell.changed(reminders.tick_reminder(desk.binder, reminder.id, done=False))

        desk.shell.say("Påminnelsen är avbockad.", undo=undo)
