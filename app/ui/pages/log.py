"""The log: who did what and when, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.services.changes import Changes
from app.ui.desk import Desk
from app.ui.kit.button import Button, Kind
from app.ui.kit.columns import Column
from app.ui.kit.inputs import SearchInput
from app.ui.kit.page import Page
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.table import Table
from app.ui.log_labels import log_text


@dataclass(frozen=True)
class LogLine:
    """One line of the table."""

    number: int
    at: datetime
    by: str
    what: str
    case: str


class LogPage(Page):
    """Every line of the log, searched by words. It shows which case, never what was written in it (R20)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "Loggen",
            subtitle="Varje rad bygger på den förra, så att det syns om någon har ändrat i efterhand.",
            scrolls=False,
        )
        self.desk = desk
        self.search = SearchInput("Sök i loggen")
        self.act(self.search, Button("Tillbaka", Kind.SECONDARY, icon="arrow-left", on_click=desk.shell.back))
        self.table = Table(
            [
                Column("at", "När", self._when, sort=lambda line: line.number, width=210),
                Column("what", "Vad", lambda line: log_text(line.what), strong=True, stretch=True),
                Column("case", "Ärende", lambda line: line.case, width=200),
                Column("by", "Av", lambda line: line.by, width=200),
            ],
            empty=EmptyState("history", "Loggen är tom", "Här står allt som görs i pärmen."),
            name="Loggen",
            key_of=lambda line: line.number,
        )
        self.search.textChanged.connect(self.table.search)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Reads the log."""
        with self.desk.binder.reading() as work:
            names = {row.id: row.code_name or row.name for row in work.cases_for_list()}
            rows = work.log_rows()
        lines = [
            LogLine(row.number, row.at, row.by, row.what, names.get(str(row.details.get("case", "")), ""))
            for row in reversed(rows)
        ]
        self.table.set_rows(lines)

    def concerned_by(self, changes: Changes) -> bool:
        """Grows with every change."""
        return True

    def first_focus(self) -> QWidget | None:
        """Begins with the search."""
        return self.search

    def _when(self, line: LogLine) -> str:
        return f"{say_date(line.at.date(), self.desk.clock().date())} {say_time(line.at.time())}"
