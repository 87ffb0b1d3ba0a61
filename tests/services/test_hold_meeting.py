"""Holding a meeting on a real binder: what is said is kept, and it is closed once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.models.binder import PlanVersion
from app.models.codes import AttendanceStatus, MeetingKind, MeetingStatus, Outcome, ViewAbsent
from app.models.errors import KnownError
from app.models.meeting import Called, Meeting
from app.models.who import Who
from app.services import hold_meeting, meeting_edits
from app.services.issue_plan import read
from app.services.meeting_state import Sitting
from app.storage.binder import Binder
from tests import builders
from tests.builders import a_covered_case, a_goal, a_meeting, an_action
from tests.services.readings import logged, whole

AKE, SARA = Who.contact("ake"), Who.coordinator("sara")
FIRST, SECOND = datetime(2026, 2, 4, 14), datetime(2026, 3, 4, 14)


@pytest.fixture
def prepared(binder: Binder) -> Binder:
    """Elin's case with a held meeting of two open steps, and a planned one today."""
    held = a_meeting(
        1,
        FIRST,
        a_goal(
            "praktik",
            an_action("ica", AKE, what="Ordna praktikplats", due=date(2026, 2, 27), documented="sms"),
            an_action("matte", what="Mattelektion varje dag"),
            life_area="occupation_school",
            goal="Komma i gång med praktik",
        ),
    )
    today = a_meeting(2, SECOND, status=MeetingStatus.PLANNED, place="Skogås centrum", minutes=45)
    today.called = [Called(who=Who.YOUTH), Called(who=AKE), Called(who=SARA, interpreter="Noor")]
    store(binder, held, today)
    return binder


def store(binder: Binder, *meetings: Meeting) -> None:
    with binder.writing() as work:
        for group in (builders.ORGANISATIONS, builders.CONTACTS, builders.COORDINATORS):
            for record in group.values():
                work.add(_copy(record))
            work.flush()
        work.add(a_covered_case(meetings=list(meetings)))


def _copy(record: object) -> object:
    kind = type(record)
    columns = [each.key for each in kind.__table__.columns if each.key != "revision"]  # type: ignore[attr-defined]
    return kind(**{name: getattr(record, name) for name in columns})


def begun(binder: Binder) -> Sitting:
    return hold_meeting.begin(binder, "elin", "m2")


def meeting_of(binder: Binder, key: str = "m2") -> Meeting:
    return next(each for each in whole(binder, "elin").meetings if each.key == key)


def test_beginning_reads_what_was_promised_and_lets_the_goals_live_on(prepared: Binder) -> None:
    sitting = begun(prepared)
    promises = sitting.agenda.promises
    assert [each.what for each in promises] == ["Ordna praktikplats", "Mattelektion varje dag"]
    assert sitting.agenda.last_plan_on == FIRST.date()
    assert [each.person.name for each in sitting.agenda.chairs] == ["Elin Holm", "Åke Örn", "Sara Samordnare"]
    (aim,) = sitting.proceedings.aims
    assert (aim.goal, aim.continues, aim.steps) == ("Komma i gång med praktik", "praktik", ())
    assert meeting_of(prepared).opened_at is not None
    assert meeting_of(prepared).status is MeetingStatus.PLANNED


def test_beginning_twice_is_as_once(prepared: Binder) -> None:
    first = begun(prepared)
    assert begun(prepared) == first
    assert logged(prepared, "elin").count("meeting_begun") == 1


def test_what_is_not_done_goes_on_under_its_goal_and_what_is_done_does_not(prepared: Binder) -> None:
    agenda, now = begun(prepared).agenda, begun(prepared).proceedings
    now = meeting_edits.judge(now, agenda, "ica", Outcome.NOT_DONE, on=SECOND.date())
    (step,) = now.steps
    assert (step.what, step.responsible, step.carried_from, step.due) == (
        "Ordna praktikplats",
        AKE,
        "ica",
        None,
    )
    assert now.aims[0].steps == (step,)
    assert meeting_edits.judge(now, agenda, "ica", Outcome.PARTLY, on=SECOND.date()).steps == (step,)
    done = meeting_edits.judge(now, agenda, "ica", Outcome.DONE, on=SECOND.date())
    assert done.steps == ()
    assert done.verdict("ica").done_on == SECOND.date()


def test_everything_said_is_in_the_rows_and_comes_back(prepared: Binder) -> None:
    agenda, now = begun(prepared).agenda, begun(prepared).proceedings
    now = meeting_edits.attend(now, AKE, AttendanceStatus.SUBSTITUTE)
    now = meeting_edits.describe(now, AKE, substitute_name="Mia Ek", substitute_organisation="police")
    now = meeting_edits.attend(now, Who.YOUTH, AttendanceStatus.LATE)
    now = meeting_edits.judge(now, agenda, "ica", Outcome.PARTLY, on=SECOND.date())
    now = meeting_edits.note_why(now, "ica", "Chefen vill träffa Elin först")
    now = meeting_edits.note_why(now, "matte", "inte bestämt än")
    now = meeting_edits.say(now, strengths="17 av 20 dagar", notes="n", private_notes="p")
    now = meeting_edits.view_absent(now, ViewAbsent.ANOTHER_WAY)
    now = meeting_edits.add_aim(now, "health", "Sova bättre")
    now = meeting_edits.add_step(now, now.aims[-1].key, "Lägga sig kl. 22", Who.YOUTH, documented="app")
    now = meeting_edits.keep_typing(now, "what", "Ringa fr")
    now = meeting_edits.go_to(now, 3)
    hold_meeting.record(prepared, agenda, now)
    assert begun(prepared).proceedings == now
    row = meeting_of(prepared)
    assert row.status is MeetingStatus.PLANNED
    assert {each.who: each.status for each in row.attendance} == {
        AKE: AttendanceStatus.SUBSTITUTE,
        Who.YOUTH: AttendanceStatus.LATE,
    }
    assert [(each.action, each.outcome) for each in row.follow_ups] == [("ica", Outcome.PARTLY)]


def test_taking_back_restores_the_rows(prepared: Binder) -> None:
    agenda, before = begun(prepared).agenda, begun(prepared).proceedings
    after = meeting_edits.judge(before, agenda, "ica", Outcome.ONGOING, on=SECOND.date())
    hold_meeting.record(prepared, agenda, after)
    hold_meeting.record(prepared, agenda, before)
    row = meeting_of(prepared)
    assert row.follow_ups == []
    assert [each.actions for each in row.goals] == [[]]


def test_own_words_end_the_reason_for_their_absence(prepared: Binder) -> None:
    now = meeting_edits.view_absent(begun(prepared).proceedings, ViewAbsent.NOT_PRESENT)
    assert meeting_edits.say(now, youth_view="Jag vill ha praktik").youth_view_absent is None


def test_closing_refuses_to_skip_silently(prepared: Binder) -> None:
    sitting = begun(prepared)
    with pytest.raises(KnownError) as refused:
        hold_meeting.close(prepared, sitting.agenda, sitting.proceedings)
    assert (refused.value.code, refused.value.details) == ("open_actions_left", {"count": 2})
    assert meeting_of(prepared).status is MeetingStatus.PLANNED


def test_closing_with_steps_not_discussed_carries_them_on_and_says_so(prepared: Binder) -> None:
    sitting = begun(prepared)
    now = meeting_edits.judge(sitting.proceedings, sitting.agenda, "matte", Outcome.DONE, on=SECOND.date())
    hold_meeting.close(prepared, sitting.agenda, now, not_discussed="Togs inte upp på mötet")
    row = meeting_of(prepared)
    assert [(each.action, each.outcome, each.note) for each in row.follow_ups] == [
        ("ica", Outcome.ONGOING, "Togs inte upp på mötet"),
        ("matte", Outcome.DONE, None),
    ]
    assert [each.carried_from for goal in row.goals for each in goal.actions] == ["ica"]


def test_closing_fixes_the_plan_and_plans_the_next_meeting(prepared: Binder) -> None:
    agenda, now = begun(prepared).agenda, begun(prepared).proceedings
    for key in ("ica", "matte"):
        now = meeting_edits.judge(now, agenda, key, Outcome.NOT_DONE, on=SECOND.date())
    closed = hold_meeting.close(prepared, agenda, now)
    row = meeting_of(prepared)
    assert row.status is MeetingStatus.HELD
    assert row.closed_at is not None
    following = meeting_of(prepared, closed.next_key or "")
    assert (following.number, following.kind, following.minutes, following.place) == (
        3,
        MeetingKind.ORDINARY,
        45,
        "Skogås centrum",
    )
    assert following.starts == datetime(2026, 4, 1, 14)
    assert {each.who: each.interpreter for each in following.called} == {
        Who.YOUTH: None,
        AKE: None,
        SARA: "Noor",
    }
    assert {each.due for goal in row.goals for each in goal.actions} == {date(2026, 4, 1)}
    with prepared.reading() as work:
        (version,) = work.all(PlanVersion, case_id="elin")
    snapshot = read(version)
    assert (snapshot.version, snapshot.covered, snapshot.meeting_number) == (1, True, 2)
    assert [each.outcome for each in snapshot.follow_ups] == [Outcome.NOT_DONE, Outcome.NOT_DONE]
    assert snapshot.next_meeting is not None
    assert closed.version == 1


def test_closing_twice_is_as_once(prepared: Binder) -> None:
    sitting = begun(prepared)
    once = hold_meeting.close(prepared, sitting.agenda, sitting.proceedings, not_discussed="-")
    again = hold_meeting.close(prepared, sitting.agenda, sitting.proceedings, not_discussed="-")
    assert again == once
    with prepared.reading() as work:
        assert len(work.all(PlanVersion, case_id="elin")) == 1
    assert logged(prepared, "elin").count("meeting_closed") == 1
    assert len(whole(prepared, "elin").meetings) == 3


def test_a_closed_meeting_takes_no_more(prepared: Binder) -> None:
    sitting = begun(prepared)
    hold_meeting.close(prepared, sitting.agenda, sitting.proceedings, not_discussed="-")
    with pytest.raises(KnownError) as refused:
        hold_meeting.record(prepared, sitting.agenda, sitting.proceedings)
    assert refused.value.code == "meeting_closed"
    with pytest.raises(KnownError):
        begun(prepared)


def test_closing_that_fails_closes_nothing(prepared: Binder) -> None:
    sitting = begun(prepared)
    coming = sitting.proceedings.next
    assert coming is not None
    wrong = meeting_edits.plan_next(sitting.proceedings, replace(coming, starts=datetime(2026, 3, 3, 14)))
    with pytest.raises(KnownError) as refused:
        hold_meeting.close(prepared, sitting.agenda, wrong, not_discussed="-")
    assert refused.value.code == "next_meeting_too_early"
    row = meeting_of(prepared)
    assert (row.status, row.closed_at, row.follow_ups) == (MeetingStatus.PLANNED, None, [])
    with prepared.reading() as work:
        assert work.all(PlanVersion, case_id="elin") == []


def test_a_first_meeting_has_nothing_to_follow_up_and_its_group_as_chairs(binder: Binder) -> None:
    store(binder, a_meeting(1, SECOND, status=MeetingStatus.PLANNED, kind=MeetingKind.START, key="m2"))
    sitting = begun(binder)
    assert (sitting.agenda.promises, sitting.agenda.last_plan_on, sitting.proceedings.aims) == ((), None, ())
    assert [each.person.who for each in sitting.agenda.chairs if not each.called] == [
        Who.YOUTH,
        Who.guardian("eva"),
        Who.guardian("omar"),
        AKE,
        Who.contact("zofia"),
        Who.contact("lars"),
        SARA,
    ]
    assert hold_meeting.close(binder, sitting.agenda, sitting.proceedings).version is None


def test_the_next_meeting_that_is_planned_already_is_not_planned_again(prepared: Binder) -> None:
    with prepared.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(3, datetime(2026, 3, 25, 10), status=MeetingStatus.PLANNED))
    sitting = begun(prepared)
    assert sitting.proceedings.next is not None
    assert sitting.proceedings.next.key == "m3"
    closed = hold_meeting.close(prepared, sitting.agenda, sitting.proceedings, not_discussed="-")
    assert closed.next_key == "m3"
    assert len(whole(prepared, "elin").meetings) == 3


def test_the_next_meeting_that_is_planned_already_is_moved_when_the_group_says_so(prepared: Binder) -> None:
    with prepared.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(3, datetime(2026, 3, 25, 10), status=MeetingStatus.PLANNED))
    sitting = begun(prepared)
    assert sitting.proceedings.next is not None
    later = replace(sitting.proceedings.next, starts=datetime(2026, 4, 1, 14), place="Biblioteket")
    moved = replace(sitting.proceedings, next=later)
    closed = hold_meeting.close(prepared, sitting.agenda, moved, not_discussed="-")
    found = {each.key: each for each in whole(prepared, "elin").meetings}
    assert found["m3"].status is MeetingStatus.MOVED
    assert closed.next_key not in (None, "m3")
    made = found[closed.next_key or ""]
    assert (made.starts, made.place, made.number, made.status) == (
        datetime(2026, 4, 1, 14),
        "Biblioteket",
        3,
        MeetingStatus.PLANNED,
    )
    assert "meeting_moved" in logged(prepared, "elin")


def test_a_planned_meeting_that_only_changes_place_is_not_moved(prepared: Binder) -> None:
    with prepared.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(3, datetime(2026, 3, 25, 10), status=MeetingStatus.PLANNED))
    sitting = begun(prepared)
    assert sitting.proceedings.next is not None
    elsewhere = replace(sitting.proceedings, next=replace(sitting.proceedings.next, place="Biblioteket"))
    closed = hold_meeting.close(prepared, sitting.agenda, elsewhere, not_discussed="-")
    (planned,) = [each for each in whole(prepared, "elin").meetings if each.key == "m3"]
    assert (closed.next_key, planned.place, planned.status) == ("m3", "Biblioteket", MeetingStatus.PLANNED)
