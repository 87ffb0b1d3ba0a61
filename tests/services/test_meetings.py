"""Planning, moving and cancelling meetings."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.models.codes import Answer, MeetingKind, MeetingStatus
from app.models.errors import KnownError
from app.models.who import Who
from app.services import groups, meetings
from app.services.meetings import MeetingFacts
from app.storage.binder import Binder
from tests.services.readings import only, whole
from tests.services.scene import Scene

TUESDAY = MeetingFacts(starts=datetime(2026, 3, 10, 13), place="Skogås centrum")


def planned(binder: Binder, scene: Scene, facts: MeetingFacts = TUESDAY) -> str:
    return only(meetings.plan_meeting(binder, scene.case, facts), scene.case)


def test_a_meeting_calls_the_whole_group_by_default(binder: Binder, scene: Scene) -> None:
    planned(binder, scene)
    case = whole(binder, scene.case)
    (meeting,) = case.meetings
    assert case.coordinator_id is not None
    assert [each.who for each in meeting.called] == [
        Who.YOUTH,
        scene.karin,
        scene.tomas,
        Who.contact(scene.ake),
        Who.contact(scene.zofia),
        Who.coordinator(case.coordinator_id),
    ]
    assert (meeting.number, meeting.status, meeting.circle) == (1, MeetingStatus.PLANNED, [])


def test_guardians_leave_the_circle_on_the_eighteenth_birthday(binder: Binder, scene: Scene) -> None:
    case = whole(binder, scene.case)
    before = meetings.whole_group(case, datetime(2029, 3, 7, 13))
    after = meetings.whole_group(case, datetime(2029, 3, 8, 13))
    assert set(before) - set(after) == {scene.karin, scene.tomas}


def test_who_has_left_the_group_by_then_is_not_called(binder: Binder, scene: Scene) -> None:
    first = whole(binder, scene.case).participants[0]
    groups.end_membership(binder, scene.case, first.id, date(2026, 3, 9))
    planned(binder, scene)
    called = [each.who for each in whole(binder, scene.case).meetings[0].called]
    assert Who.contact(scene.ake) not in called


def test_a_small_meeting_has_its_own_circle(binder: Binder, scene: Scene) -> None:
    planned(
        binder, scene, replace(TUESDAY, kind=MeetingKind.SMALL, called=(Who.YOUTH, Who.contact(scene.zofia)))
    )
    assert whole(binder, scene.case).meetings[0].circle == ["youth", f"contact:{scene.zofia}"]


def test_moving_keeps_the_old_time_in_sight_and_asks_again(binder: Binder, scene: Scene) -> None:
    key = planned(binder, scene)
    meetings.record_answer(binder, scene.case, key, scene.karin, Answer.YES)
    meetings.move_meeting(binder, scene.case, key, datetime(2026, 3, 11, 13))
    old, new = whole(binder, scene.case).meetings
    assert (old.status, old.starts) == (MeetingStatus.MOVED, datetime(2026, 3, 10, 13))
    assert (new.status, new.number, new.place) == (MeetingStatus.PLANNED, 1, "Skogås centrum")
    assert len(new.called) == 6
    assert {each.answer for each in new.called} == {None}


def test_a_cancelled_meeting_gives_its_number_away_and_can_come_back(binder: Binder, scene: Scene) -> None:
    key = planned(binder, scene)
    meetings.cancel_meeting(binder, scene.case, key)
    planned(binder, scene, replace(TUESDAY, starts=datetime(2026, 3, 17, 13)))
    meetings.restore_meeting(binder, scene.case, key)
    numbers = {each.starts.day: (each.number, each.status) for each in whole(binder, scene.case).meetings}
    assert numbers == {10: (2, MeetingStatus.PLANNED), 17: (1, MeetingStatus.PLANNED)}
    with pytest.raises(KnownError, match="meeting_not_cancelled"):
        meetings.restore_meeting(binder, scene.case, key)


def test_answers_stay_when_place_and_persons_change(binder: Binder, scene: Scene) -> None:
    key = planned(binder, scene)
    meetings.record_answer(binder, scene.case, key, scene.karin, Answer.NO)
    facts = replace(TUESDAY, place="Björkskolan", called=(Who.YOUTH, scene.karin))
    meetings.edit_meeting(binder, scene.case, key, facts)
    (meeting,) = whole(binder, scene.case).meetings
    assert meeting.place == "Björkskolan"
    assert [(each.who, each.answer) for each in meeting.called] == [
        (Who.YOUTH, None),
        (scene.karin, Answer.NO),
    ]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(TUESDAY, minutes=4), "minutes_odd"),
        (replace(TUESDAY, called=()), "nobody_called"),
        (replace(TUESDAY, starts=datetime(2026, 3, 10, 14)), "meeting_is_moved_instead"),
    ],
)
def test_an_odd_meeting_is_refused(binder: Binder, scene: Scene, facts: MeetingFacts, code: str) -> None:
    key = planned(binder, scene)
    with pytest.raises(KnownError, match=code):
        meetings.edit_meeting(binder, scene.case, key, facts)


def test_what_has_begun_or_been_is_left_alone(binder: Binder, scene: Scene) -> None:
    key = planned(binder, scene)
    with binder.writing() as work:
        work.case(scene.case).meetings[0].opened_at = datetime(2026, 3, 10, 13)
    with pytest.raises(KnownError, match="meeting_begun"):
        meetings.cancel_meeting(binder, scene.case, key)
    with binder.writing() as work:
        work.case(scene.case).meetings[0].status = MeetingStatus.HELD
    with pytest.raises(KnownError, match="meeting_not_planned"):
        meetings.move_meeting(binder, scene.case, key, datetime(2026, 3, 12, 13))
