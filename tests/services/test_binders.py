"""Making, recovering and re-locking a binder, with the rules of a good passphrase."""

from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.services import binders
from app.storage.recovery import new_code
from tests.storage.binders import (
    CHEAP,
    PASSPHRASE,
    PERSON,
    TestClock,
    closed_binder,
    names,
    recovery_code,
)

CLOCK = TestClock()
OTHER = "sju gula tåg till Haparanda"
BO = "åtta röda skor på isen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return closed_binder(tmp_path / "parm")


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


def test_who_has_the_code_says_who_she_is(folder: Path) -> None:
    code = recovery_code()
    with binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK) as binder:
        binder.set_passphrase("Bo Ås", BO, cost=CHEAP)
    assert binders.persons_by_code(folder, code) == (PERSON, "Bo Ås")
    told = {"code": code, "passphrase": OTHER, "clock": CLOCK, "cost": CHEAP}
    with pytest.raises(KnownError, match="no_such_person"):
        binders.recover(folder, person="Cia Åberg", **told)  # type: ignore[arg-type]
    with binders.recover(folder, person="Bo Ås", **told) as binder:  # type: ignore[arg-type]
        assert binder.person == "Bo Ås"
        with binder.reading() as work:
            assert [(row.what, row.by) for row in work.log_rows()][-2:] == [
                ("opened", "Bo Ås"),
                ("passphrase_changed", "Bo Ås"),
            ]
    for passphrase, who in ((OTHER, "Bo Ås"), (PASSPHRASE, PERSON)):
        with binders.open_binder(folder, passphrase=passphrase, clock=CLOCK) as binder:
            assert binder.person == who
    with pytest.raises(KnownError, match="wrong_passphrase"):
        binders.open_binder(folder, passphrase=BO, clock=CLOCK)


def test_where_the_slots_are_lost_the_code_knows_nobody_but_still_opens(folder: Path) -> None:
    (folder / "nycklar.json").unlink()
    assert binders.persons_by_code(folder, recovery_code()) == ()
    wrong = new_code()
    with pytest.raises(KnownError, match="wrong_code"):
        binders.persons_by_code(folder, wrong)


def test_two_people_never_share_a_passphrase(folder: Path) -> None:
    with binders.open_binder(folder, passphrase=PASSPHRASE, clock=CLOCK) as binder:
        binder.set_passphrase("Bo Ås", BO, cost=CHEAP)
        with pytest.raises(KnownError, match="passphrase_taken"):
            binder.set_passphrase("Cia Åberg", BO, cost=CHEAP)
        with pytest.raises(KnownError, match="passphrase_taken"):
            binders.change_passphrase(binder, BO, cost=CHEAP)
        assert binder.persons() == (PERSON, "Bo Ås")
        binders.change_passphrase(binder, PASSPHRASE, cost=CHEAP)
    with binders.open_binder(folder, passphrase=BO, clock=CLOCK) as binder:
        assert binder.person == "Bo Ås"


def test_a_recovery_that_is_refused_lets_go_of_the_binder(folder: Path) -> None:
    with pytest.raises(KnownError, match="passphrase_too_weak"):
        binders.recover(folder, code=recovery_code(), passphrase=f"{PERSON} {PERSON}", clock=CLOCK)
    assert binders.verify(folder, passphrase=PASSPHRASE).problems == ()
