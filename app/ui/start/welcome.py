"""The very first choice: a new binder, one there is, the ways back in, or an invented one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.icons import IconView
from app.ui.kit.layout import column, row
from app.ui.kit.surfaces import Row, Rows
from app.ui.kit.text import quiet, strong
from app.ui.start.screen import Screen, Steps


class Welcome(Screen):
    """Five rows that each lead somewhere."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(
            steps,
            "Välkommen",
            "Insatspärmen håller ihop samtycken, grupp, möten och planer. Allt ligger"
            " krypterat på den här datorn och ingenting skickas utan att du ber om det.",
        )
        self.rows = Rows()
        self.new = self._choice(
            "notebook-pen", "Ny pärm", "Börja här om du inte har någon pärm än.", steps.show_new
        )
        self.open = self._choice(
            "folder-open", "Öppna en pärm", "Du har redan en pärm på datorn.", steps.choose_binder
        )
        self.recover = self._choice(
            "key-round",
            "Återställ med koden",
            "Lösenfrasen är glömd men arket med koden finns.",
            lambda: steps.show_recover(None),
        )
        self.restore = self._choice(
            "archive",
            "Återställ från säkerhetskopia",
            "Datorn är ny eller pärmen borta, men en kopia finns.",
            steps.show_restore,
        )
        self.demo = self._choice(
            "eye",
            "Titta på en påhittad pärm",
            "Tjugofyra ärenden om personer som inte finns, att prova på.",
            steps.show_demo,
        )
        self.body.addWidget(self.rows)

    def first_focus(self) -> QWidget | None:
        """Begins at the first row."""
        return self.new

    def _choice(self, icon: str, title: str, text: str, go: Callable[[], object]) -> Row:
        line = row(IconView(icon, "accent", 24), spacing=14)
        line.addLayout(column(strong(title), quiet(text), spacing=1), 1)
        line.addWidget(IconView("chevron-right", "quiet"))
        made = self.rows.add_row(line, active=True, name=f"{title}. {text}", padding=(16, 14))
        made.chosen.connect(go)
        return made
