"""The frame of every step before a binder is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QProgressBar, QWidget

from app.models.clock import Clock
from app.ui import theme
from app.ui.background import Background
from app.ui.icons import Mark
from app.ui.kit.layout import column
from app.ui.kit.questions import Questions
from app.ui.kit.surfaces import Banner
from app.ui.kit.text import Text

if TYPE_CHECKING:
    from app.services.binders import Binder


class Steps(Protocol):
    """What a step may ask of the window it stands in."""

    clock: Clock
    background: Background
    questions: Questions

    def show_welcome(self) -> None:
        """Shows the first choice."""

    def show_new(self) -> None:
        """Shows how a binder is made."""

    def show_unlock(self, folder: Path) -> None:
        """Shows the unlocking of a binder."""

    def choose_binder(self) -> None:
        """Asks which binder, then shows its unlocking."""

    def show_recover(self, folder: Path | None) -> None:
        """Shows how one comes in with the code."""

    def show_demo(self) -> None:
        """Shows the way to an invented binder."""

    def show_restore(self) -> None:
        """Shows how a binder is made of a backup."""

    def show_sheet(self, binder: Binder, code: str) -> None:
        """Shows the sheet with the recovery code, this once."""

    def show_proof(self, binder: Binder, code: str) -> None:
        """Asks for two groups of the code."""

    def finish(self, binder: Binder) -> None:
        """Hands over the opened binder."""

    def words_of(self, error: Exception) -> str:
        """Says an error; one that is a bug opens the error window too."""


class Screen(QWidget):
    """One step: a title, a text, a body, a banner for what went wrong, a calm bar while it works."""

    def __init__(self, steps: Steps, title: str, text: str = "") -> None:
        super().__init__()
        self.steps = steps
        self.setAccessibleName(title)
        self.heading, self.text = Text(title, "display"), Text(text, "large")
        self.text.setVisible(bool(text))
        self.trouble = Banner("", kind="attention")
        self.trouble.hide()
        self.bar, self.doing = QProgressBar(), Text("", "quiet")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.body = column(spacing=14)
        outer = column(Mark(), 4, self.heading, self.text, 8, self.trouble, spacing=8)
        outer.addLayout(self.body)
        outer.addWidget(self.bar)
        outer.addWidget(self.doing)
        outer.addStretch(1)
        self.setLayout(outer)
        self.setMaximumWidth(theme.px(520))
        self._typed_in: QWidget | None = None
        self.at_rest()

    def work(self, what: str) -> None:
        """Shows that something is being done, and takes no more answers meanwhile."""
        self.trouble.hide()
        self._typed_in = self.focusWidget()
        self.doing.setText(what)
        self.doing.show()
        self.bar.show()
        self.answering(False)

    def at_rest(self) -> None:
        """Takes answers again."""
        self.bar.hide()
        self.doing.hide()
        self.answering(True)

    def failed(self, error: Exception) -> None:
        """Says what went wrong and takes answers again, in the field where one was."""
        self.at_rest()
        self.trouble.say(self.steps.words_of(error))
        self.trouble.show()
        if self._typed_in is not None:
            self._typed_in.setFocus()

    def answering(self, yes: bool) -> None:
        """Lets the fields be typed in or not; a step with fields says which."""

    def first_focus(self) -> QWidget | None:
        """Gives what has the focus first."""
        return None

    def left(self) -> str:
        """Says what would be lost if the window were closed now; empty when nothing."""
        return ""
