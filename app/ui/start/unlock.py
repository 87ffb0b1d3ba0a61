"""Unlocking a binder: its name, the passphrase, and calm words when it is not right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.background import Progress
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.inputs import SecretInput
from app.ui.kit.layout import STRETCH, column, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import Text, quiet
from app.ui.start.screen import Screen, Steps

if TYPE_CHECKING:
    from app.services.binders import Binder


class Unlock(Screen):
    """Asks for the passphrase of one binder; the derivation runs beside the window."""

    def __init__(self, steps: Steps, folder: Path) -> None:
        super().__init__(steps, "Lås upp pärmen")
        self._folder = folder
        self.passphrase = SecretInput()
        self.passphrase.setAccessibleName("Lösenfras")
        self.passphrase.setProperty("letters", "large")
        self.passphrase.returnPressed.connect(self.unlock)
        self.caps = quiet("Caps Lock verkar vara på.")
        self.caps.hide()
        self.passphrase.caps_lock.connect(self.caps.setVisible)
        self.button = Button("Lås upp", Kind.PRIMARY, icon="lock-open", on_click=self.unlock)
        self._forgotten = Link("Glömt lösenfrasen?", on_click=lambda: steps.show_recover(folder))
        self._other = Link("Öppna en annan pärm", on_click=steps.choose_binder)
        self._new = Link("Ny pärm", on_click=steps.show_new)
        self._restore = Link("Återställ från säkerhetskopia", on_click=steps.show_restore)
        place = quiet(str(folder))
        label = Text("Lösenfras", "field")
        label.setBuddy(self.passphrase)
        form = column(label, self.passphrase, self.caps, spacing=4)
        self.text.setText(folder.name)
        self.text.show()
        self.layout().removeWidget(self.text)  # type: ignore[union-attr]
        named = column(self.text, place, spacing=2)
        self.body.addWidget(Card(named, 4, form, 4, row(self._forgotten, STRETCH, self.button), padding=20))
        self.body.addLayout(row(self._other, self._new, self._restore, STRETCH, spacing=12))

    def unlock(self) -> None:
        """Opens the binder, or says why it does not open."""
        typed = self.passphrase.value()
        if not typed or not self.passphrase.isEnabled():
            self.passphrase.setFocus()
            return
        self.work("Låser upp …")
        folder, clock = self._folder, self.steps.clock

        def job(_progress: Progress) -> Binder:
            from app.services import binders

            return binders.open_binder(folder, passphrase=typed, clock=clock)

        self.steps.background.run(self, "Låser upp …", job, self.steps.finish, self._refused)

    def answering(self, yes: bool) -> None:
        """Lets the passphrase be typed or not."""
        if hasattr(self, "passphrase"):
            self.passphrase.setEnabled(yes)
            self.button.setEnabled(yes)
            for link in (self._forgotten, self._other, self._new, self._restore):
                link.setEnabled(yes)

    def first_focus(self) -> QWidget | None:
        """Begins with the passphrase."""
        return self.passphrase

    def _refused(self, error: Exception) -> None:
        self.failed(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
