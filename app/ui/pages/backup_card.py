"""How it stands with the backups, on Pärmen, and the way to all about them."""

from __future__ import annotations

from app.services.backups import backup_status
from app.ui import backup_words
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, clear, column, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import quiet, strong


class BackupCard(Card):
    """A sentence and a button; ``refresh()`` reads from the binder, no disk is asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12)
        self.desk = desk
        self.words = column(spacing=4)
        self.more = Button(
            "Visa säkerhetskopior", icon="archive", on_click=lambda: desk.shell.navigate("backups")
        )
        self.add(self.words, row(self.more, STRETCH))

    def refresh(self) -> None:
        """Says how it stands now."""
        status = backup_status(self.desk.binder)
        clear(self.words)
        head = row(IconView("archive", "quiet"), strong(backup_words.headline(status)), spacing=10)
        head.setStretch(1, 1)
        if status.presses:
            head.addWidget(Chip(ChipKind.ATTENTION, "Se efter"))
        self.words.addLayout(head)
        self.words.addWidget(quiet(backup_words.about(status, self.desk.clock().date())))
