"""The sheet of meetings that fixed a plan, that only talked, and whose plan was corrected (R15–R17)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from app.models.binder import Dispatch
from app.models.codes import MeetingKind, MeetingStatus, Outcome, Paper
from app.models.errors import KnownError
from app.models.pressing import Cause, Step
from app.models.steps import pressing
from app.models.who import Who
from app.services import dispatch, hold_meeting, issue_plan, meeting_edits, papers, send_out, sending
from app.services.case_file import read_case
from app.services.gate import Override
from app.services.hold_meeting import Closed
from app.services.next_step import matter_of
from app.services.overview import overview
from app.storage.binder import Binder
from tests.builders import a_meeting
from tests.services.readings import whole
from tests.services.test_hold_meeting import store
from tests.services.test_papers import two_meetings, words
from tests.storage.binders import TestClock

AKE, ZOFIA, LARS = (Who.contact(each) for each in ("ake", "zofia", "lars"))
TODAY = datetime(2026, 3, 4, 9)


@pytest.fixture
def talked(binder: Binder) -> Binder:
    """Elin's first meeting is over: it talked, and agreed on nothing."""
    held = a_meeting(1, TODAY - timedelta(days=1), notes="Vi pratade om sommaren.")
    store(binder, held)
    return binder


def sent(binder: Binder) -> list[Dispatch]:
    with binder.reading() as work:
        return list(work.all(Dispatch, case_id="elin"))


def test_a_meeting_that_only_talked_sends_its_minutes_and_the_list(talked: Binder) -> None:
    sheet = sending.sheet(talked, "elin", "m1")
    assert (sheet.version, sheet.snapshot) == (None, None)
    assert sheet.kinds == (Paper.MINUTES, Paper.CONTACTS)
    assert sheet.offered == (Paper.MINUTES, Paper.CONTACTS, Paper.MY_PLAN)
    (copies,) = send_out.copies(sheet, [AKE], {})
    assert [each.paper for each in copies.papers] == [Paper.MINUTES, Paper.CONTACTS]
    assert "Vi pratade om sommaren." in words(copies.papers[0].content)
    (draft,) = send_out.make_drafts(sheet, [copies])
    message = message_from_bytes(draft.message, policy=policy.default)
    assert message["Subject"] == "Nätverksmöte 3 mars 2026: papper till dig"
    send_out.record_printed(talked, [copies], {})
    assert {(each.paper, each.meeting_key, each.plan_version) for each in sent(talked)} == {
        (Paper.MINUTES, "m1", None),
        (Paper.CONTACTS, None, None),
    }
    again = {each.recipient.who: each for each in sending.sheet(talked, "elin", "m1").rows}
    assert again[AKE].is_done
    assert again[ZOFIA].lacking == (Paper.MINUTES, Paper.CONTACTS)


def test_the_gate_holds_for_minutes_as_for_plans(talked: Binder) -> None:
    with talked.writing() as work:
        work.case("elin").consents[0].withdrawn = TODAY.date()
    sheet = sending.sheet(talked, "elin", "m1")
    assert send_out.copies(sheet, [AKE], {}) == ()
    grounds = {AKE: Override(ground="10 kap. 2 § OSL", reason="Akut")}
    (copies,) = send_out.copies(sheet, [AKE], grounds)
    assert {each.permit.ground for each in copies.papers} == {"10 kap. 2 § OSL"}


def test_a_plan_that_is_asked_for_where_there_is_none_is_not_made(talked: Binder) -> None:
    assert sending.sheet(talked, "elin", "m1", (Paper.PLAN, Paper.CONTACTS)).kinds == (Paper.CONTACTS,)
    assert sending.sheet(talked, "elin", "m1", (Paper.PLAN,)).kinds == dispatch.SENT_WITHOUT_PLAN


def test_a_small_meeting_without_the_youth_is_for_its_circle(binder: Binder) -> None:
    small = a_meeting(
        1, TODAY - timedelta(days=1), kind=MeetingKind.SMALL, circle=[str(AKE), str(ZOFIA)], notes="Kort."
    )
    store(binder, small)
    sheet = sending.sheet(binder, "elin", "m1")
    assert {each.recipient.who for each in sheet.rows} == {AKE, ZOFIA}
    assert sheet.offered == (Paper.MINUTES, Paper.CONTACTS)
    with pytest.raises(KnownError, match="not_covered"):
        dispatch.copies_for(sheet.material, None, str(LARS), meeting=sheet.meeting, kinds=sheet.kinds)


@pytest.mark.parametrize(("key", "code"), [("m9", "no_such_meeting"), ("m2", "meeting_not_held")])
def test_what_was_not_held_has_no_sheet(talked: Binder, key: str, code: str) -> None:
    with talked.writing() as work:
        case = work.case("elin")
        case.meetings.append(a_meeting(2, date(2026, 4, 1), status=MeetingStatus.PLANNED))
    with pytest.raises(KnownError) as refused:
        sending.sheet(talked, "elin", key)
    assert refused.value.code == code


def test_drafts_take_the_minutes_where_a_named_meeting_fixed_no_plan(talked: Binder) -> None:
    material = papers.gather(talked, "elin")
    with pytest.raises(KnownError) as refused:
        sending.meeting_to_send(material)
    assert refused.value.code == "no_plan"
    made, _ = dispatch.drafts(material, sending.meeting_to_send(material, 1))
    assert made
    assert {tuple(one.paper for one in each.papers) for each in made} == {dispatch.SENT_WITHOUT_PLAN}
    with pytest.raises(KnownError) as refused:
        sending.meeting_to_send(material, 7)
    assert refused.value.code == "no_meeting_of_number"


# the second meeting without new goals (R11, R12)


def close_second(binder: Binder, outcome: Outcome | None) -> Closed:
    """The second meeting agrees on nothing new; what was promised is followed up so, or not at all."""
    first, _ = two_meetings()
    today = a_meeting(2, TODAY, status=MeetingStatus.PLANNED)
    store(binder, first, today)
    sitting = hold_meeting.begin(binder, "elin", "m2")
    now = sitting.proceedings
    if outcome is not None:
        now = meeting_edits.judge(now, sitting.agenda, "a1", outcome, on=TODAY.date())
    return hold_meeting.close(binder, sitting.agenda, now, not_discussed="Togs inte upp")


@pytest.mark.parametrize("outcome", [None, Outcome.ONGOING, Outcome.NOT_DONE])
def test_what_lives_goes_on_in_a_version_of_a_meeting_that_agreed_nothing_new(
    binder: Binder, outcome: Outcome | None
) -> None:
    closed = close_second(binder, outcome)
    assert closed.version is not None
    sheet = sending.sheet(binder, "elin", "m2")
    assert sheet.kinds == dispatch.SENT_PAPERS
    assert sheet.snapshot is not None
    (area,) = sheet.snapshot.areas
    assert [each.what for each in area.goals[0].actions] == ["Prata om lördagarna"]
    meeting = next(each for each in whole(binder, "elin").meetings if each.key == "m2")
    assert [(each.continues, each.actions[0].carried_from) for each in meeting.goals] == [("g1", "a1")]


def test_a_goal_whose_steps_are_done_lives_on_and_is_sent(binder: Binder) -> None:
    assert close_second(binder, Outcome.DONE).version is not None
    sheet = sending.sheet(binder, "elin", "m2")
    assert sheet.snapshot is not None
    assert [goal.actions for area in sheet.snapshot.areas for goal in area.goals] == [()]
    assert [each.outcome for each in sheet.snapshot.follow_ups] == [Outcome.DONE]


def test_where_the_last_goal_is_taken_away_the_minutes_say_how_it_went(binder: Binder) -> None:
    first, _ = two_meetings()
    store(binder, first, a_meeting(2, TODAY, status=MeetingStatus.PLANNED))
    sitting = hold_meeting.begin(binder, "elin", "m2")
    now = meeting_edits.judge(sitting.proceedings, sitting.agenda, "a1", Outcome.DONE, on=TODAY.date())
    closed = hold_meeting.close(binder, sitting.agenda, replace(now, aims=()))
    assert closed.version is None
    (copies,) = send_out.copies(sending.sheet(binder, "elin", "m2"), [AKE], {})
    assert "Prata om lördagarna" in words(copies.papers[0].content)


# after a correction (R15)


def waiting_for_plan(binder: Binder) -> set[Who]:
    """Who is to get the plan that holds, by the overview and the case's page alike; all if nobody has it."""
    lines = [each.pressing for some in overview(binder).lines.values() for each in some]
    told = [(each.cause, each.who) for each in lines if each.step is Step.SEND_PLAN]
    own = pressing(matter_of(read_case(binder, "elin")))
    assert told == [(each.cause, each.who) for each in own if each.step is Step.SEND_PLAN]
    ((cause, who),) = told
    if cause is Cause.PLAN_PARTLY_SENT:
        return set(who)
    return {each.recipient.who for each in sending.sheet(binder, "elin", "m2").rows}


def test_after_a_correction_only_those_with_an_older_plan_stand_out(binder: Binder, clock: TestClock) -> None:
    first, _ = two_meetings()
    store(binder, first, a_meeting(2, TODAY, status=MeetingStatus.PLANNED))
    sitting = hold_meeting.begin(binder, "elin", "m2")
    hold_meeting.close(binder, sitting.agenda, sitting.proceedings, not_discussed="-")
    sheet = sending.sheet(binder, "elin", "m2")
    send_out.record_printed(binder, send_out.copies(sheet, [AKE, ZOFIA], {}), {})
    assert waiting_for_plan(binder).isdisjoint({AKE, ZOFIA})
    clock.tick(hours=1)
    with binder.writing() as work:
        case = work.case("elin")
        meeting = next(each for each in case.meetings if each.key == "m2")
        meeting.strengths = "Rättat"
        corrected = issue_plan.issue(work, case, meeting)
    assert corrected.replaces is not None
    assert waiting_for_plan(binder) >= {AKE, ZOFIA, LARS}
    rows = {each.recipient.who: each for each in sending.sheet(binder, "elin", "m2").rows}
    behind = {who: each.older.plan_version for who, each in rows.items() if each.older is not None}
    assert behind == {AKE: corrected.replaces, ZOFIA: corrected.replaces}
    assert rows[AKE].lacking == (Paper.PLAN,), "the contact list is the same"
    assert rows[LARS].lacking == (Paper.PLAN, Paper.CONTACTS)
    again = sending.sheet(binder, "elin", "m2")
    send_out.record_printed(binder, send_out.copies(again, [AKE], {}, lacking=True), {})
    rows = {each.recipient.who: each for each in sending.sheet(binder, "elin", "m2").rows}
    assert rows[AKE].is_done
    assert rows[AKE].older is None
    assert rows[ZOFIA].older is not None
    assert AKE not in waiting_for_plan(binder)
    assert ZOFIA in waiting_for_plan(binder)
