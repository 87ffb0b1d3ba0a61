"""What Qt itself would write on disk, and keeping it from doing so (trust.md, promise 1)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSettings


def wipe_file_dialog() -> None:
    """Empties the settings group in which Qt's file dialog keeps folders and the last one visited.

    Qt writes it (organisation "QtProject") when a file dialog closes, whatever its options say.
    """
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    if "FileDialog" not in settings.childGroups():
        return
    settings.beginGroup("FileDialog")
    settings.remove("")
    settings.endGroup()
    settings.sync()


def wipe_after(app: QCoreApplication) -> None:
    """Empties it once more when the program ends, for dialogs that were still open."""
    app.aboutToQuit.connect(wipe_file_dialog)
