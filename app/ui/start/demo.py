"""A look at an invented binder: made beside the window the first time, opened as it was left the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.demo import home
from app.ui.background import Progress, Threads
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import Text
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder

MAKING = "Hittar på tjugofyra ärenden …"


class Demo(Screen):
    """Says what it is, then makes it or opens it; no passphrase is asked for, since nothing in it is true."""

    def __init__(self, steps: Steps, back: Any) -> None:
        super().__init__(
            steps,
            "En påhittad pärm",
            "Här finns tjugofyra påhittade ärenden, med samtycken, grupper, möten och planer. Prova"
            " vad du vill: inget du gör här påverkar någon.",
        )
        made = home.is_there()
        kept = "Den ligger kvar som du lämnade den. Gör en ny om du vill börja om." if made else ""
        fresh = "Den görs på några sekunder och ligger för sig, inte bland dina pärmar."
        self.back = Button("Tillbaka", Kind.QUIET, icon="arrow-left", on_click=back)
        self.anew = Button("Gör en ny", on_click=self.make)
        self.open = Button(
            "Öppna den" if made else "Gör den och titta",
            Kind.PRIMARY,
            on_click=self.reopen if made else self.make,
        )
        self.anew.setVisible(made)
        self.body.addWidget(Card(Text(kept or fresh), padding=20))
        self.body.addLayout(row(self.back, STRETCH, self.anew, self.open))

    def make(self) -> None:
        """Makes the binder from today's date."""
        clock = self.steps.clock
        self.work(MAKING)
        self.bar.setRange(0, 100)
        if isinstance(self.steps.background, Threads):
            self.steps.background.progressed.connect(self._at)

        def job(progress: Progress) -> Binder:
            return home.make_anew(clock, progress.at)

        self.steps.background.run(self, MAKING, job, self.steps.finish, self.failed)

    def reopen(self) -> None:
        """Opens it as it was left."""
        clock = self.steps.clock
        self.work("Öppnar …")
        self.bar.setRange(0, 0)
        self.steps.background.run(
            self, "Öppnar …", lambda _progress: home.reopen(clock), self.steps.finish, self.failed
        )

    def _at(self, part: float, _text: str) -> None:
        self.bar.setValue(round(part * 100))

    def answering(self, yes: bool) -> None:
        """Lets the buttons be pressed or not."""
        if hasattr(self, "open"):
            for button in (self.back, self.anew, self.open):
                button.setEnabled(yes)

    def first_focus(self) -> QWidget | None:
        """Begins with what leads on."""
        return self.open
