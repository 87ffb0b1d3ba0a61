"""A caseload behind the pages, and the case that the tests look at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.binders import Binder
from app.ui.background import AtOnce
from app.ui.desk import Desk
from app.ui.pages.case.page import CasePage
from tests.storage.binders import copy_of, new_binder
from tests.ui.pages import caseload
from tests.ui.stage import Answers, StillShell, clock


@cache
def _template() -> tuple[Path, str]:
    """A closed binder with the whole caseload, made once in each run, and the id of Amir's case."""
    folder = Path(tempfile.mkdtemp(prefix="caseload-")) / "parm"
    with new_binder(folder, clock) as made:
        people = caseload.address(made)
        amir = caseload.amir(made, people)
        caseload.others(made, people)
    return folder, amir


@pytest.fixture
def full_binder(tmp_path: Path) -> Iterator[Binder]:
    """A binder with the caseload."""
    with copy_of(_template()[0], tmp_path / "Full pärm", clock) as made:
        yield made


@pytest.fixture
def full_desk(full_binder: Binder, answers: Answers, still_shell: StillShell) -> Desk:
    """What a page is handed over that binder."""
    return Desk(full_binder, clock, answers, AtOnce(), still_shell)


@pytest.fixture
def amir() -> str:
    """The case with everything in it."""
    return _template()[1]


@pytest.fixture
def first_tab() -> str:
    """The tab at which the page of the case is opened; tests of another tab say which."""
    return "overview"


@pytest.fixture
def page(qtbot: QtBot, full_desk: Desk, amir: str, first_tab: str) -> CasePage:
    """The page of that case, as large as in a window of 1366 by 768."""
    made = CasePage(full_desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.arrive(case_id=amir, tab=first_tab)
    made.refresh()
    made.show()
    return made
