"""Brevhuvud och ord: set once, seen as it will print, refused calmly, taken back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services import letterhead
from app.services.binders import Binder
from app.services.words import chosen
from app.ui.desk import Desk
from app.ui.pages.letterhead import LetterheadPage
from tests.ui.stage import Answers, StillShell, write


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> LetterheadPage:
    made = LetterheadPage(desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    drawn = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    drawn.paste((155, 44, 31, 255), (0, 0, 200, 200))
    path = tmp_path / "vad som helst.txt"
    target = BytesIO()
    drawn.save(target, "PNG")
    path.write_bytes(target.getvalue())
    return path


def red_dots(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).red() > 120 and image.pixelColor(x, y).blue() < 80
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_unit_and_municipality_are_saved_for_the_whole_binder(
    page: LetterheadPage, binder: Binder, still_shell: StillShell
) -> None:
    write(page.head["unit"], "Socialtjänsten Unga")
    write(page.head["municipality"], "Provköpings kommun")
    assert page.save.isEnabled()
    page.save.click()
    head = letterhead.chosen(binder)
    assert (head.unit, head.municipality) == ("Socialtjänsten Unga", "Provköpings kommun")
    assert "settings" in still_shell.heard[-1].kinds


def test_leaving_saves_what_was_typed(page: LetterheadPage, binder: Binder) -> None:
    write(page.head["unit"], "Unga")
    page.flush()
    assert letterhead.chosen(binder).unit == "Unga"


def test_a_fall_loses_nothing_that_is_typed(
    qtbot: QtBot, desk: Desk, page: LetterheadPage, binder: Binder
) -> None:
    write(page.head["unit"], "Unga")
    page.head.flush()
    again = LetterheadPage(desk)
    qtbot.addWidget(again)
    again.refresh()
    assert again.head.values()["unit"] == "Unga"
    assert again.save.isEnabled()
    assert letterhead.chosen(binder).unit != "Unga"
    again.save.click()
    page.refresh()
    assert letterhead.chosen(binder).unit == "Unga"
    assert not page.save.isEnabled()


def test_a_logotype_is_seen_as_it_prints_and_taken_back(
    page: LetterheadPage, binder: Binder, answers: Answers, still_shell: StillShell, logo: Path
) -> None:
    answers.path = logo
    assert red_dots(page.paper.grab().toImage()) == 0
    page.pick.click()
    assert letterhead.chosen(binder).logo is not None
    assert red_dots(page.paper.grab().toImage()) > 50
    assert page.remove.isVisible()
    page.remove.click()
    assert letterhead.chosen(binder).logo is None
    assert red_dots(page.paper.grab().toImage()) == 0
    assert still_shell.undo is not None
    still_shell.undo()
    assert letterhead.chosen(binder).logo is not None


def test_a_wrong_file_is_told_beside_the_button_and_nothing_changes(
    page: LetterheadPage, binder: Binder, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "logotyp.png"
    answers.path.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    page.pick.click()
    assert page.problem.isVisible()
    assert "varken PNG eller JPEG" in page.problem.text()
    assert letterhead.chosen(binder).logo is None
    answers.path = tmp_path / "finns inte.png"
    page.pick.click()
    assert page.problem.isVisible()


def test_words_are_chosen_at_once(page: LetterheadPage, binder: Binder, still_shell: StillShell) -> None:
    page.words["plan"].setCurrentIndex(1)
    page.words["plan"].edited.emit()
    assert chosen(binder).plan == "handlingsplan"
    assert "words" in still_shell.heard[-1].kinds


@pytest.mark.parametrize("width", [1178, 836])
def test_it_is_painted_within_its_width(
    page: LetterheadPage, snap: Callable[[QWidget, str], Path], width: int
) -> None:
    page.resize(width, 640)
    assert snap(page, f"letterhead-{width}").exists()
    assert page.paper.width() <= width
