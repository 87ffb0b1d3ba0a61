"""Key dates (R22): warned of 30 days ahead, never by a case that is over; and what has ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.case import Case, KeyDate
from app.models.codes import CaseState, KeyDateKind
from app.models.key_dates import coming_key_dates, ended, placement
from app.models.states import state_on
from tests.builders import TODAY, a_case, days

ENROLLED_STATES = [CaseState.ACTIVE, CaseState.DORMANT, CaseState.PAUSED]
OVER = [CaseState.CLOSED, CaseState.FOLLOWED_UP, CaseState.DECLINED]


def case_with(*dates: tuple[KeyDateKind, date], state: CaseState = CaseState.ACTIVE) -> Case:
    case = a_case(states=[(state, TODAY - days(60))])
    case.key_dates = [KeyDate(kind=kind, date=day) for kind, day in dates]
    return case


@pytest.mark.parametrize(("away", "warned"), [(-1, False), (0, True), (1, True), (30, True), (31, False)])
@pytest.mark.parametrize("kind", list(KeyDateKind))
def test_a_key_date_warns_thirty_days_ahead_and_on_its_day(kind: KeyDateKind, away: int, warned: bool):
    found = coming_key_dates(case_with((kind, TODAY + days(away))), TODAY)
    assert [each.kind for each in found] == ([kind] if warned else [])


def test_they_come_in_order_however_they_were_noted():
    case = case_with(
        (KeyDateKind.TRIAL, TODAY + days(20)),
        (KeyDateKind.RELEASE, TODAY + days(3)),
        (KeyDateKind.OTHER, TODAY + days(20)),
    )
    kinds = [each.kind for each in coming_key_dates(case, TODAY)]
    assert kinds == [KeyDateKind.RELEASE, KeyDateKind.TRIAL, KeyDateKind.OTHER]


@pytest.mark.parametrize("state", list(CaseState))
def test_a_case_that_is_over_warns_of_nothing(state: CaseState):
    case = case_with((KeyDateKind.TRIAL, TODAY), state=state)
    assert bool(coming_key_dates(case, TODAY)) is (state not in OVER)


def test_a_case_that_closes_tomorrow_still_warns_today():
    case = a_case(states=[(CaseState.ACTIVE, TODAY - days(60)), (CaseState.CLOSED, TODAY + days(1))])
    case.key_dates = [KeyDate(kind=KeyDateKind.TRIAL, date=TODAY + days(2))]
    assert coming_key_dates(case, TODAY)
    assert not coming_key_dates(case, TODAY + days(1))


def test_the_end_of_the_calendar_does_not_fell_it():
    last = date.max
    case = case_with((KeyDateKind.SANCTION_ENDS, last))
    assert coming_key_dates(case, last - days(2))


def test_a_placement_closes_nothing_and_silences_nothing():
    case = case_with(
        (KeyDateKind.PLACEMENT_FROM, TODAY - days(3)), (KeyDateKind.DECISION_ENDS, TODAY + days(9))
    )
    assert state_on(case, TODAY) is CaseState.ACTIVE
    assert [each.kind for each in coming_key_dates(case, TODAY)] == [KeyDateKind.DECISION_ENDS]


@pytest.mark.parametrize("kind", [KeyDateKind.DECISION_ENDS, KeyDateKind.SANCTION_ENDS])
@pytest.mark.parametrize("state", list(CaseState))
def test_an_end_that_has_passed_is_told_while_the_youth_is_enrolled(kind: KeyDateKind, state: CaseState):
    case = case_with((kind, TODAY - days(1)), state=state)
    assert [each.kind for each in ended(case, TODAY)] == ([kind] if state in ENROLLED_STATES else [])


@pytest.mark.parametrize(("away", "told"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_still_counts(away: int, told: bool):
    assert bool(ended(case_with((KeyDateKind.DECISION_ENDS, TODAY + days(away))), TODAY)) is told


def test_a_prolonged_decision_has_not_ended_but_the_sanction_beside_it_has():
    case = case_with(
        (KeyDateKind.DECISION_ENDS, TODAY + days(90)),
        (KeyDateKind.DECISION_ENDS, TODAY - days(4)),
        (KeyDateKind.SANCTION_ENDS, TODAY - days(2)),
    )
    assert [each.kind for each in ended(case, TODAY)] == [KeyDateKind.SANCTION_ENDS]


def test_of_several_ends_that_have_passed_the_latest_is_told():
    case = case_with(
        (KeyDateKind.DECISION_ENDS, TODAY - days(4)), (KeyDateKind.DECISION_ENDS, TODAY - days(90))
    )
    assert [each.date for each in ended(case, TODAY)] == [TODAY - days(4)]


@pytest.mark.parametrize("kind", [KeyDateKind.TRIAL, KeyDateKind.RELEASE, KeyDateKind.PLACEMENT_TO])
def test_a_trial_that_has_been_is_nothing_to_see_to(kind: KeyDateKind):
    assert not ended(case_with((kind, TODAY - days(1))), TODAY)


@pytest.mark.parametrize(("away", "placed"), [(-1, False), (0, True), (10, True), (11, False)])
def test_a_placement_lasts_from_its_first_to_its_last_day(away: int, placed: bool):
    case = case_with((KeyDateKind.PLACEMENT_FROM, TODAY), (KeyDateKind.PLACEMENT_TO, TODAY + days(10)))
    assert bool(placement(case, TODAY + days(away))) is placed


def test_a_placement_without_an_end_lasts_and_an_earlier_end_is_not_its():
    case = case_with(
        (KeyDateKind.PLACEMENT_TO, TODAY - days(100)), (KeyDateKind.PLACEMENT_FROM, TODAY - days(10))
    )
    begun = placement(case, TODAY + days(400))
    assert begun is not None
    assert begun.date == TODAY - days(10)


NOTED = st.lists(
    st.tuples(st.sampled_from(list(KeyDateKind)), st.integers(-60, 60).map(lambda n: TODAY + timedelta(n))),
    max_size=6,
)


@given(noted=NOTED, state=st.sampled_from(list(CaseState)), within=st.integers(0, 45))
def test_as_one_would_count_it_by_hand(noted: list[tuple[KeyDateKind, date]], state: CaseState, within: int):
    case = case_with(*noted, state=state)
    by_hand = sorted(
        day for _kind, day in noted if any(day == TODAY + days(ahead) for ahead in range(within + 1))
    )
    found = [each.date for each in coming_key_dates(case, TODAY, within=within)]
    assert found == ([] if state in OVER else by_hand)
    gone = set()
    for kind, day in noted:
        rests_on = kind in (KeyDateKind.DECISION_ENDS, KeyDateKind.SANCTION_ENDS)
        prolonged = any(other == kind and later > day for other, later in noted)
        if rests_on and day < TODAY and not prolonged and state in ENROLLED_STATES:
            gone.add((kind, day))
    assert {(each.kind, each.date) for each in ended(case, TODAY)} == gone
