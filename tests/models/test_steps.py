"""What presses in a case, by which day: each rule the day before, on and after its edge."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.address_book import AddressBook
from app.models.after_closing import ask_again, months_later
from app.models.case import Case, KeyDate
from app.models.circles import latest_held
from app.models.codes import CaseState, FiledKind, KeyDateKind, MeetingKind, MeetingStatus
from app.models.consent_status import consent_status
from app.models.continuity import Seen, many_sent
from app.models.meeting import Meeting
from app.models.pressing import Answers, Cause, Held, Matter, Part, Pressing, Step, part_of
from app.models.steps import pressing
from app.models.who import Who
from tests.builders import CONTACTS, ORGANISATIONS, TODAY, a_case, a_consent, a_covered_case, a_meeting, days

NINE = time(9)
EVA = Who.guardian("eva")
ACTIVE = (CaseState.ACTIVE, date(2026, 1, 12))


def matter(
    case: Case,
    on: date = TODAY,
    *,
    agreed: bool = False,
    sent_to: frozenset[str] = frozenset(),
    filed: frozenset[FiledKind] = frozenset(),
    **fields: Any,
) -> Matter:
    """The same has come of all its meetings."""
    return Matter(
        held=tuple(
            Held(meeting=each, agreed=agreed, sent_to=sent_to, filed=filed)
            for each in latest_held(case.meetings)
        ),
        now=datetime.combine(on, NINE),
        case=case,
        book=AddressBook(contacts=CONTACTS, organisations=ORGANISATIONS),
        status=consent_status(case, CONTACTS, on, through=False),
        **fields,
    )


def presses(case: Case, on: date = TODAY, **fields: Any) -> list[Pressing]:
    return list(pressing(matter(case, on, **fields)))


def of(cause: Cause, case: Case, on: date = TODAY, **fields: Any) -> Pressing | None:
    found = [each for each in presses(case, on, **fields) if each.cause is cause]
    assert len(found) <= 1
    return found[0] if found else None


def causes(case: Case, on: date = TODAY, **fields: Any) -> set[Cause]:
    return {each.cause for each in presses(case, on, **fields)}


def running(*meetings: Meeting, states: Sequence[Any] = (ACTIVE,), **fields: Any) -> Case:
    """A covered case whose last meeting was twenty days ago, and other meetings if given."""
    return a_covered_case(meetings=[a_meeting(1, TODAY - days(20)), *meetings], states=states, **fields)


def planned(on: date, number: int = 2, **fields: Any) -> Meeting:
    return a_meeting(number, on, status=MeetingStatus.PLANNED, **fields)


# the parts of the list


@pytest.mark.parametrize(
    ("away", "part"),
    [(-1, Part.LATE), (0, Part.TODAY), (1, Part.THIS_WEEK), (4, Part.THIS_WEEK), (5, Part.LATER)],
)
def test_the_week_ends_on_sunday(away: int, part: Part) -> None:
    assert part_of(TODAY + days(away), TODAY) is part  # a Wednesday


def test_on_a_sunday_nothing_is_left_of_the_week() -> None:
    sunday = date(2026, 3, 8)
    assert part_of(sunday + days(1), sunday) is Part.LATER


# meetings


@pytest.mark.parametrize(("away", "expected"), [(1, None), (0, TODAY), (-1, TODAY - days(1))])
def test_a_meeting_is_to_be_held_on_its_day_and_until_it_is(away: int, expected: date | None) -> None:
    case = running(planned(TODAY + days(away)))
    found = of(Cause.MEETING, case, answers={"m2": Answers(5, 3, 1)})
    assert (found.due if found else None) == expected
    if found:
        assert (found.step, found.persons, found.no) == (Step.HOLD_MEETING, 3, 1)


def test_an_open_meeting_is_gone_on_with_even_when_the_case_was_closed_meanwhile() -> None:
    meeting = planned(TODAY, opened_at=datetime.combine(TODAY, NINE))
    assert of(Cause.MEETING_ON, running(meeting)).step is Step.GO_ON_MEETING
    closed = running(meeting, states=(ACTIVE, (CaseState.CLOSED, TODAY)))
    assert causes(closed) == {Cause.MEETING_ON}
    assert causes(running(planned(TODAY), states=(ACTIVE, (CaseState.CLOSED, TODAY)))) == set()


@pytest.mark.parametrize(
    ("today", "meets", "asked"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), False),
        (date(2026, 3, 4), date(2026, 3, 5), True),
        (date(2026, 3, 4), date(2026, 3, 6), False),
        (date(2026, 3, 6), date(2026, 3, 9), True),  # Friday before Monday
        (date(2026, 3, 6), date(2026, 3, 10), False),
        (date(2026, 3, 7), date(2026, 3, 9), True),
        (date(2026, 3, 8), date(2026, 3, 9), True),
        (date(2026, 3, 8), date(2026, 3, 10), False),
    ],
)
def test_answers_are_chased_the_working_day_before(today: date, meets: date, asked: bool) -> None:
    case = running(planned(meets))
    found = of(Cause.UNANSWERED, case, today, answers={"m2": Answers(5, 2, 1)})
    assert (found is not None) is asked
    if found:
        assert (found.persons, found.due) == (2, today)
    assert of(Cause.UNANSWERED, case, today, answers={"m2": Answers(3, 2, 1)}) is None


# rhythm (R10)


@pytest.mark.parametrize(("passed", "part"), [(34, Part.TODAY), (35, Part.LATE), (33, Part.THIS_WEEK)])
def test_thirty_five_days_without_a_meeting_are_late(passed: int, part: Part) -> None:
    case = a_covered_case(meetings=[a_meeting(1, TODAY - days(passed))])
    found = of(Cause.NO_NEXT, case)
    assert (found.days, part_of(found.due, TODAY), found.step) == (passed, part, Step.PLAN_MEETING)


def test_a_first_meeting_is_wanted_too_and_a_planned_one_is_enough() -> None:
    assert of(Cause.NO_FIRST, a_covered_case()).days == (TODAY - ACTIVE[1]).days
    assert not causes(running(planned(TODAY + days(10)))) & {Cause.NO_NEXT, Cause.NEXT_TOO_LATE}
    small = planned(TODAY + days(3), kind=MeetingKind.SMALL)
    assert of(Cause.NO_NEXT, running(small)) is not None


@pytest.mark.parametrize(("away", "late"), [(15, False), (16, True)])
def test_a_next_meeting_more_than_five_weeks_after_the_last_is_to_be_moved(away: int, late: bool) -> None:
    found = of(Cause.NEXT_TOO_LATE, running(planned(TODAY + days(away))))
    assert (found is not None) is late
    if found:
        assert found.step is Step.MOVE_MEETING


def test_what_comes_within_a_week_is_not_moved_any_more() -> None:
    last = a_meeting(1, TODAY - days(40))
    soon = a_covered_case(meetings=[last, planned(TODAY + days(7))])
    assert Cause.NEXT_TOO_LATE not in causes(soon)
    later = a_covered_case(meetings=[a_meeting(1, TODAY - days(40)), planned(TODAY + days(8))])
    assert Cause.NEXT_TOO_LATE in causes(later)


@pytest.mark.parametrize(
    ("until", "cause"),
    [(15, None), (14, Cause.PAUSE_ENDS), (0, Cause.PAUSE_ENDS), (-1, Cause.PAUSE_OVER)],
)
def test_a_pause_is_no_alarm_until_it_ends(until: int, cause: Cause | None) -> None:
    states = (ACTIVE, (CaseState.PAUSED, TODAY - days(19), TODAY + days(until)))
    found = causes(running(states=states)) & {
        Cause.PAUSE_ENDS,
        Cause.PAUSE_OVER,
        Cause.NO_NEXT,
        Cause.NEXT_TOO_LATE,
    }
    assert found == ({cause} if cause else set())


def test_a_dormant_case_has_no_rhythm_to_keep() -> None:
    dormant = running(states=(ACTIVE, (CaseState.DORMANT, TODAY - days(10))))
    assert causes(dormant) == {Cause.MINUTES_UNSENT, Cause.NOT_TRANSFERRED}


# sending and the record (R5, R17, R19)


@pytest.mark.parametrize(("passed", "part"), [(0, Part.THIS_WEEK), (1, Part.TODAY), (2, Part.LATE)])
def test_the_plan_goes_the_day_after_at_the_latest(passed: int, part: Part) -> None:
    case = a_covered_case(meetings=[a_meeting(1, datetime.combine(TODAY - days(passed), time(8)))])
    found = of(Cause.PLAN_UNSENT, case, agreed=True)
    assert part_of(found.due, TODAY) is part
    assert of(Cause.PLAN_UNSENT, case, agreed=False) is None


def test_an_old_plan_is_not_sent_any_more_for_the_next_one_is_due() -> None:
    last = a_meeting(1, datetime.combine(TODAY - days(35), NINE))
    assert of(Cause.PLAN_UNSENT, a_covered_case(meetings=[last]), agreed=True) is not None
    older = a_meeting(1, datetime.combine(TODAY - days(35), time(8, 59)))
    assert of(Cause.PLAN_UNSENT, a_covered_case(meetings=[older]), agreed=True) is None


def test_what_is_left_are_those_who_may_have_it() -> None:
    everybody = {"youth", "guardian:eva", "guardian:omar", "contact:ake", "contact:zofia", "contact:lars"}
    sent = frozenset(everybody - {"contact:ake"})
    found = of(Cause.PLAN_PARTLY_SENT, running(), agreed=True, sent_to=sent)
    assert (found.who, found.persons) == ((Who.contact("ake"),), 1)
    assert of(Cause.PLAN_PARTLY_SENT, running(), agreed=True, sent_to=frozenset(everybody)) is None
    uncovered = a_case(meetings=[a_meeting(1, TODAY - days(2))])
    family = frozenset({"youth", "guardian:eva", "guardian:omar"})
    assert of(Cause.PLAN_PARTLY_SENT, uncovered, agreed=True, sent_to=family) is None


def test_a_small_meeting_hides_no_plan_of_the_group_that_waits() -> None:
    group = a_meeting(1, TODAY - days(2))
    small = a_meeting(2, TODAY - days(1), kind=MeetingKind.SMALL, circle=["youth", "guardian:eva"])
    case = a_covered_case(meetings=[group, small])
    assert latest_held(case.meetings) == (group, small)
    by_meeting = {
        each.meeting: each for each in presses(case, agreed=True) if each.cause is Cause.PLAN_UNSENT
    }
    assert set(by_meeting) == {group, small}
    assert by_meeting[group].due == TODAY - days(1)
    to_file = [each.meeting for each in presses(case) if each.cause is Cause.NOT_TRANSFERRED]
    assert to_file == [group, small]


def test_the_minutes_of_a_group_that_only_talked_wait_until_somebody_has_them_or_they_are_filed() -> None:
    case = a_covered_case(meetings=[a_meeting(1, TODAY - days(7))])
    found = of(Cause.MINUTES_UNSENT, case)
    assert (found.step, part_of(found.due, TODAY)) == (Step.SEND_MINUTES, Part.TODAY)
    assert of(Cause.MINUTES_UNSENT, case, agreed=True) is None
    assert of(Cause.MINUTES_UNSENT, case, sent_to=frozenset({"contact:ake"})) is None
    assert of(Cause.MINUTES_UNSENT, case, filed=frozenset({FiledKind.MINUTES})) is None
    assert of(Cause.MINUTES_UNSENT, a_covered_case(meetings=[a_meeting(1, TODAY - days(36))])) is None


def test_a_small_meeting_that_only_talked_owes_nobody_its_minutes() -> None:
    small = a_meeting(1, TODAY - days(1), kind=MeetingKind.SMALL, circle=["contact:ake"])
    assert of(Cause.MINUTES_UNSENT, a_covered_case(meetings=[small])) is None


def test_what_came_of_a_meeting_waits_a_week_for_the_record() -> None:
    case = running(planned(TODAY + days(8)))
    found = of(Cause.NOT_TRANSFERRED, case, agreed=True, sent_to=frozenset({"youth"}))
    assert found.papers == (FiledKind.PLAN, FiledKind.MINUTES)
    assert found.due == TODAY - days(20) + days(7)
    half = of(Cause.NOT_TRANSFERRED, case, agreed=True, filed=frozenset({FiledKind.PLAN}))
    assert half.papers == (FiledKind.MINUTES,)
    assert of(Cause.NOT_TRANSFERRED, case, filed=frozenset({FiledKind.MINUTES})) is None


# consent and group (R1, R3, R4)


def test_one_lack_after_another() -> None:
    bare = a_case(guardians=[], participants=[])
    assert causes(bare) & set(Cause) >= {Cause.NO_GUARDIAN}
    assert not causes(bare) & {Cause.NO_GROUP, Cause.NOT_SIGNED}
    assert Cause.NO_GROUP in causes(a_case(participants=[]))
    assert of(Cause.NOT_SIGNED, a_case()).who == (Who.YOUTH, EVA, Who.guardian("omar"))
    assert not causes(a_covered_case()) & {Cause.NO_GROUP, Cause.NOT_SIGNED, Cause.COVERED}


def test_a_case_that_waits_its_turn_presses_for_nothing() -> None:
    for state in (CaseState.NOMINATED, CaseState.ASSESSED, CaseState.QUEUED, CaseState.DECLINED):
        assert causes(a_case(states=[(state, TODAY)], guardians=[])) == set()


@pytest.mark.parametrize(("since", "part"), [(14, Part.TODAY), (15, Part.LATE), (13, Part.THIS_WEEK)])
def test_consent_may_be_sought_for_two_weeks(since: int, part: Part) -> None:
    case = a_case(states=[(CaseState.SEEKING_CONSENT, TODAY - days(since))])
    assert part_of(of(Cause.NOT_SIGNED, case).due, TODAY) is part


def test_who_is_covered_may_begin() -> None:
    case = a_covered_case(states=[(CaseState.SEEKING_CONSENT, TODAY)])
    assert of(Cause.COVERED, case).step is Step.ACTIVATE


def test_the_form_is_printed_first_and_then_recorded() -> None:
    case = a_case(consents=[a_consent("youth", signed=TODAY - days(5))])
    assert of(Cause.NOT_SIGNED, case).step is Step.PRINT_FORM
    assert of(Cause.NOT_SIGNED, case, form_on=TODAY - days(6)).step is Step.PRINT_FORM
    assert of(Cause.NOT_SIGNED, case, form_on=TODAY - days(5)).step is Step.RECORD_SIGNATURE


def test_a_withdrawal_is_late_from_the_day_after() -> None:
    consents = [a_consent(who) for who in ("youth", "guardian:omar")]
    for on in (TODAY, TODAY - days(1)):
        case = a_case(consents=[*consents, a_consent("guardian:eva", withdrawn=on)])
        found = of(Cause.WITHDRAWN, case)
        assert (found.due, found.who) == (on, (EVA,))


@pytest.mark.parametrize(
    ("last", "cause"),
    [(31, None), (30, Cause.RUNS_OUT), (0, Cause.RUNS_OUT), (-1, Cause.EXPIRED)],
)
def test_a_consent_is_renewed_thirty_days_ahead(last: int, cause: Cause | None) -> None:
    ends = TODAY + days(last)
    case = a_case(consents=[a_consent(who, valid_until=ends) for who in ("youth", EVA, "guardian:omar")])
    found = causes(case) & {Cause.RUNS_OUT, Cause.EXPIRED}
    assert found == ({cause} if cause else set())
    if cause is Cause.RUNS_OUT:
        one = of(cause, case)
        assert (one.due, one.on, len(one.who)) == (ends, ends, 3)
    if cause is Cause.EXPIRED:
        assert of(cause, case).due == TODAY


@pytest.mark.parametrize(("away", "asked"), [(31, False), (30, True), (1, True)])
def test_who_turns_fifteen_signs_before_the_birthday(away: int, asked: bool) -> None:
    turns = TODAY + days(away)
    born = turns.replace(year=turns.year - 15)
    guardians = [a_consent(who) for who in ("guardian:eva", "guardian:omar")]
    found = of(Cause.BIRTHDAY, a_case(born=born, consents=guardians))
    assert (found is not None) is asked
    if found:
        assert (found.due, found.on, found.age, found.who) == (turns - days(1), turns, 15, (Who.YOUTH,))
    signed = a_case(born=born, consents=[*guardians, a_consent("youth")])
    assert of(Cause.BIRTHDAY, signed) is None


def test_a_refusal_and_who_stands_outside() -> None:
    case = a_case(consents=[a_consent(who) for who in ("youth", "guardian:omar")])
    case.consents.append(a_consent(EVA, ("school", "contact:lars"), refused=("police",)))
    assert of(Cause.REFUSED, case).who == (EVA,)
    case.consents[-1] = a_consent(EVA, ("school", "contact:lars"))
    found = of(Cause.OUTSIDE_SCOPE, case)
    assert (found.who, found.due) == ((EVA,), TODAY)


# dates and what comes after (R22, R24)


@pytest.mark.parametrize(("away", "seen"), [(31, False), (30, True), (0, True), (-1, False)])
def test_a_key_date_is_seen_thirty_days_ahead(away: int, seen: bool) -> None:
    case = running(planned(TODAY + days(8)))
    case.key_dates = [KeyDate(kind=KeyDateKind.TRIAL, date=TODAY + days(away))]
    found = of(Cause.KEY_DATE, case)
    assert (found is not None) is seen
    if found:
        assert found.due == TODAY + days(away)


def test_a_decision_that_ended_is_late() -> None:
    case = running(planned(TODAY + days(8)))
    case.key_dates = [KeyDate(kind=KeyDateKind.DECISION_ENDS, date=TODAY - days(1))]
    assert part_of(of(Cause.DECISION_ENDED, case).due, TODAY) is Part.LATE


def closed(on: date, *asked: date) -> Case:
    states = [ACTIVE, (CaseState.CLOSED, on), *((CaseState.FOLLOWED_UP, each) for each in asked)]
    return a_case(
        states=[(state, min(day, on) if state is CaseState.ACTIVE else day) for state, day in states]
    )


CLOSED = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("on", "asked", "months"),
    [
        (date(2025, 4, 15), (), None),
        (date(2025, 4, 16), (), 3),  # two weeks before 30 April: that month has no 31st
        (date(2025, 5, 1), (), 3),
        (date(2025, 7, 16), (), 3),
        (date(2025, 7, 17), (), 6),
        (date(2025, 5, 1), (date(2025, 4, 16),), None),
        (date(2025, 5, 1), (date(2025, 4, 15),), 3),
        (date(2025, 7, 31), (date(2025, 4, 30),), 6),
        (date(2026, 1, 31), (date(2025, 4, 30), date(2025, 7, 31)), 12),
        (date(2026, 7, 30), (), 12),
        (date(2026, 7, 31), (), None),
    ],
)
def test_one_asks_three_six_and_twelve_months_later(
    on: date, asked: tuple[date, ...], months: int | None
) -> None:
    found = ask_again(closed(CLOSED, *asked), on)
    assert (found.months if found else None) == months


def test_a_new_period_is_not_asked_after() -> None:
    case = closed(CLOSED)
    assert of(Cause.AFTER_CLOSING, case, date(2025, 5, 1)).step is Step.FOLLOW_UP
    again = a_case(
        states=[ACTIVE, (CaseState.CLOSED, TODAY - days(100)), (CaseState.ACTIVE, TODAY - days(1))]
    )
    assert ask_again(again, TODAY) is None


@given(
    on=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    months=st.sampled_from((3, 6, 12, -18)),
)
def test_months_are_counted_as_the_calendar_does(on: date, months: int) -> None:
    later = months_later(on, months)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == months
    assert later.day == on.day or (later.day < on.day and (later + timedelta(days=1)).day == 1)


# faces (R8)


def seen(person: str, passed: int, case: str = "elin", organisation: str = "police") -> Seen:
    return Seen(case, organisation, person, datetime.combine(TODAY - days(passed), NINE))


def test_a_third_new_face_is_told_for_two_weeks() -> None:
    two = [seen("a", 60), seen("b", 30)]
    assert many_sent(two, TODAY) == ()
    (found,) = many_sent([*two, seen("c", 13)], TODAY)
    assert (found.persons, found.on) == (3, TODAY - days(13))
    assert many_sent([*two, seen("c", 14)], TODAY) == ()
    assert many_sent([*two, seen("a", 2)], TODAY) == ()
    assert many_sent([*two, seen("c", 2, organisation="school")], TODAY) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.integers(0, 40), st.sampled_from(("elin", "amir"))),
        max_size=25,
    )
)
def test_faces_are_counted_as_one_would_by_hand(told: list[tuple[str, int, str]]) -> None:
    rows = [seen(person, passed, case) for person, passed, case in told]
    expected = set()
    for case in ("elin", "amir"):
        persons = {person for person, _, own in told if own == case}
        firsts = [
            max(passed for one, passed, own in told if (one, own) == (person, case)) for person in persons
        ]
        if len(persons) > 2 and min(firsts) < 14:
            expected.add((case, len(persons), TODAY - days(min(firsts))))
    assert {(each.case_id, each.persons, each.on) for each in many_sent(rows, TODAY)} == expected
