"""The case at a glance: what is to see to, a time line of everything, and the facts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.models.group import members
from app.models.states import pause_on
from app.ui import consent_words
from app.ui.dialogs.events import KeyDateDialog
from app.ui.dialogs.people import add_guardian, edit_facts, edit_guardian, edit_youth
from app.ui.icons import IconView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, clear, column, row
from app.ui.kit.surfaces import Banner, Rows
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.text import Text, quiet, strong
from app.ui.labels import BASES, CHANNELS, NOMINATORS, TARGET_GROUPS, language
from app.ui.pages.case.ahead import Happened, coming, happened
from app.ui.pages.case.events import near
from app.ui.pages.case.parts import (
    Columns,
    Tab,
    bold,
    facts,
    heading,
    icon_button,
    link,
    quiet_line,
    titled_card,
)
from app.ui.saying import capital, count, day, first_name
from app.ui.words import say

AT_FIRST = 8
"""Lines of the time line before one asks for more."""


class OverviewTab(Tab):
    """Shows what must be known first, then all that has happened."""

    wanted = Signal(str)
    """Sent with the name of the tab that shows more."""

    def build(self) -> None:
        """Lays out the banner, what is coming and the time line; beside them the facts."""
        self._all = False
        main = column(spacing=16)
        said = consent_words.banner(
            self.file.status, self.file.signers, self.file.scope_name, self.file.today
        )
        if said.kind is not ChipKind.DONE:
            show = Button("Visa samtycket", on_click=lambda: self.wanted.emit("consent"))
            main.addWidget(Banner(said.text, strong=said.strong, kind=str(said.kind), actions=(show,)))
        for each in self._pressing():
            main.addWidget(each)
        self._lines = column(spacing=6)
        main.addLayout(column(heading("Det som har hänt"), self._lines, spacing=8))
        self._show_lines()
        main.addStretch(1)
        side = column(self._youth(), self._family(), self._case(), self._dates(), STRETCH, spacing=18)
        self.body.addWidget(Columns(main, side))

    def _pressing(self) -> Iterator[Banner]:
        """A pause, with whom to call meanwhile (R10), and the key dates that are near (R22)."""
        pause = pause_on(self.file.case, self.file.today)
        if pause is not None:
            until = f" till och med {day(pause.until, self.file.today)}" if pause.until else ""
            who = self.file.name(pause.call) if pause.call is not None else ""
            first = first_name(self.file.case.young_person.name)
            answers = (
                f"{first} kan ringa {who} under tiden." if who else "Ingen är utsedd att svara under tiden."
            )
            yield Banner(answers, strong=f"Paus{until}.", kind="info")
        for each in near(self.file):
            show = Button("Visa händelser", on_click=lambda: self.wanted.emit("events"))
            kind = "attention" if each.gone else "info"
            yield Banner(each.text, strong=each.strong, kind=kind, actions=(show,))

    def _show_lines(self) -> None:
        clear(self._lines)
        found = happened(self.file)
        shown = found if self._all else found[:AT_FIRST]
        for _month, some in groupby(shown, key=lambda each: (each.at.year, each.at.month)):
            lines = list(some)
            rows = Rows()
            for each in lines:
                rows.add_row(self._line(each), padding=(14, 8))
            words = say_date(lines[0].at.date(), self.file.today).split(" ", 1)[1]
            self._lines.addWidget(quiet(capital(words)))
            self._lines.addWidget(rows)
        if len(found) > len(shown):
            self._lines.addLayout(row(link(f"Visa {len(found) - len(shown)} till", self._show_all), STRETCH))

    def _show_all(self) -> None:
        self._all = True
        self._show_lines()

    def _line(self, told: Happened) -> QLayout:
        when = f"{told.at.day}/{told.at.month}"
        day_words = Text(when, "quiet", wrap=False)
        day_words.setFixedWidth(day_words.fontMetrics().horizontalAdvance("30/12") + 8)
        what = row(bold(told.what), spacing=8)
        if told.private:
            what.addWidget(Chip(ChipKind.ATTENTION, "Inte till gruppen", "lock"))
        what.addStretch(1)
        words = column(what, *([quiet_line(told.more)] if told.more else []), spacing=1)
        made = row(day_words, IconView(told.icon, "quiet", 18), spacing=10)
        made.addLayout(words, 1)
        if told.timed:
            made.addWidget(Text(say_time(told.at.time()), "quiet", wrap=False))
        if told.tab:
            tab = told.tab
            made.addWidget(icon_button(f"Visa: {told.what}", "chevron-right", lambda: self.wanted.emit(tab)))
        return made

    def _youth(self) -> QLayout:
        youth, today = self.file.case.young_person, self.file.today
        change = link(
            "Ändra", lambda: edit_youth(self, self.desk, self.file), say("Ändra {ungdomens} uppgifter")
        )
        pairs = [
            ("Född", day(youth.birth_date, today)),
            ("Personnummer", youth.identity_number or ""),
            ("Telefon", youth.phone or ""),
            ("E-post", youth.email or ""),
            ("Nås helst med", CHANNELS[youth.channel] if youth.channel else ""),
            ("Skola", youth.school or ""),
            ("Adress", youth.address or ""),
            ("Språk", self._language(youth.language, youth.interpreter)),
        ]
        return titled_card(first_name(youth.name), facts(pairs), actions=[change])

    @staticmethod
    def _language(code: str, interpreter: bool | None) -> str:
        if code == "sv" and not interpreter:
            return ""
        return f"{capital(language(code))}{', behöver tolk' if interpreter else ''}"

    def _family(self) -> QLayout:
        file = self.file
        add = link("Lägg till", lambda: add_guardian(self, self.desk, file), "Lägg till vårdnadshavare")
        items: list[QLayout | QWidget] = []
        for each in file.case.guardians:
            about = [each.relation or "vårdnadshavare", each.phone or ""]
            if each.to is not None and each.to < file.today:
                about = [f"vårdnadshavare till {day(each.to, file.today)}"]
            edit = icon_button(
                f"Ändra {each.name}",
                "pencil",
                lambda key=each.key: edit_guardian(self, self.desk, file, key),  # type: ignore[misc]
            )
            made = row(spacing=8)
            made.addLayout(
                column(strong(each.name), quiet(" · ".join(one for one in about if one)), spacing=1), 1
            )
            made.addWidget(edit)
            items.append(made)
        if not items:
            items.append(
                quiet("Ingen är inlagd." if file.age < 18 else say("Behövs inte: {ungdomen} är myndig."))
            )
        return titled_card("Vårdnadshavare", *items, actions=[add])

    def _case(self) -> QLayout:
        file, case = self.file, self.file.case
        change = link("Ändra", lambda: edit_facts(self, self.desk, file), "Ändra ärendets uppgifter")
        worker = file.book.contacts.get(case.responsible_social_worker_id or "")
        coordinator = file.book.coordinators.get(case.coordinator_id or "")
        stand_in = file.book.coordinators.get(case.stand_in_id or "")
        group = len(members(case, file.today))
        pairs = [
            ("Beteckning", case.reference or ""),
            ("Kodnamn", case.code_name or ""),
            ("Samordnare", coordinator.name if coordinator else ""),
            ("Ersättare", stand_in.name if stand_in else ""),
            ("Ansvarig socialsekreterare", worker.name if worker else "Inte vald"),
            ("Grund", BASES[case.basis] if case.basis else ""),
            ("Målgrupp", TARGET_GROUPS[case.target_group] if case.target_group else ""),
            ("Föreslagen av", NOMINATORS[case.nominated_by] if case.nominated_by else ""),
            ("Insatsgrupp", count(group, "person", "personer") if group else "Ingen än"),
        ]
        return titled_card("Ärendet", facts(pairs), actions=[change])

    def _dates(self) -> QLayout:
        ask = lambda: KeyDateDialog(self, self.desk, self.file).open()  # noqa: E731
        add = link("Lägg till", ask, "Lägg till viktigt datum")
        items: list[QLayout | QWidget] = [
            column(quiet(day(each.on, self.file.today)), Text(each.text), spacing=1)
            for each in coming(self.file)
        ]
        if not items:
            items.append(quiet("Rättegång, beslutets slut, placering: det som du vill bli påmind om."))
        return titled_card("Framåt", *items, actions=[add])
