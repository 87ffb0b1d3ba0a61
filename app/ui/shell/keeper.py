"""Looks after the backups while the binder is open: a minute after unlocking, then every hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.models.errors import KnownError
from app.services.changes import Changes
from app.services.keep_backups import Outcome, look_after
from app.services.wording import explain
from app.ui.background import Background, Progress

if TYPE_CHECKING:
    from app.services.binders import Binder

FIRST, EACH = 60_000, 3_600_000
"""Milliseconds: nothing presses while one finds one's bearings, and a day has many hours."""


class Keeper(QObject):
    """Runs beside the window and says nothing but what must be known; the lock stops it at once."""

    def __init__(
        self,
        window: QWidget,
        binder: Binder,
        background: Background,
        changed: Callable[[Changes], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window, self._binder, self._background = window, binder, background
        self._changed, self._say = changed, say
        self._busy = False
        self._timer = QTimer(self, interval=EACH)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST, self, self.look)

    def look(self) -> None:
        """Does what is due now, unless it is being done."""
        if self._busy:
            return
        self._busy = True
        binder = self._binder

        def job(progress: Progress) -> Outcome:
            return look_after(binder, progress.at)

        self._background.run(self._window, "Ser till säkerhetskopiorna …", job, self._done, self._failed)

    def stop(self) -> None:
        """Begins nothing more."""
        self._busy = True
        self._timer.stop()

    def _done(self, outcome: Outcome) -> None:
        self._busy = False
        if outcome.made is not None or outcome.trouble or outcome.rehearsed_rows is not None:
            self._changed(Changes.of("backup"))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, KnownError):
            # A full disk or the like: it is tried again in an hour, and the overview counts the days.
            self._say(explain(error))
        else:
            raise error


def words_of(error: Exception) -> str:
    """Says why something could not be done, also where nobody knows."""
    return explain(error) if isinstance(error, KnownError) else "Något oväntat hände."
