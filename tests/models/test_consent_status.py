"""The edges of R1–R4, each computed by hand."""

from datetime import date

import pytest

from app.models.consent_status import ConsentWarningCode, consent_status
from app.models.cover import Cover, governing
from app.models.required import Band, ConsentBands
from app.models.who import Who
from tests.builders import (
    CONTACTS,
    TODAY,
    a_case,
    a_consent,
    a_contact,
    a_covered_case,
    a_deviation,
    a_guardian,
    a_participant,
    days,
)

EVA, OMAR = Who.guardian("eva"), Who.guardian("omar")
GROUP = ["police", "school", "contact:lars"]


def status(case, on=TODAY, **more):
    return consent_status(case, CONTACTS, on, **more)


def why(case, on=TODAY):
    return [(each.name, each.why.value) for each in status(case, on).missing]


def codes(case, on=TODAY):
    return [each.code for each in status(case, on).warnings]


@pytest.mark.parametrize(
    ("on", "age", "required"),
    [
        (date(2025, 5, 31), 14, (EVA, OMAR)),
        (date(2025, 6, 1), 15, (Who.YOUTH, EVA, OMAR)),
        (date(2025, 6, 2), 15, (Who.YOUTH, EVA, OMAR)),
        (date(2028, 5, 31), 17, (Who.YOUTH, EVA, OMAR)),
        (date(2028, 6, 1), 18, (Who.YOUTH,)),
        (date(2028, 6, 2), 18, (Who.YOUTH,)),
    ],
)
def test_who_must_consent_changes_on_the_birthday_itself(on, age, required):
    found = status(a_case(born=date(2010, 6, 1)), on)
    assert (found.age, found.required) == (age, required)


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2027, 2, 28), 14),
        (date(2027, 3, 1), 15),
        (date(2030, 2, 28), 17),
        (date(2030, 3, 1), 18),
        (date(2032, 2, 28), 19),
        (date(2032, 2, 29), 20),
    ],
)
def test_who_is_born_on_29_february_ages_on_1_march_in_common_years(on, age):
    assert status(a_case(born=date(2012, 2, 29)), on).age == age


def test_all_is_covered_when_all_have_signed():
    found = status(a_covered_case())
    assert found.covered
    assert found.missing == ()
    assert dict(found.organisations) == dict.fromkeys(GROUP, Cover.COVERED)
    assert set(found.persons.values()) == {Cover.COVERED}
    assert found.cell(OMAR, "police") is Cover.COVERED


def test_one_guardian_of_two_is_not_enough():
    case = a_case(consents=[a_consent("youth"), a_consent("guardian:eva")])
    assert not status(case).covered
    assert why(case) == [("guardian:omar", "missing")]
    assert set(status(case).organisations.values()) == {Cover.MISSING}
    assert status(case).cell(EVA, "police") is Cover.COVERED


def test_only_guardians_of_the_day_count():
    gone = a_guardian("omar", to=TODAY - days(1))
    came = a_guardian("ulla", from_=TODAY + days(1))
    case = a_case(
        guardians=[a_guardian("eva"), gone, came], consents=[a_consent("youth"), a_consent("guardian:eva")]
    )
    assert status(case).covered
    assert why(case, TODAY - days(1)) == [("guardian:omar", "missing")]
    assert why(case, TODAY + days(1)) == [("guardian:ulla", "missing")]
    assert status(case).covered_through == TODAY


def test_a_minor_without_a_guardian_is_never_nobody_required():
    case = a_case(guardians=[], consents=[a_consent("youth")])
    assert why(case) == [("guardian", "missing")]
    assert not status(case).covered
    assert set(status(case).organisations.values()) == {Cover.MISSING}
    assert codes(case)[0] is ConsentWarningCode.NO_GUARDIAN
    child = a_case(guardians=[], born=date(2013, 1, 1))
    assert status(child).required == ()
    assert why(child) == [("guardian", "missing")]
    assert not status(child).covered


def test_an_adult_needs_no_guardian():
    assert status(a_case(born=date(2006, 1, 1), guardians=[], consents=[a_consent("youth")])).covered


def test_a_withdrawal_counts_from_its_own_day():
    case = a_covered_case()
    case.consents[1].withdrawn = TODAY
    assert status(case, TODAY - days(1)).covered
    assert why(case) == [("guardian:eva", "withdrawn")]
    assert set(status(case).organisations.values()) == {Cover.WITHDRAWN}
    assert status(case, TODAY - days(1)).covered_through == TODAY - days(1)


def test_the_last_day_of_a_consent_is_covered_and_the_next_is_not():
    case = a_covered_case()
    case.consents[0].valid_until = TODAY
    assert status(case).covered
    assert status(case).covered_through == TODAY
    assert why(case, TODAY + days(1)) == [("youth", "expired")]


def test_a_renewal_that_begins_next_week_counts_from_then():
    begins = TODAY + days(7)
    case = a_covered_case()
    case.consents[0].valid_until = TODAY - days(1)
    case.consents.append(a_consent("youth", signed=TODAY, valid_from=begins))
    assert why(case) == [("youth", "expired")]
    assert status(case, begins).covered
    assert [(each.code, each.on) for each in status(case).warnings] == [
        (ConsentWarningCode.RENEWAL_BEGINS, begins)
    ]


def test_a_first_consent_that_begins_next_week_is_not_yet():
    case = a_covered_case()
    case.consents[0] = a_consent("youth", signed=TODAY, valid_from=TODAY + days(7))
    assert why(case) == [("youth", "not_yet")]
    case.consents[0] = a_consent("youth", signed=TODAY + days(1))
    assert why(case) == [("youth", "not_yet")]
    assert why(case, TODAY + days(1)) == []


def test_an_earlier_consent_is_not_revived_by_the_withdrawal_of_a_later():
    case = a_covered_case()
    case.consents.append(a_consent("youth", signed=date(2026, 2, 1), withdrawn=date(2026, 3, 1)))
    assert why(case) == [("youth", "withdrawn")]
    assert status(case, date(2026, 2, 28)).covered


def test_withdrawn_goes_before_a_consent_to_come():
    case = a_covered_case()
    case.consents[0].withdrawn = date(2026, 2, 1)
    case.consents.append(a_consent("youth", signed=TODAY + days(5)))
    assert why(case) == [("youth", "withdrawn")]


def test_a_later_signed_narrower_consent_governs():
    case = a_covered_case()
    case.consents.append(a_consent("youth", ["police"], signed=date(2026, 2, 1)))
    assert dict(status(case).organisations) == {
        "police": Cover.COVERED,
        "school": Cover.MISSING,
        "contact:lars": Cover.MISSING,
    }
    assert not status(case).covered
    assert why(case) == []


def test_of_two_signed_on_one_day_the_later_begun_governs_then_the_later_recorded():
    first = a_consent("youth", ["police"], key="a", valid_from=date(2026, 2, 1))
    second = a_consent("youth", ["school"], key="b", valid_from=date(2026, 1, 20))
    third = a_consent("youth", [], key="c", valid_from=date(2026, 2, 1))
    assert governing([first, second], Who.YOUTH, TODAY) is first
    assert governing([second, first], Who.YOUTH, TODAY) is first
    assert governing([first, third], Who.YOUTH, TODAY) is third


def test_all_means_those_in_the_group_on_the_day_of_signing():
    late = a_participant("maria", from_=date(2026, 2, 1))
    case = a_covered_case()
    case.participants.append(late)
    contacts = {**CONTACTS, "maria": a_contact("maria", "bup")}
    found = consent_status(case, contacts, TODAY)
    assert found.organisations["bup"] is Cover.MISSING
    assert not found.covered
    outside = [each for each in found.warnings if each.code is ConsentWarningCode.OUTSIDE_SCOPE]
    assert {(each.who, each.organisation, each.on) for each in outside} == {
        (who, "bup", TODAY) for who in (Who.YOUTH, EVA, OMAR)
    }
    assert consent_status(case, contacts, date(2026, 1, 31)).covered
    assert consent_status(case, contacts, date(2026, 1, 31)).covered_through == date(2026, 1, 31)


def test_a_member_is_in_the_group_on_the_last_day_and_not_after():
    case = a_covered_case()
    case.participants[0].to = TODAY
    assert "police" in status(case).organisations
    assert "police" not in status(case, TODAY + days(1)).organisations


def test_a_member_outside_the_scope_who_joins_soon_is_warned_about():
    case = a_covered_case()
    case.participants.append(a_participant("maria", from_=TODAY + days(30)))
    contacts = {**CONTACTS, "maria": a_contact("maria", "bup")}
    found = consent_status(case, contacts, TODAY)
    assert found.covered
    assert {(each.code, each.on) for each in found.warnings} == {
        (ConsentWarningCode.OUTSIDE_SCOPE, TODAY + days(30))
    }
    assert consent_status(case, contacts, TODAY - days(1)).warnings == ()


def test_one_who_refuses_an_organisation_makes_it_refused():
    case = a_covered_case()
    case.consents[2] = a_consent("guardian:omar", ["school", "contact:lars"], refused=["police"])
    found = status(case)
    assert found.organisations["police"] is Cover.REFUSED
    assert found.organisations["school"] is Cover.COVERED
    assert not found.covered
    assert found.missing == ()
    assert found.refusals == ((OMAR, "police"),)
    assert found.warnings[0].code is ConsentWarningCode.REFUSED


def test_a_refusal_weighs_more_than_a_missing_signature_and_than_all():
    case = a_case(consents=[a_consent("youth", refused=["police"])])
    assert status(case).organisations["police"] is Cover.REFUSED
    assert status(case).organisations["school"] is Cover.MISSING


def test_the_worst_state_is_that_of_the_organisation():
    case = a_covered_case()
    case.consents[0].valid_until = date(2026, 2, 1)
    case.consents[1].withdrawn = date(2026, 2, 1)
    assert set(status(case).organisations.values()) == {Cover.WITHDRAWN}


def test_a_deviation_lets_off_from_its_first_day_to_its_last():
    decision = a_deviation("guardian:omar", on=TODAY, until=TODAY + days(2))
    case = a_case(consents=[a_consent("youth"), a_consent("guardian:eva")], deviations=[decision])
    assert not status(case, TODAY - days(1)).covered
    assert status(case).covered
    assert status(case).excused == (OMAR,)
    assert status(case, TODAY + days(2)).covered
    assert not status(case, TODAY + days(3)).covered
    assert status(case).covered_through == TODAY + days(2)
    assert codes(case) == [ConsentWarningCode.DEVIATION_ENDS]


def test_a_decision_that_lets_everybody_off_is_said():
    decision = a_deviation("guardian:omar", "guardian:eva")
    case = a_case(born=date(2013, 1, 1), deviations=[decision])
    assert status(case).required == ()
    assert status(case).covered
    assert codes(case) == [ConsentWarningCode.NOBODY_REQUIRED]


def test_a_binder_can_change_the_bands():
    bands = ConsentBands(
        (Band(below=16, youth=True, guardians=True), Band(below=None, youth=True, guardians=False))
    )
    case = a_case(born=date(2010, 6, 1))
    assert status(case, date(2026, 5, 31), bands=bands).required == (Who.YOUTH, EVA, OMAR)
    assert status(case, date(2026, 6, 1), bands=bands).required == (Who.YOUTH,)


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band(below=15, youth=True, guardians=True),),
        (Band(below=None, youth=True, guardians=True), Band(below=None, youth=True, guardians=False)),
        (
            Band(below=15, youth=True, guardians=True),
            Band(below=15, youth=True, guardians=True),
            Band(below=None, youth=True, guardians=False),
        ),
        (Band(below=None, youth=False, guardians=False),),
    ],
)
def test_bands_that_make_no_sense_are_refused(bands):
    with pytest.raises(ValueError, match=r"must rise|is open|asks somebody"):
        ConsentBands(bands)


@pytest.mark.parametrize(("ahead", "warned"), [(31, False), (30, True), (0, True)])
def test_a_consent_that_runs_out_is_warned_about_30_days_ahead(ahead, warned):
    case = a_covered_case()
    case.consents[0].valid_until = TODAY + days(ahead)
    found = [(each.code, each.who, each.on) for each in status(case).warnings]
    assert found == ([(ConsentWarningCode.RUNS_OUT, Who.YOUTH, TODAY + days(ahead))] if warned else [])


def test_a_renewed_consent_does_not_run_out():
    case = a_covered_case()
    case.consents[0].valid_until = TODAY + days(5)
    case.consents.append(a_consent("youth", signed=TODAY, valid_from=TODAY + days(6)))
    assert codes(case) == [ConsentWarningCode.RENEWAL_BEGINS]
    assert status(case).covered_through == date(2026, 12, 31)


def test_no_end_is_valid_and_warned_about():
    case = a_covered_case()
    for consent in case.consents:
        consent.valid_until = None
    assert status(case).covered
    assert codes(case) == [ConsentWarningCode.NO_END] * 3
    assert status(case).covered_through is None


@pytest.mark.parametrize(("ahead", "warned"), [(31, False), (30, True), (1, True), (0, False)])
def test_the_15th_birthday_is_warned_about_30_days_ahead(ahead, warned):
    turns = date(2026, 6, 1)
    case = a_case(born=date(2011, 6, 1), consents=[a_consent("guardian:eva"), a_consent("guardian:omar")])
    found = [each for each in status(case, turns - days(ahead)).warnings if each.code == "birthday"]
    assert [(each.on, each.age, each.added, each.dropped) for each in found] == (
        [(turns, 15, (Who.YOUTH,), ())] if warned else []
    )
    if ahead:
        assert status(case, turns - days(ahead)).covered_through == turns - days(1)


def test_the_18th_birthday_drops_the_guardians():
    case = a_covered_case(born=date(2008, 3, 10))
    [warning] = status(case).warnings
    assert (warning.age, warning.added, warning.dropped) == (18, (), (EVA, OMAR))
    assert status(case).covered_through == date(2026, 12, 31)


def test_the_youths_own_stance_is_known_though_nobody_asks_for_it():
    case = a_case(born=date(2013, 1, 1), consents=[a_consent("youth", withdrawn=TODAY)])
    assert status(case).persons[Who.YOUTH] is Cover.WITHDRAWN
    assert Who.YOUTH not in status(case).required


def test_an_adults_guardians_are_no_longer_asked_nor_shown():
    assert set(status(a_case(born=date(2006, 1, 1))).persons) == {Who.YOUTH}
    assert set(status(a_case(born=date(2013, 1, 1))).persons) == {Who.YOUTH, EVA, OMAR}


def test_consents_at_the_ends_of_the_calendar_are_nothing_special():
    case = a_covered_case(born=date(2010, 6, 1))
    for consent in case.consents:
        consent.valid_until = date.max
    assert status(case).covered_through is None
    assert status(case, date.max).persons[Who.YOUTH] is Cover.COVERED
    assert not status(case, date.min).covered
