"""Who answers for a case: its social worker, its coordinator and who stands in for her (R7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services import cases, coordinators, persons
from app.services.case_file import CaseFile
from app.services.cases import CaseFacts
from app.services.changes import Changes
from app.services.coordinators import Responsible
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.form import Field
from app.ui.kit.inputs import Choice
from app.ui.kit.who import Person, WhoPicker


class ResponsibleDialog(ErrandDialog):
    """Names them; that another coordinator answers for the case is logged as a hand-over."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile) -> None:
        self._file = file
        known = [(each.id, each.name) for each in file.book.coordinators.values()]
        workers = [Person(each.id, each.name, each.role or "") for each in file.book.contacts.values()]
        super().__init__(
            parent,
            desk,
            "Ansvariga",
            [
                Field(
                    "responsible_social_worker_id",
                    "Ansvarig socialsekreterare",
                    WhoPicker(workers, placeholder="Skriv namn, eller lämna tomt"),
                    hint="Står på kontaktlistan, också utan att vara med i gruppen.",
                ),
                Field("coordinator_id", "Samordnare", Choice(known, empty="Inte vald"), wide=False),
                Field(
                    "stand_in_id",
                    "Ersättare",
                    Choice(known, empty="Inte vald"),
                    hint="Tar över om samordnaren blir sjuk. Fler läggs till under Pärmen.",
                    wide=False,
                ),
            ],
            self._save,
            values=vars(CaseFacts.of(file.case)),
            draft=("responsible", file.case.id),
            of_record=True,
            said="Uppgifterna är sparade.",
            columns=2,
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        facts = replace(CaseFacts.of(self._file.case), **typed)
        return cases.edit_facts(self.desk.binder, self._file.case.id, facts)


def take_over(desk: Desk, file: CaseFile) -> None:
    """Makes the person who has the binder open the coordinator of a case, with a way back."""
    case = file.case
    me, before = persons.record_of(desk.binder, desk.binder.person), Responsible.of(case)
    stand_in = None if before.stand_in_id == me else before.stand_in_id
    after = Responsible(coordinator_id=me, stand_in_id=stand_in)
    today = desk.clock().date()
    desk.shell.changed(coordinators.hand_over(desk.binder, {case.id: after}, on=today))

    def undo() -> None:
        desk.shell.changed(coordinators.hand_over(desk.binder, {case.id: before}, on=today))

    desk.shell.say("Du är samordnare i ärendet.", undo=undo)
