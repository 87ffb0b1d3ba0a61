"""Notices when nobody has touched the keyboard or the mouse for a while, and when the computer is left."""

from __future__ import annotations

import sys
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

MINUTES, MINUTES_IN_MEETING = 10, 60
LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Sends ``left`` after some minutes without a touch.

    It listens where keys and mouse come in, at the system's windows: to look at every event of every widget
    would make the opening of a case a seventh slower. What an input method writes is seen by the cursor.
    """

    left = Signal()
    lock_wanted = Signal()
    """Sent when the keys of the lock are pressed in another window than the main one: a dialog keeps them
    from the window under it, and who leaves the chair in the middle of a form must have locked."""

    def __init__(self, parent: QObject, minutes: float = MINUTES) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.left)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._listen_to)
            self._listen_to(app.focusWindow())
            app.inputMethod().cursorRectangleChanged.connect(self.touch)
        self.wait(minutes)

    def wait(self, minutes: float) -> None:
        """Waits this long from now on."""
        self._timer.start(round(minutes * 60_000))

    def remaining(self) -> int:
        """Tells how many milliseconds are left."""
        return self._timer.remainingTime()

    def stop(self) -> None:
        """Waits no more."""
        self._timer.stop()

    def touch(self) -> None:
        """Begins to wait anew."""
        if self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begins to wait anew at each touch, and hears the keys of the lock over dialogs too."""
        if event.type() in _TOUCHES:
            self.touch()
            if isinstance(event, QKeyEvent) and event.keyCombination() == LOCK and self._is_over(watched):
                self.lock_wanted.emit()
                return True
        return False

    def _is_over(self, window: QObject) -> bool:
        main = self.parent()
        return not isinstance(main, QWidget) or window is not main.windowHandle()

    def _listen_to(self, window: QWindow | None) -> None:
        """Listens to a window from the first time it has the focus; one that it hears already is no more."""
        if window is not None:
            window.installEventFilter(self)


class Away(QObject):
    """Sends ``left`` when the computer goes to sleep or its screen is locked, where the system tells us.

    On Linux over D-Bus (login1, the screen savers); on Windows see ``windows_away``.
    """

    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform.startswith("linux"):
            self._listen()

    @Slot(bool)
    def told(self, begins: bool) -> None:
        """Hears that sleep or the screen saver begins or ends."""
        if begins:
            self.left.emit()

    @Slot()
    def told_to_lock(self) -> None:
        """Hears that the session is to be locked."""
        self.left.emit()

    def _listen(self) -> None:
        from PySide6.QtCore import SLOT
        from PySide6.QtDBus import QDBusConnection

        # The stubs want bytes; the call itself takes what SLOT makes, and nothing else.
        told, to_lock = cast(bytes, SLOT("told(bool)")), cast(bytes, SLOT("told_to_lock()"))
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        login = "org.freedesktop.login1"
        if system.isConnected():
            path = "/org/freedesktop/login1"
            system.connect(login, path, f"{login}.Manager", "PrepareForSleep", self, told)
            system.connect(login, "", f"{login}.Session", "Lock", self, to_lock)
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, told)
