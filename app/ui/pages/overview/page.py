"""The overview answers what to do now: one list by what presses, beside it the week and the numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.pressing import Cause
from app.services.changes import Changes
from app.services.overview import Line, Overview, overview
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import STRETCH, clear, column
from app.ui.kit.page import Page
from app.ui.kit.swedish_dates import say_date
from app.ui.pages.case.parts import Columns
from app.ui.pages.overview import doing
from app.ui.pages.overview.begin import nothing_waits, way_in
from app.ui.pages.overview.lines import LineList, LineRow
from app.ui.pages.overview.notices import notices
from app.ui.pages.overview.side import side
from app.ui.pages.overview.words import greeting
from app.ui.saying import capital, count

SIDE = 268
SHOWN = frozenset(
    {
        "case",
        "consent",
        "group",
        "meeting",
        "contact",
        "organisation",
        "coordinator",
        "dispatch",
        "reminder",
        "note",
        "key_date",
        "transfer",
        "backup",
        "settings",
    }
)
"""The kinds of record that a line, a meeting of the week or a number is made of."""

_IN_THE_WAY_IN = frozenset({Cause.NO_GROUP, Cause.NO_FIRST})
SOON = 250
"""Milliseconds after which the rest is read: a timer of none would come before the painting."""


class OverviewPage(Page):
    """Shows what presses in all cases; arrows go through the lines, Enter does the step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Översikt")
        self.desk = desk
        self.seen: Overview | None = None
        self._way: QWidget | None = None
        self._wanted, self._found = "", False
        self.act(
            Button(
                "Påminnelse",
                icon="plus",
                keys="Ctrl+Shift+N",
                bound=False,
                show_keys=False,
                on_click=lambda: desk.shell.capture(reminder=True),
            ),
            Button("Kontakt", icon="plus", keys="Ctrl+N", bound=False, on_click=desk.shell.capture),
        )
        self.list = LineList()
        self._above, self._side = QVBoxLayout(), QVBoxLayout()
        for box in (self._above, self._side):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(16)
        main = column(self._above, self.list, STRETCH, spacing=18)
        self.add(Columns(main, self._side, side_width=SIDE))
        self.body.addStretch(1)
        self.list.acted.connect(self._tried(lambda line: doing.do(self, desk, line)))
        self.list.opened.connect(self._tried(lambda line: doing.open_case(desk, line)))
        self.list.reached.connect(self._show_row)
        bar = self.scroller.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._look_ahead())
        bar.rangeChanged.connect(lambda _least, _most: self._look_ahead())

    def arrive(self, at: str = "", **_other: Any) -> None:
        """Takes which of her own reminders, by its number, is looked for."""
        self._wanted = at

    def refresh(self) -> None:
        """Reads the overview; right after unlocking, what presses least comes once the rest is painted."""
        seen = self.seen = overview(self.desk.binder, notices(self.desk), soon=self.seen is None)
        if not seen.whole:
            QTimer.singleShot(SOON, self, self.refresh)
        self._greet(seen)
        on_the_way = self._way is not None and self._way.isAncestorOf(self.focusWidget())
        clear(self._above)
        self._way = None
        parts = seen.lines
        if seen.begun is not None:
            self._way = way_in(self, self.desk, seen)
            self._above.addWidget(self._way)
            parts = {
                part: tuple(each for each in some if each.pressing.cause not in _IN_THE_WAY_IN)
                for part, some in parts.items()
            }
        elif not any(parts.values()):
            self._above.addWidget(nothing_waits())
        self.list.show_lines(parts, seen.today)
        wanted, self._wanted = self._wanted, ""
        self._found = bool(wanted) and self.list.look_for(lambda each: str(each.number) == wanted)
        clear(self._side)
        for each in side(self.desk, seen) if seen.first_case is not None else ():
            if isinstance(each, QWidget):
                self._side.addWidget(each)
            else:
                self._side.addLayout(each)
        self._side.addStretch(1)
        if on_the_way and (next_step := self.first_focus()) is not None:
            next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def concerned_by(self, changes: Changes) -> bool:
        """Reads again for anything that a line shows."""
        return bool(changes.kinds & SHOWN)

    def flush(self) -> None:
        """Keeps what is typed in a dialog over the page."""
        for dialog in self.window().findChildren(ErrandDialog):
            dialog.flush()

    def first_focus(self) -> QWidget | None:
        """The line one came for, else the first: what presses most; in a fresh binder its first step."""
        if self._found:
            return self.list.first
        if self._way is not None:
            return next((each for each in self._way.findChildren(Button) if each.kind is Kind.PRIMARY), None)
        return self.list.first

    def _greet(self, seen: Overview) -> None:
        now: datetime = seen.now
        running = count(seen.counts.running, "pågående ärende", "pågående ärenden")
        about = [
            capital(say_date(seen.today, seen.today, weekday=True)),
            f"vecka {seen.today.isocalendar().week}",
            *([running] if seen.first_case is not None else []),
        ]
        self.set_title(greeting(now.hour, seen.person), " · ".join(about))

    def _show_row(self, row: LineRow) -> None:
        self.scroller.ensureWidgetVisible(row, 0, row.height())

    def _look_ahead(self) -> None:
        """Makes more rows when one comes near the end of those that are made."""
        bar = self.scroller.verticalScrollBar()
        if not self.list.is_whole and bar.maximum() - bar.value() < bar.pageStep():
            self.list.make()

    def _tried(self, act: Callable[[Line], object]) -> Callable[[Line], None]:
        def run(line: Line) -> None:
            try:
                act(line)
            except Exception as error:
                self.desk.shell.problem(error)

        return run
