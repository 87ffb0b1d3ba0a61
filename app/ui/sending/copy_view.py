"""The chosen recipient's copy as it will be, made beside the window's own thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.models.codes import Paper
from app.models.permit import Block, Blocked
from app.models.who import Who
from app.services.dispatch import kinds_for
from app.services.gate import Override
from app.services.send_out import Copies, copies
from app.services.sending import SendingRow, SendingSheet
from app.ui import theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.dialogs.paper_preview import PaperView
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.layout import clear, column, flow
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.text import quiet
from app.ui.saying import capital, count, first_name, genitive
from app.ui.sending.words import said_of_ground

SHORT = {
    Paper.PLAN: "Plan",
    Paper.CONTACTS: "Kontaktlista",
    Paper.MINUTES: "Anteckningar",
    Paper.MY_PLAN: "Min plan",
}


class CopyView(QWidget):
    """Shows the plan or the contact list that a recipient gets, or why there is none.

    ``withheld`` is sent with the recipient when one wants to withhold the papers or give them again (R9).
    """

    withheld = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._wanted, self._kept = desk, 0, dict[str, Copies]()
        self._shown: Copies | None = None
        self._name, self._who = "", Who.YOUTH
        self._title, self._told = quiet(""), quiet("")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(230))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.turns: list[Button] = []
        self._turning = column(spacing=0)
        self.view = _paper(b"")
        self._none = EmptyState("circle-slash", "", "")
        frame = QFrame()
        frame.setProperty("role", "card")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._none)
        self._stack.addWidget(EmptyState("hourglass", "Gör papperet …", ""))
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(theme.px(6))
        self.withhold = Link("", on_click=lambda: self.withheld.emit(self._who))
        laid.addLayout(column(self._title, self._turning, self._told, flow(self.withhold), spacing=2))
        laid.addWidget(frame, 1)
        self._told.hide()

    def forget(self) -> None:
        """Makes every copy anew from now on, since something has changed."""
        self._kept.clear()
        self._wanted += 1

    def show_copy(self, sheet: SendingSheet, row_: SendingRow, override: Override | None) -> None:
        """Shows a recipient's copy when it has been made; another one chosen meanwhile wins."""
        recipient = row_.recipient
        self._name = recipient.person.name
        self._offer(row_, override)
        self._wanted += 1
        told = said_of_ground(recipient, override)
        self._told.setText(told)
        may = recipient.allowed or override is not None
        self._told.setVisible(bool(told) and may)
        kinds = kinds_for(str(recipient.who), sheet.kinds) if may else ()
        self._show_turns(kinds)
        if not kinds:
            self._shown = None
            self._title.setText("")
            why = capital(told) if not may else "De papper som är valda är inte till den här mottagaren."
            self._none.say(f"{self._name} får inget exemplar", why)
            self._stack.setCurrentIndex(1)
            return
        key = f"{recipient.who}|{override}"
        if key in self._kept:
            self._arrived(self._wanted, key, (self._kept[key],))
            return
        self._title.setText(f"{genitive(self._name)} exemplar")
        self._stack.setCurrentIndex(2)
        number, who = self._wanted, recipient.who
        overrides: dict[Who, Override] = {} if override is None else {who: override}

        def job(progress: Progress) -> tuple[Copies, ...]:
            progress.at(0.0)
            return copies(sheet, [who], overrides)

        self._desk.background.run(self, "Gör papperet …", job, lambda made: self._arrived(number, key, made))

    def _offer(self, row_: SendingRow, override: Override | None) -> None:
        """Offers to withhold the papers from who is about to get them, or to give them again."""
        decision, self._who = row_.recipient.decision, row_.recipient.who
        kept_back = isinstance(decision, Blocked) and decision.reason is Block.WITHHELD
        first = first_name(self._name)
        self.withhold.setText(f"Ge {first} papperen igen" if kept_back else f"Skicka inte till {first} …")
        self.withhold.setAccessibleName(self.withhold.text())
        about_to = row_.recipient.allowed and override is None and not row_.is_done
        self.withhold.setVisible(kept_back or about_to)

    def _arrived(self, number: int, key: str, made: tuple[Copies, ...]) -> None:
        if number != self._wanted or not made:
            return
        self._kept[key] = self._shown = made[0]
        self._turn(0)

    def _show_turns(self, kinds: Sequence[Paper]) -> None:
        """A button for each paper, where there is more than one to turn between."""
        clear(self._turning)
        wanted = kinds if len(kinds) > 1 else ()
        self.turns = [
            Button(SHORT[kind], Kind.QUIET, checkable=True, on_click=self._turner(number))
            for number, kind in enumerate(wanted)
        ]
        if self.turns:
            self._turning.addWidget(flow(*self.turns, spacing=2))

    def _turner(self, number: int) -> Callable[[], None]:
        return lambda: self._turn(number)

    def _turn(self, number: int) -> None:
        for at, button in enumerate(self.turns):
            button.setChecked(at == number)
        if self._shown is None or number >= len(self._shown.papers):
            return
        # A view of its own for each paper: one that is still drawing another person's must not show it here.
        old, self.view = self.view, _paper(self._shown.papers[number].content)
        self._stack.insertWidget(0, self.view)
        self._stack.setCurrentIndex(0)
        self._stack.removeWidget(old)
        old.pdf.close()
        old.deleteLater()
        pages = count(self.pages, "sida", "sidor")
        self._title.setText(f"{genitive(self._name)} exemplar · {pages}")

    @property
    def pages(self) -> int:
        """How many pages the paper shown has."""
        return self.view.pdf.pageCount()


def _paper(content: bytes) -> PaperView:
    made = PaperView(content)
    made.setAccessibleName("Så här ser exemplaret ut")
    around = made.palette()
    around.setColor(QPalette.ColorRole.Dark, theme.colour("neutral_soft"))
    made.setPalette(around)
    return made
