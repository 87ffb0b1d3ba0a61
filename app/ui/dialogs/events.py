"""Asking for a day that matters, and for what came in about the youth (R22)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.codes import IncidentKind, IncidentRole, KeyDateKind
from app.services import incidents, key_dates
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.incidents import IncidentFacts
from app.services.key_dates import KeyDateFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, TextArea, TextInput
from app.ui.labels import INCIDENT_ROLES, INCIDENTS, KEY_DATES, options

WITH_ROLE = frozenset({IncidentKind.POLICE_REPORT, IncidentKind.VERDICT})
"""The kinds in which the youth figures as somebody."""

_PLACEMENT = frozenset({KeyDateKind.PLACEMENT_FROM, KeyDateKind.PLACEMENT_TO})


class KeyDateDialog(ErrandDialog):
    """Notes a day that matters, or changes one; the binder warns thirty days ahead."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, number: int | None = None) -> None:
        self._case_id, self._number = file.case.id, number
        known = None if number is None else KeyDateFacts.of(key_dates.key_date(file.case, number))
        super().__init__(
            parent,
            desk,
            "Viktigt datum" if known is None else "Ändra datumet",
            [
                Field("kind", "Vad?", Choice(options(KEY_DATES)), wide=False),
                Field("date", "När?", DateInput(desk.clock), required, wide=False),
                Field("note", "Kommentar", TextInput("t.ex. Södertörns tingsrätt, sal 4")),
            ],
            self._save,
            text="Du blir påmind en månad innan. Datumet kommer inte med på papper till gruppen.",
            primary="Lägg till" if known is None else "Spara",
            values=None if known is None else {**vars(known), "kind": str(known.kind)},
            draft=("key_date", f"{file.case.id} {number or ''}"),
            of_record=known is not None,
            said="Datumet är sparat.",
            columns=2,
        )
        self.form.edited.connect(lambda name: self._adapt() if name == "kind" else None)
        self._adapt()

    def _adapt(self) -> None:
        placed = KeyDateKind(self.form["kind"].value()) in _PLACEMENT
        self.form.set_hint("kind", "En placering avslutar inte insatsen." if placed else "")
        self.fit()

    def _save(self, typed: dict[str, Any]) -> Changes:
        facts = KeyDateFacts(kind=KeyDateKind(typed["kind"]), date=typed["date"], note=typed["note"])
        if self._number is None:
            return key_dates.add_key_date(self.desk.binder, self._case_id, facts)
        return key_dates.edit_key_date(self.desk.binder, self._case_id, self._number, facts)


class IncidentDialog(ErrandDialog):
    """Writes down what came in, or corrects it."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, number: int | None = None) -> None:
        self._case_id, self._number = file.case.id, number
        known = None if number is None else IncidentFacts.of(incidents.incident(file.case, number))
        self._role = None if known is None else known.role
        coded = {} if known is None else {"kind": str(known.kind), "role": known.role}
        super().__init__(
            parent,
            desk,
            "Ny händelse" if known is None else "Ändra händelsen",
            [
                Field("kind", "Vad kom in?", Choice(options(INCIDENTS)), wide=False),
                Field("role", "Som vad?", Choice(options(INCIDENT_ROLES), empty="Inte angivet"), wide=False),
                Field("date", "När?", DateInput(desk.clock, past=True), required, wide=False),
                Field("source", "Varifrån?", TextInput("t.ex. polisen, skolan"), wide=False),
                Field("note", "Anteckning", TextArea(lines=2)),
            ],
            self._save,
            text="Bara för dig: händelser kommer aldrig med på papper till gruppen eller i visningsläget.",
            primary="Spara",
            values={"date": file.today} if known is None else {**vars(known), **coded},
            draft=("incident", f"{file.case.id} {number or ''}"),
            of_record=known is not None,
            said="Händelsen är sparad.",
            columns=2,
        )
        self.form.edited.connect(lambda name: self._adapt() if name == "kind" else None)
        self._adapt()

    def _adapt(self) -> None:
        kind = IncidentKind(self.form["kind"].value())
        # One that came from elsewhere with a role keeps it in sight.
        self.form.set_visible("role", kind in WITH_ROLE or self._role is not None)
        self.fit()

    def _save(self, typed: dict[str, Any]) -> Changes:
        kind = IncidentKind(typed["kind"])
        role = typed["role"] if kind in WITH_ROLE or self._role is not None else None
        facts = IncidentFacts(
            kind=kind,
            date=typed["date"],
            role=IncidentRole(role) if role else None,
            source=typed["source"],
            note=typed["note"],
        )
        if self._number is None:
            return incidents.record_incident(self.desk.binder, self._case_id, facts)
        return incidents.edit_incident(self.desk.binder, self._case_id, self._number, facts)


def remove_key_date(desk: Desk, file: CaseFile, number: int) -> None:
    """Takes a key date away, with a way back."""
    known = KeyDateFacts.of(key_dates.key_date(file.case, number))
    case_id = file.case.id
    desk.shell.changed(key_dates.remove_key_date(desk.binder, case_id, number))

    def undo() -> None:
        desk.shell.changed(key_dates.add_key_date(desk.binder, case_id, known))

    desk.shell.say("Datumet är borttaget.", undo=undo)


def remove_incident(desk: Desk, file: CaseFile, number: int) -> None:
    """Takes an incident away, with a way back."""
    known = IncidentFacts.of(incidents.incident(file.case, number))
    case_id = file.case.id
    desk.shell.changed(incidents.remove_incident(desk.binder, case_id, number))

    def undo() -> None:
        desk.shell.changed(incidents.record_incident(desk.binder, case_id, known))

    desk.shell.say("Händelsen är borttagen.", undo=undo)
