"""Who must not meet or read whom, and from whom papers are withheld: R5 and R9, at their edges."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.address_book import AddressBook
from app.models.apart import KeptApart, in_force, not_to_meet, not_to_read_about, persons_of, withheld
from app.models.clashes import Gathering, are_near, clashes
from app.models.codes import MeetingKind, Paper
from app.models.consent_status import consent_status
from app.models.permit import RECORD, Allowed, Block, Blocked, permit, permit_for_all
from app.models.who import Who
from tests.builders import CONTACTS, COORDINATORS, ORGANISATIONS, TODAY, a_covered_case, a_meeting, days

BOOK = AddressBook(contacts=CONTACTS, organisations=ORGANISATIONS, coordinators=COORDINATORS)
EVA, OMAR, AKE = Who.guardian("eva"), Who.guardian("omar"), Who.contact("ake")


def pair(who=EVA, other=OMAR, *must_not, case="elin", elsewhere=None, on=TODAY, until=None, meeting=None):
    made = KeptApart(
        who=who,
        other=other,
        other_case_id=elsewhere,
        must_not=list(must_not or ("meet",)),
        date=on,
        until=until,
        meeting=meeting,
        note="Kontaktförbud",
    )
    made.case_id = case
    return made


def asked(case, to, *, on=TODAY, **more):
    who = to if to == RECORD else Who.parse(str(to))
    return permit(case, BOOK, consent_status(case, BOOK.contacts, on), who, **more)


# days


def test_the_first_and_the_last_day_count():
    one = pair(until=TODAY + days(2))
    assert [bool(in_force([one], TODAY + days(n))) for n in (-1, 0, 2, 3)] == [False, True, True, False]
    assert in_force([pair()], TODAY + days(4000))


# reading


@pytest.mark.parametrize(
    ("must_not", "eva", "omar"),
    [
        (("meet",), (), ()),
        (("read",), (OMAR,), ()),
        (("be_read",), (), (EVA,)),
        (("read", "be_read"), (OMAR,), (EVA,)),
    ],
)
def test_one_may_be_kept_from_reading_of_the_other_or_both(must_not, eva, omar):
    apart = [pair(EVA, OMAR, *must_not)]
    assert (not_to_read_about(apart, EVA, TODAY), not_to_read_about(apart, OMAR, TODAY)) == (eva, omar)


@pytest.mark.parametrize("paper", [Paper.PLAN, Paper.CONTACTS, Paper.MINUTES, Paper.MY_PLAN, None])
def test_papers_that_tell_of_the_group_are_kept_from_who_must_not_read(paper):
    case = a_covered_case()
    case.kept_apart = [pair(EVA, OMAR, "meet", "read")]
    assert asked(case, EVA, paper=paper) == Blocked(reason=Block.MUST_NOT_READ, persons=(OMAR,))
    assert isinstance(asked(case, OMAR, paper=paper), Allowed)
    assert isinstance(asked(case, RECORD, paper=paper), Allowed)


@pytest.mark.parametrize("paper", [Paper.CONSENT_FORM, Paper.INVITATION])
def test_papers_that_tell_of_nobody_go_out(paper):
    case = a_covered_case()
    case.kept_apart = [pair(EVA, OMAR, "read"), pair(EVA, None, "read")]
    assert isinstance(asked(case, EVA, paper=paper), Allowed)


def test_it_is_tested_on_the_day_of_handing_over():
    case = a_covered_case()
    case.kept_apart = [pair(EVA, OMAR, "read", until=TODAY)]
    assert isinstance(asked(case, EVA), Blocked)
    assert isinstance(asked(case, EVA, on=TODAY + days(1)), Allowed)
    assert isinstance(asked(case, EVA, on=TODAY - days(1)), Allowed)


def test_who_is_in_another_case_stands_on_no_paper_of_this_one():
    case = a_covered_case()
    case.kept_apart = [pair(EVA, EVA, "meet", "read", elsewhere="tim")]
    assert isinstance(asked(case, EVA), Allowed)


def test_what_the_consents_do_not_cover_is_told_only_where_nothing_keeps_it_apart():
    case = a_covered_case()
    case.consents.pop()
    case.kept_apart = [pair(AKE, EVA, "read")]
    assert asked(case, AKE).reason is Block.MUST_NOT_READ
    case.kept_apart = []
    assert asked(case, AKE).reason is Block.CONSENT_MISSING


# withheld by hand


def test_all_papers_or_those_of_one_meeting_are_withheld_with_the_reason():
    case = a_covered_case()
    first, second = a_meeting(1, TODAY - days(28)), a_meeting(2, TODAY)
    case.kept_apart = [pair(EVA, None, "read", meeting="m2")]
    assert asked(case, EVA, meeting=second) == Blocked(reason=Block.WITHHELD, note="Kontaktförbud")
    assert isinstance(asked(case, EVA, meeting=first), Allowed)
    assert isinstance(asked(case, EVA), Allowed)
    assert isinstance(asked(case, OMAR, meeting=second), Allowed)
    case.kept_apart = [pair(EVA, None, "read")]
    for meeting in (None, first, second):
        assert asked(case, EVA, meeting=meeting).reason is Block.WITHHELD
    assert withheld(case.kept_apart, EVA, TODAY) is case.kept_apart[0]


def test_a_small_meeting_is_first_of_all_for_its_circle():
    case = a_covered_case()
    small = a_meeting(1, TODAY, kind=MeetingKind.SMALL, circle=["youth"])
    case.kept_apart = [pair(EVA, OMAR, "read")]
    assert asked(case, EVA, meeting=small).reason is Block.NOT_IN_CIRCLE


def test_no_copy_for_all_is_made_where_one_in_the_group_is_to_get_none():
    case = a_covered_case()
    status = consent_status(case, BOOK.contacts, TODAY)
    assert isinstance(permit_for_all(case, status), Allowed)
    case.kept_apart = [pair(EVA, OMAR, "read", "be_read"), pair(AKE, EVA, "meet")]
    assert permit_for_all(case, status) == Blocked(reason=Block.NOT_FOR_ALL, persons=(EVA, OMAR))
    case.kept_apart = [pair(Who.contact("nobody"), None, "read")]
    assert isinstance(permit_for_all(case, status), Allowed)


# meeting


def gathering(at="14:00", *called, case="elin", key="m1", minutes=60, place="Biblioteket", on=TODAY):
    starts = datetime.combine(on, time.fromisoformat(at))
    return Gathering(
        case_id=case, key=key, starts=starts, minutes=minutes, place=place, called=frozenset(called)
    )


def test_both_called_to_the_same_meeting_clash_once():
    (found,) = clashes([pair(EVA, OMAR)], [gathering("14:00", EVA, OMAR, Who.YOUTH)])
    assert (found.together, found.one.key) == (True, "m1")
    assert persons_of(found.pair) == (("elin", EVA), ("elin", OMAR))
    assert clashes([pair(EVA, OMAR)], [gathering("14:00", EVA, Who.YOUTH)]) == ()
    assert clashes([pair(EVA, OMAR)], [gathering("14:00")]) == ()


def test_who_must_only_not_read_may_meet():
    both = [gathering("14:00", EVA, OMAR)]
    assert clashes([pair(EVA, OMAR, "read", "be_read"), pair(EVA, None, "read")], both) == ()


def test_at_a_meeting_only_those_of_its_own_case_are_told_apart():
    """Somebody of another case has the same WHO text as one of this, and is nobody at its meetings."""
    kept = [pair(EVA, OMAR), pair(EVA, Who.YOUTH, elsewhere="tim"), pair(AKE, OMAR, "read"), pair(AKE, None)]
    assert not_to_meet(kept, TODAY) == ((EVA, OMAR),)
    assert not_to_meet(kept, TODAY - days(1)) == ()


def test_the_note_must_hold_on_the_day_of_the_meeting():
    meeting = [gathering("14:00", EVA, OMAR)]
    assert clashes([pair(EVA, OMAR, until=TODAY)], meeting)
    assert not clashes([pair(EVA, OMAR, on=TODAY - days(9), until=TODAY - days(1))], meeting)
    assert not clashes([pair(EVA, OMAR, on=TODAY + days(1))], meeting)


@pytest.mark.parametrize(
    ("at", "minutes", "place", "near"),
    [
        ("16:00", 60, "Biblioteket", True),  # an hour after the end
        ("16:01", 60, "Biblioteket", False),
        ("12:00", 60, " biblioteket ", True),  # an hour before, and the same place in other letters
        ("11:59", 60, "Biblioteket", False),
        ("11:00", 240, "Biblioteket", True),  # all around it
        ("16:00", 60, None, True),  # who knows where
        ("16:00", 60, "  ", True),
        ("14:00", 60, "Skogås centrum", False),
    ],
)
def test_two_meetings_are_near_within_an_hour_and_not_at_two_places(at, minutes, place, near):
    one, other = gathering(), gathering(at, key="m2", minutes=minutes, place=place)
    assert are_near(one, other) is are_near(other, one) is near


def test_youths_of_two_cases_clash_where_their_meetings_are_near():
    kept = pair(Who.YOUTH, Who.YOUTH, elsewhere="tim")
    mine = gathering("13:00", Who.YOUTH)
    theirs = gathering("14:30", Who.YOUTH, case="tim", key="m9")
    (found,) = clashes([kept], [theirs, mine])
    assert persons_of(found.pair) == (("elin", Who.YOUTH), ("tim", Who.YOUTH))
    assert (found.one.case_id, found.other.case_id, found.together) == ("elin", "tim", False)
    assert clashes([kept], [mine, gathering("14:30", Who.YOUTH, case="ali", key="m9")]) == ()
    tomorrow = gathering("14:30", Who.YOUTH, case="tim", key="m9", on=TODAY + days(1))
    assert clashes([kept], [mine, tomorrow]) == ()


def test_a_contact_is_the_same_in_every_case():
    kept = pair(Who.YOUTH, AKE)
    found = clashes([kept], [gathering("13:00", Who.YOUTH), gathering("14:00", AKE, case="tim", key="m9")])
    assert [each.other.case_id for each in found] == ["tim"]


def naive(apart, meetings):
    """The same, by looking at every minute: both are on their way, there, or on their way home."""

    def where(who, case):
        found = {}
        for each in meetings:
            shared = who.kind in ("contact", "coordinator")
            if who in each.called and (shared or each.case_id == case):
                for minute in range(-30, each.minutes + 31):
                    found.setdefault(each.starts + timedelta(minutes=minute), []).append(each)
        return found

    together = set()
    for number, each in enumerate(apart):
        if each.other is None or "meet" not in each.must_not:
            continue
        mine, theirs = where(each.who, each.case_id), where(each.other, each.other_case_id or each.case_id)
        for minute in mine.keys() & theirs.keys():
            for one in mine[minute]:
                for other in theirs[minute]:
                    day = one.starts.date()
                    holds = each.date <= day and (each.until is None or day <= each.until)
                    alike = one.place is None or other.place is None or one.place == other.place
                    same = (one.case_id, one.key) == (other.case_id, other.key)
                    if holds and other.starts.date() == day and (same or alike):
                        names = frozenset({(one.case_id, one.key), (other.case_id, other.key)})
                        together.add((number, names))
    return together


PEOPLE = [Who.YOUTH, EVA, AKE, Who.contact("lars")]
DAYS = [date(2026, 3, 4), date(2026, 3, 5)]


@st.composite
def some_meetings(draw):
    found = []
    for number in range(draw(st.integers(0, 5))):
        starts = datetime.combine(draw(st.sampled_from(DAYS)), time(8)) + timedelta(
            minutes=draw(st.integers(0, 300))
        )
        found.append(
            Gathering(
                case_id=draw(st.sampled_from(["elin", "tim"])),
                key=f"m{number}",
                starts=starts,
                minutes=draw(st.sampled_from([1, 30, 60])),
                place=draw(st.sampled_from([None, "A", "B"])),
                called=frozenset(draw(st.sets(st.sampled_from(PEOPLE)))),
            )
        )
    return found


@st.composite
def some_pairs(draw):
    found = []
    for number in range(draw(st.integers(0, 3))):
        elsewhere = draw(st.sampled_from([None, "tim"]))
        who = draw(st.sampled_from(PEOPLE))
        others = [Who.YOUTH, EVA] if elsewhere else [each for each in PEOPLE if each != who]
        made = pair(
            who,
            draw(st.sampled_from(others)),
            draw(st.sampled_from(["meet", "read"])),
            elsewhere=elsewhere,
            on=draw(st.sampled_from(DAYS)),
            until=draw(st.sampled_from([None, *DAYS])),
        )
        made.id = number
        found.append(made)
    return found


@given(some_pairs(), some_meetings())
def test_the_rule_finds_what_every_minute_shows(apart, meetings):
    found = clashes(apart, meetings)
    told = [
        (each.pair.id, frozenset({(one.case_id, one.key) for one in (each.one, each.other)}))
        for each in found
    ]
    assert set(told) == naive(apart, meetings)
    assert len(told) == len(set(told))
