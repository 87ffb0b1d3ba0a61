"""What a page is handed: the binder, the time, whom to ask, who does long work, the window around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from app.models.clock import Clock
from app.models.errors import KnownError
from app.services.wording import explain
from app.ui.background import Background
from app.ui.kit.questions import Questions
from app.ui.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.binders import Binder
    from app.services.changes import Changes


class ShellPort(Protocol):
    """What pages may ask of the window around them."""

    def navigate(self, key: str, **args: Any) -> None:
        """Goes to the page registered as ``key``; Esc leads back."""

    def back(self) -> None:
        """Goes back to where one came from."""

    def changed(self, changes: Changes) -> None:
        """Tells every page what a service has changed."""

    def say(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        """Shows a short message at the bottom for a while, with *Ångra* if there is a way back."""

    def capture(self, *, reminder: bool = False, case_id: str | None = None) -> None:
        """Opens *Kontakt* or *Påminnelse* (Ctrl+N), about the case in view unless another is given."""

    def find_or_do(self) -> None:
        """Opens *Sök eller gör* (Ctrl+K)."""

    def saved(self) -> None:
        """Shows "Sparat 14.12"; called only after the binder has it."""

    def show_full(self, widget: QWidget) -> None:
        """Fills the whole window with a widget (the meeting mode) until ``close_full``.

        Esc calls the widget's ``back()`` and the lock its ``flush()``, where it has them.
        """

    def close_full(self) -> None:
        """Brings the rail and the page back."""

    def look_chosen(self) -> Preferences:
        """Tells the chosen colours and text size."""

    def choose_look(self, scheme: str, percent: int) -> None:
        """Chooses colours (a value of ``theme.Scheme``) and text size in percent, for every binder."""

    def problem(self, error: BaseException) -> None:
        """Says in words what went wrong: a known error calmly, anything else in the error window."""


@dataclass(frozen=True)
class Desk:
    """Everything a page works with; handed to its constructor, never looked up."""

    binder: Binder
    clock: Clock
    questions: Questions
    background: Background
    shell: ShellPort

    def not_kept(self, error: Exception) -> None:
        """Says that what is typed is not kept yet, without a window that would take the keys."""
        if isinstance(error, KnownError):
            self.shell.say(f"Inte sparat än. {explain(error)}")
        else:
            self.shell.problem(error)
