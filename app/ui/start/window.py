"""The window before a binder is open: one step at a time, in the middle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.clock import Clock
from app.models.errors import KnownError
from app.ui import theme
from app.ui.background import Background
from app.ui.kit import help_key
from app.ui.kit.layout import STRETCH, clear, column, holder, row
from app.ui.kit.page import MARGIN, Scroller
from app.ui.kit.questions import Questions
from app.ui.kit.text import Text
from app.ui.start.door import TITLE
from app.ui.start.screen import Screen
from app.ui.start.unlock import Unlock

if TYPE_CHECKING:
    from app.services.binders import Binder


class StartWindow(QWidget):
    """Leads to an open binder: ``opened(binder)``."""

    opened = Signal(object)

    def __init__(
        self,
        clock: Clock,
        background: Background,
        questions: Questions,
        report: Callable[[BaseException], object],
        last: Path | None = None,
    ) -> None:
        super().__init__()
        self.clock, self.background, self.questions = clock, background, questions
        self._report, self._last = report, last
        self._handed = False
        self._pending: Binder | None = None
        self.setWindowTitle(TITLE)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(960, 720)
        self.setMinimumSize(480, 420)
        self._middle = QVBoxLayout()
        self.screen_now: Screen | None = None
        centred = row(STRETCH, margins=(MARGIN, 0, MARGIN, 0))
        # The step takes the width there is, up to its own; the empty sides share the rest.
        centred.addLayout(self._middle, 1000)
        centred.addStretch(1)
        inner = holder(column(12, centred, 24))
        inner.setProperty("role", "body")
        outer = column(spacing=0)
        brand = Text(TITLE, "brand", wrap=False)
        brand.setContentsMargins(theme.px(28), theme.px(22), 0, theme.px(8))
        outer.addWidget(brand)
        outer.addWidget(Scroller(inner), 1)
        self.setLayout(outer)
        QShortcut(QKeySequence("Esc"), self, self._escape)
        help_key.bind(self)
        if last is not None:
            self.show_unlock(last)
        else:
            self.show_welcome()

    # the steps

    def show_welcome(self) -> None:
        """Shows the first choice."""
        from app.ui.start.welcome import Welcome

        self._show(Welcome(self))

    def show_new(self) -> None:
        """Shows how a binder is made."""
        from app.ui.start.create import NewBinder

        self._show(NewBinder(self, self._back))

    def show_unlock(self, folder: Path) -> None:
        """Shows the unlocking of a binder."""
        self._last = folder
        self._show(Unlock(self, folder))

    def choose_binder(self) -> None:
        """Asks which binder, then shows its unlocking."""
        start = self._last.parent if self._last is not None else Path.home()
        self.questions.folder(self, "Välj pärmens mapp", start, self.show_unlock)

    def show_recover(self, folder: Path | None) -> None:
        """Shows how one comes in with the code."""
        from app.ui.start.recover import Recover

        self._show(Recover(self, folder, self._back))

    def show_demo(self) -> None:
        """Shows the way to an invented binder."""
        from app.ui.start.demo import Demo

        self._show(Demo(self, self._back))

    def show_restore(self) -> None:
        """Shows how a binder is made of a backup."""
        from app.ui.start.restore import Restore

        self._show(Restore(self, self._back))

    def show_sheet(self, binder: Binder, code: str) -> None:
        """Shows the sheet with the recovery code, this once."""
        from app.ui.start.sheet import Sheet

        self._pending = binder
        self._show(Sheet(self, binder, code))

    def show_proof(self, binder: Binder, code: str) -> None:
        """Asks for two groups of the code."""
        from app.ui.start.sheet import Proof

        self._show(Proof(self, binder, code))

    def finish(self, binder: Binder) -> None:
        """Hands over the opened binder."""
        self._pending, self._handed = None, True
        self.opened.emit(binder)

    def words_of(self, error: Exception) -> str:
        """Says an error; one that is a bug opens the error window too."""
        if isinstance(error, KnownError):
            from app.services.wording import explain

            return explain(error)
        self._report(error)
        return "Något oväntat hände. Inget har ändrats."

    def focus(self) -> None:
        """Puts the focus where the step begins."""
        begin = self.screen_now.first_focus() if self.screen_now is not None else None
        if begin is not None:
            begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, typed: str, at: int, *, hurried: bool) -> None:
        """Goes on with a passphrase that is being typed; ``hurried`` when Enter was pressed too."""
        step = self.screen_now
        if not isinstance(step, Unlock):
            return
        step.passphrase.setText(typed)
        self.focus()
        step.passphrase.setCursorPosition(at)
        if hurried:
            step.unlock()

    # inside

    def _show(self, screen: Screen) -> None:
        clear(self._middle)
        self.screen_now = screen
        self._middle.addWidget(screen)
        self._middle.addStretch(1)
        screen.show()
        self.focus()

    def _back(self) -> None:
        if self._last is not None and self._last.is_dir():
            self.show_unlock(self._last)
        else:
            self.show_welcome()

    def _escape(self) -> None:
        screen = self.screen_now
        if screen is not None and not screen.left() and screen.bar.isHidden():
            self._back()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Warns where a code would be lost; closes a binder that was not handed over."""
        warning = self.screen_now.left() if self.screen_now is not None and not self._handed else ""
        if warning and self._pending is not None:
            event.ignore()
            title, yes = "Stänga utan koden?", "Stäng utan koden"
            self.questions.confirm(self, title, warning, yes=yes, danger=True, then=self._close_for_good)
            return
        event.accept()

    def _close_for_good(self) -> None:
        if self._pending is not None:
            self._pending.close()
            self._pending = None
        QTimer.singleShot(0, self, self.window().close)
