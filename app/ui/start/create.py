"""Making a new binder: whose it is, where it lies, and a passphrase that holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.background import Progress
from app.ui.kit.button import Button, Kind
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import SecretInput, TextInput
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.strength import Strength
from app.ui.kit.surfaces import Card
from app.ui.preferences import suggested_folder
from app.ui.start.place import FolderInput
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder


class NewBinder(Screen):
    """A form; the making runs beside the window and leads to the sheet."""

    def __init__(self, steps: Steps, back: Any) -> None:
        super().__init__(steps, "Ny pärm", "Du kan flytta pärmen och byta lösenfras senare.")
        first, again = SecretInput(), SecretInput()
        self.strength = Strength(first)
        self.form = Form(
            [
                Field(
                    "name", "Ditt namn", TextInput(), required, "Står i loggen över vad som görs i pärmen."
                ),
                Field(
                    "folder",
                    "Var pärmen ska ligga",
                    FolderInput(steps.questions, new="Insatspärm"),
                    required,
                    "En mapp på den här datorn. Nätverksmappar och molnmappar går inte.",
                ),
                Field("passphrase", "Lösenfras", first, required, drafted=False),
            ]
        )
        self.again = Form([Field("again", "Lösenfrasen en gång till", again, required, drafted=False)])
        self.form.load({"folder": suggested_folder()})
        self.form.edited.connect(lambda _name: self.strength.for_person(self.form["name"].value()))
        self.make = Button("Skapa pärmen", Kind.PRIMARY, on_click=self.make_it)
        self.back = Button("Tillbaka", Kind.QUIET, icon="arrow-left", on_click=back)
        for field in (self.form["name"], self.form["folder"].line, first, again):
            field.returnPressed.connect(self.make_it)
        self.body.addWidget(Card(self.form, self.strength, 4, self.again, padding=20))
        self.body.addLayout(row(self.back, STRETCH, self.make))

    def make_it(self) -> None:
        """Checks what is typed and makes the binder."""
        self.trouble.hide()
        if not (self.form.check() and self.again.check()) or not self.make.isEnabled():
            return
        values = self.form.values()
        if values["passphrase"] != self.again.values()["again"]:
            self.again.show_problems([Problem("again", "passphrases_differ")])
            return
        self.work("Gör en krypterad pärm …")
        folder, name, passphrase, clock = (
            values["folder"],
            values["name"],
            values["passphrase"],
            self.steps.clock,
        )

        def job(_progress: Progress) -> tuple[Binder, str]:
            return make_binder(folder, name, passphrase, clock)

        self.steps.background.run(self, "Gör en krypterad pärm …", job, self._made, self.failed)

    def answering(self, yes: bool) -> None:
        """Lets the form be typed in or not."""
        if hasattr(self, "make"):
            for widget in (self.form, self.again, self.make, self.back):
                widget.setEnabled(yes)

    def first_focus(self) -> QWidget | None:
        """Begins with the name."""
        found: QWidget = self.form["name"]
        return found

    def _made(self, made: tuple[Binder, str]) -> None:
        self.steps.show_sheet(*made)


def make_binder(folder: Path, name: str, passphrase: str, clock: Any) -> tuple[Binder, str]:
    """Makes the binder; its own function so that tests can hand in one with a cheap derivation."""
    from app.services import binders

    return binders.create(folder, passphrase=passphrase, person=name, clock=clock)
