"""Letting a decision on who need not consent end, with a way back (R1)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.consent import Deviation
from app.models.who import Who
from app.services import consents
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.saying import first_names, listed


class EndDeviationDialog(ErrandDialog):
    """Asks for the last day of a decision; from the next day on its persons must consent again."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, deviation: Deviation) -> None:
        self._case_id, self._deviation = file.case.id, deviation
        people = listed(first_names([file.name(Who.parse(each)) for each in deviation.not_required]))
        super().__init__(
            parent,
            desk,
            "Avsluta avvikelsen",
            [Field("until", "Gäller till och med", DateInput(desk.clock), required)],
            self._end,
            text=f"Dagen efter behövs {people} samtycke igen, om åldern kräver det. Beslutet ligger kvar.",
            primary="Avsluta",
            values={"until": file.today},
            width=440,
        )

    def _end(self, typed: dict[str, Any]) -> Changes:
        desk, case_id, number, before = self.desk, self._case_id, self._deviation.id, self._deviation.until
        changes = consents.end_deviation(desk.binder, case_id, number, typed["until"])

        def undo() -> None:
            desk.shell.changed(consents.end_deviation(desk.binder, case_id, number, before))

        desk.shell.say("Avvikelsen har fått en sista dag.", undo=undo)
        return changes
