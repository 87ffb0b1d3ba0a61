"""The main window on an opened binder, as the program makes it, for two hands to be at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.storage.binder import Binder
from app.ui import theme
from app.ui.kit.questions import WindowQuestions
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.sending.page import SendingPage
from app.ui.sending.printing import Printing, print_all
from app.ui.shell.window import Shell
from tests.journeys.hands import Hands

PATIENCE = 20_000
"""Milliseconds to wait at most for jobs that are on when the window is closed."""


@contextmanager
def main_window(
    hands: Hands,
    binder: Binder,
    config: Path,
    page: str = "",
    *,
    printing: Printing = print_all,
    height: int = 768,
    **told: str,
) -> Iterator[Shell]:
    """The window in sight, at a page and what that is told; the hands hear of whatever goes wrong in it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Scheme.LIGHT)
    pages = [
        replace(each, factory=lambda desk: SendingPage(desk, printing=printing))
        if each.key == "sending"
        else each
        for each in entries()
    ]
    made = Shell(
        binder,
        binder.clock,
        pages,
        WindowQuestions(),
        PreferenceFile(config),
        hands.broken.append,
        lambda: None,
    )
    made.resize(1366, height)
    if page:
        made.navigate(page, **told)
    made.show()
    try:
        hands.wait(made.isActiveWindow)
        yield made
    finally:
        made.threads.wait(PATIENCE)
        made.close()
        made.deleteLater()
