"""Following up what was promised: R11, R12 and a small meeting's circle (R16)."""

from datetime import date

import pytest

from app.models.actions import (
    history,
    in_order,
    open_actions,
    open_goals,
    reports_on,
    times_carried,
    too_many,
)
from app.models.case import Report
from app.models.codes import MeetingKind, MeetingStatus, Outcome
from app.models.who import Who
from tests.builders import a_case, a_follow_up, a_goal, a_meeting, an_action

JAN, FEB, MAR, APR = (date(2026, month, 7) for month in (1, 2, 3, 4))


def keys(found):
    return [each.action.key for each in found]


@pytest.mark.parametrize(
    ("outcome", "still_open"),
    [
        (Outcome.DONE, False),
        (Outcome.CHANGED, False),
        (Outcome.DROPPED, False),
        (Outcome.PARTLY, True),
        (Outcome.ONGOING, True),
        (Outcome.NOT_DONE, True),
    ],
)
def test_only_a_verdict_ends_an_action(outcome, still_open):
    case = a_case(
        meetings=[
            a_meeting(1, JAN, a_goal("g", an_action("a"))),
            a_meeting(2, FEB, follow_ups=[a_follow_up("a", outcome)]),
        ]
    )
    assert keys(open_actions(case)) == (["a"] if still_open else [])


def test_an_action_that_nobody_spoke_of_stays_open():
    case = a_case(
        meetings=[a_meeting(1, JAN, a_goal("g", an_action("a"))), a_meeting(2, FEB), a_meeting(3, MAR)]
    )
    assert keys(open_actions(case)) == ["a"]


def test_a_new_action_stands_in_the_place_of_the_one_it_carries_on():
    first = a_meeting(1, JAN, a_goal("g", an_action("a")))
    second = a_meeting(
        2,
        FEB,
        a_goal("g2", an_action("b", carried_from="a"), continues="g"),
        follow_ups=[a_follow_up("a", Outcome.NOT_DONE, note="ingen svarade")],
    )
    third = a_meeting(
        3,
        MAR,
        a_goal("g3", an_action("c", carried_from="b"), continues="g2"),
        follow_ups=[a_follow_up("b", Outcome.NOT_DONE, note="sjuk")],
    )
    case = a_case(meetings=[third, first, second])
    assert keys(open_actions(case, before=first)) == []
    assert keys(open_actions(case, before=second)) == ["a"]
    assert keys(open_actions(case, before=third)) == ["b"]
    [now] = open_actions(case)
    assert (now.action.key, now.times_carried) == ("c", 2)
    assert [(each.on, each.outcome, each.note) for each in now.history] == [
        (FEB, Outcome.NOT_DONE, "ingen svarade"),
        (MAR, Outcome.NOT_DONE, "sjuk"),
    ]
    assert history(case, "b", before=third) == now.history[:1]
    assert [times_carried(case, key) for key in "abc"] == [0, 1, 2]
    assert [goal.key for goal in open_goals(case)] == ["g3"]
    assert [goal.key for goal in open_goals(case, before=second)] == ["g"]


def test_an_action_left_open_is_carried_over_though_no_new_one_is_written():
    meetings = [
        a_meeting(1, JAN, a_goal("g", an_action("a"))),
        a_meeting(2, FEB, follow_ups=[a_follow_up("a", Outcome.ONGOING)]),
        a_meeting(3, MAR, follow_ups=[a_follow_up("a", Outcome.NOT_DONE)]),
    ]
    case = a_case(meetings=meetings)
    assert open_actions(case)[0].times_carried == 2
    assert times_carried(case, "a", before=meetings[2]) == 1
    assert times_carried(case, "a") == 0


def test_what_is_being_agreed_is_not_yet_followed_up():
    now = a_meeting(
        2,
        FEB,
        a_goal("h", an_action("b", carried_from="a")),
        follow_ups=[a_follow_up("a", Outcome.DONE)],
        status=MeetingStatus.PLANNED,
    )
    case = a_case(meetings=[a_meeting(1, JAN, a_goal("g", an_action("a"))), now])
    assert keys(open_actions(case, before=now)) == ["a"]
    assert keys(open_actions(case)) == ["a"]


def test_cancelled_meetings_agree_on_nothing():
    case = a_case(meetings=[a_meeting(1, JAN, a_goal("g", an_action("a")), status=MeetingStatus.CANCELLED)])
    assert open_actions(case) == ()


def test_news_since_the_last_verdict_propose_the_next():
    news = [
        Report(action="a", date=date(2026, 1, 20), outcome=Outcome.DONE, note="före mötet"),
        Report(action="a", date=date(2026, 2, 26), by=Who.contact("ake"), outcome=None, note="Ringde"),
        Report(action="a", date=date(2026, 2, 20), outcome=Outcome.PARTLY),
        Report(action="x", date=date(2026, 2, 27), outcome=Outcome.DONE),
    ]
    case = a_case(
        meetings=[
            a_meeting(1, JAN, a_goal("g", an_action("a"))),
            a_meeting(2, FEB, follow_ups=[a_follow_up("a", Outcome.NOT_DONE)]),
        ],
        reports=news,
    )
    [waiting] = open_actions(case)
    assert waiting.news == (news[2], news[1])
    assert waiting.proposed is Outcome.PARTLY
    case.reports = []
    assert open_actions(case)[0].proposed is None


def test_what_a_small_meeting_agrees_is_for_its_circle():
    small = a_meeting(
        1, JAN, a_goal("s", an_action("secret")), kind=MeetingKind.SMALL, circle=["youth", "contact:ake"]
    )
    group = a_meeting(2, FEB, a_goal("g", an_action("a")))
    within = a_meeting(
        3, MAR, kind=MeetingKind.SMALL, status=MeetingStatus.PLANNED, circle=["youth", "coordinator:sara"]
    )
    wider = a_meeting(
        4, MAR, kind=MeetingKind.SMALL, status=MeetingStatus.PLANNED, circle=["youth", "contact:lars"]
    )
    ring = a_meeting(5, APR, status=MeetingStatus.PLANNED)
    case = a_case(meetings=[small, group, within, wider, ring])
    assert keys(open_actions(case, before=ring)) == ["a"]
    assert keys(open_actions(case, before=wider)) == ["a"]
    assert keys(open_actions(case, before=within)) == ["secret", "a"]
    assert keys(open_actions(case)) == ["secret", "a"]
    assert [goal.key for goal in open_goals(case, before=ring)] == ["g"]


def test_a_loop_in_a_file_loses_no_action():
    case = a_case(
        meetings=[
            a_meeting(
                1, JAN, a_goal("g", an_action("a", carried_from="b"), an_action("c", carried_from="c"))
            ),
            a_meeting(2, FEB, a_goal("h", an_action("b", carried_from="a"))),
        ]
    )
    assert keys(open_actions(case)) == ["c", "b"]
    assert times_carried(case, "a") == 1
    assert times_carried(case, "nothing") == 0


def test_a_goal_of_an_earlier_plan_lives_while_a_step_of_it_is_open():
    case = a_case(
        meetings=[
            a_meeting(1, JAN, a_goal("old", an_action("a")), a_goal("done", an_action("b"))),
            a_meeting(2, FEB, a_goal("new", an_action("c")), follow_ups=[a_follow_up("b", Outcome.DONE)]),
        ]
    )
    assert [goal.key for goal in open_goals(case)] == ["old", "new"]


def test_the_coordinators_own_order_goes_first():
    goal = a_goal("g", an_action("a"), an_action("b", order=2), an_action("c", order=1))
    assert [each.key for each in in_order(goal.actions)] == ["c", "b", "a"]


def test_more_than_seven_at_once_are_too_many():
    assert not too_many(7)
    assert too_many(8)


def test_what_was_told_of_a_step_and_of_those_it_carries_on_is_kept_in_order():
    case = a_case(
        meetings=[
            a_meeting(1, date(2026, 1, 14), a_goal("g1", an_action("a1"), an_action("b1"))),
            a_meeting(2, date(2026, 2, 11), a_goal("g2", an_action("a2", carried_from="a1"))),
        ],
        reports=[
            Report(action="a2", date=date(2026, 2, 20), note="tredje"),
            Report(action="b1", date=date(2026, 1, 20), note="om något annat"),
            Report(action="a1", date=date(2026, 1, 30), note="andra"),
            Report(action="a1", date=date(2026, 1, 16), note="första"),
        ],
    )
    assert [each.note for each in reports_on(case, "a2")] == ["första", "andra", "tredje"]
    assert [each.note for each in reports_on(case, "a1")] == ["första", "andra"]
    assert reports_on(case, "okänt") == ()
