"""Which backups stay: the rule at its edges, and against what it promises."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.backups import (
    DAILY,
    DAYS,
    MONTHS,
    OLD,
    REHEARSAL,
    WEEKS,
    Copy,
    PlaceState,
    Standing,
    is_due,
    kept,
    rehearsal_is_due,
    standing,
)

NOW = datetime(2026, 3, 4, 14, 12)
BEGINNING = datetime(2024, 12, 20)


@st.composite
def heaps(draw: st.DrawFn) -> list[Copy]:
    """Heaps of backups at any time of two years, several on some days, some of the same minute."""
    minutes = draw(st.lists(st.integers(0, 2 * 365 * 24 * 4), max_size=60))
    return [
        Copy(f"{number:03}", BEGINNING + timedelta(minutes=15 * at), draw(st.booleans()))
        for number, at in enumerate(minutes)
    ]


def week(day: date) -> tuple[int, int]:
    year, number, _ = day.isocalendar()
    return year, number


@given(heaps())
def test_the_newest_and_the_newest_verified_always_stay(heap: list[Copy]) -> None:
    stay = kept(heap)
    for some in (heap, [each for each in heap if each.verified]):
        if some:
            latest = max(each.made for each in some)
            assert any(each.made == latest and each.name in stay for each in some)


@given(heaps())
def test_each_of_the_latest_days_weeks_and_months_keeps_one(heap: list[Copy]) -> None:
    staying = [each for each in heap if each.name in kept(heap)]
    for period, many in (
        (lambda each: each.made.date(), DAYS),
        (lambda each: week(each.made.date()), WEEKS),
        (lambda each: (each.made.year, each.made.month), MONTHS),
    ):
        there = sorted({period(each) for each in heap}, reverse=True)[:many]
        assert set(there) <= {period(each) for each in staying}
        for one in there:
            if any(each.verified for each in heap if period(each) == one):
                assert any(each.verified for each in staying if period(each) == one)


@given(heaps())
def test_what_stays_is_bounded_and_stays_the_next_time(heap: list[Copy]) -> None:
    stay = kept(heap)
    assert len(stay) <= DAYS + WEEKS + MONTHS + 2
    assert stay <= {each.name for each in heap}
    assert kept(each for each in heap if each.name in stay) == stay


def test_after_two_years_of_working_days_there_are_days_weeks_and_months() -> None:
    there: list[Copy] = []
    for number in range(700):
        made = BEGINNING + timedelta(days=number)
        if made.isoweekday() < 6:
            there.append(Copy(f"{made:%Y-%m-%d}", made, verified=True))
            stay = kept(there)
            there = [each for each in there if each.name in stay]
    days = [each.made.date() for each in there]
    last = days[-1]
    assert [day for day in days if day > last - timedelta(9)] == [
        day for n in range(9, -1, -1) if (day := last - timedelta(n)).isoweekday() < 6 and n < 9
    ]
    assert len({week(day) for day in days if day > last - timedelta(34)}) == WEEKS
    assert len({(day.year, day.month) for day in days}) == MONTHS
    assert len(days) <= DAYS + WEEKS + MONTHS


def test_a_copy_that_nobody_has_read_does_not_push_out_one_that_is_whole() -> None:
    morning = Copy("a", NOW, verified=True)
    evening = Copy("b", NOW + timedelta(hours=3), verified=False)
    assert kept([morning, evening]) == {"a", "b"}
    night = Copy("c", NOW + timedelta(hours=5), verified=False)
    assert kept([morning, evening, night]) == {"a", "c"}


def test_nothing_stays_of_nothing() -> None:
    assert kept([]) == frozenset()


@pytest.mark.parametrize(
    ("ago", "changed", "expected"),
    [
        (None, False, True),
        (DAILY, True, True),
        (DAILY - timedelta(seconds=1), True, False),
        (timedelta(days=90), False, False),
    ],
)
def test_a_backup_is_due_once_a_day_when_something_is_new(
    ago: timedelta | None, changed: bool, expected: bool
) -> None:
    assert is_due(now=NOW, last=None if ago is None else NOW - ago, changed=changed) is expected


def test_a_rehearsal_is_due_each_month() -> None:
    assert rehearsal_is_due(now=NOW, last=None)
    assert rehearsal_is_due(now=NOW, last=NOW - REHEARSAL)
    assert not rehearsal_is_due(now=NOW, last=NOW - REHEARSAL + timedelta(minutes=1))


def stands(**given_: object) -> Standing:
    ordinary = {
        "now": NOW,
        "last": NOW - timedelta(hours=1),
        "changed": True,
        "places": (PlaceState("/usb", NOW - timedelta(hours=1)),),
        "rehearsal_failed": False,
    }
    return standing(**(ordinary | given_))  # type: ignore[arg-type]


def test_the_worst_is_said_first() -> None:
    away = (PlaceState("/usb", NOW), PlaceState("/server", NOW - OLD, "place_missing"))
    assert stands() is Standing.FINE
    assert stands(places=away) is Standing.PLACE_MISSING
    assert stands(places=away, last=NOW - OLD) is Standing.OLD
    assert stands(last=NOW - OLD, changed=False) is Standing.FINE
    assert stands(last=NOW - OLD, rehearsal_failed=True) is Standing.REHEARSAL_FAILED
    assert stands(last=None, rehearsal_failed=True) is Standing.NEVER
    assert stands(last=None, places=()) is Standing.NO_PLACE


def test_a_place_that_is_away_for_a_weekend_is_passed_in_silence() -> None:
    briefly = (PlaceState("/server", NOW - OLD + timedelta(hours=1), "place_missing"),)
    assert stands(places=briefly) is Standing.FINE
    assert stands(places=(PlaceState("/server", None, "place_missing"),)) is Standing.PLACE_MISSING
