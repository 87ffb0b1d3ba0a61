"""Choosing a passphrase inside an open binder: one's own anew, or a colleague's first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.services import binders, persons
from app.services.coordinators import CoordinatorFacts
from app.services.wording import explain
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import SecretInput, TextInput
from app.ui.start.strength import Strength


class PassphraseDialog(Dialog):
    """Asks for a passphrase twice, with advice; ``colleague`` asks for a name first."""

    def __init__(
        self, parent: QWidget, desk: Desk, done: Callable[[], object], *, colleague: bool = False
    ) -> None:
        text = (
            "Kollegan får en egen lösenfras, och det hon gör i pärmen står i hennes namn."
            " Låt henne skriva den själv."
            if colleague
            else "Den nya lösenfrasen gäller genast. Äldre kopior av pärmen öppnas fortfarande med den gamla."
        )
        title = "Ge en kollega tillgång" if colleague else "Byt lösenfras"
        super().__init__(parent, title, text, primary="Ge tillgång" if colleague else "Byt lösenfras")
        self._desk, self._done, self._colleague = desk, done, colleague
        first = SecretInput()
        fields = [Field("name", "Kollegans namn", TextInput(), required)] if colleague else []
        fields.append(Field("passphrase", "Ny lösenfras", first, required, drafted=False))
        self.form = Form(fields)
        self.strength = Strength(first)
        self.strength.for_person(desk.binder.person)
        self.again = Form([Field("again", "En gång till", SecretInput(), required, drafted=False)])
        self.add(self.form, self.strength, self.again)
        (self.form["name"] if colleague else first).setFocus()

    def submit(self) -> bool:
        """Changes the slot beside the window: the derivation takes half a second."""
        if not (self.form.check() and self.again.check()):
            return False
        values = self.form.values()
        if values["passphrase"] != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return False
        self.primary.setEnabled(False)
        binder, passphrase, name = self._desk.binder, values["passphrase"], values.get("name", "")

        def job(_progress: Progress) -> None:
            if self._colleague:
                persons.add_person(binder, CoordinatorFacts(name=name), passphrase)
            else:
                binders.change_passphrase(binder, passphrase)

        self._desk.background.run(self, "Byter lösenfras …", job, self._changed, self._failed)
        return False

    def _changed(self, _result: None) -> None:
        self._done()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, KnownError):
            field = "name" if error.code == "person_exists" else "passphrase"
            self.form.show_problems([Problem(field, explain(error))])
        else:
            self._desk.shell.problem(error)
