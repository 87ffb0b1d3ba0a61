"""What one is asked for to make a binder of a backup; the same before a binder is open and in one."""

from __future__ import annotations

from pathlib import Path

from app.ui.kit.form import Field, Form, required
from app.ui.kit.inputs import SecretInput
from app.ui.kit.questions import Questions
from app.ui.start.place import FileInput, FolderInput

PATTERN = "Säkerhetskopior (*.parmkopia);;Alla filer (*)"


def restore_form(questions: Questions, folder: Path) -> Form:
    """Gives the form: the file, where the binder is to lie, and what opens it."""
    form = Form(
        [
            Field("file", "Säkerhetskopian", FileInput(questions, PATTERN), required),
            Field(
                "folder",
                "Var pärmen ska ligga",
                FolderInput(questions, new="Insatspärm"),
                required,
                "En ny mapp på den här datorn.",
            ),
            Field(
                "secret",
                "Lösenfras eller återställningskod",
                SecretInput(),
                required,
                "Den lösenfras som gällde när kopian gjordes.",
                drafted=False,
            ),
        ]
    )
    form.load({"folder": folder})
    return form
