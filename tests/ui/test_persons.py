"""Pärmen, Personer: letting a colleague in, taking her cases over, taking her way in away; by clicks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import KnownError
from app.services import binders, cases, coordinators, persons
from app.services.binders import Binder
from app.services.cases import NewCase
from app.services.coordinators import CoordinatorFacts
from app.services.people import YouthFacts
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs.colleague import ColleagueDialog, CoordinatorDialog, TakeOverDialog
from app.ui.kit.elided import Elided
from app.ui.pages.persons import Persons
from tests.services.readings import only, whole
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON
from tests.ui.stage import Answers, StillShell, clock, write

NEW = "röd traktor sjunger på månen"
LONG = "Maximiliana-Alexandrina von Hohenstein-Lewenhaupt af Björkskär"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations as cheap as the bounds allow."""
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Persons:
    made = Persons(desk)
    qtbot.addWidget(made)
    made.resize(460, 600)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def cases_of_mine(binder: Binder) -> tuple[str, ...]:
    names = ("Elin Holm", "Åsa Ek", "Bo Dal")
    born = date(2010, 1, 9)
    return tuple(
        only(cases.open_case(binder, NewCase(youth=YouthFacts(name=name, birth_date=born)))) for name in names
    )


def press(qtbot: QtBot, page: Persons, name: str) -> None:
    page.refresh()
    QApplication.processEvents()
    (button,) = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisible()
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def let_in(
    qtbot: QtBot, page: Persons, passphrase: str = NEW, again: str = NEW, **said: str
) -> ColleagueDialog:
    ColleagueDialog(page, page.desk).open()
    dialog = page.findChildren(ColleagueDialog)[-1]
    assert isinstance(dialog, ColleagueDialog)
    for name, text in {"name": "Maja Ek", **said}.items():
        write(dialog.form[name], text)
    write(dialog.secret["passphrase"], passphrase)
    write(dialog.again["again"], again)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    return dialog


def test_a_colleague_gets_a_way_in_and_a_record_of_her_own(
    qtbot: QtBot, page: Persons, binder: Binder, still_shell: StillShell
) -> None:
    let_in(qtbot, page, title="samordnare", phone="08-465 004 21", email="maja@example.se")
    assert still_shell.said == ["Maja Ek kommer in med sin egen lösenfras."]
    (_me, maja) = persons.persons(binder)
    assert maja.can_open
    assert maja.coordinator is not None
    assert (maja.coordinator.title, maja.coordinator.email) == ("samordnare", "maja@example.se")
    binder.close()
    with binders.open_binder(binder.folder, passphrase=NEW, clock=clock) as hers:
        assert hers.person == "Maja Ek"


def test_what_is_wrong_is_told_beside_its_field_and_nobody_is_let_in(
    qtbot: QtBot, page: Persons, binder: Binder
) -> None:
    dialog = let_in(qtbot, page, again="något helt annat än det")
    assert dialog.again["again"].accessibleDescription() == "De två lösenfraserna är inte lika."
    dialog = let_in(qtbot, page, passphrase="kort", again="kort")
    assert "12" in dialog.secret["passphrase"].accessibleDescription()
    dialog = let_in(qtbot, page, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "Välj en annan" in dialog.secret["passphrase"].accessibleDescription()
    dialog = let_in(qtbot, page, email="ingen adress")
    assert "e-postadress" in dialog.form["email"].accessibleDescription()
    assert dialog.primary.isEnabled()
    assert binder.persons() == (PERSON,)


def test_her_own_name_makes_a_weak_passphrase(qtbot: QtBot, page: Persons) -> None:
    dialog = let_in(qtbot, page, passphrase="Maja Ek Maja", again="Maja Ek Maja")
    dialog.strength.judge()
    assert "Undvik namn" in dialog.strength.text()
    assert dialog.isVisible()


def test_all_cases_are_handed_over_at_once_and_taken_back(
    qtbot: QtBot, page: Persons, binder: Binder, cases_of_mine: tuple[str, ...], still_shell: StillShell
) -> None:
    let_in(qtbot, page)
    press(qtbot, page, f"Lämna över ärenden, {PERSON}")
    dialog = page.findChildren(TakeOverDialog)[-1]
    assert isinstance(dialog, TakeOverDialog)
    dialog.form["former"].click()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert still_shell.said[-1] == "Maja Ek ansvarar nu för 3 ärenden."
    (me, maja) = persons.persons(binder)
    assert ([each.case_id for each in maja.cases], me.cases) == (
        [each.case_id for each in me.stands_in],
        (),
    )
    assert {each.case_id for each in maja.cases} == set(cases_of_mine)
    assert still_shell.undo is not None
    still_shell.undo()
    (me, maja) = persons.persons(binder)
    assert (len(me.cases), len(maja.cases), len(me.stands_in)) == (3, 0, 0)


def test_a_few_cases_of_a_colleague_are_taken_over(
    qtbot: QtBot, page: Persons, binder: Binder, cases_of_mine: tuple[str, ...]
) -> None:
    nils = only(coordinators.edit_coordinator(binder, None, CoordinatorFacts(name="Nils Ersättare")))
    given = coordinators.Responsible(coordinator_id=nils)
    coordinators.hand_over(binder, dict.fromkeys(cases_of_mine, given), on=date(2026, 3, 4))
    press(qtbot, page, "Ta över ärenden, Nils Ersättare")
    dialog = page.findChildren(TakeOverDialog)[-1]
    assert isinstance(dialog, TakeOverDialog)
    assert not dialog.form["cases"].isEnabled()
    dialog.form["which"].set_value("some")
    dialog.form["which"].edited.emit()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form["cases"].accessibleDescription() == "Välj minst ett ärende."
    dialog.form["cases"].set_value((cases_of_mine[1],))
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (me, other) = persons.persons(binder)
    assert [each.name for each in me.cases] == ["Åsa Ek"]
    assert [each.name for each in other.cases] == ["Bo Dal", "Elin Holm"]
    assert whole(binder, cases_of_mine[1]).stand_in_id is None


def test_a_way_in_is_taken_away_after_a_question(
    qtbot: QtBot, page: Persons, binder: Binder, answers: Answers, still_shell: StillShell
) -> None:
    let_in(qtbot, page)
    answers.yes = False
    press(qtbot, page, "Ta bort tillgången för Maja Ek")
    assert binder.persons() == (PERSON, "Maja Ek")
    answers.yes = True
    press(qtbot, page, "Ta bort tillgången för Maja Ek")
    assert binder.persons() == (PERSON,)
    assert answers.asked[-1][0] == "Ta bort Maja Eks tillgång?"
    assert still_shell.said[-1] == "Maja Ek kommer inte längre in."
    press(qtbot, page, "Ge Maja Ek tillgång")
    dialog = page.findChildren(ColleagueDialog)[-1]
    assert isinstance(dialog, ColleagueDialog)
    assert dialog.form["name"].isReadOnly()
    assert dialog.form["name"].value() == "Maja Ek"


def test_how_a_colleague_stands_on_papers_is_changed(qtbot: QtBot, page: Persons, binder: Binder) -> None:
    let_in(qtbot, page)
    press(qtbot, page, "Ändra Maja Ek")
    dialog = page.findChildren(CoordinatorDialog)[-1]
    assert isinstance(dialog, CoordinatorDialog)
    assert dialog.form["name"].isReadOnly()
    write(dialog.form["title"], "lots")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (_me, maja) = persons.persons(binder)
    assert maja.coordinator is not None
    assert maja.coordinator.title == "lots"


def test_alone_in_the_binder_there_is_nobody_to_hand_over_to(
    page: Persons, binder: Binder, cases_of_mine: tuple[str, ...]
) -> None:
    page.refresh()
    QApplication.processEvents()
    shown = [each.accessibleName() for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert shown == []
    with pytest.raises(KnownError, match="last_person"):
        persons.remove_person(binder, PERSON)


@pytest.mark.parametrize(("scheme", "percent"), [("light", 100), ("dark", 200)])
def test_long_names_are_painted(
    qtbot: QtBot,
    qapp: QApplication,
    desk: Desk,
    binder: Binder,
    snap: Callable[[QWidget, str], Path],
    scheme: str,
    percent: int,
) -> None:
    coordinators.edit_coordinator(binder, None, CoordinatorFacts(name=LONG, title="samordnare", unit=LONG))
    theme.apply(qapp, theme.scheme_of(scheme), percent=percent)
    made = Persons(desk)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    made.refresh()
    assert snap(made, "persons").stat().st_size > 2000
    (name,) = (each for each in made.findChildren(Elided) if each.text == LONG)
    assert name.toolTip() == LONG
    assert name.mapTo(made, QPoint(name.width(), 0)).x() <= made.width()
