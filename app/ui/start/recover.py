"""Coming back in with the recovery code: who one is, where several share the binder, and a new passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.background import Progress
from app.ui.kit.button import Button, Kind
from app.ui.kit.form import Field, Form, Problem, required
from app.ui.kit.inputs import Choice, SecretInput, TextInput
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.strength import Strength
from app.ui.kit.surfaces import Card
from app.ui.start.place import FolderInput
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder


class Recover(Screen):
    """The binder, the code from the sheet, and a new passphrase twice.

    Who shares it is sealed in the binder: the code must be right before anybody can be asked who she is.
    """

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
                Field(
                    "person",
                    "Vem är du?",
                    Choice([], empty="Välj ditt namn"),
                    required,
                    "Flera delar pärmen. Bara din lösenfras byts.",
                    drafted=False,
                ),
                Field("passphrase", "Ny lösenfras", first, required, drafted=False),
            ]
        )
        self.form.set_visible("person", False)
        self.form.edited.connect(self._edited)
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
        self.trouble.say("", kind="attention")
        self.work("Öppnar med koden …")
        folder, code, passphrase, person = (
            values[name] for name in ("folder", "code", "passphrase", "person")
        )
        clock = self.steps.clock

        def job(_progress: Progress) -> Binder | tuple[str, ...]:
            from app.services import binders

            people = () if person else binders.persons_by_code(folder, code)
            if len(people) > 1:
                return people
            return binders.recover(folder, code=code, passphrase=passphrase, clock=clock, person=person)

        self.steps.background.run(self, "Öppnar med koden …", job, self._answered, self.failed)

    def _answered(self, found: Binder | tuple[str, ...]) -> None:
        if not isinstance(found, tuple):
            self.steps.finish(found)
            return
        self.at_rest()
        self.form["person"].set_options([(name, name) for name in found])
        self.form.set_visible("person", True)
        self.trouble.say("Välj vem du är, och tryck en gång till.", strong="Koden stämmer.", kind="done")
        self.trouble.show()
        self.form["person"].setFocus()

    def _edited(self, name: str) -> None:
        """Forgets who there is to choose from when another binder or code is typed."""
        if name == "passphrase" and self.form["person"].isEnabled():
            self.strength.for_person(self.form["person"].value() or "")
        elif name in ("folder", "code"):
            self.form.set_visible("person", False)
            self.form["person"].set_options([])

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
