"""Personer: who shares the binder, how they stand on papers, and who answers for how many cases (R7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLayout, QWidget

from app.models.states import OVER
from app.services import persons
from app.services.persons import PersonLine
from app.ui.desk import Desk
from app.ui.dialogs.colleague import ColleagueDialog, CoordinatorDialog, TakeOverDialog, ask_to_remove
from app.ui.icons import IconView
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.elided import Elided
from app.ui.kit.layout import clear, column, flow, row
from app.ui.kit.surfaces import Row, Rows
from app.ui.kit.text import quiet
from app.ui.pages.case.parts import icon_button, link
from app.ui.saying import count


class Persons(QWidget):
    """A row for each person; ``refresh()`` reads them anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lines: tuple[PersonLine, ...] = ()
        self.rows = Rows()
        self.add_button = Button(
            "Ge en kollega tillgång …",
            icon="user-plus",
            on_click=lambda: ColleagueDialog(self, desk).open(),
        )
        self.setLayout(column(self.rows, spacing=10))

    def refresh(self) -> None:
        """Reads everybody and shows them."""
        self.lines = persons.persons(self.desk.binder)
        clear(self.rows.body)
        for each in self.lines:
            known = each.coordinator.id if each.coordinator is not None else ""
            self.rows.add_row(self._person(each), record=known)

    def reveal(self, coordinator: str) -> Row | None:
        """Marks the row of a coordinator and gives it, if somebody is it."""
        found = next((each for each in self.findChildren(Row) if each.record == coordinator), None)
        if found is not None:
            found.mark()
        return found

    def _person(self, line: PersonLine) -> QLayout:
        known = line.coordinator
        name: list[QWidget] = [Elided(line.name, weight=QFont.Weight.DemiBold)]
        if line.is_me:
            name.append(Chip(ChipKind.INFO, "Du", "check"))
        elif not line.can_open:
            name.append(Chip(ChipKind.NEUTRAL, "Kommer inte in", "lock"))
        words = column(flow(*name), spacing=2)
        # What belongs together on a line of its own: nothing is broken in the middle of a number.
        for parts in ((known.title, known.unit), (known.phone,), (known.email,)) if known is not None else ():
            said = ", ".join(each for each in parts if each)
            if said:
                words.addWidget(quiet(said))
        words.addWidget(quiet(work_words(line)))
        actions = self._actions(line)
        if actions:
            words.addWidget(flow(*actions, spacing=6))
        made = row(spacing=10)
        made.addWidget(IconView("user-round", "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        made.addLayout(words, 1)
        if not line.is_me:
            edit = lambda: CoordinatorDialog(self, self.desk, line).open()  # noqa: E731
            pencil = icon_button(f"Ändra {line.name}", "pencil", edit)
            made.addWidget(pencil, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _actions(self, line: PersonLine) -> list[QWidget]:
        desk, found = self.desk, list[QWidget]()
        if line.cases and len(self.lines) > 1:
            hand = lambda: TakeOverDialog(self, desk, line, self.lines).open()  # noqa: E731
            words = "Lämna över ärenden …" if line.is_me else "Ta över ärenden …"
            found.append(link(words, hand, f"{words.rstrip(' …')}, {line.name}"))
        if not line.can_open:
            let_in = lambda: ColleagueDialog(self, desk, line).open()  # noqa: E731
            found.append(link("Ge tillgång …", let_in, f"Ge {line.name} tillgång"))
        elif not line.is_me:
            away = lambda: ask_to_remove(self, desk, line)  # noqa: E731
            found.append(link("Ta bort tillgången …", away, f"Ta bort tillgången för {line.name}"))
        return found


def work_words(line: PersonLine) -> str:
    """Says what somebody answers for: "12 ärenden, ersättare i 3"."""
    own = count(len(line.running), "ärende", "ärenden") if line.running else "Inga ärenden"
    stands = [each for each in line.stands_in if each.state not in OVER]
    return f"{own}, ersättare i {len(stands)}" if stands else own
