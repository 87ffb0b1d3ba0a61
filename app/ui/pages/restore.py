"""Making a new binder of a backup while another is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.services.backup import Restored, restore_with
from app.services.wording import explain
from app.ui import saying
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Problem
from app.ui.start.restore_form import restore_form


class RestoreDialog(Dialog):
    """Asks for the file, a place and a secret; what is open stays as it is."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent.window(),
            "Återställ som ny pärm",
            "Kopian blir en egen pärm bredvid den du har öppen. Ingenting skrivs över.",
            primary="Återställ",
        )
        self.desk = desk
        self.form = restore_form(desk.questions, desk.binder.folder.with_name("Återställd pärm"))
        self.add(self.form)
        self.form["file"].setFocus()

    def submit(self) -> bool:
        """Restores beside the window and tells what came back."""
        if not self.form.check():
            return False
        values, binder = self.form.values(), self.desk.binder
        self.primary.setEnabled(False)

        def job(progress: Progress) -> Restored:
            return restore_with(
                values["file"],
                values["folder"],
                values["secret"],
                clock=binder.clock,
                at_hand=binder,
                pulse=progress.at,
            )

        self.desk.background.run(
            self, "Återställer …", job, lambda done: self._done(done, values["folder"]), self._failed
        )
        return False

    def _done(self, done: Restored, folder: Path) -> None:
        self.accept()
        told = f"{saying.count(done.rows, 'uppgift', 'uppgifter')} kom tillbaka till {folder}."
        if done.erased:
            again = saying.count(done.erased, "gallrat ärende", "gallrade ärenden")
            told = f"{told} {again} gallrades igen."
        self.desk.questions.tell(self.parentWidget() or self, "Pärmen är återställd", told)

    def _failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if not isinstance(error, KnownError):
            self.desk.shell.problem(error)
            return
        self.form.show_problems([Problem(field_of(error), explain(error))])


def field_of(error: KnownError) -> str:
    """Tells which field a refusal belongs to."""
    if error.code in ("wrong_passphrase", "wrong_code", "code_mistyped"):
        return "secret"
    if error.code in ("in_the_way", "on_a_share", "in_a_sync_folder", "disk_full", "not_permitted"):
        return "folder"
    return "file"
