"""The way from the first window to an invented binder: made once, opened again as it was left, made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.services.binders import Binder
from app.services.demo import home
from app.services.demo.make import new_demo
from app.services.notes import NoteFacts, write_note
from app.services.settings import is_demo
from app.ui.background import AtOnce
from app.ui.start.demo import Demo
from app.ui.start.welcome import Welcome
from app.ui.start.window import StartWindow
from tests.ui.stage import NOW, Answers, clock


@pytest.fixture(autouse=True)
def _no_demo_before_or_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Two cases say as much here as twenty-four, in a tenth of the time.
    monkeypatch.setattr(home, "new_demo", partial(new_demo, cases=2))
    shutil.rmtree(home.folder(), ignore_errors=True)
    yield
    shutil.rmtree(home.folder(), ignore_errors=True)


def steps_of(qtbot: QtBot, answers: Answers, opened: list[Binder]) -> tuple[StartWindow, Demo]:
    steps = StartWindow(clock, AtOnce(), answers, lambda error: pytest.fail(str(error)))
    qtbot.addWidget(steps)
    steps.opened.connect(opened.append)
    assert isinstance(steps.screen_now, Welcome)
    steps.screen_now.demo.chosen.emit()
    assert isinstance(steps.screen_now, Demo)
    return steps, steps.screen_now


def test_it_is_made_opened_again_as_it_was_and_made_anew(qtbot: QtBot, answers: Answers) -> None:
    opened: list[Binder] = []
    _steps, first = steps_of(qtbot, answers, opened)
    assert first.anew.isHidden()
    first.open.click()
    (made,) = opened
    assert is_demo(made)
    assert home.is_home(made.folder)
    write_note(made, "demo-0001", NoteFacts(text="Min egen rad", at=NOW))
    made.close()

    _steps, second = steps_of(qtbot, answers, opened)
    assert not second.anew.isHidden()
    second.open.click()
    with opened[1] as again, again.reading() as work:
        assert "Min egen rad" in {each.text for each in work.case("demo-0001").notes}

    _steps, third = steps_of(qtbot, answers, opened)
    third.anew.click()
    with opened[2] as fresh, fresh.reading() as work:
        assert "Min egen rad" not in {each.text for each in work.case("demo-0001").notes}


def test_one_that_is_open_is_not_thrown_away(qtbot: QtBot, answers: Answers) -> None:
    opened: list[Binder] = []
    _steps, first = steps_of(qtbot, answers, opened)
    first.open.click()
    _steps, second = steps_of(qtbot, answers, opened)
    second.anew.click()
    assert not second.trouble.isHidden()
    assert len(opened) == 1
    with opened[0].reading() as work:
        assert work.case_ids()
    opened[0].close()
