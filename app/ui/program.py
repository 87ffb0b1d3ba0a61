"""The program with windows: first what is needed to unlock, then, once that is painted, the rest."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from app.models.clock import Clock
from app.models.errors import KnownError
from app.ui import theme
from app.ui.start.door import Door

# What is imported inside the functions below is not needed until the first window is painted.
if TYPE_CHECKING:
    from app.services.binders import Binder
    from app.ui.background import Threads
    from app.ui.kit.questions import WindowQuestions
    from app.ui.preferences import PreferenceFile
    from app.ui.shell.window import Shell
    from app.ui.start.window import StartWindow

ROOT = Path(__file__).resolve().parents[2]
ICON = ROOT / "resources" / "icons" / "insatsparm.svg"


class Program:
    """Builds the windows and hands them what they need; nothing else in the program knows all of it."""

    def __init__(
        self, arguments: Sequence[str], preferences: PreferenceFile, clock: Clock = datetime.now
    ) -> None:
        existing = QApplication.instance()
        words = [*arguments, *theme.STYLE]
        self.app = existing if isinstance(existing, QApplication) else QApplication(words)
        self.clock = clock
        self.preferences = preferences
        self.door: Door | None = None
        self.start_window: StartWindow | None = None
        self.shell: Shell | None = None
        self.app.setApplicationName("Insatspärmen")
        self.app.setDesktopFileName("insatsparm")
        sys.excepthook = self._uncaught

    @cached_property
    def questions(self) -> WindowQuestions:
        """Asks in windows of their own."""
        from app.ui.kit.questions import WindowQuestions

        return WindowQuestions()

    @cached_property
    def threads(self) -> Threads:
        """Does long work beside the windows."""
        from app.ui.background import Threads

        return Threads(self.report, self.app)

    def start(self, folder: Path | None) -> None:
        """Shows the unlocking of a binder, of the last one, or the first choice; then loads the rest."""
        kept = self.preferences.read()
        last = folder or (Path(kept.last) if kept.last and Path(kept.last).is_dir() else None)
        if last is None or kept.contrast:
            self._settle()
        else:
            theme.begin(self.app, theme.scheme_of(kept.scheme), percent=text_percent(kept.percent))
        self.door = Door(last)
        if last is None:
            self._furnish(None)
        self.door.painted.connect(lambda: QTimer.singleShot(0, self.app, lambda: self._go_on(last)))
        self.door.show()

    def _go_on(self, folder: Path | None) -> None:
        self._furnish(folder)
        load_the_rest()

    def _furnish(self, folder: Path | None) -> None:
        """Puts the real steps into the first window, with what was typed there meanwhile."""
        from app.ui.start.window import StartWindow

        door = self.door
        if door is None or self.start_window is not None:
            return
        if folder is not None:
            self._settle()
        steps = StartWindow(self.clock, self.threads, self.questions, self.report, folder)
        steps.opened.connect(self.open_shell)
        self.start_window, typed = steps, door.first
        door.furnish(steps)
        if typed is None:
            steps.focus()
        else:
            steps.take_over(typed.field.text(), typed.field.cursorPosition(), hurried=typed.hurried)

    def open_shell(self, binder: Binder) -> None:
        """Shows the main window on an opened binder."""
        from app.services.demo import home
        from app.ui.pages.entries import FIRST, entries
        from app.ui.shell.window import Shell
        from app.ui.undisturbed import undisturbed

        if self.door is None:
            self._settle()
        if not home.is_home(binder.folder):
            self.preferences.change(last=str(binder.folder.absolute()))
        with undisturbed():
            self.shell = Shell(
                binder, self.clock, entries(), self.questions, self.preferences, self.report, self.look
            )
            self.shell.locked.connect(lambda: self._lock(binder.folder))
            self.shell.closed.connect(lambda: self._close(binder.folder))
            self.shell.resume(FIRST)
            self.shell.show()
        for code in binder.warnings:
            self.shell.warn(code)
        if len(binder.persons()) > 1:
            # Whose passphrase it was: what is done now stands in her name.
            self.shell.say(f"Upplåst som {binder.person}.")
        if self.door is not None:
            self.door.close()
            self.door.deleteLater()
            self.door = self.start_window = None

    def run(self) -> int:
        """Runs until the last window is closed."""
        return self.app.exec()

    def report(self, error: BaseException) -> None:
        """Shows the error window for what should not have happened."""
        from app.ui.error_window import ErrorWindow

        parent = self.app.activeWindow() or self.shell or self.door
        ErrorWindow(parent, error, self.questions).open()

    def look(self) -> None:
        """Puts the chosen look on, as at the start and when the choice or the system changes."""
        kept = self.preferences.read()
        look = theme.apply(self.app, theme.scheme_of(kept.scheme), percent=text_percent(kept.percent))
        if look.palette.contrast != kept.contrast:
            self.preferences.change(contrast=look.palette.contrast)

    def _settle(self) -> None:
        """Gives the application what it needs besides a window: Swedish words, its icon, the look in full."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
        from PySide6.QtGui import QIcon

        from app.ui import traces
        from app.ui.kit import help_key

        app = self.app
        app.setWindowIcon(QIcon(str(ICON)))
        swedish = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
        QLocale.setDefault(swedish)
        translator = QTranslator(app)
        if translator.load(
            swedish, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            app.installTranslator(translator)
        traces.wipe_after(app)
        self.look()
        theme.follow_system(app, self.look)
        help_key.answer_with(_show_manual)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.app.quit()
            return
        if isinstance(error, KnownError) and self.shell is not None:
            self.shell.problem(error)
            return
        self.report(error.with_traceback(trace))

    def _lock(self, folder: Path) -> None:
        from app.services.demo import home

        # An invented binder has no passphrase to ask for: it is come to from the first window.
        relaunch(None if home.is_home(folder) else folder)
        self._close(folder)

    def _close(self, folder: Path) -> None:
        if self.shell is not None and self.shell.carries:
            carry_out(folder)
        self.app.quit()


def refuse_without_screen(sentence: str, status: int) -> None:
    """Says a sentence and ends the process where Qt finds no screen: Qt itself would abort with a dump."""

    def hear(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            os.write(2, f"{sentence}\n".encode())
            os._exit(status)
        if kind is QtMsgType.QtCriticalMsg:
            os.write(2, f"{text}\n".encode())

    qInstallMessageHandler(hear)


def _show_manual(window: QWidget) -> None:
    """Opens the manual; it is loaded the first time somebody asks."""
    from app.ui.help.answer import show_for

    show_for(window)


def load_the_rest() -> None:
    """Imports, beside the window, what an open binder needs; it costs most of a second."""

    def work() -> None:
        import app.services.binders
        import app.ui.pages.entries
        import app.ui.shell.window  # noqa: F401
        from app.services import next_date

        # Else the first meeting waits for it, in front of everybody.
        next_date.get_ready()

    threading.Thread(target=work, name="import", daemon=True).start()


def relaunch(folder: Path | None) -> None:
    """Starts a fresh process that shows the unlocking of a binder, or begins as always: this one's memory
    ends with it."""
    from app.ui import itself

    itself.start_beside(*([] if folder is None else ["open", str(folder)]))


def carry_out(folder: Path) -> None:
    """Starts a process without window and keys that takes a copy of the closed binder to its places."""
    from app.ui import itself

    itself.start_beside("carry", str(folder))


def text_percent(chosen: int) -> int:
    """Gives the text size: what the environment says (INSATSPARM_TEXT, in percent), else what was chosen."""
    said = os.environ.get("INSATSPARM_TEXT", "")
    return int(said) if said.isdigit() else chosen
