"""The documents of a case with their standing, two keys that take one to the official record, and the way
to those who are to have it (R17, R19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.codes import FiledKind, MeetingKind, Standing
from app.services import record_transfer
from app.services.case_file import CaseFile
from app.services.journal_text import record_copied, text_for_record
from app.services.record_transfer import Filed, Ref
from app.ui.clipboard import SecretClipboard
from app.ui.desk import Desk
from app.ui.kit.button import Button, Link
from app.ui.kit.chip import ChipKind
from app.ui.kit.columns import ChipCell, Column
from app.ui.kit.layout import STRETCH, column, flow, row
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.table import Table
from app.ui.kit.text import Text, quiet
from app.ui.labels import MEETING_KINDS, NOTE_KINDS
from app.ui.words import say

COPY_KEY, FILE_KEY = "Ctrl+J", "F8"

STANDINGS = {
    Standing.WORKING: (ChipKind.NEUTRAL, "Arbetsmaterial", "pencil"),
    Standing.ESTABLISHED: (ChipKind.INFO, "Upprättad", "file-text"),
    Standing.RECEIVED: (ChipKind.INFO, "Inkommen", "download"),
    Standing.TRANSFERRED: (ChipKind.DONE, "Förd till akten", "check"),
}


@dataclass(frozen=True)
class Line:
    """One document, with its words ready."""

    filed: Filed
    when: str
    what: str
    since: str


class FiledList(QWidget):
    """Lists the documents, the latest first; ``wanted`` asks to see one, ``sending`` with a meeting's key."""

    wanted = Signal(object)
    sending = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: CaseFile | None = None
        self.copy_button = Button(
            "Kopiera som journalanteckning", icon="copy", keys=COPY_KEY, on_click=self._said(self.copy)
        )
        self.file_button = Button(
            "Förd till akten", icon="check", keys=FILE_KEY, on_click=self._said(self.transfer)
        )
        self.send_button = Button("Skicka", icon="send", on_click=self.send)
        self.all_link = Link("Allt är fört till akten", on_click=self._said(self.transfer_all))
        self.left = quiet("")
        self.table: Table = Table(
            [
                Column[Line]("when", "När", lambda each: each.when, sort=_latest_first),
                Column[Line]("what", "Handling", lambda each: each.what, strong=True, stretch=True),
                Column[Line]("standing", "Ställning", _standing, chip=_chip),
                Column[Line]("since", "Sedan", lambda each: each.since, give_way=1),
            ],
            empty=EmptyState(
                "file-text", "Inga handlingar än", "Planer, mötesanteckningar och kontakter hamnar här."
            ),
            name="Handlingar",
            key_of=lambda each: each.filed.ref,
            grows=True,
            sort_by="when",
        )
        self.table.activated.connect(lambda line: self.wanted.emit(line.filed))
        self.table.current_changed.connect(lambda _line: self._show_buttons())
        head = row(Text("Handlingar", "section", wrap=False), STRETCH, self.left, self.all_link, spacing=10)
        buttons = flow(self.copy_button, self.file_button, self.send_button)
        self.setLayout(column(head, buttons, self.table, spacing=8))

    def show_file(self, file: CaseFile, current: Ref | None) -> None:
        """Shows the documents of a case, with the one that was current."""
        self._file = file
        lines = [self._line(each) for each in record_transfer.documents(file)]
        self.table.set_rows(lines)
        waiting = self._waiting()
        self.left.setText(f"{len(waiting)} att föra till akten" if waiting else "Allt är fört till akten")
        self.left.setVisible(bool(lines))
        self.all_link.setVisible(len(waiting) > 1)
        if not (current and self.table.select(current)) and self.table.shown():
            self.table.select(self.table.shown()[0].filed.ref)
        self._show_buttons()

    @property
    def current(self) -> Filed | None:
        """The document that is chosen."""
        line = self.table.selected()
        return None if line is None else line.filed

    def copy(self) -> None:
        """Puts the chosen document's text on the clipboard for half a minute, on the record."""
        filed = self.current
        if filed is None or not self.copy_button.isEnabled():
            return
        case_id = self._case_id
        SecretClipboard.ours().copy(text_for_record(self._desk.binder, case_id, filed.ref))
        self._desk.shell.changed(record_copied(self._desk.binder, case_id, filed.ref))
        self._desk.shell.say(
            f"Texten finns att klistra in i 30 sekunder. Tryck {FILE_KEY} här när den är införd i akten."
        )

    def transfer(self) -> None:
        """Notes that the chosen document was transferred to the record."""
        filed = self.current
        if filed is not None and self.file_button.isEnabled():
            self._transfer((filed.ref,), f"{self.table.selected().what} är förd till akten.")

    def transfer_all(self) -> None:
        """Notes that every document was."""
        waiting = self._waiting()
        self._transfer(waiting, f"{len(waiting)} handlingar är förda till akten.")

    def send(self) -> None:
        """Asks for the sheet of the meeting that the chosen document is from."""
        key = self._meeting_key()
        if key is not None:
            self.sending.emit(key)

    def _meeting_key(self) -> str | None:
        filed = self.current
        if filed is None:
            return None
        kind, key = filed.ref
        if kind is FiledKind.PLAN:
            return next(each.meeting_key for each in self._shown.plans if str(each.version) == key)
        return key if kind is FiledKind.MINUTES else None

    def _transfer(self, refs: Sequence[Ref], said: str) -> None:
        desk, case_id, before = self._desk, self._case_id, self._shown.transfers
        desk.shell.changed(record_transfer.transfer(desk.binder, case_id, refs))

        def undo() -> None:
            desk.shell.changed(record_transfer.put_back(desk.binder, case_id, refs, before))

        desk.shell.say(said, undo=undo)

    @property
    def _shown(self) -> CaseFile:
        assert self._file is not None
        return self._file

    @property
    def _case_id(self) -> str:
        return self._shown.case.id

    def _waiting(self) -> tuple[Ref, ...]:
        return record_transfer.lacking(line.filed for line in self.table.shown())

    def _show_buttons(self) -> None:
        filed = self.current
        self.copy_button.setEnabled(filed is not None and filed.ref[0] is not FiledKind.ATTACHMENT)
        self.file_button.setEnabled(filed is not None and not filed.transferred)
        self.send_button.setEnabled(self._meeting_key() is not None)

    def _said(self, act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                act()
            except Exception as error:
                self._desk.shell.problem(error)

        return run

    def _line(self, filed: Filed) -> Line:
        today = self._shown.today
        when = f"{say_date(filed.at.date(), today)} {say_time(filed.at.time())}" if filed.at else "–"
        since, status = "", filed.status
        if status.since is not None:
            since = say_date(status.since.date(), today)
        if status.by is not None:
            since = f"{since}, {status.by}"
        if status.changed:
            since = "ändrad efter överföringen"
        return Line(filed, when, _what(filed), since)


def _what(filed: Filed) -> str:
    match filed.ref[0]:
        case FiledKind.PLAN:
            return say("{Åtgärdsplan} version {number}", number=filed.number)
        case FiledKind.MINUTES:
            assert filed.meeting_kind is not None
            kind = MEETING_KINDS[filed.meeting_kind].lower()
            numbered = kind if filed.meeting_kind is MeetingKind.START else f"{kind} {filed.number}"
            return f"Mötesanteckningar, {numbered}"
        case FiledKind.NOTE:
            assert filed.note_kind is not None
            what = NOTE_KINDS[filed.note_kind]
            told = f"{what} med {filed.with_}" if filed.with_ else what
            return f"{told} (inte till gruppen)" if filed.private else told
        case FiledKind.ATTACHMENT:
            return filed.name or "Bilaga"


def _latest_first(line: Line) -> float | None:
    return -line.filed.at.timestamp() if line.filed.at else None


def _standing(line: Line) -> str:
    return _chip(line).text


def _chip(line: Line) -> ChipCell:
    kind, word, icon = STANDINGS[line.filed.status.standing]
    if line.filed.status.changed:
        return ChipCell(ChipKind.ATTENTION, word, "pen-line")
    return ChipCell(kind, word, icon)
