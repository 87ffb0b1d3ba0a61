"""What was made and sent in a case: to whom, how, when, on which ground; and the very papers (R15, R17)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.models.binder import Dispatch
from app.models.codes import FiledKind, Paper
from app.models.permit import RECORD, Ground
from app.models.who import Who, WhoKind
from app.services.record_transfer import Filed
from app.ui.desk import Desk
from app.ui.dialogs.note import NoteDialog
from app.ui.kit.chip import ChipKind
from app.ui.kit.columns import ChipCell, Column
from app.ui.kit.layout import column
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.table import Table
from app.ui.kit.text import quiet
from app.ui.labels import CHANNELS, DISPATCHES, PAPERS
from app.ui.pages.case import errands
from app.ui.pages.case.filed_list import FiledList
from app.ui.pages.case.paper_errands import paper_buttons
from app.ui.pages.case.parts import Tab, heading
from app.ui.pages.case.scans import show_scan

GROUNDS = {
    Ground.CONSENT: "Samtycke",
    Ground.OWN_COPY: "Eget exemplar",
    Ground.GUARDIAN: "Vårdnadshavare",
    Ground.OWN_UNIT: "Egen enhet",
    Ground.RECORD: "Egen akt",
    Ground.NO_SECRETS: "Inga uppgifter om någon",
}


TO_ALL = {Paper.CONSENT_FORM: "Alla som ska skriva under", Paper.INVITATION: "Ingen namngiven"}
"""To whom a copy went that is nobody's in particular."""


@dataclass(frozen=True)
class Line:
    """One paper that left, with its words ready."""

    sent: Dispatch
    when: str
    paper: str
    to: str
    how: str
    ground: str
    overridden: bool


class DocumentsTab(Tab):
    """Lists the documents with their standing, and what left; Enter opens one as it was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filed: FiledList | None = None

    def build(self) -> None:
        """Lays out both lists."""
        current = self.filed.current.ref if self.filed is not None and self.filed.current else None
        self.filed = FiledList(self.desk)
        self.filed.wanted.connect(lambda filed: self.do(lambda: self._show(filed))())
        self.filed.sending.connect(lambda key: self.do(lambda: errands.send(self.desk, self.file, key))())
        self.filed.show_file(self.file, current)
        self.body.addWidget(self.filed)
        self.body.addLayout(column(heading("Gör ett papper"), paper_buttons(self), spacing=8))
        self.body.addLayout(heading("Gjort och skickat"))
        self.table: Table = Table(
            [
                Column[Line](
                    "when", "När", lambda each: each.when, sort=lambda each: -each.sent.at.timestamp()
                ),
                Column[Line]("paper", "Dokument", lambda each: each.paper, strong=True),
                Column[Line]("to", "Till", lambda each: each.to, stretch=True),
                Column[Line]("how", "Hur", lambda each: each.how, give_way=1),
                Column[Line]("ground", "Grund", lambda each: each.ground, chip=_ground_chip, give_way=2),
            ],
            empty=EmptyState(
                "file-text",
                "Inga dokument än",
                "Här syns allt som har skrivits ut eller skickats, till vem och på vilken grund.",
            ),
            name="Dokument",
            key_of=lambda each: each.sent.id,
            grows=True,
            sort_by="when",
        )
        self.table.set_rows([self._line(each) for each in self.file.dispatches])
        self.table.activated.connect(
            lambda line: self.do(lambda: errands.show_sent(self, self.desk, self.file, line.sent))()
        )
        self.body.addWidget(self.table)
        if self.file.dispatches:
            self.body.addWidget(quiet("Enter eller dubbelklick visar dokumentet precis som det var."))

    def _line(self, sent: Dispatch) -> Line:
        version = f", version {sent.plan_version}" if sent.plan_version else ""
        to = sent.to_name or ("Egen akt" if sent.to == RECORD else TO_ALL.get(sent.paper, "Hela gruppen"))
        how = DISPATCHES.get(sent.how, sent.how)
        if sent.channel is not None and sent.how == "drafted":
            how = CHANNELS[sent.channel]
        if sent.encrypted and "krypterad" not in how.lower():
            how = f"{how}, med lösenord"
        known = sent.ground in set(Ground)
        ground = GROUNDS[Ground(sent.ground)] if known and sent.ground else sent.ground or ""
        when = f"{say_date(sent.at.date(), self.file.today)} {say_time(sent.at.time())}"
        return Line(sent, when, f"{_paper(sent)}{version}", to, how, ground, not known)

    def first_focus(self) -> QWidget | None:
        """The documents, else what was sent."""
        if self.filed is not None and self.filed.current is not None:
            return self.filed.table.view
        return self.table.view

    def _show(self, filed: Filed) -> None:
        kind, key = filed.ref
        if kind is FiledKind.PLAN:
            version = next(each for each in self.file.plans if str(each.version) == key)
            errands.show_plan(self, self.desk, self.file, version)
        elif kind is FiledKind.MINUTES:
            errands.show_minutes(self, self.desk, self.file, key)
        elif kind is FiledKind.NOTE:
            NoteDialog(self, self.desk, self.file, key).open()
        elif kind is FiledKind.ATTACHMENT:
            show_scan(self, next(each for each in self.file.case.attachments if str(each.id) == key))


def _paper(sent: Dispatch) -> str:
    """A professional is called, the family invited."""
    family = (sent.to or "").startswith((str(Who.YOUTH), str(WhoKind.GUARDIAN)))
    return "Inbjudan" if family and sent.paper is Paper.INVITATION else PAPERS[sent.paper]


def _ground_chip(line: Line) -> ChipCell:
    if line.overridden:
        return ChipCell(ChipKind.ATTENTION, line.ground, "triangle-alert")
    return ChipCell(ChipKind.DONE, line.ground)
