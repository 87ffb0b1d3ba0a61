"""From telling what a group is to the signed form on the screen, by hand and eye, with the real helper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.models.who import Who
from app.storage.binder import Binder
from app.ui.dialogs.scan_view import ScanDialog
from app.ui.shell.window import Shell
from tests.journeys.hands import Hands
from tests.journeys.main_window import main_window
from tests.journeys.watch import Watch
from tests.services.readings import logged, whole
from tests.services.scene import Scene, set_scene
from tests.storage.binders import TestClock, new_binder
from tests.ui import scans

NOW = datetime(2026, 3, 4, 9, 12)


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    with new_binder(tmp_path / "parm", TestClock(NOW)) as made:
        yield made


@pytest.fixture
def scene(binder: Binder) -> Scene:
    return set_scene(binder)


@pytest.fixture
def hands(qtbot: QtBot, binder: Binder, scene: Scene, tmp_path: Path) -> Iterator[Hands]:
    """The main window at the consents of the case, and two hands at it."""
    made, config = Hands(qtbot, []), tmp_path / "config"
    with main_window(made, binder, config, "case", case_id=scene.case, tab="consent", height=900):
        yield made


def test_told_signed_scanned_and_looked_at(
    hands: Hands, binder: Binder, scene: Scene, tmp_path: Path
) -> None:
    name = next(
        each.name for each in whole(binder, scene.case).guardians if Who.guardian(each.key) == scene.karin
    )
    first = name.split()[0]
    hands.wait_for("Berätta först.")
    hands.click("Registrera information")
    hands.click(f"{name}, *")
    hands.answer("Vad de har fått veta", "Registrera", {"Språk": "Somaliska", "Tolk": "Med tolk"})
    hands.wait_for("4 mars, på somaliska, med tolk")
    hands.click("Registrera underskrift")
    hands.answer("Registrera underskrift", "Registrera", {"Vem har skrivit under?": f"{name}, *"})
    (consent,) = whole(binder, scene.case).consents
    assert consent.by == scene.karin

    paper, torn = tmp_path / f"{first}s blankett.pdf", tmp_path / "avbruten.pdf"
    paper.write_bytes(scans.pdf(2))
    torn.write_bytes(scans.BROKEN["avklippt pdf"])
    watch = Watch([tmp_path], [name, paper.name])
    watch.allow(paper, torn)
    hands.click("Lägg till skannad blankett till *")
    hands.choose_folder(paper)
    hands.click(f"Visa {paper.name}")
    hands.wait_for("sida 1 av 2")
    shown = hands.window
    assert isinstance(shown, ScanDialog)
    assert shown.view.images[0].pixelColor(800, 1100) == QColor("black")
    hands.press("End")
    hands.wait_for("sida 2 av 2")
    hands.press("Esc")
    hands.wait(lambda: isinstance(hands.window, Shell), hands.words)

    hands.click("Lägg till skannad blankett till *")
    hands.choose_folder(torn)
    hands.dialog("Går inte att visa")
    assert "avbruten.pdf går inte att visa." in hands.words()
    hands.click("Jag förstår")
    hands.wait(lambda: isinstance(hands.window, Shell), hands.words)
    assert [each.name for each in whole(binder, scene.case).attachments] == [paper.name, torn.name]
    # Neither the pages nor their names lie about in plain anywhere.
    watch.look("looking at scans")
    watch.stop()
    told = logged(binder, scene.case)
    assert told[-4:] == ["information_recorded", "consent_recorded", "attachment_added", "attachment_added"]
