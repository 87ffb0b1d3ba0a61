"""Opening cases and changing what is known of their people."""

from datetime import date

import pytest

from app.models.codes import CaseState
from app.models.errors import KnownError
from app.services import cases, people
from app.services.cases import CaseFacts, NewCase
from app.services.people import GuardianFacts, YouthFacts
from app.services.wording import explain
from app.storage.binder import Binder
from tests.services.readings import logged, only, whole

AMIR = YouthFacts(name="  Amir   Nilsson ", birth_date=date(2011, 3, 8), school="Björkskolan")


def opened(binder: Binder, **fields: object) -> str:
    return only(cases.open_case(binder, NewCase(youth=AMIR, **fields)))  # type: ignore[arg-type]


def test_a_case_opens_with_its_people_and_the_binders_person_as_coordinator(binder: Binder) -> None:
    parents = (
        GuardianFacts(name="Karin Nilsson", phone="070-174 06 11"),
        GuardianFacts(name="Tomas Nilsson"),
    )
    case = whole(binder, opened(binder, guardians=parents))
    assert case.young_person.name == "Amir Nilsson"
    assert [each.name for each in case.guardians] == ["Karin Nilsson", "Tomas Nilsson"]
    assert [(each.state, each.date) for each in case.states] == [(CaseState.NOMINATED, date(2026, 3, 4))]
    with binder.reading() as work:
        assert [(each.id, each.name) for each in work.coordinators()] == [
            (case.coordinator_id, binder.person)
        ]


def test_the_second_case_has_the_same_coordinator(binder: Binder) -> None:
    first, second = opened(binder), opened(binder)
    assert whole(binder, first).coordinator_id == whole(binder, second).coordinator_id


@pytest.mark.parametrize(("born", "areas"), [(date(2008, 3, 5), "young"), (date(2008, 3, 4), "young_adult")])
def test_the_life_areas_follow_the_age_on_the_day(binder: Binder, born: date, areas: str) -> None:
    made = cases.open_case(binder, NewCase(youth=YouthFacts(name="Elin Holm", birth_date=born)))
    assert whole(binder, only(made)).life_areas == areas


@pytest.mark.parametrize(
    ("youth", "field", "code"),
    [
        (YouthFacts(name=" ", birth_date=date(2011, 3, 8)), "name", "name_missing"),
        (YouthFacts(name="Amir", birth_date=None), "birth_date", "birth_date_missing"),
        (YouthFacts(name="Amir", birth_date=date(2026, 3, 5)), "birth_date", "birth_date_to_come"),
        (YouthFacts(name="Amir", birth_date=date(1899, 1, 1)), "birth_date", "birth_date_too_early"),
        (YouthFacts(name="Amir", birth_date=date(2011, 3, 8), email="a b"), "email", "email_odd"),
        (YouthFacts(name="Amir", birth_date=date(2011, 3, 8), phone="ring mig"), "phone", "phone_odd"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_words(
    binder: Binder, youth: YouthFacts, field: str, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        cases.open_case(binder, NewCase(youth=youth))
    assert (refused.value.code, refused.value.details["field"]) == (code, field)
    assert "felkod" not in explain(refused.value)
    with binder.reading() as work:
        assert work.case_ids() == []
        assert work.coordinators() == []


def test_a_guardian_of_a_new_case_is_named_by_its_place_in_the_form(binder: Binder) -> None:
    with pytest.raises(KnownError) as refused:
        opened(binder, guardians=(GuardianFacts(name="Karin"), GuardianFacts(name="")))
    assert refused.value.details["field"] == "guardian1.name"


def test_two_cases_cannot_share_a_code_name(binder: Binder) -> None:
    opened(binder, facts=CaseFacts(code_name="Björken"))
    with pytest.raises(KnownError, match="code_name_taken"):
        opened(binder, facts=CaseFacts(code_name="björken "))


def test_a_case_keeps_its_own_code_name_when_it_changes(binder: Binder) -> None:
    case_id = opened(binder, facts=CaseFacts(code_name="Björken"))
    facts = CaseFacts.of(whole(binder, case_id))
    cases.edit_facts(binder, case_id, CaseFacts(**{**vars(facts), "reference": "2026-014"}))
    case = whole(binder, case_id)
    assert (case.code_name, case.reference, case.life_areas) == ("Björken", "2026-014", "young")


def test_a_guardian_gets_a_last_day_and_stays(binder: Binder) -> None:
    case_id = opened(binder)
    key = only(
        people.add_guardian(binder, case_id, GuardianFacts(name="Karin", from_=date(2011, 3, 8))), case_id
    )
    facts = GuardianFacts.of(whole(binder, case_id).guardians[0])
    people.edit_guardian(binder, case_id, key, GuardianFacts(**{**vars(facts), "to": date(2026, 3, 1)}))
    assert [(each.name, each.to) for each in whole(binder, case_id).guardians] == [
        ("Karin", date(2026, 3, 1))
    ]
    with pytest.raises(KnownError, match="dates_backwards"):
        people.edit_guardian(binder, case_id, key, GuardianFacts(**{**vars(facts), "to": date(2011, 3, 7)}))


def test_the_youth_is_edited_and_everything_is_logged(binder: Binder) -> None:
    case_id = opened(binder)
    facts = YouthFacts.of(whole(binder, case_id).young_person)
    people.edit_youth(binder, case_id, YouthFacts(**{**vars(facts), "protected_identity": True}))
    assert whole(binder, case_id).young_person.protected_identity
    assert logged(binder, case_id) == ["case_opened", "youth_changed"]
