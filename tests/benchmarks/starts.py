"""Two programs to time as whole processes, each until painted: a bare window, and ours to the unlocking.

Run as `python -m tests.benchmarks.starts bare` or `… unlock BINDER`.
"""

import sys
from pathlib import Path


def bare() -> int:
    """The least that PySide6 can do: one empty window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, application.quit)

    application = QApplication([])
    window = Window()
    window.resize(900, 600)
    window.show()
    return application.exec()


def unlock(folder: Path) -> int:
    """Our start, as `insatsparm open BINDER` does it, until the unlock window is painted."""
    from app.services.protection import forbid_dumps

    forbid_dumps()
    from app.ui.preferences import PreferenceFile

    preferences = PreferenceFile()
    from PySide6.QtCore import QTimer

    from app.ui import program

    windows = program.Program([], preferences)
    windows.start(folder)
    assert windows.door is not None
    windows.door.painted.disconnect()
    windows.door.painted.connect(lambda: QTimer.singleShot(0, windows.app.quit))
    return windows.run()


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else unlock(Path(sys.argv[2])))
