"""The main window on a binder, and how long it takes until a widget has painted what was asked of it."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.storage.binder import Binder
from app.ui.pages.entries import FIRST, entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from app.ui.undisturbed import undisturbed
from tests.ui.stage import Answers


class Painted(QObject):
    """Counts the paintings of one widget: to look at every event of the program would cost more than some."""

    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def until_painted(act: Callable[[], object], widget: Callable[[], QWidget]) -> float:
    """Seconds from an act to the end of the painting that it asked for of a widget, made by it or before."""
    painted = Painted()
    begun = perf_counter()
    act()
    watched = widget()
    # What is not in sight is never painted, and one would wait for ever.
    assert watched.isVisible()
    watched.installEventFilter(painted)
    while not painted.paints:
        QApplication.processEvents()
    QApplication.processEvents()
    taken = perf_counter() - begun
    watched.removeEventFilter(painted)
    return taken


def settle() -> None:
    """What the program's own loop does when nothing happens: draw, and let go of what was put away."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shell_on(binder: Binder, config: Path, first: str = FIRST) -> Shell:
    """The main window as the program makes it once the binder is open, not where an earlier one was left."""

    def fail(error: BaseException) -> None:
        raise error

    with undisturbed():
        shell = Shell(binder, binder.clock, entries(), Answers(), PreferenceFile(config), fail, lambda: None)
        shell.navigate(first)
        shell.show()
    return shell


def opened_window(binder: Binder, config: Path, first: str) -> tuple[float, Shell]:
    """Seconds until the first page of a window is painted, and the window."""
    made: list[Shell] = []
    taken = until_painted(lambda: made.append(shell_on(binder, config, first)), lambda: made[0].page(first))
    return taken, made[0]
