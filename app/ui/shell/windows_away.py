"""How Windows tells that the session is locked or the computer goes to sleep."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QApplication, QWidget

_POWER, _SUSPEND = 0x0218, 0x0004  # WM_POWERBROADCAST, PBT_APMSUSPEND
_SESSION, _LOCKED = 0x02B1, 0x0007  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
_THIS_SESSION = 0


def means_left(message: int, what: int) -> bool:
    """Tells whether a message of Windows means that the chair is empty."""
    return (message, what) in ((_POWER, _SUSPEND), (_SESSION, _LOCKED))


class WindowsAway(QAbstractNativeEventFilter):
    """Calls ``left()`` on such a message; made for a window, whose handle asks Windows to tell."""

    def __init__(self, window: QWidget, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _THIS_SESSION)
            app = QApplication.instance()
            if app is not None:
                app.installNativeEventFilter(self)

    def nativeEventFilter(self, event_type: Any, message: int) -> Any:
        """Listens without taking anything away."""
        if sys.platform == "win32" and event_type == QByteArray(b"windows_generic_MSG"):
            from ctypes import wintypes

            heard = wintypes.MSG.from_address(int(message))
            if means_left(heard.message, heard.wParam):
                self._left()
        return False, 0
