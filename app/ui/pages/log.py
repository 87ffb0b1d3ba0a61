"""The log: who did what and when, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.log import latest_lines
from app.ui.desk import Desk
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.columns import Column
from app.ui.kit.inputs import SearchInput
from app.ui.kit.layout import STRETCH, holder, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.table import Table
from app.ui.kit.text import quiet
from app.ui.log_labels import log_text

if TYPE_CHECKING:
    from app.services.changes import Changes
    from app.services.log import LogLine
    from app.ui.background import Progress

AT_FIRST = 1_000
"""Lines that are read when one comes: the rest when somebody asks, beside the window."""

Read = tuple[tuple["LogLine", ...], int]


class LogPage(Page):
    """Every line of the log, searched by words. It shows which case, never what was written in it (R20)."""

    def __init__(self, desk: Desk, at_first: int = AT_FIRST) -> None:
        super().__init__(
            "Loggen",
            subtitle="Varje rad bygger på den förra, så att det syns om någon har ändrat i efterhand.",
            scrolls=False,
        )
        self.desk = desk
        self._most: int | None = at_first
        self.search = SearchInput("Sök i loggen")
        self.act(self.search, Button("Tillbaka", Kind.SECONDARY, icon="arrow-left", on_click=desk.shell.back))
        self.table = Table(
            [
                Column("at", "När", self._when, sort=lambda line: line.number, width=195),
                Column("what", "Vad", lambda line: log_text(line.what), strong=True, stretch=True),
                Column("case", "Ärende", lambda line: line.case or "", width=160),
                Column("by", "Av", lambda line: line.by, width=160, give_way=1),
            ],
            empty=EmptyState("history", "Loggen är tom", "Här står allt som görs i pärmen."),
            name="Loggen",
            key_of=lambda line: line.number,
        )
        self.search.textChanged.connect(self.table.search)
        self.told, self.all_link = quiet("", whole=True), Link("Visa alla", on_click=self.show_all)
        self._older = holder(row(self.told, self.all_link, STRETCH, spacing=10))
        self.body.addWidget(self._older)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Reads the latest lines; all of them, once that was asked for, beside the window."""
        if self._most is None:
            self.show_all()
        else:
            self._show(latest_lines(self.desk.binder, self._most))

    def show_all(self) -> None:
        """Reads every line, beside the window: there may be hundreds of thousands."""
        binder = self.desk.binder
        self._most = None

        def job(_progress: Progress) -> Read:
            return latest_lines(binder)

        self.desk.background.run(self, "Läser loggen …", job, self._show)

    def concerned_by(self, changes: Changes) -> bool:
        """Grows with every change."""
        return True

    def first_focus(self) -> QWidget | None:
        """Begins with the search."""
        return self.search

    def _show(self, read: Read) -> None:
        lines, total = read
        self.table.set_rows(lines)
        seen, everything = _thousands(len(lines)), _thousands(total)
        self.told.setText(f"Du ser och söker i de senaste {seen} av {everything} rader.")
        self._older.setVisible(len(lines) < total)

    def _when(self, line: LogLine) -> str:
        return f"{say_date(line.at.date(), self.desk.clock().date())} {say_time(line.at.time())}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
