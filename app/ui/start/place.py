"""Fields for a folder and for a file: a path one may type, and a button that opens a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.button import Button
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import row
from app.ui.kit.questions import Questions


class _PathInput(QWidget):
    """The value is a Path or None."""

    edited = Signal()

    def __init__(self, questions: Questions, choose: str) -> None:
        super().__init__()
        self._questions = questions
        self.line = TextInput()
        self.line.edited.connect(self.edited)
        self.button = Button("Välj …", on_click=self._choose)
        self.button.setAccessibleName(choose)
        layout = row(self.line, self.button)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.line)

    def value(self) -> Any:
        """Reads the path."""
        text = self.line.value()
        return Path(text).expanduser() if text else None

    def set_value(self, value: Any) -> None:
        """Shows a path."""
        self.line.set_value("" if value is None else str(value))

    def raw(self) -> Any:
        """Gives the text."""
        return self.line.raw()

    def set_raw(self, raw: Any) -> None:
        """Shows a text."""
        self.line.set_raw(raw)

    def _choose(self) -> None:
        raise NotImplementedError

    def _chosen(self, path: Path) -> None:
        self.set_value(path)
        self.edited.emit()


class FolderInput(_PathInput):
    """A folder. With ``new`` a chosen folder that holds things gets ``new`` in it."""

    def __init__(self, questions: Questions, *, new: str = "") -> None:
        super().__init__(questions, "Välj mapp")
        self._new = new

    def _choose(self) -> None:
        now = self.value()
        start = (
            next((one for one in (now, *now.parents) if one.is_dir()), Path.home()) if now else Path.home()
        )
        self._questions.folder(self, "Välj mapp", start, self._chosen)

    def _chosen(self, path: Path) -> None:
        # SQLite's files want a folder of their own: one that holds other things gets one in it.
        taken = self._new and path.is_dir() and any(path.iterdir())
        super()._chosen(path / self._new if taken else path)


class FileInput(_PathInput):
    """A file that exists; ``pattern`` as "PDF (*.pdf)"."""

    def __init__(self, questions: Questions, pattern: str) -> None:
        super().__init__(questions, "Välj fil")
        self._pattern = pattern

    def _choose(self) -> None:
        self._questions.open_file(self, "Välj fil", self._pattern, self._chosen)
