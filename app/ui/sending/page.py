"""The sending sheet as a page: recipients at the left, the chosen one's copy beside or under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.models.codes import Channel
from app.models.who import Who
from app.services import outbox, send_out, sending
from app.services.changes import Changes
from app.services.contact_lists import contact_lists_out_of_date
from app.services.gate import Override
from app.services.send_out import Copies, fresh_copies
from app.services.sending import SendingRow, SendingSheet
from app.ui import theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.layout import UNBOUND, clear, column, flow, holder, row
from app.ui.kit.page import Page, Scroller
from app.ui.kit.text import quiet
from app.ui.saying import first_name
from app.ui.sending.banners import banners, next_button, places, titles
from app.ui.sending.chooser import PaperChooser
from app.ui.sending.copy_view import CopyView
from app.ui.sending.folders import new_inside
from app.ui.sending.ground import GroundDialog
from app.ui.sending.kept_channel import keep_channel
from app.ui.sending.passwords import secret_of, show_passwords
from app.ui.sending.printing import Printing, print_all
from app.ui.sending.recipient_row import RecipientRow
from app.ui.sending.recipients import RecipientCard
from app.ui.sending.withholding import withhold_or_give
from app.ui.sending.words import MAILED

STACKED_BELOW = 700
"""Design pixels of the page under which the copy stands under the recipients."""
PAGE_HIGH = 1.4
"""The height of a sheet of A4 by its width."""
CONCERNS = frozenset({"dispatch", "consent", "group", "contact", "case", "meeting", "plan"})


class SendingPage(Page):
    """``shell.navigate("sending", case_id=…, meeting_key=…)`` leads here.

    Without a meeting it is the contact list alone, sent anew because it has changed (R9); the next case whose
    list has changed is then one press away.
    """

    def __init__(self, desk: Desk, *, printing: Printing = print_all) -> None:
        super().__init__("Skicka", scrolls=False)
        self.desk, self._printing = desk, printing
        self._case_id, self._meeting_key = "", ""
        self.sheet: SendingSheet | None = None
        self.overrides: dict[Who, Override] = {}
        self.channels: dict[Who, Channel] = {}
        self.chosen: Who | None = None
        self._own = False
        self._next: str | None = None
        self.print_button = Button("", icon="printer", keys="Ctrl+P", show_keys=False, on_click=self.print)
        self.save_button = Button("Spara krypterat …", icon="file-lock", on_click=self.save)
        self.mail_button = Button(
            "", Kind.PRIMARY, icon="mail", keys="Ctrl+Return", show_keys=False, on_click=self.make_drafts
        )
        self.next_button: Button | None = None
        self.act(self.print_button, self.save_button, self.mail_button)
        self._banners = column(spacing=8)
        self.people = RecipientCard()
        self.people.chosen.connect(self.choose)
        self.people.channel_changed.connect(self._move_channel)
        self.people.other_ground.connect(self.other_ground)
        self.passwords_link = Link("Visa lösenord", on_click=self.show_passwords)
        foot = quiet("Lösenord sägs per telefon eller sms, aldrig i samma e-postmeddelande.")
        self.copy = CopyView(desk)
        self.copy.withheld.connect(lambda who: withhold_or_give(self, desk, self.sheet, who))
        self.chooser = PaperChooser()
        self.chooser.edited.connect(self.refresh)
        self._left = column(
            self._banners, self.chooser, self.people, foot, flow(self.passwords_link), None, spacing=12
        )
        self._left.setContentsMargins(0, 0, theme.px(6), 0)
        self._both = row(Scroller(holder(self._left)), spacing=20)
        self._stacked: bool | None = None
        self._stack(False)
        self.body.addLayout(self._both, 1)

    # as a page

    def arrive(self, **args: Any) -> None:
        """Takes case and meeting."""
        case_id, meeting_key = str(args["case_id"]), str(args.get("meeting_key", ""))
        if (case_id, meeting_key) != (self._case_id, self._meeting_key):
            self.overrides, self.channels, self.chosen = {}, {}, None
            self.chooser.begin()
        self._case_id, self._meeting_key = case_id, meeting_key

    def refresh(self) -> None:
        """Reads the sheet anew; the recipient chosen stays chosen."""
        if not self._case_id:
            return
        self.sheet = self._read()
        self.copy.forget()
        self._show()

    def concerned_by(self, changes: Any) -> bool:
        """What touches the case's papers, people or consents."""
        return not self._own and bool(CONCERNS & changes.kinds)

    def state(self) -> dict[str, str]:
        """Leads back to the same sheet."""
        return {"case_id": self._case_id, "meeting_key": self._meeting_key}

    def first_focus(self) -> QWidget | None:
        """The button that most often is next: the drafts, else the printing."""
        for button in (self.mail_button, self.print_button, self.next_button):
            if button is not None and button.isEnabled():
                return button
        return self.rows[0] if self.rows else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sets the copy under the recipients in a narrow window."""
        super().resizeEvent(event)
        self._stack(self.width() < theme.px(STACKED_BELOW))
        if self._stacked:
            # As high as a page is at this width: the paper itself need not scroll.
            self.copy.setFixedHeight(round(self.width() * PAGE_HIGH))

    @property
    def rows(self) -> Sequence[RecipientRow]:
        """The lines of the recipients."""
        return self.people.rows

    def to_mail(self) -> list[Who]:
        """Those who get a draft: allowed, by mail, with an address, nothing sent yet."""
        return [
            each.recipient.who
            for each in self._waiting()
            if self._channel(each) in MAILED and each.recipient.email
        ]

    def to_print(self) -> list[Who]:
        """Those whose copies are printed: by hand or by letter, nothing handed over yet."""
        return [each.recipient.who for each in self._waiting() if self._channel(each) not in MAILED]

    # what one does

    def choose(self, who: Who) -> None:
        """Shows a recipient's copy."""
        self.chosen = who
        self.people.set_current(who)
        if self.sheet is not None:
            self.copy.show_copy(self.sheet, self._row(who), self.overrides.get(who))
            self.save_button.setEnabled(self._may(self._row(who)))

    def make_drafts(self) -> None:
        """Makes a draft for each who is next by mail, in a folder one chooses, and shows the passwords."""
        wanted = self.to_mail()
        if not wanted or not self.mail_button.isEnabled():
            return
        title = "Var ska utkasten ligga?"
        self.desk.questions.folder(self, title, Path.home(), lambda folder: self._drafts_in(folder, wanted))

    def print(self) -> None:
        """Prints the copies of those who get them on paper; recorded when the printer has them."""
        wanted = self.to_print()
        if not wanted:
            return
        channels = {who: self._channel(self._row(who)) for who in wanted}

        def printed(made: tuple[Copies, ...]) -> None:
            changes = send_out.record_printed(self.desk.binder, made, channels)
            self._changed(
                changes, f"{len(made)} exemplar {'är utskrivet' if len(made) == 1 else 'är utskrivna'}."
            )

        def ready(found: tuple[SendingSheet, tuple[Copies, ...]]) -> None:
            _, made = found
            papers = [file.content for each in made for file in each.papers]
            self._printing(self, papers, lambda: printed(made))

        self._make(wanted, ready)

    def save(self) -> None:
        """Writes the chosen recipient's copies encrypted into a folder."""
        who = self.chosen
        if who is None or not self._may(self._row(who)):
            return
        name = self._row(who).recipient.person.name
        self.desk.questions.folder(
            self,
            f"Var ska papperen till {name} sparas?",
            Path.home(),
            lambda folder: self._save_in(folder, who),
        )

    def other_ground(self, who: Who) -> None:
        """Asks for another ground than consent, and takes the recipient into the sending with it (R5)."""
        recipient = self._row(who).recipient

        def take(override: Override) -> None:
            self.overrides[who] = override
            self.chosen = who
            self._show()

        GroundDialog(self, recipient.person.name, recipient.why or "", take).open()

    def show_passwords(self, *, made: str = "") -> None:
        """Shows every password of what has gone, to be told by phone or text message."""
        if self.sheet is not None:
            show_passwords(self, self.desk, self.sheet, self._printing, made=made)

    def go_to_next(self) -> None:
        """Goes on to the next case whose contact list has changed."""
        if self._next is not None:
            self.desk.shell.navigate("sending", case_id=self._next)

    # inside

    def _drafts_in(self, folder: Path, wanted: Sequence[Who]) -> None:
        binder, kinds = self.desk.binder, self.chooser.kinds
        case_id, key, overrides = self._case_id, self._meeting_key, dict(self.overrides)
        target = folder if folder.is_dir() and not any(folder.iterdir()) else new_inside(folder)

        def job(progress: Progress) -> tuple[Changes, int, SendingSheet]:
            sheet, made = fresh_copies(binder, case_id, key, wanted, overrides, kinds=kinds, lacking=True)
            progress.at(0.5)
            changes = outbox.put_drafts(binder, target, send_out.make_drafts(sheet, made))
            return changes, len(made), sending.sheet_of(binder, case_id, key, kinds)

        def done(result: tuple[Changes, int, SendingSheet]) -> None:
            changes, number, sheet = result
            where = f"{number} utkast ligger i {target.name}."
            self._changed(changes, where, sheet)
            self.show_passwords(made=f"{where} Öppna dem i ditt e-postprogram och skicka dem därifrån.")

        self._run("Gör e-postutkasten …", job, done)

    def _save_in(self, folder: Path, who: Who) -> None:
        binder, kinds = self.desk.binder, self.chooser.kinds
        case_id, key, overrides = self._case_id, self._meeting_key, dict(self.overrides)

        def job(progress: Progress) -> Changes:
            _, made = fresh_copies(binder, case_id, key, [who], overrides, kinds=kinds)
            progress.at(0.5)
            return send_out.save_encrypted(binder, folder, made)

        def done(changes: Changes) -> None:
            self._changed(changes, f"Sparat krypterat i {folder.name}.")
            self.show_passwords()

        self._run("Sparar krypterat …", job, done)

    def _make(
        self, wanted: Sequence[Who], ready: Callable[[tuple[SendingSheet, tuple[Copies, ...]]], object]
    ) -> None:
        binder, kinds = self.desk.binder, self.chooser.kinds
        case_id, key, overrides = self._case_id, self._meeting_key, dict(self.overrides)

        def job(progress: Progress) -> tuple[SendingSheet, tuple[Copies, ...]]:
            progress.at(0.0)
            return fresh_copies(binder, case_id, key, wanted, overrides, kinds=kinds, lacking=True)

        self._run("Gör papperen …", job, ready)

    def _run(self, label: str, job: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        self._busy(True)

        def ended(result: Any) -> None:
            self._busy(False)
            done(result)

        def failed(error: Exception) -> None:
            self._busy(False)
            self.desk.shell.problem(error)

        self.desk.background.run(self, label, job, ended, failed)

    def _busy(self, busy: bool) -> None:
        if busy:
            for button in (self.print_button, self.save_button, self.mail_button):
                button.setEnabled(False)
        else:
            self._show_buttons()

    def _changed(self, changes: Changes, said: str, sheet: Any = None, *, undo: Any = None) -> None:
        """Shows what this page itself has changed; the copies are the same, so none is made again."""
        self.sheet = sheet or self._read()
        self._show()
        self._own = True
        try:
            self.desk.shell.changed(changes)
        finally:
            self._own = False
        self.desk.shell.say(said, undo=undo)

    def _read(self) -> SendingSheet:
        return sending.sheet_of(self.desk.binder, self._case_id, self._meeting_key, self.chooser.kinds)

    def _row(self, who: Who) -> SendingRow:
        assert self.sheet is not None
        return next(each for each in self.sheet.rows if each.recipient.who == who)

    def _waiting(self) -> list[SendingRow]:
        rows = self.sheet.rows if self.sheet else ()
        return [each for each in rows if self._may(each) and not each.is_done]

    def _may(self, each: SendingRow) -> bool:
        return each.recipient.allowed or each.recipient.who in self.overrides

    def _channel(self, each: SendingRow) -> Channel:
        return self.channels.get(each.recipient.who, each.recipient.channel)

    def _move_channel(self, who: Who, channel: Channel) -> None:
        self.channels[who] = channel
        kept = keep_channel(self.desk, self._case_id, self._row(who).recipient.person, channel)
        if kept is None:
            self._show()
        else:
            del self.channels[who]
            self._changed(kept.changes, kept.said, undo=lambda: self._changed(kept.back(), "Som det var."))

    def _show(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        self.set_title(*titles(sheet))
        self._show_banners(sheet)
        self.chooser.setVisible(sheet.meeting is not None)
        self.chooser.offer(sheet.offered, sheet.kinds)
        self.chooser.say_whose(first_name(sheet.youth))
        self.people.show_sheet(sheet, self.overrides, self._channel)
        if sheet.rows:
            known = {each.recipient.who for each in sheet.rows}
            kept = self.chosen if self.chosen in known else None
            self.choose(kept or sheet.rows[0].recipient.who)
        secrets = any(secret_of(each) for each in sheet.rows)
        self.passwords_link.setVisible(secrets)
        self._show_buttons()

    def _show_buttons(self) -> None:
        mails, prints = len(self.to_mail()), len(self.to_print())
        self.mail_button.set_words(f"Skapa {mails} e-postutkast" if mails else "Inga e-postutkast kvar")
        self.mail_button.setEnabled(mails > 0)
        self.print_button.set_words(f"Skriv ut {prints} exemplar" if prints else "Skriv ut")
        self.print_button.setEnabled(prints > 0)
        self.save_button.setEnabled(self.chosen is not None and self._may(self._row(self.chosen)))

    def _show_banners(self, sheet: SendingSheet) -> None:
        alone = sheet.meeting is None
        changed = (
            {each.case_id: each for each in contact_lists_out_of_date(self.desk.binder)} if alone else {}
        )
        clear(self._banners)
        own, following = changed.pop(self._case_id, None), next(iter(changed.values()), None)
        self._next = None if following is None else following.case_id
        self.next_button = next_button(list(changed.values()), self.go_to_next)
        for each in banners(
            sheet,
            left=bool(self._waiting()),
            changed=own,
            show_places=self.show_places,
            following=self.next_button,
        ):
            self._banners.addWidget(each)

    def show_places(self) -> None:
        if self.sheet is not None:
            self.desk.questions.tell(self, "Namn utanför gruppen", places(self.sheet))

    def _stack(self, stacked: bool) -> None:
        """Sets the copy beside the recipients or under them."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        if stacked:
            self._left.insertWidget(self._left.count() - 1, self.copy)
            return
        self.copy.setMinimumHeight(0)
        self.copy.setMaximumHeight(UNBOUND)
        self._both.addWidget(self.copy)
        self._both.setStretch(0, 67)
        self._both.setStretch(1, 33)
