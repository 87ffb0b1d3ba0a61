"""One person of the address book: how to reach them, their groups, what they got, where they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from app.models.codes import EntryKind
from app.services import entry_uses
from app.services.address_book import ContactFacts
from app.services.changes import Changes
from app.services.contact_lists import ListOutOfDate
from app.services.contacts_list import ContactFile, book_of, contact_file
from app.ui.desk import Desk
from app.ui.dialogs.entry import PROTECTED, ContactEntryDialog
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, clear, column, row, take
from app.ui.kit.surfaces import Banner, Rows
from app.ui.kit.text import Text, quiet
from app.ui.labels import CHANNELS
from app.ui.list_words import HEADING, say_changes, say_waiting
from app.ui.pages.case.parts import Columns, bold, facts, heading, link, quiet_line, titled_card
from app.ui.pages.contacts.entry_page import EntryPage
from app.ui.pages.contacts.parts import merges_card
from app.ui.pages.contacts.words import membership, met_line, sent_line
from app.ui.saying import count, first_name, genitive

AT_FIRST = 6
"""Lines of what was sent and of the meetings, before one asks for more."""


class ContactPage(EntryPage[ContactFile]):
    """One person; ``shell.navigate("contact", entry=…)`` leads here."""

    KEY, KIND, GONE = "contact", EntryKind.CONTACT, "no_such_contact"
    CONCERNS = frozenset({"contact", "organisation", "group", "dispatch", "case", "meeting", "import"})
    UNUSED = "Personen finns inte i något ärende och har inte fått något papper."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Kontakt")
        self._all: set[str] = set()

    def read(self) -> ContactFile:
        """The person, with groups, meetings and what was sent."""
        return contact_file(self.desk.binder, self._id)

    def name(self) -> str:
        """The person's name."""
        return self.file.contact.name

    def arrive(self, entry: str = "", **_other: Any) -> None:
        """Takes whom to show; another person begins with short lists."""
        if entry and entry != self._id:
            self._all = set()
        super().arrive(entry)

    def edit(self) -> None:
        """Asks for what is known; afterwards the lists that wait for it are in sight."""
        ContactEntryDialog(self, self.desk, book_of(self.desk.binder), self._id).open()

    def take_away(self) -> tuple[Changes, Callable[[], Changes]]:
        """Removes the person."""
        binder, key, known = self.desk.binder, self._id, ContactFacts.of(self.file.contact)
        changes = entry_uses.remove_contact(binder, key)
        return changes, lambda: entry_uses.put_back_contact(binder, key, known)

    def send_all(self) -> None:
        """Leads to the first list that waits; the sheet leads on to the next."""
        self.send(self.file.lists[0])

    def send(self, waiting: ListOutOfDate) -> None:
        """Leads to the sending sheet of one case's contact list, through the gate."""
        self.desk.shell.navigate("sending", case_id=waiting.case_id)

    def show_file(self) -> None:
        """Shows the person."""
        file = self.file
        contact, organisation = file.contact, file.organisation
        about = ", ".join(
            each for each in (contact.role, organisation.name if organisation else None) if each
        )
        self.set_title(contact.name, about or "Utan roll och organisation")
        while self.chips.count() > 1:
            take(self.chips, 1)
        for chip in self._chips():
            self.chips.addWidget(chip)
        clear(self._content)
        main = column(spacing=18)
        if file.lists:
            main.addLayout(self._lists())
        for made in (self._groups(), self._met(), self._sent()):
            main.addLayout(made)
        main.addStretch(1)
        side = column(self._reached(), *merges_card(self.desk, file.merges, file.today), STRETCH, spacing=18)
        self._content.addWidget(Columns(main, side))

    def _chips(self) -> list[QWidget]:
        file, chips = self.file, list[QWidget]()
        if file.contact.private_network:
            chips.append(Chip(ChipKind.NEUTRAL, "Privat nätverk", "house"))
        if file.outside_osl:
            chips.append(Chip(ChipKind.ATTENTION, "Utanför sekretesslagen", "circle-alert"))
        if file.contact.protected_identity:
            chips.append(Chip(ChipKind.ATTENTION, "Skyddade personuppgifter", "shield-check"))
        return chips

    def _lists(self) -> QLayout:
        lists, today = self.file.lists, self.file.today
        rows = Rows()
        for each in lists:
            youth = first_name(each.youth)
            button = Button("Skicka listan", icon="send", on_click=_calling(self.send, each))
            button.setAccessibleName(f"Skicka {genitive(youth)} lista")
            line = row(spacing=12)
            told = column(
                bold(f"{genitive(each.youth)} grupp"),
                quiet_line(say_changes(each.changes)),
                quiet_line(say_waiting(each, today)),
                spacing=1,
            )
            line.addLayout(told, 1)
            line.addWidget(button)
            rows.add_row(line, padding=(14, 10))
        actions: tuple[QWidget, ...] = ()
        if len(lists) > 1:
            actions = (Button(f"Skicka till alla {len(lists)} grupper", icon="send", on_click=self.send_all),)
        about = "Var och en får listan som den är i dag. Samtycket prövas på nytt när den lämnas ut."
        return column(Banner(about, strong=HEADING, actions=actions), rows, spacing=8)

    def _groups(self) -> QLayout:
        file = self.file
        now = {id(each) for each in file.groups_now}
        if not file.groups:
            return self._nothing("Grupper", "Inte med i någon grupp. Lägg till under Insatsgrupp i ärendet.")
        rows = Rows()
        for each in sorted(file.groups, key=lambda each: id(each) not in now):
            line = row(spacing=12)
            name = f"{each.youth} ({each.code_name})" if each.code_name else each.youth
            purpose = f"”{each.purpose}”" if each.purpose else "Inget syfte är skrivet än."
            line.addLayout(column(bold(name), quiet_line(purpose), spacing=1), 1)
            line.addWidget(Text(membership(each, file.today), "quiet", wrap=False))
            made = rows.add_row(line, active=True, name=f"Gruppen runt {each.youth}", padding=(14, 9))
            made.chosen.connect(self._going(each.case_id, "group"))
        number = count(len({each.case_id for each in file.groups_now}), "grupp", "grupper")
        return column(heading(f"Med i {number} nu"), rows, spacing=8)

    def _met(self) -> QLayout:
        lines = [(each.case_id, *met_line(each, self.file.today)) for each in self.file.met]
        return self._story("Möten", "Inga möten än.", lines, "meetings")

    def _sent(self) -> QLayout:
        lines = [(each.case_id, *sent_line(each, self.file.today)) for each in self.file.sent]
        nothing = "Inget har skickats eller skrivits ut till personen."
        return self._story("Har fått", nothing, lines, "documents")

    def _story(self, title: str, nothing: str, lines: Sequence[tuple[str, str, str]], tab: str) -> QLayout:
        """What has been: the latest lines, and the rest when asked for; each leads to a tab of its case."""
        if not lines:
            return self._nothing(title, nothing)
        rows = Rows()
        for case_id, what, more in lines if tab in self._all else lines[:AT_FIRST]:
            line = row(column(bold(what), quiet_line(more), spacing=1), spacing=12)
            made = rows.add_row(line, active=True, name=f"{what}, {more}", padding=(14, 9))
            made.chosen.connect(self._going(case_id, tab))
        return column(heading(title), rows, *self._more(tab, len(lines)), spacing=8)

    def _reached(self) -> QLayout:
        file, contact = self.file, self.file.contact
        chosen = "" if contact.channel else " (förslag)"
        pairs = [
            ("Telefon", contact.phone or "Saknas"),
            ("E-post", contact.email or "Saknas"),
            ("Får papper med", f"{CHANNELS[file.channel]}{chosen}"),
            ("Kontaktlistan", "" if contact.phone_on_list else "Numret står inte på listan"),
            ("Skyddade personuppgifter", PROTECTED if contact.protected_identity else ""),
        ]
        return titled_card("Kontaktvägar", facts(pairs))

    def _more(self, what: str, number: int) -> list[QLayout]:
        if what in self._all or number <= AT_FIRST:
            return []

        def show() -> None:
            self._all.add(what)
            self.show_file()

        return [row(link(f"Visa {number - AT_FIRST} till", show), STRETCH)]

    @staticmethod
    def _nothing(title: str, words: str) -> QLayout:
        return column(heading(title), quiet(words), spacing=4)

    def _going(self, case_id: str, tab: str) -> Callable[[], None]:
        return lambda: self.desk.shell.navigate("case", case_id=case_id, tab=tab)


def _calling(act: Callable[[Any], object], value: Any) -> Callable[[], None]:
    def run() -> None:
        act(value)

    return run
