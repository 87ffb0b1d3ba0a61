"""Two guardians who must not meet: noted once, warned of where they would meet, and no papers to the one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.who import Who
from app.services import gate, papers
from app.storage.binder import Binder
from app.ui import theme
from app.ui.kit.questions import WindowQuestions
from app.ui.pages.entries import entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from tests.builders import a_covered_case
from tests.journeys.hands import Hands
from tests.services.readings import logged, whole
from tests.services.test_papers import fresh
from tests.storage.binders import new_binder

EVA, OMAR = Who.guardian("eva"), Who.guardian("omar")


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    """Elin's case, covered, with two guardians and a group."""
    with new_binder(tmp_path / "parm") as made:
        fresh(a_covered_case("elin"), made)
        yield made


@pytest.fixture
def shell(qapp: QApplication, binder: Binder, tmp_path: Path, broken: list[BaseException]) -> Iterator[Shell]:
    """The main window on it."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    preferences = PreferenceFile(tmp_path / "config")
    made = Shell(binder, binder.clock, entries(), WindowQuestions(), preferences, broken.append, lambda: None)
    made.resize(1366, 768)
    made.navigate("cases")
    made.show()
    yield made
    made.threads.wait(10_000)
    made.close()
    made.deleteLater()


@pytest.fixture
def broken() -> list[BaseException]:
    """Whatever goes wrong in the program."""
    return []


@pytest.fixture
def hands(qtbot: QtBot, shell: Shell, broken: list[BaseException]) -> Hands:
    """Two hands at it."""
    made = Hands(qtbot, broken)
    made.wait(shell.isActiveWindow)
    return made


def may_have_the_list(binder: Binder, who: Who) -> bool:
    material = papers.gather(binder, "elin")
    people = {each.who: each for each in gate.recipients(material.case, material.book, material.on)}
    return people[who].allowed


def test_noted_once_and_seen_to_everywhere(shell: Shell, binder: Binder, hands: Hands) -> None:
    shell.navigate("case", case_id="elin", tab="group")
    hands.click("Lägg till två som hålls isär")
    hands.write("Vem?", "Eva")
    hands.write("Från vem?", "Omar")
    hands.press("Tab")
    hands.click("Eva ska inte läsa om Omar")
    hands.write("Varför", "Kontaktförbud till juni")
    hands.click("Spara")
    hands.wait_for("Ska inte träffas och Eva ska inte läsa om Omar")
    assert "Kontaktförbud" not in hands.words()
    assert whole(binder, "elin").kept_apart[0].note == "Kontaktförbud till juni"
    # A meeting for both is planned all the same, said beforehand and afterwards.
    hands.click("Planera möte")
    hands.wait_for("Eva Holm och Omar Holm ska inte träffas, men båda är kallade hit.")
    hands.click("Planera")
    shell.navigate("overview")
    hands.wait_for("Eva Holm och Omar Holm ska inte träffas, men båda är kallade till mötet.")
    # The list goes to everybody but her who must not read of the other.
    shell.navigate("sending", case_id="elin")
    hands.wait_for("Ska hållas isär")
    assert (may_have_the_list(binder, EVA), may_have_the_list(binder, OMAR)) == (False, True)
    # Taken away, and all is as before.
    shell.navigate("case", case_id="elin", tab="group")
    hands.click("Ta bort Eva Holm och Omar Holm")
    hands.wait_for("De två hålls inte längre isär.")
    shell.navigate("overview")
    hands.wait(lambda: "ska inte träffas" not in hands.words())
    assert may_have_the_list(binder, EVA)
    assert [each for each in logged(binder, "elin") if "apart" in each] == ["apart_noted", "apart_removed"]
