"""Händelser: what came in about the youth and the days that matter, on one line with the SIG's own time.

For the coordinator alone: nothing of it stands on a paper of the group or on a shared screen (R16).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLayout, QWidget

from app.ui.dialogs.events import IncidentDialog, KeyDateDialog, remove_incident, remove_key_date
from app.ui.icons import IconView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.elided import Elided
from app.ui.kit.layout import STRETCH, column, flow, row
from app.ui.kit.surfaces import Banner, Card, EmptyState, Rows
from app.ui.kit.text import Text, quiet
from app.ui.pages.case.events import Event, Sort, events, near, spans
from app.ui.pages.case.parts import RowGround, Tab, apart, heading, icon_button
from app.ui.pages.case.time_line import TimeLine
from app.ui.saying import capital, day, first_name


class EventsTab(Tab):
    """The line first, then the same as a list in which one can change and remove."""

    def build(self) -> None:
        """Lays out what is near, the line and the list."""
        found = events(self.file)
        self.add_button = Button(
            "Ny händelse", icon="plus", on_click=lambda: IncidentDialog(self, self.desk, self.file).open()
        )
        date_button = Button(
            "Viktigt datum",
            icon="calendar-clock",
            on_click=lambda: KeyDateDialog(self, self.desk, self.file).open(),
        )
        only_me = Chip(ChipKind.ATTENTION, "Inte till gruppen", "lock")
        title = flow(Text("Händelser och viktiga datum", "section", wrap=False), only_me, spacing=10)
        self.body.addLayout(apart(title, date_button, self.add_button))
        for banner in self._near():
            self.body.addWidget(banner)
        if all(each.sort is Sort.EDGE for each in found):
            self.body.addWidget(self._nothing())
            return
        self.line = TimeLine(found, spans(self.file), self.file.today)
        self.body.addWidget(Card(self.line, padding=10))
        for layout in self._list(found):
            self.body.addLayout(layout)

    def _nothing(self) -> QWidget:
        youth = first_name(self.file.case.young_person.name)
        card = Card(padding=0)
        card.add(
            EmptyState(
                "calendar-clock",
                "Inga händelser än",
                f"Här samlar du polisanmälningar, orosanmälningar och domar om {youth}, och dagar som du "
                "vill bli påmind om: rättegång, placering, när beslutet upphör.",
            )
        )
        return card

    def _near(self) -> Iterator[Banner]:
        for each in near(self.file):
            yield Banner(each.text, strong=each.strong, kind="attention" if each.gone else "info")

    def _list(self, found: list[Event]) -> Iterator[QLayout]:
        today = self.file.today
        for ahead, some in groupby(found, key=lambda each: each.on > today):
            rows = Rows()
            # What is to come begins with what comes next, what has been with the latest.
            for each in reversed(list(some)) if ahead else some:
                if each.sort is Sort.EDGE:
                    rows.body.addWidget(RowGround(self._edge(each), tint="accent_soft"))
                else:
                    rows.add_row(self._row(each), record=_record(each), padding=(14, 8))
            yield column(heading("Framåt" if ahead else "Hittills"), rows, spacing=6)

    def _edge(self, event: Event) -> QLayout:
        made = row(
            IconView(event.icon, "accent", 18),
            Elided(event.what, 14, QFont.Weight.DemiBold),
            STRETCH,
            quiet(capital(day(event.on, self.file.today))),
            spacing=10,
        )
        made.setContentsMargins(14, 8, 14, 8)
        return made

    def _row(self, event: Event) -> QLayout:
        said = day(event.on, self.file.today)
        words = column(Elided(event.what, 14, QFont.Weight.DemiBold), spacing=1)
        if event.more:
            words.addWidget(quiet(event.more.replace("\n", " · ")))
        made = row(IconView(event.icon, "quiet", 18), spacing=10)
        made.addLayout(words, 1)
        made.addWidget(Text(capital(said), "quiet", wrap=False))
        name = f"{event.what} {said}"
        made.addWidget(icon_button(f"Ändra: {name}", "pencil", lambda: self._change(event)))
        made.addWidget(icon_button(f"Ta bort: {name}", "x", self.do(lambda: self._remove(event))))
        return made

    def _change(self, event: Event) -> None:
        if event.incident is not None:
            IncidentDialog(self, self.desk, self.file, event.incident.id).open()
        elif event.key_date is not None:
            KeyDateDialog(self, self.desk, self.file, event.key_date.id).open()

    def _remove(self, event: Event) -> None:
        if event.incident is not None:
            remove_incident(self.desk, self.file, event.incident.id)
        elif event.key_date is not None:
            remove_key_date(self.desk, self.file, event.key_date.id)

    def first_focus(self) -> QWidget | None:
        """The button that takes in something new."""
        return self.add_button


def _record(event: Event) -> str:
    if event.incident is not None:
        return f"incident {event.incident.id}"
    return f"key_date {event.key_date.id}" if event.key_date is not None else ""
