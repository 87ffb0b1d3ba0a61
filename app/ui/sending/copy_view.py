"""The chosen recipient's copy as it will be, made beside the window's own thread."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.models.who import Who
from app.services.gate import Override
from app.services.send_out import Copies, copies
from app.services.sending import SendingRow, SendingSheet
from app.ui import theme
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.dialogs.paper_preview import PaperView
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import column, row
from app.ui.kit.surfaces import EmptyState
from app.ui.kit.text import quiet
from app.ui.saying import capital, count, genitive
from app.ui.sending.words import said_of_ground


class CopyView(QWidget):
    """Shows the plan or the contact list that a recipient gets, or why there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._wanted, self._kept = desk, 0, dict[str, Copies]()
        self._shown: Copies | None = None
        self._name = ""
        self._title, self._told = quiet(""), quiet("")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(230))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._plan = Button("Plan", Kind.QUIET, checkable=True, on_click=lambda: self._turn(0))
        self._list = Button("Kontaktlista", Kind.QUIET, checkable=True, on_click=lambda: self._turn(1))
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
        head = row(spacing=4)
        head.addWidget(self._title, 1)
        head.addWidget(self._plan)
        head.addWidget(self._list)
        laid.addLayout(column(head, self._told, spacing=2))
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
        self._wanted += 1
        told = said_of_ground(recipient, override)
        self._told.setText(told)
        may = recipient.allowed or override is not None
        self._told.setVisible(bool(told) and may)
        both = may and len(sheet.kinds) > 1
        self._plan.setVisible(both)
        self._list.setVisible(both)
        if not may:
            self._shown = None
            self._title.setText("")
            self._none.say(f"{self._name} får inget exemplar", capital(told))
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

    def _arrived(self, number: int, key: str, made: tuple[Copies, ...]) -> None:
        if number != self._wanted or not made:
            return
        self._kept[key] = self._shown = made[0]
        self._turn(0)

    def _turn(self, number: int) -> None:
        self._plan.setChecked(number == 0)
        self._list.setChecked(number == 1)
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
