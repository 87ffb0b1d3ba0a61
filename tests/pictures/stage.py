"""Where pictures are taken: a program in one look and size over a copy of the demo, its clock still."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.services import binders
from app.services.binders import Binder
from app.services.demo import home
from app.ui import theme
from app.ui.kit.questions import WindowQuestions
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell

TODAY = date(2026, 3, 4)
"""A Wednesday: the day that the pictures show unless another is asked for."""


@dataclass(frozen=True)
class Look:
    """A size in logical pixels, colours and a text size in percent; its name is its folder's."""

    name: str
    width: int
    height: int
    scheme: theme.Scheme = theme.Scheme.LIGHT
    percent: int = 100


LOOKS = (
    Look("ljus-1366x768", 1366, 768),
    Look("mork-1366x768", 1366, 768, theme.Scheme.DARK),
    Look("ljus-1024x640", 1024, 640),
    Look("text-200", 1366, 768, percent=200),
)


class Still:
    """A clock that stands; put on to when a picture needs another hour."""

    def __init__(self, day: date) -> None:
        self.now = datetime.combine(day, time(9, 12))

    def __call__(self) -> datetime:
        return self.now


class Camera:
    """Takes pictures of windows when nothing moves and nothing is being done any more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, pixmap: QPixmap) -> None:
        """Keeps a picture under a name."""
        assert pixmap.save(str(self.folder / f"{name}.png")), name
        self.taken.append(name)


class Stage:
    """The open program in one look; ``close`` when done."""

    def __init__(self, app: QApplication, look: Look, binder: Path, room: Path, day: date) -> None:
        self.app, self.look, self.day = app, look, day
        self.clock = Still(day)
        theme.apply(app, look.scheme, percent=look.percent)
        self.folder = room / look.name / "parm"
        shutil.copytree(binder, self.folder)
        self.binder: Binder = binders.open_binder(self.folder, passphrase=home.PASSPHRASE, clock=self.clock)
        self.preferences = PreferenceFile(room / look.name / "config")
        self.preferences.change(scheme=str(look.scheme), percent=look.percent)
        self.shell = Shell(
            self.binder,
            self.clock,
            entries(),
            WindowQuestions(),
            self.preferences,
            _fail,
            lambda: None,
        )
        self.shell.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.shell.resize(look.width, look.height)
        self.shell.show()
        self.settle()

    def settle(self) -> None:
        """Waits until no job runs and nothing is left to be painted or put away."""
        for _ in range(50):
            self.shell.threads.wait(60_000)
            self.app.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if not self.shell.threads._workers:
                break
        # What turns itself over when it is laid out makes what is around it be laid out again.
        for _ in range(4):
            self.app.processEvents()
        for view in self.app.allWidgets():
            if isinstance(view, QPdfView) and view.isVisible():
                self._until_drawn(view)

    def _until_drawn(self, view: QPdfView) -> None:
        """Waits for a paper: its pages are drawn in a thread that tells nobody when it is done."""
        for _ in range(300):
            shown = view.viewport().grab().toImage()
            # The upper half alone: in the dark look the ground between two pages is dark as well.
            inner = (
                (x, y) for x in range(40, shown.width() - 40, 3) for y in range(20, shown.height() // 2, 3)
            )
            # Looked at only until so many are found: a whole page takes longer than it is drawn in.
            dark = (True for x, y in inner if shown.pixelColor(x, y).lightness() < 120)
            if len(list(islice(dark, 50))) == 50:
                return
            QTest.qWait(10)

    def of_window(self) -> QPixmap:
        """The main window as it is."""
        self.settle()
        return self.shell.grab()

    def of_dialog(self, dialog: QWidget) -> QPixmap:
        """A dialog over the main window, which is dimmed behind it."""
        self.settle()
        behind, front = self.shell.grab(), dialog.grab()
        room = behind.size()
        place = QPoint((room.width() - front.width()) // 2, (room.height() - front.height()) // 2)
        return _over(behind, front, place)

    def close(self) -> None:
        """Lets go of window and binder."""
        self.shell.close()
        self.settle_rest()

    def settle_rest(self) -> None:
        """Puts away what the window has left."""
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.binder.close()


def grab(widget: QWidget, size: QSize, settle: Callable[[], None]) -> QPixmap:
    """A window of its own in a size."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(size)
    widget.show()
    settle()
    return widget.grab()


def _over(behind: QPixmap, front: QPixmap, place: QPoint) -> QPixmap:
    painter = QPainter(behind)
    painter.fillRect(behind.rect(), QColor(0, 0, 0, 90))
    painter.drawPixmap(place, front)
    painter.setPen(QColor(0, 0, 0, 60))
    painter.drawRect(QRect(place, front.size()))
    painter.end()
    return behind


def _fail(error: BaseException) -> None:
    raise error
