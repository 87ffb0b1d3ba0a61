"""Which guardians are in the circle around a youth (R2, R5, R9)."""

from collections.abc import Iterable
from datetime import date

import pytest

from app.models.case import Case
from app.models.family import deciding_guardians, guardians_in_circle
from tests.builders import TODAY, a_case, a_consent, a_guardian

EVA, OMAR, GONE = "guardian:eva", "guardian:omar", "guardian:gone"
EVERYBODY = ("youth", EVA, OMAR)
ADULT = date(2008, 3, 4)  # eighteen on the day


def elin(naming: Iterable[str], born: date = date(2010, 6, 1), signers: Iterable[str] = EVERYBODY) -> Case:
    """Elin of fifteen: Eva and Omar decide, one did so before; each of `naming` has named that one."""
    guardians = [
        a_guardian("eva"),
        a_guardian("omar"),
        a_guardian("gone", to=date(2025, 12, 31)),
    ]
    consents = [a_consent(by, ("police", GONE) if by in naming else "all") for by in signers]
    return a_case(born=born, guardians=guardians, consents=consents)


def circle(case: Case) -> set[str]:
    return {each.key for each in guardians_in_circle(case, TODAY)}


def test_those_who_decide_are_in_it_whatever_the_consents_say() -> None:
    assert circle(elin((), signers=())) == {"eva", "omar"}
    assert {each.key for each in deciding_guardians(elin(()), TODAY)} == {"eva", "omar"}


@pytest.mark.parametrize("without", EVERYBODY)
def test_a_former_guardian_is_in_it_only_when_everybody_who_must_consent_names_them(without: str) -> None:
    assert circle(elin(EVERYBODY)) == {"eva", "omar", "gone"}
    assert circle(elin([each for each in EVERYBODY if each != without])) == {"eva", "omar"}


@pytest.mark.parametrize("without", EVERYBODY)
def test_a_signature_that_is_missing_names_nobody(without: str) -> None:
    signers = [each for each in EVERYBODY if each != without]
    assert circle(elin(EVERYBODY, signers=signers)) == {"eva", "omar"}


def test_all_names_organisations_and_no_guardian() -> None:
    assert circle(elin(())) == {"eva", "omar"}


def test_an_adults_guardians_are_in_it_when_the_adult_names_them() -> None:
    assert deciding_guardians(elin((), born=ADULT), TODAY) == ()
    assert circle(elin((), born=ADULT)) == set()
    assert circle(elin(("youth",), born=ADULT)) == {"gone"}


def test_a_withdrawn_consent_names_nobody() -> None:
    case = elin(EVERYBODY)
    next(each for each in case.consents if str(each.by) == EVA).withdrawn = date(2026, 3, 1)
    assert circle(case) == {"eva", "omar"}
