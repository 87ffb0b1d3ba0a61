"""The list of cases: found as one types, filtered by state, opened with Enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.models.codes import CaseState
from app.models.states import BEFORE, ENROLLED, OVER
from app.services.case_list import CaseLine, case_lines
from app.services.changes import Changes
from app.ui import consent_words, theme
from app.ui.desk import Desk
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.kit.button import Button, Kind
from app.ui.kit.columns import ChipCell, Column
from app.ui.kit.filters import LOW_BELOW, FilterBar
from app.ui.kit.inputs import SearchInput
from app.ui.kit.page import Page
from app.ui.kit.search_keys import takes_key
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.table import Table
from app.ui.pages.case.head import state_chip
from app.ui.saying import count, short_day, weekday_time
from app.ui.words import say


@dataclass(frozen=True)
class Group:
    """A choice of the filter: its key, its words, and the states in it."""

    key: str
    words: str
    states: frozenset[CaseState]
    covered: bool = True

    def fits(self, line: CaseLine) -> bool:
        """Whether a case belongs here; with ``covered`` False only one that may not share all."""
        return (line.state in self.states or self.key == "all") and (self.covered or not line.consent.covered)


GROUPS = (
    Group("running", "Pågående", ENROLLED | {CaseState.SEEKING_CONSENT}),
    Group("before", "Föreslagna och i kö", frozenset(BEFORE) - {CaseState.SEEKING_CONSENT}),
    Group("over", "Avslutade", OVER),
    Group("all", "Alla", frozenset(CaseState)),
)
NARROWER = (
    Group("active", "Aktiva", frozenset({CaseState.ACTIVE})),
    Group("resting", "Vilande och pausade", frozenset({CaseState.DORMANT, CaseState.PAUSED})),
    Group("seeking", "Samtycke inhämtas", frozenset({CaseState.SEEKING_CONSENT})),
    Group("lacking", "Samtycke saknas", ENROLLED, covered=False),
    Group("queued", "I kö", frozenset({CaseState.QUEUED})),
    Group("proposed", "Föreslagna", frozenset({CaseState.NOMINATED, CaseState.ASSESSED})),
)
"""What the numbers of the overview lead to: one of them stands beside the others while it is chosen."""
_ORDER = {state: number for number, state in enumerate((CaseState.ACTIVE, *CaseState))}


class CasesPage(Page):
    """Lists the cases of the binder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Ärenden", scrolls=False)
        self.desk = desk
        self._lines: tuple[CaseLine, ...] = ()
        self._group = "running"
        self.contact_button = Button(
            "Kontakt", icon="plus", keys="Ctrl+N", bound=False, on_click=desk.shell.capture
        )
        self.new_button = Button(
            say("Ny {ungdom}"), Kind.PRIMARY, icon="user-plus", keys="Ins", on_click=self.new_case
        )
        self.act(self.contact_button, self.new_button)
        self.search = SearchInput("Sök namn, kodnamn, beteckning")
        self.search.textChanged.connect(self._search)
        self.bar = FilterBar("Vilka ärenden", search=self.search, width=270)
        self.bar.chosen.connect(self._choose)
        self.table: Table = Table(
            self._columns(),
            empty=EmptyState(
                "folders",
                say("Lägg in din första {ungdom}"),
                "Namn och födelsedatum räcker för att börja. Sedan leder pärmen dig vidare: samtycke, grupp "
                "och första mötet.",
                Button(say("Ny {ungdom}"), Kind.PRIMARY, icon="user-plus", on_click=self.new_case),
            ),
            name="Ärenden",
            key_of=lambda each: each.id,
            sort_by="next",
        )
        self.table.shown_rows.modelReset.connect(self._tell_sums)
        self.table.activated.connect(lambda line: self.desk.shell.navigate("case", case_id=line.id))
        self.add(self.bar)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Reads the cases."""
        self._lines = case_lines(self.desk.binder)
        if not any(self._fits(each) for each in self._lines):
            self._group = next((one.key for one in GROUPS if self._number(one)), "all")
        self._show_filters()
        # First whom to show: else the consents of others would be read.
        self._filter()
        self.table.set_rows(sorted(self._lines, key=lambda each: each.name.casefold()))
        running = self._number(GROUPS[0])
        self.set_title("Ärenden", count(running, "pågår", "pågår") if self._lines else "")
        for widget in (self.bar, self.contact_button, self.new_button):
            widget.setVisible(bool(self._lines))

    def arrive(self, group: str = "", **_other: Any) -> None:
        """Takes which states to show."""
        if group:
            self._group = group
        elif self._chosen() not in GROUPS:
            self._group = GROUPS[0].key

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again for anything that a line shows."""
        return bool(changes.kinds & {"case", "consent", "group", "meeting", "contact"})

    def state(self) -> Mapping[str, str]:
        """Leads back to the same states."""
        return {"group": self._group}

    def first_focus(self) -> QWidget | None:
        """The search field: one types at once."""
        return self.search if self._lines else self.table.empty_state.findChild(Button)

    def new_case(self) -> None:
        """Asks for a new young person and opens the case."""
        dialog = NewCaseDialog(self, self.desk)
        dialog.achieved.connect(self._open_new)
        dialog.open()

    def case_in_view(self) -> str | None:
        """The case of the current row."""
        current = self.table.selected()
        return None if current is None else current.id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the room of a low window to the list."""
        super().resizeEvent(event)
        self.bar.set_low(self.height() < theme.px(LOW_BELOW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from the search field into the list, and opens the first found."""
        if not takes_key(event, self.search, self.table):
            super().keyPressEvent(event)

    def _open_new(self, changes: Changes) -> None:
        for case_id in changes.ids:
            self.desk.shell.navigate("case", case_id=case_id)
            self.desk.shell.say("Ärendet är upplagt.")

    def _search(self, text: str) -> None:
        # A search looks among all: who is looked for may be closed.
        self.table.look_for(text, None if text.strip() else self._fits)

    def _tell_sums(self) -> None:
        """Lets the consents of those in sight be read together, when the first is painted."""
        if self._lines:
            self._lines[0].sums.coming = [line.id for line in self.table.shown_rows.rows]

    def _fits(self, line: CaseLine) -> bool:
        return self._chosen().fits(line)

    def _number(self, group: Group) -> int:
        return sum(group.fits(each) for each in self._lines)

    def _chosen(self) -> Group:
        return next(one for one in (*GROUPS, *NARROWER) if one.key == self._group)

    def _show_filters(self) -> None:
        chosen = self._chosen()
        groups = GROUPS if chosen in GROUPS else (chosen, *GROUPS)
        self.bar.show_options([(one.key, f"{one.words} {self._number(one)}") for one in groups], self._group)

    def _choose(self, key: str) -> None:
        self._group = key
        self.search.clear()
        self._show_filters()
        self._filter()

    def _filter(self) -> None:
        self._search(self.search.text())

    def _columns(self) -> list[Column[CaseLine]]:
        def today() -> date:
            return self.desk.clock().date()

        def consent(line: CaseLine) -> ChipCell:
            return ChipCell(*consent_words.chip(line.consent, line.names, today()))

        def coming(line: CaseLine) -> str:
            if line.next_meeting is None:
                return "Inget planerat" if line.enrolled else "–"
            if line.next_meeting.date() == today():
                return f"I dag {line.next_meeting:%H.%M}"
            said = weekday_time(line.next_meeting, today())
            return f"Inte hållet: {said}" if line.next_meeting < self.desk.clock() else said

        return [
            Column(
                "name",
                "Namn",
                lambda line: line.name,
                under=_about,
                strong=True,
                stretch=True,
            ),
            Column(
                "age", "Ålder", lambda line: f"{line.age} år", sort=lambda line: line.birth_date, give_way=2
            ),
            Column(
                "state",
                "Läge",
                lambda line: state_chip(line.state)[1],
                sort=lambda line: _ORDER.get(line.state, 99) if line.state else 99,
                give_way=3,
                chip=lambda line: ChipCell(*state_chip(line.state)),
            ),
            Column(
                "consent",
                "Samtycke",
                lambda line: consent(line).text,
                # Of thousands that are over none is read to be put in order: they come last.
                sort=lambda line: consent(line).text if line.state in GROUPS[0].states else None,
                chip=consent,
                searched=False,
            ),
            Column("next", "Nästa möte", coming, sort=lambda line: line.next_meeting, searched=False),
            Column(
                "last",
                "Senaste möte",
                lambda line: short_day(line.last_meeting.date(), today()) if line.last_meeting else "–",
                sort=lambda line: line.last_meeting,
                give_way=1,
                searched=False,
            ),
        ]


def _about(line: CaseLine) -> str:
    parts = [line.code_name or "", line.reference or "", "skyddad" if line.protected_identity else ""]
    return " · ".join(each for each in parts if each)
