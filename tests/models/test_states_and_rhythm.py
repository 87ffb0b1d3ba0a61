"""A case's life (R21) and the rhythm of its meetings (R10)."""

from datetime import date, datetime, time
from itertools import pairwise

import pytest

from app.models.codes import CaseState, MeetingKind, MeetingStatus
from app.models.rhythm import next_starts, rhythm
from app.models.states import (
    BEFORE,
    ENROLLED,
    MAY_FOLLOW,
    may_follow,
    pause_on,
    pauses,
    period_start,
    periods,
    state_on,
)
from tests.builders import TODAY, a_case, a_meeting, days

JAN_12 = date(2026, 1, 12)


def test_the_state_of_a_day_is_the_last_entered():
    case = a_case(
        states=[
            (CaseState.NOMINATED, JAN_12),
            (CaseState.SEEKING_CONSENT, TODAY),
            (CaseState.ACTIVE, TODAY),
            (CaseState.CLOSED, TODAY + days(1)),
        ]
    )
    assert state_on(case, JAN_12 - days(1)) is None
    assert state_on(case, TODAY - days(1)) is CaseState.NOMINATED
    assert state_on(case, TODAY) is CaseState.ACTIVE
    assert state_on(case, TODAY + days(1)) is CaseState.CLOSED


def test_dormant_and_paused_count_as_enrolled():
    assert {CaseState.ACTIVE, CaseState.DORMANT, CaseState.PAUSED} == ENROLLED


@pytest.mark.parametrize("state", BEFORE)
def test_a_case_may_be_declined_from_any_state_before_active(state):
    assert may_follow(state, CaseState.DECLINED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CaseState.ACTIVE, CaseState.DECLINED),
        (CaseState.NOMINATED, CaseState.ACTIVE),
        (CaseState.QUEUED, CaseState.CLOSED),
        (CaseState.CLOSED, CaseState.PAUSED),
        (CaseState.ACTIVE, CaseState.FOLLOWED_UP),
        (None, CaseState.CLOSED),
    ],
)
def test_some_may_not_follow_others(before, after):
    assert not may_follow(before, after)


def test_a_case_walks_through_its_whole_life_and_begins_anew():
    life = [
        None,
        *BEFORE,
        CaseState.ACTIVE,
        CaseState.PAUSED,
        CaseState.ACTIVE,
        CaseState.DORMANT,
        CaseState.CLOSED,
        CaseState.FOLLOWED_UP,
        CaseState.FOLLOWED_UP,
        CaseState.NOMINATED,
    ]
    assert all(may_follow(before, after) for before, after in pairwise(life))
    assert may_follow(CaseState.CLOSED, CaseState.ACTIVE)
    assert set(MAY_FOLLOW) == set(CaseState)


def test_a_period_starts_with_its_first_active_day():
    case = a_case(
        states=[
            (CaseState.NOMINATED, date(2025, 1, 1)),
            (CaseState.ACTIVE, date(2025, 2, 1)),
            (CaseState.PAUSED, date(2025, 3, 1)),
            (CaseState.ACTIVE, date(2025, 4, 1)),
            (CaseState.CLOSED, date(2025, 5, 1)),
            (CaseState.ACTIVE, date(2026, 1, 1)),
        ]
    )
    assert period_start(case, date(2025, 1, 31)) is None
    assert period_start(case, date(2025, 4, 2)) == date(2025, 2, 1)
    assert period_start(case, date(2025, 12, 31)) == date(2025, 2, 1)
    assert period_start(case, TODAY) == date(2026, 1, 1)


def test_a_pause_lasts_until_its_end_or_the_next_state():
    case = a_case(
        states=[
            (CaseState.PAUSED, date(2025, 6, 15), date(2025, 8, 15)),
            (CaseState.ACTIVE, date(2025, 8, 1)),
            (CaseState.PAUSED, date(2025, 10, 1), date(2025, 10, 10)),
            (CaseState.ACTIVE, date(2025, 11, 1)),
            (CaseState.PAUSED, date(2026, 1, 1)),
        ]
    )
    assert [(each.first, each.last) for each in pauses(case)] == [
        (date(2025, 6, 15), date(2025, 7, 31)),
        (date(2025, 10, 1), date(2025, 10, 10)),
        (date(2026, 1, 1), None),
    ]


def test_next_is_four_weeks_later_same_weekday_and_time():
    starts = datetime(2026, 3, 4, 14, 30)
    assert next_starts(starts, lambda day: False) == datetime(2026, 4, 1, 14, 30)


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ({date(2026, 1, 1)}, datetime(2026, 1, 8, 9)),
        ({date(2026, 1, 1), date(2026, 1, 8)}, datetime(2025, 12, 25, 9)),
        ({date(2026, 1, 1), date(2026, 1, 8), date(2025, 12, 25)}, datetime(2025, 12, 18, 9)),
    ],
)
def test_a_holiday_moves_it_but_never_past_five_weeks(holidays, expected):
    assert next_starts(datetime(2025, 12, 4, 9), holidays.__contains__) == expected


@pytest.mark.parametrize(("since", "alarm"), [(34, False), (35, True), (36, True)])
def test_35_days_without_a_meeting_are_an_alarm(since, alarm):
    case = a_case(states=[(CaseState.ACTIVE, date(2025, 6, 1))], meetings=[a_meeting(1, TODAY - days(since))])
    found = rhythm(case, TODAY)
    assert (found.since, found.days, found.alarm) == (TODAY - days(since), since, alarm)


def test_a_case_without_meetings_counts_from_its_first_active_day():
    found = rhythm(a_case(states=[(CaseState.ACTIVE, TODAY - days(35))]), TODAY)
    assert (found.since, found.alarm) == (TODAY - days(35), True)


def test_meetings_that_were_not_held_or_not_of_the_group_keep_no_rhythm():
    case = a_case(
        states=[(CaseState.ACTIVE, TODAY - days(40))],
        meetings=[
            a_meeting(1, TODAY - days(3), status=MeetingStatus.CANCELLED),
            a_meeting(2, TODAY - days(2), kind=MeetingKind.SMALL, circle=["youth"]),
        ],
    )
    assert rhythm(case, TODAY).days == 40


def test_the_days_of_a_pause_are_no_alarm():
    case = a_case(
        states=[
            (CaseState.ACTIVE, date(2025, 6, 1)),
            (CaseState.PAUSED, TODAY - days(40), TODAY - days(11)),
            (CaseState.ACTIVE, TODAY - days(10)),
        ],
        meetings=[a_meeting(1, TODAY - days(50))],
    )
    found = rhythm(case, TODAY)
    assert (found.days, found.alarm, found.paused) == (20, False, False)
    during = rhythm(case, TODAY - days(20))
    assert (during.days, during.alarm, during.paused) == (9, False, True)
    assert rhythm(case, TODAY + days(15)).alarm


def test_the_days_of_a_pause_up_to_a_meeting_are_not_left_out_once_more():
    """They passed before the days that are counted."""
    case = a_case(
        states=[(CaseState.ACTIVE, date(2025, 6, 1)), (CaseState.PAUSED, TODAY - days(60), TODAY - days(30))],
        meetings=[a_meeting(1, datetime.combine(TODAY - days(30), time(14)))],
    )
    found = rhythm(case, TODAY)
    assert found is not None
    assert (found.since, found.days) == (TODAY - days(30), 30)


def test_a_pause_that_has_run_out_alarms_again():
    case = a_case(
        states=[(CaseState.ACTIVE, date(2025, 6, 1)), (CaseState.PAUSED, TODAY - days(60), TODAY - days(35))],
        meetings=[a_meeting(1, TODAY - days(61))],
    )
    assert not rhythm(case, TODAY - days(1)).alarm
    assert rhythm(case, TODAY).alarm


@pytest.mark.parametrize(("ahead", "late"), [(25, False), (26, True)])
def test_a_next_meeting_more_than_five_weeks_away_is_too_late(ahead, late):
    planned = a_meeting(2, TODAY + days(ahead), status=MeetingStatus.PLANNED)
    case = a_case(
        states=[(CaseState.ACTIVE, date(2025, 6, 1))], meetings=[a_meeting(1, TODAY - days(10)), planned]
    )
    found = rhythm(case, TODAY)
    assert found.next is planned
    assert found.next_too_late is late


@pytest.mark.parametrize("state", [CaseState.DORMANT, CaseState.CLOSED, CaseState.QUEUED])
def test_only_active_cases_have_a_rhythm(state):
    assert rhythm(a_case(states=[(CaseState.ACTIVE, JAN_12), (state, TODAY)]), TODAY) is None


def test_a_new_period_begins_a_new_rhythm():
    case = a_case(
        states=[
            (CaseState.ACTIVE, date(2025, 1, 1)),
            (CaseState.CLOSED, date(2025, 5, 1)),
            (CaseState.ACTIVE, TODAY - days(5)),
        ],
        meetings=[a_meeting(1, date(2025, 4, 1))],
    )
    assert rhythm(case, TODAY).days == 5


@pytest.mark.parametrize(("away", "paused"), [(-1, False), (0, True), (40, True), (41, False)])
def test_a_pause_lasts_from_its_first_to_its_last_day(away: int, paused: bool):
    case = a_case(states=[(CaseState.ACTIVE, JAN_12), (CaseState.PAUSED, TODAY, TODAY + days(40))])
    assert (pause_on(case, TODAY + days(away)) is not None) is paused


def test_a_pause_ends_with_the_next_state_and_lasts_where_it_has_no_end():
    case = a_case(states=[(CaseState.PAUSED, TODAY), (CaseState.ACTIVE, TODAY + days(9))])
    assert pause_on(case, TODAY + days(8)) is case.states[0]
    assert pause_on(case, TODAY + days(9)) is None


def test_a_period_runs_from_the_first_active_day_to_the_closing():
    case = a_case(
        states=[
            (CaseState.NOMINATED, JAN_12),
            (CaseState.ACTIVE, JAN_12 + days(10)),
            (CaseState.PAUSED, JAN_12 + days(20)),
            (CaseState.ACTIVE, JAN_12 + days(30)),
            (CaseState.CLOSED, JAN_12 + days(40)),
            (CaseState.FOLLOWED_UP, JAN_12 + days(50)),
            (CaseState.ACTIVE, JAN_12 + days(60)),
        ]
    )
    assert [(each.first - JAN_12).days for each in periods(case)] == [10, 60]
    assert [each.last for each in periods(case)] == [JAN_12 + days(40), None]
    assert list(periods(a_case(states=[(CaseState.NOMINATED, JAN_12), (CaseState.DECLINED, TODAY)]))) == []
