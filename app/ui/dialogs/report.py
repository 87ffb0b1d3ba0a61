"""News of a step between two meetings: told, corrected, taken back (R11)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.models.actions import all_agreed
from app.models.case import Report
from app.models.codes import Outcome
from app.models.contact_list import coordinators_of
from app.models.group import members
from app.models.who import Who
from app.services import reports
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.reports import ReportFacts
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, TextArea
from app.ui.kit.who import Person, WhoPicker
from app.ui.labels import OUTCOMES, options


def tellers(file: CaseFile, action: str) -> list[Person]:
    """Who may have told something of a step: who answers for it first, then everybody of the case."""
    found = all_agreed(file.case.meetings).get(action)
    whos = [] if found is None else [found.action.responsible]
    whos += [Who.YOUTH, *(Who.guardian(each.key) for each in file.case.guardians)]
    whos += [Who.contact(each.contact_id) for each in members(file.case, file.today)]
    whos += [Who.coordinator(each) for each in coordinators_of(file.case)]
    whos += [each.by for each in file.case.reports if each.action == action and each.by is not None]
    return [Person(str(each), file.name(each)) for each in dict.fromkeys(whos)]


class ReportDialog(ErrandDialog):
    """Keeps news of a step until the meeting, where it stands ready as the proposed verdict; or mends it."""

    def __init__(
        self, parent: QWidget, desk: Desk, file: CaseFile, action: str, *, correct: Report | None = None
    ) -> None:
        self._case_id, self._action = file.case.id, action
        self._number = None if correct is None else correct.id
        agreed = all_agreed(file.case.meetings).get(action)
        known = None if correct is None else ReportFacts.of(correct)
        values: dict[str, Any] = {"date": file.today}
        if known is not None:
            by = None if known.by is None else str(known.by)
            values = {"date": known.on, "by": by, "outcome": known.outcome, "note": known.text}
        super().__init__(
            parent,
            desk,
            "Rapportera ett steg" if known is None else "Rätta det som berättades",
            [
                Field("note", "Vad har hänt?", TextArea(lines=2)),
                Field(
                    "outcome",
                    "Hur ligger det till?",
                    Choice(options(OUTCOMES), empty="Vet inte än"),
                    hint="Står redo som förslag på mötet.",
                    wide=False,
                ),
                Field("by", "Vem berättade?", WhoPicker(tellers(file, action)), wide=False),
                Field("date", "När", DateInput(desk.clock, past=True), required, wide=False),
            ],
            self._save,
            text="" if agreed is None else agreed.action.what,
            values=values,
            draft=("report", f"{file.case.id} {action} {self._number or ''}"),
            of_record=known is not None,
            said="Det står redo till mötet." if known is None else "Det är rättat.",
            columns=3,
            width=640,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Begins with what happened."""
        super().showEvent(event)
        self.form["note"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, typed: dict[str, Any]) -> Changes:
        facts = ReportFacts(
            on=typed["date"],
            by=Who.parse(typed["by"]) if typed["by"] else None,
            outcome=Outcome(typed["outcome"]) if typed["outcome"] else None,
            text=typed["note"],
        )
        if self._number is None:
            return reports.report_action(self.desk.binder, self._case_id, self._action, facts)
        return reports.correct_report(self.desk.binder, self._case_id, self._number, facts)


def take_back(desk: Desk, file: CaseFile, report: Report) -> None:
    """Takes news away, with a way back."""
    known, case_id, action = ReportFacts.of(report), file.case.id, report.action
    desk.shell.changed(reports.take_back_report(desk.binder, case_id, report.id))

    def undo() -> None:
        desk.shell.changed(reports.report_action(desk.binder, case_id, action, known))

    desk.shell.say("Det som berättades är borttaget.", undo=undo)
