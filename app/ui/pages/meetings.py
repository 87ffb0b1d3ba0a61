"""The meetings to come, of all cases: this week, next week, later; and those that should have been held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from PySide6.QtWidgets import QLayout, QWidget

from app.services.case_list import MeetingRow, coming_meetings
from app.services.changes import Changes
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.layout import STRETCH, Columns, clear, column, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Card, EmptyState, Rows
from app.ui.kit.swedish_dates import say_date, say_time
from app.ui.kit.text import Text, quiet, section
from app.ui.labels import MEETING_KINDS
from app.ui.meeting.mode import open_meeting
from app.ui.pages.case.parts import bold
from app.ui.saying import capital, count
from app.ui.words import say

WIDE, WIDE_WITH_BUTTON = 660, 800
"""Design pixels that a row needs to hold all beside each other; in less the answers stand under the names."""


def part_of(when: date, today: date) -> str:
    """Says in which part of the list a day belongs."""
    monday = today - timedelta(days=today.weekday())
    if when < today:
        return "Inte hållna än"
    if when == today:
        return "I dag"
    if when < monday + timedelta(days=7):
        return "Den här veckan"
    if when < monday + timedelta(days=14):
        return "Nästa vecka"
    return "Senare"


class MeetingsPage(Page):
    """Lists the planned meetings in order of time; Enter opens the case, a button the meeting mode."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Möten")
        self.desk = desk

    def refresh(self) -> None:
        """Reads the planned meetings."""
        clear(self.body)
        today = self.desk.clock().date()
        found = coming_meetings(self.desk.binder)
        week = sum(today <= each.starts.date() < today + timedelta(days=7) for each in found)
        self.set_title("Möten", f"{count(week, 'möte', 'möten')} de närmaste sju dagarna" if found else "")
        if not found:
            card = Card(padding=0)
            card.add(
                EmptyState(
                    "calendar-days",
                    "Inga möten är planerade",
                    say(
                        "Möten planeras i ärendet, under Möten. "
                        "Här syns alla {ungdomars} möten i tidsordning."
                    ),
                    Button("Till ärendena", on_click=lambda: self.desk.shell.navigate("cases")),
                )
            )
            self.body.addWidget(card)
        for part, some in groupby(found, key=lambda each: part_of(each.starts.date(), today)):
            rows = Rows()
            for each in some:
                made = rows.add_row(self._meeting(each, today), active=True, name=self._spoken(each, today))
                made.chosen.connect(self._open(each.case_id))
            self.body.addLayout(column(section(part), rows, spacing=8))
        self.body.addStretch(1)

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again when a meeting or a case has changed."""
        return bool(changes.kinds & {"meeting", "case"})

    def first_focus(self) -> QWidget | None:
        """The first meeting."""
        rows = self.findChildren(Rows)
        return rows[0].focusWidget() if rows else None

    def _meeting(self, each: MeetingRow, today: date) -> QLayout:
        when = column(
            Text(capital(say_date(each.starts.date(), today, weekday=True)), wrap=False),
            quiet(f"{say_time(each.starts.time())}, {each.minutes} min"),
            STRETCH,
            spacing=1,
        )
        when_box = QWidget()
        when_box.setLayout(when)
        when_box.setFixedWidth(when_box.fontMetrics().horizontalAdvance("Onsdag 30 september 2026"))
        about = [f"{MEETING_KINDS[each.kind]} {each.number}"]
        if each.place and not each.protected_identity:
            about.append(each.place)
        who = column(
            bold(each.name),
            quiet(" · ".join(about)),
            STRETCH,
            spacing=1,
        )
        text = row(when_box, spacing=14)
        text.addLayout(who, 1)
        side = row(spacing=14)
        if each.opened_at is not None:
            side.addWidget(Chip(ChipKind.INFO, "Pågår", "play"))
        elif each.no:
            side.addWidget(Chip(ChipKind.ATTENTION, f"{each.no} kan inte", "user-round"))
        if each.yes:
            side.addWidget(Chip(ChipKind.DONE, f"{each.yes} av {each.called} kommer"))
        now = each.starts.date() <= today
        if now:
            words = "Fortsätt mötet" if each.opened_at is not None else "Öppna mötesläget"
            side.addWidget(Button(words, icon="presentation", on_click=self._hold(each.case_id, each.key)))
        side.addStretch(1)
        return row(Columns((text, 1), (side, 0), below=WIDE_WITH_BUTTON if now else WIDE, spacing=10))

    @staticmethod
    def _spoken(each: MeetingRow, today: date) -> str:
        return (
            f"{each.name}, {say_date(each.starts.date(), today, weekday=True)} {say_time(each.starts.time())}"
        )

    def _open(self, case_id: str) -> Callable[[], None]:
        return lambda: self.desk.shell.navigate("case", case_id=case_id, tab="meetings")

    def _hold(self, case_id: str, key: str) -> Callable[[], None]:
        def act() -> None:
            open_meeting(self.desk, case_id, key)

        return act
