"""Two guardians who must not meet: noted once, warned of where they would meet, and no papers to the one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.who import Who
from app.services import gate, papers
from app.storage.binder import Binder
from app.ui.shell.window import Shell
from tests.builders import a_covered_case
from tests.journeys.hands import Hands
from tests.journeys.main_window import main_window
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
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot, [])


@pytest.fixture
def shell(hands: Hands, binder: Binder, tmp_path: Path) -> Iterator[Shell]:
    """The main window on it."""
    with main_window(hands, binder, tmp_path / "config", "cases") as made:
        yield made


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
