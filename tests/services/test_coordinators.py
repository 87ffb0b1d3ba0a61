"""Who answers for which case, and that somebody can take over, one case or all at once (R7)."""

from dataclasses import replace
from datetime import date

import pytest

from app.models.codes import CaseState
from app.models.consent_status import consent_status
from app.models.contact_list import contact_lines
from app.models.errors import KnownError
from app.models.who import WhoKind
from app.services import case_states, cases, coordinators, papers, persons
from app.services.case_states import StateFacts
from app.services.cases import CaseFacts, NewCase
from app.services.coordinators import CoordinatorFacts, Responsible
from app.services.people import YouthFacts
from app.storage.binder import Binder
from app.storage.repositories.responsible import ResponsibleRow
from tests.services.readings import logged, only, whole

TODAY = date(2026, 3, 4)


@pytest.fixture
def nils(binder: Binder) -> str:
    return only(coordinators.edit_coordinator(binder, None, CoordinatorFacts(name="Nils Ersättare")))


@pytest.fixture
def three(binder: Binder) -> tuple[str, ...]:
    """Three cases of the person who has the binder open."""
    return tuple(
        only(cases.open_case(binder, NewCase(youth=YouthFacts(name=name, birth_date=date(2010, 1, 9)))))
        for name in ("Elin Holm", "Åsa Ek", "Bo Dal")
    )


def responsible(binder: Binder, ids: tuple[str, ...]) -> list[Responsible]:
    return [Responsible.of(whole(binder, each)) for each in ids]


def test_all_of_a_colleagues_cases_are_taken_over_and_given_back(
    binder: Binder, nils: str, three: tuple[str, ...]
) -> None:
    (me,) = {each.coordinator_id for each in responsible(binder, three)}
    before = {each: Responsible.of(whole(binder, each)) for each in three}
    taken = Responsible(coordinator_id=nils, stand_in_id=me)
    changes = coordinators.hand_over(binder, dict.fromkeys(three, taken), on=date(2026, 3, 2))
    assert changes.ids == set(three)
    assert responsible(binder, three) == [taken] * 3
    with binder.reading() as work:
        row = work.log_rows(case=three[0])[-1]
    assert row.what == "case_handed_over"
    assert row.details == {
        "case": three[0],
        "to": f"coordinator:{nils}",
        "from": me,
        "on": "2026-03-02",
        "stand_in": me,
    }
    coordinators.hand_over(binder, before, on=TODAY)
    assert responsible(binder, three) == list(before.values())
    assert logged(binder, three[1])[-2:] == ["case_handed_over", "case_handed_over"]


def test_the_papers_name_the_new_coordinator_and_the_stand_in(
    binder: Binder, nils: str, three: tuple[str, ...]
) -> None:
    (me,) = {each.coordinator_id for each in responsible(binder, three)}
    coordinators.hand_over(binder, {three[0]: Responsible(coordinator_id=nils, stand_in_id=me)}, on=TODAY)
    material = papers.gather(binder, three[0])
    assert material.setting.letterhead.coordinator == "Nils Ersättare"
    status = consent_status(material.case, material.book.contacts, TODAY)
    lines = contact_lines(material.case, material.book, status)
    named = [each.person.name for each in lines if each.person.who.kind is WhoKind.COORDINATOR]
    assert named == ["Nils Ersättare", binder.person]


def test_a_stand_in_alone_is_named_and_logged_as_such(
    binder: Binder, nils: str, three: tuple[str, ...]
) -> None:
    (me,) = {each.coordinator_id for each in responsible(binder, three)}
    wanted = {three[0]: Responsible(coordinator_id=me, stand_in_id=nils)}
    coordinators.hand_over(binder, wanted, on=TODAY)
    coordinators.hand_over(binder, wanted, on=TODAY)
    assert logged(binder, three[0])[-2:] == ["case_opened", "stand_in_changed"]


@pytest.mark.parametrize(
    ("wanted", "on", "code"),
    [
        (Responsible(coordinator_id="ingen"), TODAY, "no_such_coordinator"),
        (Responsible(coordinator_id=None, stand_in_id="ingen"), TODAY, "no_such_coordinator"),
        (Responsible(coordinator_id="NILS", stand_in_id="NILS"), TODAY, "stand_in_is_coordinator"),
        (Responsible(coordinator_id="NILS"), date(2026, 3, 5), "day_to_come"),
    ],
)
def test_a_hand_over_that_is_refused_changes_no_case(
    binder: Binder, nils: str, three: tuple[str, ...], wanted: Responsible, on: date, code: str
) -> None:
    before = responsible(binder, three)
    named = {key: nils if value == "NILS" else value for key, value in vars(wanted).items()}
    good = Responsible(coordinator_id=nils)
    with pytest.raises(KnownError, match=code):
        coordinators.hand_over(binder, {three[0]: good, three[1]: Responsible(**named)}, on=on)
    assert responsible(binder, three) == before
    with pytest.raises(KnownError, match="nothing_to_hand_over"):
        coordinators.hand_over(binder, {}, on=TODAY)
    with pytest.raises(KnownError, match="no_such_case"):
        coordinators.hand_over(binder, {three[0]: good, "annat": good}, on=TODAY)
    assert responsible(binder, three) == before


def test_my_cases_are_those_i_coordinate_and_those_where_i_stand_in(
    binder: Binder, nils: str, three: tuple[str, ...]
) -> None:
    (me,) = {each.coordinator_id for each in responsible(binder, three)}
    wanted = {
        three[0]: Responsible(coordinator_id=nils, stand_in_id=me),
        three[1]: Responsible(coordinator_id=nils),
    }
    coordinators.hand_over(binder, wanted, on=TODAY)
    mine = coordinators.my_cases(binder)
    assert (mine.coordinates, mine.stands_in) == ({three[2]}, {three[0]})


def test_a_person_knows_her_cases_by_name_and_which_of_them_run(
    binder: Binder, three: tuple[str, ...]
) -> None:
    case_states.change_state(binder, three[2], StateFacts(state=CaseState.DECLINED, date=TODAY))
    me = persons.persons(binder)[0]
    assert [each.name for each in me.cases] == ["Bo Dal", "Elin Holm", "Åsa Ek"]
    assert [each.name for each in me.running] == ["Elin Holm", "Åsa Ek"]


def test_who_takes_over_is_no_stand_in_of_her_own_and_the_former_may_be() -> None:
    def row(coordinator: str, stand_in: str | None) -> ResponsibleRow:
        return ResponsibleRow("c", "Elin", None, CaseState.ACTIVE, coordinator, stand_in)

    def stands_in(stand_in: str | None, **how: bool) -> str | None:
        return coordinators.taken_over([row("sara", stand_in)], "nils", **how)["c"].stand_in_id

    assert stands_in("nils") is None
    assert stands_in("eva") == "eva"
    assert stands_in(None) is None
    assert stands_in("nils", former_stands_in=True) == "sara"
    assert (
        coordinators.taken_over([row("nils", None)], "nils", former_stands_in=True)["c"].stand_in_id is None
    )


def test_the_facts_of_a_case_hand_it_over_too_and_the_log_says_so(
    binder: Binder, nils: str, three: tuple[str, ...]
) -> None:
    facts = CaseFacts.of(whole(binder, three[0]))
    cases.edit_facts(binder, three[0], replace(facts, reference="2026-014"))
    assert logged(binder, three[0])[-1] == "case_changed"
    cases.edit_facts(binder, three[0], replace(facts, coordinator_id=nils))
    assert logged(binder, three[0])[-1] == "case_handed_over"
    with pytest.raises(KnownError, match="stand_in_is_coordinator"):
        cases.edit_facts(binder, three[0], replace(facts, coordinator_id=nils, stand_in_id=nils))
