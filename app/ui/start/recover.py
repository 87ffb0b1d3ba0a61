"""Coming back in with the recovery code, and choosing a new passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.background import Progress
from app.ui.kit.button import Button, Kind
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import SecretInput, TextInput
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.surfaces import Card
from app.ui.start.place import FolderInput
from app.ui.start.screen import Screen, Steps
from app.ui.start.strength import Strength

if TYPE_CHECKING:
    from app.services.binders import Binder


class Recover(Screen):
    """The binder, the code from the sheet, and a new passphrase twice."""

    def __init__(self, steps: Steps, folder: Path | None, back: Any) -> None:
        super().__init__(
            steps, "Återställ med koden", "Koden står på arket som skrevs ut när pärmen skapades."
        )
        first, again = SecretInput(), SecretInput()
        self.strength = Strength(first)
        self.form = Form(
            [
                Field("folder", "Pärmen", FolderInput(steps.questions), required),
                Field(
                    "code",
                    "Koden, sju grupper",
                    TextInput("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"),
                    required,
                    "Streck, mellanslag och små bokstäver går bra.",
                    drafted=False,
                ),
                Field("passphrase", "Ny lösenfras", first, required, drafted=False),
            ]
        )
        self.again = Form(
            [Field("again", "Den nya lösenfrasen en gång till", again, required, drafted=False)]
        )
        self.form.load({"folder": folder})
        self.button = Button("Återställ", Kind.PRIMARY, icon="key-round", on_click=self.recover)
        self.back = Button("Tillbaka", Kind.QUIET, icon="arrow-left", on_click=back)
        for field in (self.form["folder"].line, self.form["code"], first, again):
            field.returnPressed.connect(self.recover)
        self.body.addWidget(Card(self.form, self.strength, 4, self.again, padding=20))
        self.body.addLayout(row(self.back, STRETCH, self.button))

    def recover(self) -> None:
        """Checks what is typed and opens the binder with the code."""
        if not (self.form.check() and self.again.check()) or not self.button.isEnabled():
            return
        values = self.form.values()
        if values["passphrase"] != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return
        self.work("Öppnar med koden …")
        folder, code, passphrase, clock = (
            values["folder"],
            values["code"],
            values["passphrase"],
            self.steps.clock,
        )

        def job(_progress: Progress) -> Binder:
            from app.services import binders

            return binders.recover(folder, code=code, passphrase=passphrase, clock=clock)

        self.steps.background.run(self, "Öppnar med koden …", job, self.steps.finish, self.failed)

    def answering(self, yes: bool) -> None:
        """Lets the form be typed in or not."""
        if hasattr(self, "button"):
            for widget in (self.form, self.again, self.button, self.back):
                widget.setEnabled(yes)

    def first_focus(self) -> QWidget | None:
        """Begins with the code, or with the binder when it is not known."""
        known = self.form["folder"].value() is not None
        found: QWidget = self.form["code"] if known else self.form["folder"]
        return found
