"""What one can do wherever one is: take a contact, set a reminder, find or do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.models.errors import KnownError
from app.services import drafts
from app.services.changes import Changes
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs.capture import CaptureDialog
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.kit.command import Command
from app.ui.kit.page import Page
from app.ui.shell.entry import PageEntry, Place
from app.ui.shell.palette import Palette
from app.ui.shell.palette_rows import Finder
from app.ui.words import say

_RECENT = ("window", "recent")
_KEPT = 8
_LOOKS = (
    (theme.Scheme.LIGHT, "Ljusa färger", "sun"),
    (theme.Scheme.DARK, "Mörka färger", "moon"),
    (theme.Scheme.SYSTEM, "Datorns färger", "settings"),
)


class Anywhere:
    """The keys and dialogs that belong to the window and not to a page; made by the window."""

    def __init__(
        self, window: QMainWindow, desk: Desk, entries: Sequence[PageEntry], lock: Callable[[], object]
    ) -> None:
        self._window, self._desk, self._entries, self._lock = window, desk, entries, lock
        self._recent: list[str] | None = None
        for keys, act in (
            ("Ctrl+K", desk.shell.find_or_do),
            ("Ctrl+N", desk.shell.capture),
            ("Ctrl+Shift+N", lambda: desk.shell.capture(reminder=True)),
        ):
            QShortcut(QKeySequence(keys), window, act)

    def capture(self, case_id: str | None, *, reminder: bool) -> None:
        """Opens *Kontakt* or *Påminnelse*."""
        CaptureDialog(self._window, self._desk, case_id=case_id, reminder=reminder).open()

    def find_or_do(self, page: Page) -> None:
        """Opens *Sök eller gör* over a page."""
        places = frozenset(each.key for each in self._entries)
        finder = Finder(self._desk, [*page.commands(), *self._commands()], self.recent(), places)
        Palette(self._window, finder).open()

    def new_case(self) -> None:
        """Asks for a new young person and opens the case."""
        dialog = NewCaseDialog(self._window, self._desk)
        dialog.achieved.connect(self._open_new)
        dialog.open()

    # the cases one was at last

    def been(self, case_id: str) -> None:
        """Remembers that a case was opened."""
        self._recent = [case_id, *(each for each in self.recent() if each != case_id)][:_KEPT]

    def recent(self) -> list[str]:
        """Gives the ids of the cases one was at, the last first."""
        if self._recent is None:
            kept = drafts.find(self._desk.binder, *_RECENT) or {}
            self._recent = [str(each) for each in kept.get("cases", [])]
        return self._recent

    def keep(self) -> None:
        """Keeps the cases inside the binder until it is opened again."""
        if self._recent:
            try:
                drafts.keep(self._desk.binder, *_RECENT, {"cases": self._recent})
            except KnownError:
                return

    # what can be done

    def _commands(self) -> Iterator[Command]:
        shell = self._desk.shell
        yield Command("Kontakt", "samtal, sms, besök", "phone", "Ctrl+N", shell.capture, also="anteckning ny")
        yield Command(
            "Påminnelse",
            "",
            "calendar-clock",
            "Ctrl+Shift+N",
            lambda: shell.capture(reminder=True),
            also="ny",
        )
        yield Command(say("Ny {ungdom}"), "nytt ärende", "user-plus", act=self.new_case)
        for each in self._entries:
            if each.place is not Place.HIDDEN:
                yield Command(f"Gå till {each.title}", "", each.icon, each.keys, self._going(each.key))
        yield Command("Gå till Loggen", "", "history", act=self._going("log"))
        for scheme, words, icon in _LOOKS:
            yield Command(words, "utseende", icon, act=self._looking(scheme))
        yield Command("Lås", "", "lock", "Ctrl+L", self._lock)

    def _going(self, key: str) -> Callable[[], object]:
        return lambda: self._desk.shell.navigate(key)

    def _looking(self, scheme: theme.Scheme) -> Callable[[], object]:
        shell = self._desk.shell
        return lambda: shell.choose_look(str(scheme), shell.look_chosen().percent)

    def _open_new(self, changes: Changes) -> None:
        for case_id in changes.ids:
            self._desk.shell.navigate("case", case_id=case_id)
            self._desk.shell.say("Ärendet är upplagt.")
