"""Secrets on the clipboard: kept out of its history where it can be, gone after 30 seconds (trust.md 1)."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_FOR = 30_000
# What Windows, KDE and macOS look for to leave something out of their history.
_OUT_OF_HISTORY = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}


class SecretClipboard(QObject):
    """Copies a secret, and clears the clipboard after a while if the secret is still there.

    There is one, and it belongs to the application: the page or dialog that copied may be gone long before,
    and with the program's end the secret goes at once.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._secret = ""
        self._timer = QTimer(self, singleShot=True, interval=KEPT_FOR)
        self._timer.timeout.connect(self.clear)
        app.aboutToQuit.connect(self.clear)

    @classmethod
    def ours(cls) -> SecretClipboard:
        """Gives the application's own, made when somebody asks first."""
        app = QCoreApplication.instance()
        assert app is not None
        return app.findChild(cls) or cls(app)

    def copy(self, text: str) -> None:
        """Puts a text on the clipboard for 30 seconds."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _OUT_OF_HISTORY.items():
            data.setData(kind, QByteArray(value))
        QGuiApplication.clipboard().setMimeData(data)
        self._secret = text
        self._timer.start()

    def clear(self) -> None:
        """Empties the clipboard if what was copied here is still on it."""
        self._timer.stop()
        if self._secret and QGuiApplication.clipboard().text() == self._secret:
            QGuiApplication.clipboard().clear()
        self._secret = ""
