"""The screenshots: nothing on the screen is left out, every window and paper says that it is invented."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel

import app.ui
from app.models.codes import Paper
from app.services.binders import Binder
from app.services.demo import home
from app.ui import theme
from app.ui.kit.demo_strip import INVENTED, TITLE, DemoStrip
from tests.pictures import dialogs, index, manual, scenes, session, sheets
from tests.pictures.__main__ import main
from tests.pictures.stage import LOOKS, TODAY, Camera, Stage, Still
from tests.storage.binders import new_binder


@pytest.fixture
def stage(qapp: QApplication, binder: Path, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qapp, LOOKS[0], binder, tmp_path, TODAY)
    yield made
    made.close()
    theme.apply(qapp, theme.Scheme.LIGHT)


def every_dialog() -> set[str]:
    """The dialogs that the program has, by module and name."""
    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    found: set[str] = set()
    waiting: list[type[QDialog]] = [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("app.ui.") and kind.__name__ not in dialogs.BASES:
                found.add(f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}")
    return found


def test_every_dialog_and_module_of_dialogs_is_pictured(stage: Stage) -> None:
    pictured = set(dialogs.dialogs(stage))
    assert {each for each in every_dialog() if not any(name.startswith(each) for name in pictured)} == set()
    folder = Path(app.ui.__file__).parent / "dialogs"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "errand"}
    assert modules - {name.partition(".")[0] for name in pictured} == set()


@pytest.mark.long
def test_every_page_says_that_it_is_invented_in_window_and_title(stage: Stage, tmp_path: Path) -> None:
    camera = Camera(tmp_path)
    assert stage.shell.windowTitle() == TITLE
    for name, scene in scenes.pages(stage):
        if name.startswith(("sida-arende-", "sida-log")) and not name.startswith("sida-arende-1"):
            continue
        camera.take(name, scene())
        strip = stage.shell.findChild(DemoStrip)
        assert strip is not None
        assert strip.isVisibleTo(stage.shell)
        assert strip.text() == INVENTED
        picture = QImage(str(tmp_path / f"{name}.png"))
        assert (picture.width(), picture.height()) == (LOOKS[0].width, LOOKS[0].height)
    assert "sida-overview" in camera.taken


def test_the_meeting_and_the_projector_say_it_too(stage: Stage, tmp_path: Path) -> None:
    from app.ui.meeting.display import Display
    from app.ui.meeting.mode import open_meeting

    mode = open_meeting(stage.shell.desk, scenes.FULLEST, scenes.todays(stage))
    assert mode is not None
    strip = stage.shell.findChild(DemoStrip)
    assert strip is not None
    assert strip.isVisibleTo(stage.shell)
    assert not strip.geometry().intersects(mode.geometry().translated(mode.mapTo(stage.shell, mode.pos())))
    display = Display(mode.held)
    assert [each.text() for each in display.findChildren(DemoStrip)] == [INVENTED]
    assert display.windowTitle() == TITLE
    display.close()
    stage.shell.close_full()


def test_a_new_case_in_it_is_told_where_real_ones_belong(stage: Stage) -> None:
    from app.ui.dialogs.new_case import NOT_HERE, NewCaseDialog
    from app.ui.words import say

    dialog = NewCaseDialog(stage.shell, stage.shell.desk)
    assert say(NOT_HERE) in {each.text() for each in dialog.findChildren(QLabel)}
    dialog.close()
    dialog.deleteLater()


def test_an_own_binder_says_nothing_of_it(qapp: QApplication, tmp_path: Path) -> None:
    from app.ui.kit.questions import WindowQuestions
    from app.ui.preferences import PreferenceFile
    from app.ui.shell.window import Shell

    clock = Still(TODAY)
    with new_binder(tmp_path / "egen", clock) as own:
        questions, kept = WindowQuestions(), PreferenceFile(tmp_path / "config")
        shell = Shell(own, clock, (), questions, kept, lambda _error: None, lambda: None)
        assert shell.findChild(DemoStrip) is None
        assert shell.windowTitle() == "Insatspärmen"
        shell.close()
        shell.deleteLater()


def test_every_paper_says_it_on_every_page(binder: Path, tmp_path: Path) -> None:
    shutil.copytree(binder, tmp_path / "parm")
    seen: set[Paper] = set()
    with Binder.open(tmp_path / "parm", passphrase=home.PASSPHRASE, clock=Still(TODAY)) as opened:
        for name, file in sheets.sheets(opened):
            seen.add(file.paper)
            path = tmp_path / f"{name}.pdf"
            path.write_bytes(file.content)
            for page in pypdf.PdfReader(path).pages:
                assert INVENTED in page.extract_text(), name
    assert seen == set(Paper)


def test_a_mail_says_it_before_anything_else(binder: Path, tmp_path: Path) -> None:
    from email import message_from_bytes, policy

    from app.services import dispatch, papers
    from app.services.sending import meeting_to_send

    shutil.copytree(binder, tmp_path / "parm")
    with Binder.open(tmp_path / "parm", passphrase=home.PASSPHRASE, clock=Still(TODAY)) as opened:
        material = papers.gather(opened, scenes.FULLEST)
        made, _left_out = dispatch.drafts(material, meeting_to_send(material))
    assert made
    for draft in made[:2]:
        message = message_from_bytes(draft.message, policy=policy.default)
        body = message.get_body()
        assert body is not None
        assert str(message["subject"]).startswith(INVENTED)
        assert "påhittade uppgifter" in body.get_content().replace("\r\n", "\n").split("\n\n")[1]


def test_a_small_set_is_taken_without_a_screen_and_laid_out_on_a_page(
    qapp: QApplication, binder: Path, tmp_path: Path
) -> None:
    taken = session.look(
        "ljus-1024x640", binder, tmp_path / "rum", tmp_path / "ut" / "ljus", TODAY, "sida-cases"
    )
    theme.apply(qapp, theme.Scheme.LIGHT)
    assert taken == ["sida-cases"]
    assert session.papers(binder, tmp_path / "rum2", tmp_path / "ut" / "papper", TODAY, "min-plan") == [
        "min-plan"
    ]
    assert index.write(tmp_path / "ut", TODAY) == 2
    page = (tmp_path / "ut" / "index.html").read_text(encoding="utf-8")
    assert "ljus/sida-cases.png" in page
    assert "papper/min-plan-1.png" in page


def test_the_manuals_pictures_are_small_and_each_is_shown_on_its_page(tmp_path: Path) -> None:
    for scene in manual.PICTURES.values():
        whole = QImage(1366, 768, QImage.Format.Format_RGB32)
        whole.fill(0x1E5B63)
        assert whole.save(str(tmp_path / f"{scene}.png"))
    made = manual.write(tmp_path, tmp_path / "bilder")
    assert [each.stem for each in made] == list(manual.PICTURES)
    assert {QImage(str(each)).width() for each in made} == {manual.WIDTH}
    for name in manual.PICTURES:
        picture = manual.FOLDER / f"{name}.png"
        assert QImage(str(picture)).width() == manual.WIDTH
        assert picture.stat().st_size < manual.MOST_BYTES
        page = (manual.FOLDER.parent / f"{name}.md").read_text(encoding="utf-8")
        assert f"](bilder/{name}.png)" in page


@pytest.mark.long
def test_all_of_them_are_taken_by_one_command(tmp_path: Path) -> None:
    assert main(["--out", str(tmp_path / "bilder")]) == 0
    looks = {
        each.name: {path.stem for path in (tmp_path / "bilder" / each.name).glob("*.png")} for each in LOOKS
    }
    first = looks[LOOKS[0].name]
    assert len(first) > 60
    assert all(each == first for each in looks.values())
