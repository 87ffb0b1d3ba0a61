"""One look from beginning to end, and the papers: what each process of the screenshots does."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.services import binders
from app.services.demo import home
from app.ui import theme
from tests.pictures import dialogs, scenes, sheets
from tests.pictures.scenes import Scene
from tests.pictures.stage import LOOKS, Camera, Stage, Still


def look(name: str, binder: Path, room: Path, out: Path, day: date, only: str = "") -> list[str]:
    """Take every picture of a look; gives their names."""
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(["bilder", *theme.STYLE])
    chosen = next(each for each in LOOKS if each.name == name)
    camera = Camera(out)
    stage = Stage(app, chosen, binder, room, day)
    try:
        _take(camera, scenes.pages(stage), only)
        if "dialog".startswith(only) or only.startswith("dialog"):
            _take(camera, dialogs.scenes(stage), only)
        if "mote".startswith(only) or only.startswith("mote"):
            _take(camera, scenes.meeting(stage), only)
        _take(camera, scenes.start(stage, stage.folder), only)
    finally:
        stage.close()
    return camera.taken


def papers(binder: Path, room: Path, out: Path, day: date, only: str = "") -> list[str]:
    """Make every paper as PDF and as pictures of its pages; gives their names."""
    instance = QApplication.instance()
    if instance is None:
        QApplication(["bilder"])
    out.mkdir(parents=True, exist_ok=True)
    folder = room / "parm"
    shutil.copytree(binder, folder)
    made: list[str] = []
    with binders.open_binder(folder, passphrase=home.PASSPHRASE, clock=Still(day)) as opened:
        for name, file in sheets.sheets(opened):
            if not name.startswith(only):
                continue
            (out / f"{name}.pdf").write_bytes(file.content)
            for number, page in enumerate(sheets.pages(file.content), start=1):
                page.save(str(out / f"{name}-{number}.png"))
            made.append(name)
    return made


def _take(camera: Camera, wanted: Iterable[Scene], only: str) -> None:
    for name, scene in wanted:
        if name.startswith(only):
            camera.take(name, scene())
