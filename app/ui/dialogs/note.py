"""Writing down a contact or a note in ten seconds (R16)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.codes import NoteKind
from app.services import notes
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.notes import NoteFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput, TimeInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Check, Choice, TextArea, TextInput
from app.ui.labels import NOTE_KINDS, options

PRIVATE = "Inte till gruppen"


def contact_fields(desk: Desk) -> list[Field]:
    """How, with whom, one line, and when to follow it up."""
    return [
        Field("kind", "Hur", Choice(options(NOTE_KINDS)), wide=False),
        Field("with_", "Med", TextInput("t.ex. Karin"), wide=False),
        Field("text", "Vad", TextArea("En rad räcker", lines=2), required),
        Field("follow_up_on", "Följ upp den", DateInput(desk.clock, placeholder="t.ex. +1v"), wide=False),
        Field("private", "", Check(PRIVATE), hint="Kommer aldrig med på papper till gruppen.", wide=False),
    ]


class NoteDialog(ErrandDialog):
    """Changes a note that is written."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, key: str) -> None:
        self._file, self._key = file, key
        known = NoteFacts.of(notes.note(file.case, key))
        super().__init__(
            parent,
            desk,
            "Ändra anteckning",
            [
                Field("day", "Dag", DateInput(desk.clock, past=True), required, wide=False),
                Field("time", "Tid", TimeInput(), required, wide=False),
                *contact_fields(desk),
            ],
            self._save,
            values={**vars(known), "kind": str(known.kind), "day": known.at.date(), "time": known.at.time()},
            draft=("note", f"{file.case.id} {key}"),
            of_record=True,
            said="Anteckningen är ändrad.",
            columns=2,
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        at = datetime.combine(typed["day"], typed["time"])
        return notes.edit_note(self.desk.binder, self._file.case.id, self._key, note_facts(typed, at))


def note_facts(typed: dict[str, Any], at: datetime) -> NoteFacts:
    """Makes a note's facts of what a form holds."""
    return NoteFacts(
        text=typed["text"],
        at=at,
        kind=NoteKind(typed["kind"]),
        with_=typed["with_"],
        private=typed["private"],
        follow_up_on=typed["follow_up_on"],
    )
