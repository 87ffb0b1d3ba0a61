"""The main window: pages beside a rail, a way back, one place for messages and errors, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.models.clock import Clock
from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.services import drafts
from app.services.keep_backups import close
from app.services.settings import is_demo
from app.services.wording import explain
from app.services.words import chosen
from app.ui import theme, words
from app.ui.background import Threads
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit import help_key
from app.ui.kit.demo_strip import TITLE, DemoStrip
from app.ui.kit.page import Page
from app.ui.kit.questions import Questions
from app.ui.kit.toast import Toast
from app.ui.preferences import PreferenceFile, Preferences
from app.ui.shell.anywhere import Anywhere
from app.ui.shell.entry import PageEntry
from app.ui.shell.idle import MINUTES, MINUTES_IN_MEETING, Away, Idle
from app.ui.shell.keeper import Keeper, words_of
from app.ui.shell.rail import Rail, RailItem
from app.ui.shell.windows_away import WindowsAway

if TYPE_CHECKING:
    from app.services.binders import Binder
    from app.services.changes import Changes

NARROW_BELOW, TITLE_BAR = 860, 32
_RESUME = ("window", "resume")


class Shell(QMainWindow):
    """The window of an open binder. ``locked`` and ``closed`` are sent when the binder has been closed."""

    locked = Signal()
    closed = Signal()

    def __init__(
        self,
        binder: Binder,
        clock: Clock,
        entries: Sequence[PageEntry],
        questions: Questions,
        preferences: PreferenceFile,
        report: Callable[[BaseException], object],
        relook: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setWindowTitle("Insatspärmen")
        self.setMinimumSize(720, 480)
        self._binder, self._clock, self._questions = binder, clock, questions
        self._preferences, self._report, self._relook = preferences, report, relook
        words.use(chosen(binder))
        self.threads = Threads(self.problem, self)
        self.desk = Desk(binder, clock, questions, self.threads, self)
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        self._here: tuple[str, dict[str, Any]] | None = None
        self._ended, self.carries = False, False  # carries: a copy of the closed binder is to be carried
        self.rail, self._stack = Rail(), QStackedWidget()
        normal = QWidget()
        box = QHBoxLayout(normal)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rail)
        box.addWidget(self._stack, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(normal)
        self._surround()
        self._toast = Toast(self)
        self._anywhere = Anywhere(self, self.desk, entries, self.lock)
        self.rail.fill(self, entries, self._go_from_rail)
        self.rail.lead("find", RailItem("search", "Sök eller gör", "Ctrl+K", self.find_or_do))
        self.rail.add("lock", RailItem("lock", "Lås", "Ctrl+L", self.lock), foot=True)
        self._bind_keys()
        self.threads.busy.connect(self.rail.busy)
        self.threads.progressed.connect(self.rail.progress)
        self.threads.idle.connect(self.rail.idle)
        self._keeper = Keeper(self, binder, self.threads, self.changed, self.say)
        self._idle, self._away = Idle(self), Away(self)
        self._idle.left.connect(self.lock_now)
        self._idle.lock_wanted.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self._away.left.connect(self.lock_now)
        self._windows_away = WindowsAway(self, self.lock_now)
        self._place_window()

    # where one is

    def navigate(self, key: str, **args: Any) -> None:
        """Goes to a page; a page's own failure to read is shown and leaves one where one was."""
        if (self._here is not None and self._here[0] != key) or (
            self._here is not None and args and args != self._here[1]
        ):
            self._trail.append(self._left_as())
        self._go(key, args)

    def back(self) -> None:
        """Goes back one step; at the start of the trail it stays."""
        if self._trail:
            self._go(*self._trail.pop())

    def resume(self, fallback: str) -> None:
        """Goes to where one was when the binder was locked, else to a page."""
        try:
            kept = drafts.find(self._binder, *_RESUME) or {}
            drafts.forget(self._binder, *_RESUME)
            key, args = str(kept.get("page", fallback)), dict(kept.get("args", {}))
        except KnownError:
            key, args = fallback, {}
        if key not in self._entries:
            key, args = fallback, {}
        self.navigate(key, **args)

    def page(self, key: str) -> Page:
        """Gives a page, made now if it was not yet."""
        if key not in self._pages:
            made = self._entries[key].factory(self.desk)
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    @property
    def full(self) -> bool:
        """Tells whether one widget fills the window."""
        return self._whole.currentIndex() > 0

    @property
    def current(self) -> str:
        """Tells the key of the page one is on."""
        return self._here[0] if self._here else ""

    # what pages ask of the window

    def changed(self, changes: Changes) -> None:
        """Lets the page in sight read again if it is concerned; the others read when one comes there."""
        self.rail.saved.saved(self._clock())
        if "words" in changes.kinds:
            words.use(chosen(self._binder))
            QTimer.singleShot(0, self, self._make_anew)
        elif self._here is not None:
            page = self.page(self._here[0])
            if page.concerned_by(changes):
                self._try(page.refresh)

    def say(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        """Shows a short message."""
        self._toast.say(text, undo)

    def capture(self, *, reminder: bool = False, case_id: str | None = None) -> None:
        """Opens *Kontakt* or *Påminnelse*; not while one widget fills the window: a meeting is in sight."""
        if not self.full and self._here is not None:
            about = case_id or self.page(self._here[0]).case_in_view()
            self._try(lambda: self._anywhere.capture(about, reminder=reminder))

    def find_or_do(self) -> None:
        """Opens *Sök eller gör*; not over a meeting, where others see the screen."""
        if not self.full and self._here is not None:
            page = self.page(self._here[0])
            self._try(lambda: self._anywhere.find_or_do(page))

    def saved(self) -> None:
        """Shows "Sparat 14.12"."""
        self.rail.saved.saved(self._clock())

    def show_full(self, widget: QWidget) -> None:
        """Fills the window with a widget."""
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        self._idle.wait(MINUTES_IN_MEETING)
        widget.setFocus()

    def close_full(self) -> None:
        """Brings rail and page back."""
        widget = self._whole.currentWidget()
        self._whole.setCurrentIndex(0)
        if self._whole.count() > 1 and widget is not None:
            self._whole.removeWidget(widget)
            widget.deleteLater()
        self._idle.wait(MINUTES)
        if self._here is not None:
            self._try(self.page(self._here[0]).refresh)

    def look_chosen(self) -> Preferences:
        """Tells the chosen colours and text size."""
        return self._preferences.read()

    def choose_look(self, scheme: str, percent: int) -> None:
        """Chooses colours and text size; a new size needs pages made anew, since their gaps are fixed."""
        before = self._preferences.read()
        self._preferences.change(scheme=scheme, percent=percent)
        self._relook()
        if percent != before.percent:
            QTimer.singleShot(0, self, self._make_anew)

    def problem(self, error: BaseException) -> None:
        """Says what went wrong: calmly when it is known, else in the error window."""
        if isinstance(error, KnownError):
            self._questions.tell(self, "Det gick inte", explain(error))
        else:
            self._report(error)

    def warn(self, code: str) -> None:
        """Says what was found on opening; ``code`` is one of ``Binder.warnings``."""
        found = KnownError(ErrorKind.DAMAGED, f"verify_{code}")
        text = f"{explain(found)} Kontrollera pärmen under Pärmen, och jämför med din senaste säkerhetskopia."
        self._questions.tell(self, "Pärmen öppnades, men något saknas", text)

    # leaving

    def lock(self) -> None:
        """Saves what is typed and locks; where it cannot be saved one is told and asked."""
        self.threads.cancel_all()  # a job that keeps others out would keep the lock waiting
        error = self._flush()
        if error is None:
            self._end(self.locked)
            return
        self._questions.confirm(
            self,
            "Allt kunde inte sparas",
            f"{words_of(error)} Det som inte är sparat försvinner om du låser nu.",
            yes="Lås ändå",
            danger=True,
            then=lambda: self._end(self.locked),
        )

    def lock_now(self) -> None:
        """Saves what can be saved and locks without asking: the chair is empty."""
        self.threads.cancel_all()
        self._flush()
        self._end(self.locked)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves what is typed and closes the binder; where it cannot be saved the window stays."""
        if self._ended:
            event.accept()
            return
        error = self._flush()
        if error is not None:
            event.ignore()
            self._questions.tell(self, "Allt kunde inte sparas", f"{words_of(error)} Fönstret är kvar öppet.")
            return
        event.accept()
        self._end(self.closed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets the rail give way when the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < theme.px(NARROW_BELOW))

    # inside

    def _go(self, key: str, args: dict[str, Any]) -> None:
        if self._here is not None:
            error = self._flush_page(self.page(self._here[0]))
            if error is not None:
                self.problem(error)
                return
        page = self.page(key)
        try:
            page.arrive(**args)
            page.refresh()
        except Exception as error:
            self.problem(error)
            if self._here is not None:
                return
        self._here = (key, args)
        if key == "case" and "case_id" in args:
            self._anywhere.been(args["case_id"])
        self._stack.setCurrentWidget(page)
        entry = self._entries[key]
        self.rail.mark(entry.parent or entry.key)
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _left_as(self) -> tuple[str, dict[str, Any]]:
        assert self._here is not None
        key, args = self._here
        return key, {**args, **self.page(key).state()}

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:
            self.problem(error)

    def _flush(self) -> Exception | None:
        """Saves every page and the full widget; gives the first error, but tries them all."""
        first = None
        targets: list[Any] = [*self._pages.values(), *self.findChildren(ErrandDialog)]
        if self.full:
            targets.append(self._whole.currentWidget())
        for target in targets:
            error = self._flush_page(target)
            first = first or error
        return first

    @staticmethod
    def _flush_page(page: Any) -> Exception | None:
        try:
            flush = getattr(page, "flush", None)
            if flush is not None:
                flush()
        except Exception as error:
            return error
        return None

    def _end(self, signal: Any) -> None:
        if self._ended:
            return
        self._ended = True
        self._idle.stop()
        self.threads.cancel_all()
        self._preferences.change(geometry=bytes(self.saveGeometry().toBase64().data()).decode())
        place = self._left_as() if self._here is not None else None
        # Nothing stays in sight while a job comes to its end; dialogs and the display are windows too.
        for window in QApplication.topLevelWidgets():
            window.hide()
        self.threads.wait(10_000)
        if place is not None:
            self._keep_place(*place)
        self._keeper.stop()
        self.carries = close(self._binder)
        signal.emit()

    def _make_anew(self) -> None:
        error = self._flush()
        if error is not None or self._here is None:
            return
        key, args = self._left_as()
        focused: QWidget | None = self.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._here = None
        self.rail.set_narrow(self.width() < theme.px(NARROW_BELOW))
        self._go(key, args)
        for same in self.page(key).findChildren(QWidget):
            if name and same.accessibleName() == name and same.isVisible():
                same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_place(self, key: str, args: dict[str, Any]) -> None:
        """Keeps where one is inside the binder: outside it, it would tell whose case was open."""
        self._anywhere.keep()
        with suppress(KnownError):
            drafts.keep(self._binder, *_RESUME, {"page": key, "args": args})

    def _surround(self) -> None:
        """Puts the whole in the window; under the strip where all is invented, the meeting mode too."""
        if not is_demo(self._binder):
            self.setCentralWidget(self._whole)
            return
        self.setWindowTitle(TITLE)
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(DemoStrip())
        box.addWidget(self._whole, 1)
        self.setCentralWidget(outer)

    def _go_from_rail(self, key: str) -> None:
        if not self.full and self.current != key:
            self.navigate(key)

    def _bind_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        QShortcut(QKeySequence("Esc"), self, self._escape)
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        help_key.bind(self)

    def _escape(self) -> None:
        if self.full:
            leave = getattr(self._whole.currentWidget(), "back", None)
            if leave is not None:
                leave()
            return
        if self._here is None or not self.page(self._here[0]).back():
            self.back()

    def _place_window(self) -> None:
        kept = self._preferences.read().geometry
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode()))):
            screen = QApplication.primaryScreen().availableGeometry()
            self.resize(min(1366, screen.width()), min(768, screen.height() - TITLE_BAR))
