"""One organisation: its people, and whom it has sent to each group (R8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from app.models.codes import EntryKind
from app.services import entry_uses
from app.services.address_book import OrganisationFacts
from app.services.changes import Changes
from app.services.contacts_list import OrganisationFile, book_of, organisation_file
from app.ui.desk import Desk
from app.ui.dialogs.entry import OrganisationDialog
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, clear, column, row
from app.ui.kit.surfaces import Rows
from app.ui.kit.text import quiet
from app.ui.labels import ORGANISATION_KINDS
from app.ui.pages.case.parts import Columns, bold, heading, link, quiet_line, titled_card
from app.ui.pages.contacts.entry_page import EntryPage
from app.ui.pages.contacts.parts import merges_card
from app.ui.saying import count, listed
from app.ui.words import say

SEVERAL = 3
"""From so many different people a youth has met a new face too often (R8)."""


class OrganisationPage(EntryPage[OrganisationFile]):
    """One organisation; ``shell.navigate("organisation", entry=…)`` leads here."""

    KEY, KIND, GONE = "organisation", EntryKind.ORGANISATION, "no_such_organisation"
    LIST = {"view": "organisations"}  # noqa: RUF012 - it is a Mapping to all who read it
    CONCERNS = frozenset({"contact", "organisation", "group", "meeting", "import"})
    UNUSED = "Ingen person hör dit."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Organisation")

    def read(self) -> OrganisationFile:
        """The organisation, with its people and whom it has sent where."""
        return organisation_file(self.desk.binder, self._id)

    def name(self) -> str:
        """The organisation's name."""
        return self.file.organisation.name

    def edit(self) -> None:
        """Asks for name and kind."""
        OrganisationDialog(self, self.desk, book_of(self.desk.binder), self._id).open()

    def take_away(self) -> tuple[Changes, Callable[[], Changes]]:
        """Removes the organisation."""
        binder, key, known = self.desk.binder, self._id, OrganisationFacts.of(self.file.organisation)
        changes = entry_uses.remove_organisation(binder, key)
        return changes, lambda: entry_uses.put_back_organisation(binder, key, known)

    def show_file(self) -> None:
        """Shows the organisation."""
        file = self.file
        host = " · egen enhet" if file.organisation.host else ""
        self.set_title(file.organisation.name, f"{ORGANISATION_KINDS[file.organisation.kind]}{host}")
        clear(self._content)
        main = column(self._people(), STRETCH, spacing=18)
        side = column(
            self._seen(), *merges_card(self.desk, file.merges, self.desk.clock().date()), STRETCH, spacing=18
        )
        self._content.addWidget(Columns(main, side))

    def _people(self) -> QLayout:
        people = self.file.people
        if not people:
            return column(heading("Personer"), quiet("Ingen hör hit än."), spacing=4)
        rows = Rows()
        for each in people:
            reached = " · ".join(one for one in (each.role, each.phone, each.email) if one)
            line = row(spacing=12)
            line.addLayout(column(bold(each.name), quiet_line(reached or "Inga uppgifter än"), spacing=1), 1)
            line.addWidget(quiet(f"{count(each.groups, 'grupp', 'grupper')} nu" if each.groups else "–"))
            made = rows.add_row(line, active=True, name=each.name, padding=(14, 9))
            made.chosen.connect(self._going("contact", entry=each.id))
        return column(heading(count(len(people), "person", "personer")), rows, spacing=8)

    def _seen(self) -> QLayout:
        items: list[QLayout | QWidget] = []
        for (case_id, youth), names in self.file.seen.items():
            person = column(
                link(youth, self._going("case", case_id=case_id, tab="meetings"), f"Möten med {youth}"),
                quiet(listed(names)),
                spacing=1,
            )
            if len(names) >= SEVERAL:
                chip = Chip(ChipKind.ATTENTION, f"{len(names)} olika personer", "users-round")
                person.addLayout(row(chip, STRETCH))
            items.append(person)
        if not items:
            told = say("Här syns vilka som har kommit till varje {ungdoms} möten. Helst samma person.")
            items.append(quiet(told))
        return titled_card("Samma person varje gång?", *items)

    def _going(self, page: str, **args: Any) -> Callable[[], None]:
        return lambda: self.desk.shell.navigate(page, **args)
