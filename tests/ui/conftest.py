"""What every window test stands on: the theme, a real binder, answered questions, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.services.binders import Binder
from app.ui import theme, words
from app.ui.background import AtOnce
from app.ui.desk import Desk
from app.ui.palette import LIGHT
from app.ui.preferences import PreferenceFile
from tests.storage.binders import new_binder
from tests.ui.stage import Answers, StillShell, clock


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """Every test begins in the light look at 100 %."""
    now = theme.look()
    if now.family == "" or now.palette != LIGHT or now.factor != 1:
        theme.apply(qapp, theme.Scheme.LIGHT)
    words.use()


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    """An opened, empty binder on disk, made with a cheap derivation."""
    made = new_binder(tmp_path / "Insatspärm", clock)
    yield made
    made.close()


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def still_shell() -> Iterator[StillShell]:
    made = StillShell()
    yield made
    if made.full is not None and isValid(made.full):
        made.full.deleteLater()


@pytest.fixture
def desk(binder: Binder, answers: Answers, still_shell: StillShell) -> Desk:
    """What a page is handed, with jobs that run at once and a window that only remembers."""
    return Desk(binder, clock, answers, AtOnce(), still_shell)


@pytest.fixture
def preferences(tmp_path: Path) -> PreferenceFile:
    return PreferenceFile(tmp_path / "config")


@pytest.fixture
def snap(qapp: QApplication, tmp_path: Path) -> Callable[[QWidget, str], Path]:
    """Paints a widget to a PNG, so that a test can say that it paints and a person can look."""

    def take(widget: QWidget, name: str) -> Path:
        for _ in range(3):
            qapp.processEvents()
        path = tmp_path / f"{name}.png"
        assert widget.grab().save(str(path))
        return path

    return take
