"""Making, recovering and re-locking a binder, with the rules of a good passphrase."""

from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.services import binders
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON, TestClock, names, new_binder, recovery_code

CLOCK = TestClock()
OTHER = "sju gula tåg till Haparanda"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_binder(tmp_path / "parm").close()
    return tmp_path / "parm"


def test_a_binder_is_made_with_a_good_passphrase_only(tmp_path: Path) -> None:
    def create(passphrase: str) -> None:
        binder, code = binders.create(
            tmp_path / "parm", passphrase=passphrase, person="Ada Ek", clock=CLOCK, cost=CHEAP
        )
        with binder:
            assert len(code) == 41

    with pytest.raises(KnownError) as refused:
        create("kort")
    assert refused.value.kind is Kind.RULE
    assert names(tmp_path) == []
    create(PASSPHRASE)
    with binders.open_binder(tmp_path / "parm", passphrase=PASSPHRASE, clock=CLOCK) as binder:
        assert binder.person == "Ada Ek"


def test_a_changed_passphrase_opens_and_a_weak_one_is_refused(folder: Path) -> None:
    with binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK) as binder:
        with pytest.raises(KnownError, match="passphrase_too_weak"):
            binders.change_passphrase(binder, "hemligt lösenord", cost=CHEAP)
        binders.change_passphrase(binder, OTHER, cost=CHEAP)
    binders.open_binder(folder, passphrase=OTHER, clock=CLOCK).close()
    with pytest.raises(KnownError, match="wrong_passphrase"):
        binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK)


def test_another_coordinator_gets_a_way_in_of_her_own(folder: Path) -> None:
    with binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK) as binder:
        binders.add_person(binder, "Bo Ås", OTHER, cost=CHEAP)
        with pytest.raises(KnownError, match="person_exists"):
            binders.add_person(binder, "Bo Ås", OTHER, cost=CHEAP)
        with pytest.raises(KnownError, match="passphrase_too_short"):
            binders.add_person(binder, "Cia Åberg", "kort", cost=CHEAP)
    with binders.open_binder(folder, passphrase=OTHER, clock=CLOCK) as binder:
        assert binder.person == "Bo Ås"
    binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK).close()


def test_a_forgotten_passphrase_is_replaced_with_the_code(folder: Path) -> None:
    code = recovery_code()
    with pytest.raises(KnownError, match="passphrase_too_short"):
        binders.recover(folder, code=code, passphrase="kort", clock=CLOCK)
    with binders.recover(folder, code=code, passphrase=OTHER, clock=CLOCK, cost=CHEAP) as binder:
        assert binder.person == PERSON
        with binder.reading() as work:
            assert [row.what for row in work.log_rows()][-2:] == ["opened", "passphrase_changed"]
    binders.open_binder(folder, passphrase=OTHER, clock=CLOCK).close()
    with binders.open_with_code(folder, code=code, clock=CLOCK) as binder:
        assert binder.person == PERSON


def test_a_recovery_that_is_refused_lets_go_of_the_binder(folder: Path) -> None:
    with pytest.raises(KnownError, match="passphrase_too_weak"):
        binders.recover(folder, code=recovery_code(), passphrase=f"{PERSON} {PERSON}", clock=CLOCK)
    assert binders.verify(folder, passphrase=PASSPHRASE).problems == ()
