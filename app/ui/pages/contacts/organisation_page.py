"""One organisation: its people, and whom it has sent to each group (R8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from app.models.codes import EntryKind
from app.models.errors import KnownError
from app.services import entry_uses
from app.services.address_book import OrganisationFacts
from app.services.changes import Changes
from app.services.contacts_list import OrganisationFile, book_of, organisation_file
from app.ui.desk import Desk
from app.ui.dialogs.entry import OrganisationDialog
from app.ui.dialogs.merging import MergeWithDialog
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, clear, column, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Rows
from app.ui.kit.text import quiet
from app.ui.labels import ORGANISATION_KINDS
from app.ui.pages.case.parts import Columns, bold, heading, link, quiet_line, titled_card
from app.ui.pages.contacts.parts import actions, merges_card
from app.ui.pages.contacts.words import said_uses
from app.ui.saying import count, listed
from app.ui.words import say

SEVERAL = 3
"""From so many different people a youth has met a new face too often (R8)."""


class OrganisationPage(Page):
    """``shell.navigate("organisation", entry=…)`` leads here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Organisation")
        self.desk = desk
        self._id = ""
        self._file: OrganisationFile | None = None
        self.remove_button, self.merge_button, self.edit_button = actions(self.remove, self.merge, self.edit)
        self.act(self.remove_button, self.merge_button, self.edit_button)
        self._content = column(spacing=16)
        self.add(self._content)
        self.body.addStretch(1)

    @property
    def file(self) -> OrganisationFile:
        """The organisation as read last."""
        assert self._file is not None
        return self._file

    def arrive(self, entry: str = "", **_other: Any) -> None:
        """Takes which one to show."""
        self._id = entry or self._id

    def refresh(self) -> None:
        """Reads the organisation; one that is gone leads back to the list."""
        try:
            self._file = organisation_file(self.desk.binder, self._id)
        except KnownError as error:
            if error.code != "no_such_organisation" or self._file is None:
                raise
            self.desk.shell.navigate("contacts", view="organisations")
            return
        self._show()

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again for its people and their groups."""
        return bool(changes.kinds & {"contact", "organisation", "group", "meeting", "import"})

    def state(self) -> Mapping[str, str]:
        """Leads back to this one."""
        return {"entry": self._id}

    def first_focus(self) -> QWidget | None:
        """The button that changes."""
        return self.edit_button

    def edit(self) -> None:
        """Asks for name and kind."""
        OrganisationDialog(self, self.desk, book_of(self.desk.binder), self._id).open()

    def merge(self) -> None:
        """Asks with which this is one and the same."""

        def go(kept: str) -> None:
            self.desk.shell.navigate("organisation", entry=kept)

        book = book_of(self.desk.binder)
        MergeWithDialog(self, self.desk, book, EntryKind.ORGANISATION, self._id, go).open()

    def remove(self) -> None:
        """Removes what nothing needs; else says where it is used."""
        found = entry_uses.uses(self.desk.binder, EntryKind.ORGANISATION, self._id)
        name = self.file.organisation.name
        if not found.none:
            self.desk.questions.tell(self, f"{name} går inte att ta bort", said_uses(found))
            return
        self.desk.questions.confirm(
            self, f"Ta bort {name}?", "Ingen person hör dit.", yes="Ta bort", then=self._remove
        )

    def _remove(self) -> None:
        desk, key, known = self.desk, self._id, OrganisationFacts.of(self.file.organisation)
        changes = entry_uses.remove_organisation(desk.binder, key)
        desk.shell.navigate("contacts", view="organisations")
        desk.shell.changed(changes)

        def undo() -> None:
            desk.shell.changed(entry_uses.put_back_organisation(desk.binder, key, known))

        desk.shell.say(f"{known.name} är borttagen.", undo=undo)

    def _show(self) -> None:
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
