"""Kallelse and inbjudan: a letter to each whom a meeting calls, and a text message to copy (R5, R27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.models.permit import Allowed, Ground
from app.models.who import Who
from app.services import invitations, outbox, send_out
from app.services.changes import Changes
from app.services.dispatch import MESSAGED
from app.services.gate import Override
from app.services.invitations import InvitationSheet
from app.services.send_out import Copies
from app.services.sending import SendingRow
from app.ui import theme
from app.ui.background import Progress
from app.ui.clipboard import SecretClipboard
from app.ui.desk import Desk
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.chip import Chip
from app.ui.kit.dialog import Dialog
from app.ui.kit.elided import Elided
from app.ui.kit.layout import clear, column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Rows
from app.ui.kit.text import quiet
from app.ui.saying import capital, long_time
from app.ui.sending.folders import new_inside
from app.ui.sending.ground import GroundDialog
from app.ui.sending.passwords import show_passwords
from app.ui.sending.printing import Printing, print_all
from app.ui.sending.words import MAILED, chip_of, role_of, sent_line

_FAMILY = (Ground.OWN_COPY, Ground.GUARDIAN)
"""The grounds on which the family is invited; what is said of a plan does not fit a letter."""


class InviteDialog(Dialog):
    """One row a person: whether they may have the letter, what has gone, and the text message to copy."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case_id: str,
        meeting_key: str,
        *,
        printing: Printing = print_all,
    ) -> None:
        super().__init__(
            parent.window(),
            "Kallelse och inbjudan",
            primary="Stäng",
            kind=Kind.SECONDARY,
            cancel="",
            width=820,
        )
        self.desk, self._printing = desk, printing
        self._case_id, self._meeting_key = case_id, meeting_key
        self.overrides: dict[Who, Override] = {}
        self.clipboard = SecretClipboard.ours()
        self.print_button = Button("", icon="printer", keys="Ctrl+P", show_keys=False, on_click=self.print)
        self.mail_button = Button("", icon="mail", on_click=self.make_drafts)
        self._message, self._copied = quiet(""), quiet("")
        self._copied.hide()
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, theme.px(8), 0)
        self._scroller = Scroller(holder(self._place))
        self.add(row(self.print_button, self.mail_button, None, spacing=10), self._scroller)
        self.add(column(self._message, self._copied, spacing=2))
        self.sheet: InvitationSheet = invitations.sheet(desk.binder, case_id, meeting_key)
        self._show()
        self.print_button.setFocus()
        over = parent.window().height() - theme.px(330)
        self._scroller.setMinimumHeight(
            max(theme.px(150), min(theme.px(66) * len(self.sheet.rows) + 4, over))
        )

    # who is next

    def to_mail(self) -> list[Who]:
        """Those who get a draft: allowed, by mail, with an address, no letter yet."""
        return [each.recipient.who for each in self._left() if self._by_mail(each)]

    def to_print(self) -> list[Who]:
        """Those whose letters are printed."""
        return [each.recipient.who for each in self._left() if not self._by_mail(each)]

    # what one does

    def print(self) -> None:
        """Prints the letters of those who get none by mail; recorded when the printer has them."""
        wanted = self.to_print()
        if not wanted:
            return

        def printed(made: tuple[Copies, ...]) -> None:
            channels = {each.recipient.who: each.recipient.channel for each in made}
            changes = send_out.record_printed(self.desk.binder, made, channels)
            many = "brev är utskrivet" if len(made) == 1 else "brev är utskrivna"
            self._changed(changes, f"{len(made)} {many}.")

        def ready(made: tuple[Copies, ...]) -> None:
            papers = [file.content for each in made for file in each.papers]
            self._printing(self, papers, lambda: printed(made))

        self._run("Gör breven …", lambda _progress: self._made(wanted)[1], ready)

    def make_drafts(self) -> None:
        """Makes a draft for each who is next by mail, in a folder one chooses, and shows the passwords."""
        wanted = self.to_mail()
        if wanted:
            self.desk.questions.folder(
                self,
                "Var ska utkasten ligga?",
                Path.home(),
                lambda folder: self._drafts_in(folder, wanted),
            )

    def copy_message(self, who: Who) -> None:
        """Puts the text message on the clipboard for a while, and on the record to whom it is to go."""
        self.clipboard.copy(self.sheet.message)
        changes = invitations.record_message(self.desk.binder, self.sheet, who)
        self._changed(changes, "")
        self._copied.setText("Texten är kopierad och försvinner från urklipp om 30 sekunder.")
        self._copied.show()

    def show_letter(self, who: Who) -> PaperPreview:
        """Shows somebody's letter as it will be."""
        (made,) = invitations.copies(self.sheet, [who], self.overrides)
        recipient = made.recipient

        def printed() -> None:
            changes = send_out.record_printed(self.desk.binder, [made], {who: recipient.channel})
            self._changed(changes, f"Brevet till {recipient.person.name} är utskrivet.")

        preview = PaperPreview(
            self,
            "Kallelse och inbjudan",
            made.papers[0].content,
            subtitle=f"till {recipient.person.name}",
            printed=printed,
        )
        preview.open()
        return preview

    def other_ground(self, who: Who) -> None:
        """Asks for another ground than consent, and takes the person in with it (R5)."""
        recipient = next(each.recipient for each in self.sheet.rows if each.recipient.who == who)

        def take(override: Override) -> None:
            self.overrides[who] = override
            self._show()

        GroundDialog(self, recipient.person.name, recipient.why or "", take).open()

    # inside

    def _drafts_in(self, folder: Path, wanted: Sequence[Who]) -> None:
        target = folder if folder.is_dir() and not any(folder.iterdir()) else new_inside(folder)

        def job(progress: Progress) -> tuple[Changes, int]:
            sheet, made = self._made(wanted)
            progress.at(0.5)
            drafts = invitations.make_drafts(sheet, made)
            return outbox.put_drafts(self.desk.binder, target, drafts), len(made)

        def done(result: tuple[Changes, int]) -> None:
            changes, number = result
            self._changed(changes, f"{number} utkast ligger i {target.name}.")
            show_passwords(self, self.desk, self.sheet, self._printing)

        self._run("Gör e-postutkasten …", job, done)

    def _made(self, wanted: Sequence[Who]) -> tuple[InvitationSheet, tuple[Copies, ...]]:
        """The letters by the binder as it is now: the cover is tested when something is handed over (R5)."""
        sheet = invitations.sheet(self.desk.binder, self._case_id, self._meeting_key)
        return sheet, invitations.copies(sheet, wanted, dict(self.overrides))

    def _run(self, label: str, job: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        for button in (self.print_button, self.mail_button):
            button.setEnabled(False)

        def ended(result: Any) -> None:
            self._show()
            done(result)

        def failed(error: Exception) -> None:
            self._show()
            self.desk.shell.problem(error)

        self.desk.background.run(self, label, job, ended, failed)

    def _changed(self, changes: Changes, said: str) -> None:
        self.sheet = invitations.sheet(self.desk.binder, self._case_id, self._meeting_key)
        self._show()
        self.desk.shell.changed(changes)
        if said:
            self.desk.shell.say(said)

    def _left(self) -> list[SendingRow]:
        return [each for each in self.sheet.rows if self._may(each) and not each.is_done]

    def _may(self, each: SendingRow) -> bool:
        return each.recipient.allowed or each.recipient.who in self.overrides

    @staticmethod
    def _by_mail(each: SendingRow) -> bool:
        return each.recipient.channel in MAILED and bool(each.recipient.email)

    def _show(self) -> None:
        sheet = self.sheet
        when = capital(long_time(sheet.meeting.starts, sheet.material.on))
        self.text.setText(f"{when}. Var och en får sitt eget brev. Inget av dem säger vad mötet gäller.")
        self.text.show()
        self._message.setText(f"Sms att kopiera: ”{sheet.message}”")
        clear(self._place)
        rows = Rows()
        for each in sheet.rows:
            rows.add_row(self._line(each), padding=(14, 8))
        self._place.addWidget(rows)
        self._place.addStretch(1)
        mails, prints = len(self.to_mail()), len(self.to_print())
        self.mail_button.set_words(f"Skapa {mails} e-postutkast" if mails else "Inga e-postutkast kvar")
        self.mail_button.setEnabled(mails > 0)
        self.print_button.set_words(f"Skriv ut {prints} brev" if prints else "Skriv ut")
        self.print_button.setEnabled(prints > 0)

    def _line(self, each: SendingRow) -> QLayout:
        recipient = each.recipient
        who, name = recipient.who, recipient.person.name
        kind, word, icon = chip_of(recipient, self.overrides.get(who))
        if isinstance(recipient.decision, Allowed) and recipient.decision.ground in _FAMILY:
            word = "Inbjudan"
        letters = tuple(one for one in each.sent if one.how != MESSAGED)
        texts = tuple(one for one in each.sent if one.how == MESSAGED)
        gone = [sent_line(some, self.sheet.material.on) for some in (letters, texts)]
        about = " · ".join(part for part in (role_of(recipient.person), *gone) if part)
        line = row(spacing=12)
        line.addLayout(
            column(Elided(name, weight=QFont.Weight.DemiBold), Elided(about, 13, role="quiet"), spacing=1), 1
        )
        line.addWidget(Chip(kind, word, icon))
        if self._may(each):
            show = Link("Visa", on_click=lambda: self.show_letter(who))
            show.setAccessibleName(f"Visa brevet till {name}")
        else:
            show = Link("Annan grund …", on_click=lambda: self.other_ground(who))
            show.setAccessibleName(f"Annan grund för {name}")
        line.addWidget(show)
        message = Button("Kopiera sms", icon="message-square", on_click=lambda: self.copy_message(who))
        message.setAccessibleName(f"Kopiera sms till {name}")
        message.setToolTip(recipient.phone or "Telefonnummer saknas")
        message.setEnabled(bool(recipient.phone))
        line.addWidget(message)
        return line
