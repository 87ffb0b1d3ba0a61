"""Her own copy in plaintext: the interchange file, which leaves the binder's protection and says so."""

from __future__ import annotations

from pathlib import Path

from app.services import files, interchange
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import quiet

WARNING = (
    "Vem som helst kan läsa filen, också dina privata anteckningar i den. Loggen, skickade papper"
    " och inställningar följer inte med. Förvara filen som en akt, och radera den när den inte behövs."
)


class ExportCard(Card):
    """A sentence and a button; it asks where, warns, and writes beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self.desk = desk
        self.button = Button("Spara som utbytesfil …", icon="download", on_click=self._ask)
        self.add(
            quiet("För ett annat system, eller om du slutar använda programmet. Filen är inte krypterad."),
            row(self.button, STRETCH),
        )

    def _ask(self) -> None:
        suggestion = Path.home() / f"insatsparm {self.desk.clock():%Y-%m-%d}.json"
        self.desk.questions.save_as(
            self, "Spara som utbytesfil", suggestion, "Utbytesfiler (*.json)", self._warn
        )

    def _warn(self, path: Path) -> None:
        self.desk.questions.confirm(
            self,
            "Spara allt okrypterat?",
            WARNING,
            yes="Spara filen",
            danger=True,
            then=lambda: self._write(path),
        )

    def _write(self, path: Path) -> None:
        binder = self.desk.binder

        def job(_progress: Progress) -> None:
            files.refuse_inside(binder.folder, path)
            with files.new_file(path) as file:
                interchange.export_file(binder, file.write)

        def failed(error: Exception) -> None:
            self.button.setEnabled(True)
            self.desk.shell.problem(files.explained(error) if isinstance(error, OSError) else error)

        self.button.setEnabled(False)
        self.desk.background.run(
            self, "Skriver utbytesfilen …", job, lambda _done: self._written(path), failed
        )

    def _written(self, path: Path) -> None:
        self.button.setEnabled(True)
        self.desk.shell.say(f"{path.name} är sparad, och den är inte krypterad.")
