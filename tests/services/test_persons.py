"""Two people share a binder: each her own way in, her own name in the log and on papers (R7)."""

from pathlib import Path

import pytest

from app.models.errors import KnownError
from app.services import binders, cases, coordinators, persons
from app.services.cases import NewCase
from app.services.coordinators import CoordinatorFacts
from app.services.people import YouthFacts
from app.storage.binder import Binder
from tests.services.readings import only
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON, TestClock

BO = CoordinatorFacts(
    name=" Bo  Ås ", title="samordnare", unit="Ungdomssektionen", email="bo@example.se", phone="08-465 004 20"
)
HIS = "sju gula tåg till Haparanda"


@pytest.fixture
def folder(binder: Binder) -> Path:
    """The binder, closed, with Bo in it."""
    persons.add_person(binder, BO, HIS, cost=CHEAP)
    binder.close()
    return binder.folder


def test_who_is_let_in_stands_on_papers_and_in_the_log_by_the_same_name(folder: Path) -> None:
    with binders.open_binder(folder, passphrase=HIS, clock=TestClock()) as binder:
        assert binder.person == "Bo Ås"
        mine, *others = persons.persons(binder)
        assert (mine.name, mine.is_me, mine.can_open) == ("Bo Ås", True, True)
        assert mine.coordinator is not None
        assert (mine.coordinator.title, mine.coordinator.email) == ("samordnare", "bo@example.se")
        assert [(each.name, each.can_open, each.is_me) for each in others] == [(PERSON, True, False)]
        cases.open_case(
            binder,
            NewCase(youth=YouthFacts(name="Elin Holm", birth_date=TestClock()().date().replace(year=2010))),
        )
        with binder.reading() as work:
            told = [(row.what, row.by) for row in work.log_rows()[-4:]]
    assert told[0] == ("person_added", PERSON)
    assert told[-1] == ("case_opened", "Bo Ås")
    with binders.open_binder(folder, passphrase=PASSPHRASE, clock=TestClock()) as binder:
        assert binder.person == PERSON


@pytest.mark.parametrize(
    ("facts", "passphrase", "code"),
    [
        (CoordinatorFacts(name="bo ås"), "fyra blå båtar i Piteå", "person_exists"),
        (CoordinatorFacts(name=" "), "fyra blå båtar i Piteå", "name_missing"),
        (CoordinatorFacts(name="Cia", email="ingen adress"), "fyra blå båtar i Piteå", "email_odd"),
        (CoordinatorFacts(name="Cia"), "kort", "passphrase_too_short"),
        (CoordinatorFacts(name="Cia Åberg"), "Cia Åberg Cia Åberg", "passphrase_too_weak"),
        (CoordinatorFacts(name="Cia"), HIS, "passphrase_taken"),
    ],
)
def test_who_is_refused_leaves_nothing_behind(
    binder: Binder, facts: CoordinatorFacts, passphrase: str, code: str
) -> None:
    persons.add_person(binder, BO, HIS, cost=CHEAP)
    before = [each.name for each in persons.persons(binder)]
    with pytest.raises(KnownError, match=code):
        persons.add_person(binder, facts, passphrase, cost=CHEAP)
    assert [each.name for each in persons.persons(binder)] == before
    assert len(binder.persons()) == 2


def test_who_stood_on_papers_already_gets_a_way_in_and_stays_one_person(binder: Binder) -> None:
    known = only(coordinators.edit_coordinator(binder, None, CoordinatorFacts(name="Bo Ås", title="lots")))
    (_me, bo) = persons.persons(binder)
    assert (bo.name, bo.can_open) == ("Bo Ås", False)
    persons.add_person(binder, BO, HIS, cost=CHEAP)
    (_me, bo) = persons.persons(binder)
    assert bo.coordinator is not None
    assert (bo.coordinator.id, bo.coordinator.title, bo.can_open) == (known, "samordnare", True)


def test_a_way_in_is_taken_away_and_the_person_stays_on_papers(binder: Binder) -> None:
    persons.add_person(binder, BO, HIS, cost=CHEAP)
    persons.remove_person(binder, "Bo Ås")
    (_me, bo) = persons.persons(binder)
    assert (bo.name, bo.can_open) == ("Bo Ås", False)
    binder.close()
    with pytest.raises(KnownError, match="wrong_passphrase"):
        binders.open_binder(binder.folder, passphrase=HIS, clock=TestClock())


def test_nobody_locks_herself_or_everybody_out(binder: Binder) -> None:
    with pytest.raises(KnownError, match="last_person"):
        persons.remove_person(binder, PERSON)
    persons.add_person(binder, BO, HIS, cost=CHEAP)
    with pytest.raises(KnownError, match="not_oneself"):
        persons.remove_person(binder, PERSON)
    with pytest.raises(KnownError, match="no_such_person"):
        persons.remove_person(binder, "Ingen")
    assert binder.persons() == (PERSON, "Bo Ås")


def test_the_name_of_who_can_open_the_binder_is_the_logs(binder: Binder) -> None:
    bo = only(persons.add_person(binder, BO, HIS, cost=CHEAP))
    with pytest.raises(KnownError, match="name_is_logged"):
        coordinators.edit_coordinator(binder, bo, CoordinatorFacts(name="Bosse Ås"))
    coordinators.edit_coordinator(binder, bo, CoordinatorFacts(name="Bo Ås", title="lots"))
    persons.remove_person(binder, "Bo Ås")
    coordinators.edit_coordinator(binder, bo, CoordinatorFacts(name="Bosse Ås"))
    assert [each.name for each in persons.persons(binder)] == [PERSON, "Bosse Ås"]
