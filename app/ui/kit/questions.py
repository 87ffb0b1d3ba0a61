"""Questions to the person in front, behind a protocol so that tests can answer them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from app.ui.kit.button import Kind
from app.ui.kit.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


class Questions(Protocol):
    """Asks, and calls back with the answer; nothing waits, so no event loop is nested."""

    def confirm(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        then: Callable[[], object],
        danger: bool = False,
    ) -> None:
        """Asks whether to do something; ``yes`` is the verb on the button ("Ta bort"). ``then()`` on yes."""

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Says something that must be read before going on."""

    def save_as(
        self, parent: QWidget, title: str, suggestion: Path, pattern: str, then: Callable[[Path], object]
    ) -> None:
        """Asks where to save a file; ``pattern`` as "PDF (*.pdf)"."""

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], object]) -> None:
        """Asks which file to read."""

    def folder(self, parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> None:
        """Asks for a folder."""


class WindowQuestions:
    """Asks in windows over the one that asks."""

    def confirm(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *,
        yes: str,
        then: Callable[[], object],
        danger: bool = False,
    ) -> None:
        """Asks with the verb on the button and Avbryt beside it."""
        dialog = Dialog(parent, title, text, primary=yes, kind=Kind.DANGER if danger else Kind.PRIMARY)
        dialog.accepted.connect(then)
        dialog.open()

    def tell(self, parent: QWidget, title: str, text: str) -> None:
        """Says it, with one button."""
        Dialog(parent, title, text, primary="Jag förstår", cancel="").open()

    def save_as(
        self, parent: QWidget, title: str, suggestion: Path, pattern: str, then: Callable[[Path], object]
    ) -> None:
        """Asks in the program's own file dialog."""
        from PySide6.QtWidgets import QFileDialog

        dialog = _file_dialog(parent, title, suggestion.parent, pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggestion.name)
        if suggestion.suffix:
            dialog.setDefaultSuffix(suggestion.suffix.lstrip("."))
        _ask(dialog, then)

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], object]) -> None:
        """Asks in the program's own file dialog."""
        from PySide6.QtWidgets import QFileDialog

        dialog = _file_dialog(parent, title, Path.home(), pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        _ask(dialog, then)

    def folder(self, parent: QWidget, title: str, start: Path, then: Callable[[Path], object]) -> None:
        """Asks in the program's own file dialog."""
        from PySide6.QtWidgets import QFileDialog

        dialog = _file_dialog(parent, title, start, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        _ask(dialog, then)


def _file_dialog(parent: QWidget, title: str, folder: Path, pattern: str) -> QFileDialog:
    # Fetched when first asked for: the unlock window must not wait for it.
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title, str(folder), pattern)
    # The system's dialog keeps its own list of recent files, and Qt's own keeps folders in a settings file:
    # the first is not used, the second is emptied (app.ui.traces).
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory([])
    return dialog


def _ask(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    from app.ui import traces

    def chosen(path: str) -> None:
        traces.wipe_file_dialog()
        then(Path(path))

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(lambda _code: traces.wipe_file_dialog())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
