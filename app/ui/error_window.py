"""The window for bugs: says that something went wrong, and offers a report without case data."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from app.ui.kit.button import Button
from app.ui.kit.dialog import Dialog
from app.ui.kit.questions import Questions
from app.ui.kit.text import quiet

ROOT = Path(__file__).resolve().parents[2]


def report_of(error: BaseException) -> str:
    """Writes where a bug happened: kinds of errors, files, lines and functions; no messages and no values.

    What an error says may hold what was typed, and so may a local variable: neither is in the report.
    """
    system = f"{platform.system()} {platform.release()}"
    lines = ["Insatspärmen", f"Python {platform.python_version()}, Qt {qVersion()}, {system}", ""]
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        lines.append(type(now).__qualname__)
        frames = traceback.extract_tb(now.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        now = now.__cause__ or now.__context__
    return "\n".join(lines) + "\n"


class ErrorWindow(Dialog):
    """Tells calmly what a bug means, and saves the report on request."""

    def __init__(self, parent: QWidget | None, error: BaseException, questions: Questions) -> None:
        super().__init__(
            parent,
            "Något gick fel i programmet",
            "Det som redan är sparat i pärmen är kvar. Försök igen. Går det fel på samma sätt, spara"
            " rapporten och skicka den till den som sköter programmet hos er.",
            primary="Fortsätt",
            cancel="",
        )
        self._report, self._questions = report_of(error), questions
        self.add(quiet("Rapporten säger var i programmet det hände. Inget om något ärende står i den."))
        self.save = Button("Spara rapport …", icon="save", on_click=self._save)
        self.buttons.insertWidget(0, self.save)

    def _save(self) -> None:
        suggestion = Path.home() / "insatsparm-rapport.txt"
        self._questions.save_as(self, "Spara rapport", suggestion, "Text (*.txt)", self._write)

    def _write(self, path: Path) -> None:
        try:
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self.text.setText("Rapporten kunde inte sparas där. Välj en annan mapp.")


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT):
        return str(path.relative_to(ROOT))
    # Elsewhere only the file's name: a path can hold the name of who is logged in.
    return path.name if path.is_absolute() else f"{sys.implementation.name}:{path.name}"
