"""Coming back from a backup: the file, a place for the binder, and the passphrase or the code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.ui.background import Progress
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.surfaces import Card
from app.ui.preferences import suggested_folder
from app.ui.start.restore_form import restore_form
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder


class Restore(Screen):
    """A form; the restoring runs beside the window and leads into the binder, or to a new passphrase."""

    def __init__(self, steps: Steps, back: Any) -> None:
        super().__init__(
            steps,
            "Återställ från säkerhetskopia",
            "Kopian blir en ny pärm på den här datorn. Filen lämnas som den är.",
        )
        self.form = restore_form(steps.questions, suggested_folder())
        self.button = Button("Återställ", Kind.PRIMARY, icon="rotate-cw", on_click=self.restore)
        self.back = Button("Tillbaka", Kind.QUIET, icon="arrow-left", on_click=back)
        for field in (self.form["file"].line, self.form["folder"].line, self.form["secret"]):
            field.returnPressed.connect(self.restore)
        self.body.addWidget(Card(self.form, padding=20))
        self.body.addLayout(row(self.back, STRETCH, self.button))

    def restore(self) -> None:
        """Checks what is typed, makes the binder and opens it."""
        if not self.form.check() or not self.button.isEnabled():
            return
        values, clock = self.form.values(), self.steps.clock
        what = "Läser igenom kopian och gör pärmen …"
        self.work(what)

        def job(progress: Progress) -> Binder | None:
            from app.services import backup, binders

            file, folder, secret = values["file"], values["folder"], values["secret"]
            backup.restore_with(file, folder, secret, clock=clock, pulse=progress.at)
            if backup.is_code(secret):
                return None
            return binders.open_binder(folder, passphrase=secret, clock=clock)

        def done(binder: Binder | None) -> None:
            self._restored(values["folder"], binder)

        self.steps.background.run(self, what, job, done, self.failed)

    def answering(self, yes: bool) -> None:
        """Lets the form be typed in or not."""
        if hasattr(self, "button"):
            for widget in (self.form, self.button, self.back):
                widget.setEnabled(yes)

    def failed(self, error: Exception) -> None:
        """Says what went wrong; a wrong passphrase leads back to its field."""
        super().failed(error)
        if isinstance(error, KnownError) and error.code in ("wrong_passphrase", "wrong_code"):
            self.form["secret"].selectAll()
            self.form["secret"].setFocus()

    def first_focus(self) -> QWidget | None:
        """Begins with the file."""
        found: QWidget = self.form["file"]
        return found

    def _restored(self, folder: Path, binder: Binder | None) -> None:
        if binder is not None:
            self.steps.finish(binder)
        else:
            # By the code: the passphrase is forgotten, so a new one is chosen now.
            self.steps.show_recover(folder)
