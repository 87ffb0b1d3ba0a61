"""Choosing one's passphrase anew inside an open binder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.services import binders
from app.services.wording import explain
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import SecretInput
from app.ui.kit.strength import Strength


class PassphraseDialog(Dialog):
    """Asks for a passphrase twice, with advice."""

    def __init__(self, parent: QWidget, desk: Desk, done: Callable[[], object]) -> None:
        text = "Den nya lösenfrasen gäller genast. Äldre kopior av pärmen öppnas fortfarande med den gamla."
        super().__init__(parent, "Byt lösenfras", text, primary="Byt lösenfras")
        self._desk, self._done = desk, done
        first = SecretInput()
        self.form = Form([Field("passphrase", "Ny lösenfras", first, required, drafted=False)])
        self.strength = Strength(first)
        self.strength.for_person(desk.binder.person)
        self.again = Form([Field("again", "En gång till", SecretInput(), required, drafted=False)])
        self.add(self.form, self.strength, self.again)
        first.setFocus()

    def submit(self) -> bool:
        """Changes the slot beside the window: the derivation takes half a second."""
        if not (self.form.check() and self.again.check()):
            return False
        passphrase = self.form.values()["passphrase"]
        if passphrase != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return False
        self.primary.setEnabled(False)
        binder = self._desk.binder

        def job(_progress: Progress) -> None:
            binders.change_passphrase(binder, passphrase)

        self._desk.background.run(self, "Byter lösenfras …", job, self._changed, self._failed)
        return False

    def _changed(self, _result: None) -> None:
        self._done()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, KnownError):
            self.form.show_problems([Problem("passphrase", explain(error))])
        else:
            self._desk.shell.problem(error)
