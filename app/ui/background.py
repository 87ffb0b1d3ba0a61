"""Long work beside the window: a job runs in a thread, tells how far it is, and can be cancelled."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget

T = TypeVar("T")

OFTEN, SELDOM = 0.001, sys.getswitchinterval()
"""Seconds after which a job lets the window's thread have its turn, while one runs and otherwise: at Python's
own five milliseconds a frame waits for many turns (tests/benchmarks/test_frame.py)."""


class Cancelled(Exception):  # noqa: N818 - it is no error: the person asked for it
    """Leaves a job whose person no longer wants it."""


class Progress:
    """What a job reports to; from the job's thread."""

    def __init__(self, report: Callable[[float, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def at(self, part: float, text: str = "") -> None:
        """Says how far the job is (0 to 1) and what it does; raises :class:`Cancelled` when unwanted."""
        if self._stop.is_set():
            raise Cancelled
        self._report(part, text)

    def cancel(self) -> None:
        """Asks the job to stop at its next report; from any thread."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Tells whether the job is unwanted."""
        return self._stop.is_set()


Job = Callable[[Progress], T]


class Background(Protocol):
    """Runs jobs; tests hand in one that runs them at once."""

    def run(
        self,
        parent: QWidget,
        label: str,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Runs a job and calls ``done(result)`` or ``failed(error)`` in the window's thread.

        ``label`` says in Swedish what goes on ("Gör papperen …"). A job gets values and opens its own unit of
        work; it never touches a widget. When ``parent`` is gone, or the job was cancelled, nobody is called.
        """


class _Worker(QThread):
    reported = Signal(float, str)
    succeeded = Signal(object)
    broke = Signal(object)

    def __init__(self, job: Job[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self.progress = Progress(self.reported.emit)

    def run(self) -> None:
        try:
            result = self._job(self.progress)
        except Cancelled:
            return
        except Exception as error:
            self.broke.emit(error)
        else:
            self.succeeded.emit(result)


class Threads(QObject):
    """Runs each job in a thread of its own and tells ``busy`` and ``idle`` so that a window can show it."""

    busy = Signal(str)
    progressed = Signal(float, str)
    idle = Signal()

    def __init__(self, unhandled: Callable[[Exception], object], parent: QObject | None = None) -> None:
        super().__init__(parent or QApplication.instance())
        self._unhandled = unhandled
        self._workers: set[_Worker] = set()

    def run(
        self,
        parent: QWidget,
        label: str,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Runs a job; see :class:`Background`."""
        worker = _Worker(job, self)
        alive = _Alive(parent)
        self._workers.add(worker)
        queued = Qt.ConnectionType.QueuedConnection
        worker.reported.connect(self.progressed, queued)
        worker.succeeded.connect(lambda result: done(result) if self._wanted(worker, alive) else None, queued)
        broke = failed or self._unhandled
        worker.broke.connect(lambda error: broke(error) if self._wanted(worker, alive) else None, queued)
        worker.finished.connect(lambda: self._ended(worker), queued)
        sys.setswitchinterval(OFTEN)
        self.busy.emit(label)
        worker.start()

    def cancel_all(self) -> None:
        """Asks every job to stop."""
        for worker in self._workers:
            worker.progress.cancel()

    def wait(self, milliseconds: int) -> bool:
        """Waits for the jobs to end, as before the process ends; tells whether they did."""
        return all(worker.wait(milliseconds) for worker in list(self._workers))

    @staticmethod
    def _wanted(worker: _Worker, alive: _Alive) -> bool:
        return alive.yes and not worker.progress.cancelled

    def _ended(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        worker.deleteLater()
        if not self._workers:
            sys.setswitchinterval(SELDOM)
            self.idle.emit()


class _Alive:
    """Knows whether a widget is still there, without keeping it."""

    def __init__(self, widget: QWidget) -> None:
        self.yes = True
        widget.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self.yes = False


class AtOnce:
    """Runs jobs at once in the same thread: for tests, where order matters more than smoothness."""

    def run(
        self,
        parent: QWidget,
        label: str,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Runs the job before it returns; see :class:`Background`."""
        try:
            result = job(Progress(lambda _part, _text: None))
        except Cancelled:
            return
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            done(result)
