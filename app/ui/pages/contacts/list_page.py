"""The address book as lists: people, organisations and coordinators, found as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.models.address_book import AddressBook, Coordinator
from app.models.codes import EntryKind
from app.models.doubles import Double
from app.services.changes import Changes
from app.services.contacts_list import (
    AddressLists,
    ContactLine,
    OrganisationLine,
    address_lists,
    book_of,
    likely_doubles,
)
from app.ui import theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.dialogs.entry import ContactEntryDialog, OrganisationDialog
from app.ui.dialogs.merging import DoublesDialog
from app.ui.kit.button import Button, Kind
from app.ui.kit.chip import ChipKind
from app.ui.kit.columns import ChipCell, Column
from app.ui.kit.filters import LOW_BELOW, FilterBar
from app.ui.kit.inputs import SearchInput
from app.ui.kit.layout import column
from app.ui.kit.page import Page
from app.ui.kit.search_keys import takes_key
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.table import Table
from app.ui.labels import CHANNELS, ORGANISATION_KINDS
from app.ui.saying import count, first_names, listed

VIEWS = (("people", "Personer"), ("organisations", "Organisationer"), ("coordinators", "Samordnare"))


@dataclass(frozen=True)
class Filter:
    """A choice of the filter: its key, its words, and whom it shows."""

    key: str
    words: str
    fits: Callable[[ContactLine], bool]


FILTERS = (
    Filter("all", "Alla", lambda _: True),
    Filter("in_group", "I en grupp nu", lambda each: each.groups > 0),
    Filter("private", "Privat nätverk", lambda each: each.private_network),
    Filter("protected", "Skyddade uppgifter", lambda each: each.protected_identity),
    Filter("alone", "Utan organisation", lambda each: each.organisation is None),
)


class ContactsPage(Page):
    """Lists everybody whom cases share."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Kontakter", scrolls=False)
        self.desk = desk
        self._lists = AddressLists(contacts=(), organisations=())
        self._book = AddressBook()
        self._view, self._filter_key, self._asked = "people", "all", 0
        self.doubles: tuple[tuple[EntryKind, Double], ...] = ()
        self.doubles_button = Button("", icon="users", on_click=self.show_doubles)
        self.doubles_button.hide()
        self.new_button = Button("Ny kontakt", Kind.PRIMARY, icon="user-plus", keys="Ins", on_click=self.new)
        self.act(self.doubles_button, self.new_button)
        self.search = SearchInput("Sök namn, organisation, nummer")
        self.search.textChanged.connect(self._search)
        self.view_bar = FilterBar("Vilken lista", search=self.search)
        self.view_bar.chosen.connect(self.choose_view)
        self.filter_bar = FilterBar("Vilka personer")
        self.filter_bar.chosen.connect(self.choose)
        self.people = self._table(
            "Personer",
            _people_columns(),
            "contact",
            EmptyState(
                "contact",
                "Lägg in den första personen",
                "Här samlas alla som är med i någon grupp. Ett nummer som ändras här ändras i alla ärenden.",
                Button("Ny kontakt", Kind.PRIMARY, icon="user-plus", on_click=self.new),
            ),
        )
        self.organisations = self._table(
            "Organisationer",
            _organisation_columns(),
            "organisation",
            EmptyState(
                "building-2",
                "Lägg in den första organisationen",
                "Polisen, skolan, BUP: samtycken ges för organisationer, och personerna hör till dem.",
                Button("Ny organisation", Kind.PRIMARY, icon="plus", on_click=self.new),
            ),
        )
        self.coordinators = self._table(
            "Samordnare",
            _coordinator_columns(),
            "binder",
            EmptyState("user-round", "Inga samordnare än", "Den som får ett eget ärende syns här."),
        )
        self._stack = QStackedWidget()
        for table in self._tables().values():
            self._stack.addWidget(table)
        self._bars = column(self.view_bar, self.filter_bar, spacing=16)
        self.body.addLayout(self._bars)
        self.body.addWidget(self._stack, 1)

    @property
    def table(self) -> Table:
        """The list in sight."""
        return self._tables()[self._view]

    def refresh(self) -> None:
        """Reads the address book."""
        self._lists, self._book = address_lists(self.desk.binder), book_of(self.desk.binder)
        self.people.set_rows(self._lists.contacts)
        self.organisations.set_rows(self._lists.organisations)
        coordinators = sorted(self._book.coordinators.values(), key=lambda each: each.name.casefold())
        self.coordinators.set_rows(coordinators)
        people = count(len(self._lists.contacts), "person", "personer")
        places = count(len(self._lists.organisations), "organisation", "organisationer")
        self.set_title("Kontakter", f"{people}, {places}" if self._lists.contacts else "")
        self._show()
        self._look_for_doubles()

    def arrive(self, view: str = "", only: str = "", **_other: Any) -> None:
        """Takes which list, and whom of it."""
        self._view = view if view in self._tables() else self._view
        self._filter_key = only if any(each.key == only for each in FILTERS) else self._filter_key

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again for anything that a line shows."""
        return bool(changes.kinds & {"contact", "organisation", "coordinator", "group", "case", "import"})

    def state(self) -> Mapping[str, str]:
        """Leads back to the same list."""
        return {"view": self._view, "only": self._filter_key}

    def first_focus(self) -> QWidget | None:
        """The search field: one types at once."""
        return self.search if self._lists.contacts else self.table.empty_state.findChild(Button)

    def new(self) -> None:
        """Asks for a new person, or a new organisation where those are in sight."""
        if self._view == "organisations":
            organisation = OrganisationDialog(self, self.desk, self._book)
            organisation.achieved.connect(lambda changes: self._select(self.organisations, changes))
            organisation.open()
            return
        typed = self.search.text().strip() if not self.people.shown() else ""
        dialog = ContactEntryDialog(self, self.desk, self._book, name=typed)
        dialog.achieved.connect(lambda changes: self._select(self.people, changes))
        dialog.open()

    def show_doubles(self) -> None:
        """Shows the entries that may be the same."""
        DoublesDialog(self, self.desk, self._book, self.doubles).open()

    def choose_view(self, key: str) -> None:
        """Shows another list."""
        self._view = key
        self._show()
        # One goes on typing.
        self.search.setFocus()

    def choose(self, key: str) -> None:
        """Shows some of the people."""
        self._filter_key = key
        self.search.clear()
        self._show()
        self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the room of a low window to the list."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW_BELOW)
        self.view_bar.set_low(low)
        self.filter_bar.set_low(low)
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        self._bars.setDirection(way)
        self._bars.setSpacing(theme.px(8 if low else 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from the search field into the list, and opens the first found."""
        if not takes_key(event, self.search, self.table):
            super().keyPressEvent(event)

    # inside

    def _tables(self) -> dict[str, Table]:
        return {
            "people": self.people,
            "organisations": self.organisations,
            "coordinators": self.coordinators,
        }

    def _table(self, name: str, columns: list[Column[Any]], page: str, empty: EmptyState) -> Table:
        made = Table(columns, empty=empty, name=name, key_of=lambda each: each.id, sort_by="name")
        # Coordinators are looked after where everybody who shares the binder stands.
        named = "at" if page == "binder" else "entry"
        made.activated.connect(lambda line: self.desk.shell.navigate(page, **{named: line.id}))
        return made

    def _select(self, table: Table, changes: Changes) -> None:
        for key in changes.ids:
            if table.select(key):
                table.focus_rows()

    def _search(self, text: str) -> None:
        # A search looks among all: who is looked for may be in no group.
        chosen = next(each for each in FILTERS if each.key == self._filter_key)
        self.people.where(None if text.strip() else chosen.fits)
        for table in self._tables().values():
            table.search(text)

    def _show(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self._show_bars()
        self._search(self.search.text())
        self.new_button.set_words("Ny organisation" if self._view == "organisations" else "Ny kontakt")
        anybody = bool(self._lists.contacts or self._lists.organisations)
        self.view_bar.setVisible(anybody)
        self.filter_bar.setVisible(bool(self._lists.contacts) and self._view == "people")
        self.new_button.setVisible(bool(self.table.model.rowCount()) and self._view != "coordinators")

    def _show_bars(self) -> None:
        views = [(key, f"{words} {self._tables()[key].model.rowCount()}") for key, words in VIEWS]
        self.view_bar.show_options(views, self._view)
        numbers = {each.key: sum(map(each.fits, self._lists.contacts)) for each in FILTERS}
        self.filter_bar.show_options(
            [(each.key, f"{each.words} {numbers[each.key]}") for each in FILTERS], self._filter_key
        )

    def _look_for_doubles(self) -> None:
        """Compares everybody with everybody beside the window's own thread."""
        self._asked += 1
        number, binder = self._asked, self.desk.binder

        def job(progress: Progress) -> tuple[tuple[EntryKind, Double], ...]:
            progress.at(0.0)
            return likely_doubles(binder)

        def done(found: tuple[tuple[EntryKind, Double], ...]) -> None:
            if number == self._asked:
                self.doubles = found
                self.doubles_button.set_words(count(len(found), "möjlig dubblett", "möjliga dubbletter"))
                self.doubles_button.setVisible(bool(found))

        self.desk.background.run(self, "Jämför kontakterna …", job, done)


def _people_columns() -> list[Column[Any]]:
    def chip(line: ContactLine) -> ChipCell | None:
        if line.protected_identity:
            return ChipCell(ChipKind.ATTENTION, CHANNELS[line.channel], "shield-check")
        return None

    return [
        Column("name", "Namn", lambda each: each.name, under=_about, strong=True, stretch=True),
        Column("organisation", "Organisation", lambda each: each.organisation or "–", give_way=4),
        Column("phone", "Telefon", lambda each: each.phone or "–"),
        Column("channel", "Får papper med", lambda each: CHANNELS[each.channel], give_way=1, chip=chip),
        Column(
            "groups",
            "Grupper nu",
            lambda each: str(each.groups) if each.groups else "–",
            sort=lambda each: -each.groups,
            right=True,
            give_way=2,
        ),
    ]


def _about(line: ContactLine) -> str:
    parts = [
        line.role or "",
        "privat nätverk" if line.private_network else "",
        "skyddade uppgifter" if line.protected_identity else "",
    ]
    return " · ".join(each for each in parts if each)


def _organisation_columns() -> list[Column[Any]]:
    def people(line: OrganisationLine) -> str:
        if len(line.people) > 3:
            return f"{listed([*line.people[:2], f'{len(line.people) - 2} till'])}"
        return listed(first_names(line.people)) or "Ingen än"

    return [
        Column(
            "name",
            "Organisation",
            lambda each: each.name,
            under=lambda each: "egen enhet" if each.host else "",
            strong=True,
            stretch=True,
        ),
        Column("kind", "Slag", lambda each: ORGANISATION_KINDS[each.kind], give_way=2),
        Column("people", "Personer", people, sort=lambda each: -len(each.people), give_way=1),
        Column("groups", "Grupper nu", lambda each: str(each.groups) if each.groups else "–", right=True),
    ]


def _coordinator_columns() -> list[Column[Any]]:
    def under(each: Coordinator) -> str:
        return each.title or ""

    return [
        Column("name", "Namn", lambda each: each.name, under=under, strong=True, stretch=True),
        Column("unit", "Enhet", lambda each: each.unit or "–", give_way=1),
        Column("phone", "Telefon", lambda each: each.phone or "–"),
        Column("email", "E-post", lambda each: each.email or "–", give_way=2),
    ]
