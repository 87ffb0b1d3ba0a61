"""How windows say names, numbers and who has consented: one or several, owners whose names end in s."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.consent import Consent
from app.models.consent_status import ConsentWarning, ConsentWarningCode, consent_status
from app.models.who import Who
from app.ui.consent_words import Said, banner, chip, warnings
from app.ui.kit.chip import ChipKind
from app.ui.saying import genitive, nth
from tests.builders import CONTACTS, TODAY, a_case, a_consent, a_guardian

EVERYBODY = ("guardian:eva", "guardian:tomas", "youth")
NAMES = {Who.YOUTH: "Elin Holm", Who.guardian("eva"): "Eva Holm", Who.guardian("tomas"): "Tomas Holm"}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1:a"),
        (2, "2:a"),
        (3, "3:e"),
        (11, "11:e"),
        (12, "12:e"),
        (13, "13:e"),
        (21, "21:a"),
        (112, "112:e"),
    ],
)
def test_which_one_is_said_in_digits(number: int, said: str) -> None:
    assert nth(number) == said


@pytest.mark.parametrize(("name", "owner"), [("Elin", "Elins"), ("Tomas", "Tomas"), ("Max", "Max")])
def test_an_owner_whose_name_ends_in_s_gets_none_more(name: str, owner: str) -> None:
    assert genitive(name) == owner


def sum_of(**consent: date) -> str:
    guardians = (a_guardian("eva", name="Eva Holm"), a_guardian("tomas", name="Tomas Holm"))
    consents = [a_consent(each, **consent) for each in ("guardian:eva", "guardian:tomas")]
    case = a_case(born=date(2012, 1, 1), guardians=guardians, consents=consents)
    return banner(consent_status(case, CONTACTS, TODAY), NAMES, str, TODAY).text


def test_several_who_lack_are_said_in_the_plural() -> None:
    assert sum_of(valid_until=date(2026, 3, 3)) == "Evas och Tomas samtycken har gått ut."
    assert sum_of(withdrawn=TODAY) == "Eva och Tomas har återkallat sina samtycken."
    assert sum_of(valid_from=date(2026, 3, 5)).startswith(
        "Evas och Tomas samtycken har inte börjat gälla än."
    )


def test_a_decision_that_ends_says_who_must_consent_again() -> None:
    told = ConsentWarning(
        code=ConsentWarningCode.DEVIATION_ENDS, on=date(2026, 3, 20), dropped=(Who.guardian("tomas"),)
    )
    assert warnings([told], NAMES, str, TODAY) == ["Från 21 mars behöver Tomas samtycka igen."]


def covered(*more: Consent, ends: date | None) -> Said:
    """The banner of a youth of fifteen whose guardians and herself have signed until a day."""
    guardians = (a_guardian("eva", name="Eva Holm"), a_guardian("tomas", name="Tomas Holm"))
    consents = [a_consent(each, valid_until=ends) for each in EVERYBODY]
    case = a_case(born=date(2010, 6, 1), guardians=guardians, consents=[*consents, *more])
    return banner(consent_status(case, CONTACTS, TODAY), NAMES, str, TODAY)


def test_the_day_is_said_where_the_sum_is_about_something_else() -> None:
    consents = [a_consent(each, ["police"], valid_until=date(2026, 3, 20)) for each in EVERYBODY]
    guardians = (a_guardian("eva", name="Eva Holm"), a_guardian("tomas", name="Tomas Holm"))
    case = a_case(born=date(2010, 6, 1), guardians=guardians, consents=consents)
    told = banner(consent_status(case, CONTACTS, TODAY), NAMES, str, TODAY).text
    assert told.startswith("Samtycket nämner inte ")
    assert told.endswith("Elins, Evas och Tomas samtycken gäller till 20 mars.")


def test_what_is_true_of_several_is_said_once_and_of_all_of_them() -> None:
    told = covered(ends=date(2026, 3, 20)).text
    assert told == "Elin, Eva och Tomas har skrivit under till 20 mars. Det är dags att förnya."
    soon = ConsentWarning(code=ConsentWarningCode.RUNS_OUT, who=Who.YOUTH, on=date(2026, 3, 6))
    assert warnings([soon], NAMES, str, TODAY) == ["Elins samtycke gäller till fredag."]
    assert covered(ends=None).text.endswith("Elins, Evas och Tomas samtycken saknar slutdatum.")
    renewed = [
        a_consent(each, signed=TODAY, valid_from=date(2026, 3, 21), valid_until=date(2027, 3, 1))
        for each in EVERYBODY
    ]
    all_well = covered(*renewed, ends=date(2026, 3, 20))
    assert all_well.text.endswith("Elins, Evas och Tomas nya samtycken börjar gälla 21 mars.")
    assert all_well.kind is ChipKind.DONE
    one_is_not = covered(*renewed[:2], ends=date(2026, 3, 20))
    assert "Elins samtycke gäller till 20 mars." in one_is_not.text
    assert "Evas och Tomas nya samtycken börjar gälla 21 mars." in one_is_not.text
    assert one_is_not.kind is ChipKind.ATTENTION


def test_one_signature_with_a_long_name_is_counted_in_the_singular() -> None:
    case = a_case(born=date(2005, 1, 1))
    names = {Who.YOUTH: "Wilhelmina-Konstantinopel Holm-Oxenstierna"}
    assert chip(consent_status(case, CONTACTS, TODAY), names, TODAY)[1] == "1 underskrift saknas"
