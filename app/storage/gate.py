"""Who may work on the binder at the same time: many readers and one writer, or one alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Lets the threads of one process through; a thread that would wait for itself is told so at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._alone = False
        self._pen = threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Pass together with others, when nobody is in alone."""
        if self._has("entered"):
            yield
            return
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._inside += 1
        self._mine.entered = True
        try:
            yield
        finally:
            self._mine.entered = False
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Pass with the pen, of which there is one."""
        if self._has("pen"):
            raise RuntimeError("a unit of work that writes was begun inside another")
        with self.reading(), self._pen:
            self._mine.pen = True
            try:
                yield
            finally:
                self._mine.pen = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Pass when all others are out, and keep them out."""
        if self._has("entered"):
            raise RuntimeError("an exclusive unit of work was begun inside another")
        with self._changed:
            self._changed.wait_for(lambda: not self._alone and not self._inside)
            self._alone = True
        self._mine.entered = self._mine.pen = True
        try:
            yield
        finally:
            self._mine.entered = self._mine.pen = False
            with self._changed:
                self._alone = False
                self._changed.notify_all()

    def _has(self, what: str) -> bool:
        return bool(getattr(self._mine, what, False))
