"""Every place in the text where the words stand, by case; Enter opens the very place (R20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.services import search
from app.services.search import Found, Hit
from app.ui import hits, theme
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.inputs import SearchInput
from app.ui.kit.layout import STRETCH, clear, column, row
from app.ui.kit.page import Page
from app.ui.kit.surfaces import Card, EmptyState, Row, Rows
from app.ui.kit.text import Text, quiet
from app.ui.saying import count

WAIT = 150
"""Milliseconds after the last key before the text is searched."""
AT_A_TIME = 100
"""Hits that are laid out; more of them come on asking."""


class SearchPage(Page):
    """Shows where the words stand; ``arrive(typed)`` says which."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Sök i texten")
        self.desk = desk
        self.field = SearchInput("Sök i anteckningar, möten, mål, steg och allt annat")
        self.field.setMinimumWidth(theme.px(420))
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self._found: QVBoxLayout = column(spacing=16)
        self.add(row(self.field, STRETCH), self._found)
        self.body.addStretch(1)
        self.scroller.installEventFilter(self)

    def arrive(self, typed: str = "", **_other: Any) -> None:
        """Takes what to look for."""
        self.field.setText(typed)
        self._timer.stop()

    def refresh(self) -> None:
        """Searches."""
        self._timer.stop()
        clear(self._found)
        typed = self.field.text()
        found = search.search(self.desk.binder, typed, most=AT_A_TIME)
        more = f" De {found.shown} senaste visas." if found.total > found.shown else ""
        said = count(found.total, "träff", "träffar") if found.total else ""
        self.set_title("Sök i texten", f"{said}.{more}" if said else "")
        if not found.total:
            self._found.addWidget(self._nothing(typed))
        self._show(found)

    def concerned_by(self, changes: Any) -> bool:
        """Stays as it is: the places one goes through must not move."""
        return False

    def state(self) -> Mapping[str, str]:
        """Leads back to the same words."""
        return {"typed": self.field.text()}

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self.field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the arrows and Enter before the page scrolls with them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
                self._open_first()
                return True
        return super().eventFilter(watched, event)

    def _move(self, way: int) -> None:
        rows = self._rows()
        here = next((at for at, each in enumerate(rows) if each.hasFocus()), -1)
        there = here + way
        if there < 0:
            self.field.setFocus()
        elif there < len(rows):
            rows[there].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(rows[there], 0, theme.px(60))

    def _open_first(self) -> None:
        if self._timer.isActive():
            self.refresh()
        for first in self._rows()[:1]:
            first.chosen.emit()

    def _rows(self) -> list[Row]:
        return [each for each in self.findChildren(Row) if each.isVisible()]

    def _show(self, found: Found) -> None:
        for group in found.groups:
            title = group.case.name if group.case else "Gemensamt"
            about = group.case.code_name if group.case and group.case.code_name else ""
            rows = Rows()
            for each in group.hits:
                made = rows.add_row(
                    self._hit(each), active=True, name=f"{self._words(each)}, {title}", padding=(14, 8)
                )
                made.chosen.connect(self._open(each))
            head = row(Text(title, "section", whole=True), quiet(about, whole=True), STRETCH, spacing=8)
            self._found.addLayout(column(head, rows, spacing=8))

    def _hit(self, hit: Hit) -> QLayout:
        words = Text(self._words(hit), wrap=False)
        made = row(IconView(hits.icon(hit), "quiet", 18), words, spacing=12)
        if hit.private:
            made.addWidget(Chip(ChipKind.ATTENTION, "Inte till gruppen", "lock"))
        made.addStretch(1)
        return made

    def _words(self, hit: Hit) -> str:
        return hits.words(hit, self.desk.clock().date())

    def _open(self, hit: Hit) -> Callable[[], None]:
        page, args = hits.target(hit)
        return lambda: self.desk.shell.navigate(page, **args)

    def _nothing(self, typed: str) -> Card:
        card = Card(padding=0)
        if typed.strip():
            title, text = "Inget passar sökningen", "Prova med färre ord, eller bara början av ett ord."
        else:
            title = "Vad letar du efter?"
            text = "Skriv ett ord eller två. Du ser var det står, och Enter öppnar platsen."
        card.add(EmptyState("search", title, text))
        return card
