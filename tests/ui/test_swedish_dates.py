"""Days and times as people type them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.kit.swedish_dates import read_date, read_time, say_date, say_time
from tests.texts import any_text

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 mars", date(2026, 3, 4)),
        ("4/3", date(2026, 3, 4)),
        ("4.3.", None),
        ("2026-03-04", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        ("260302", date(2026, 3, 2)),
        ("260229", None),
        ("26-03-02", date(2026, 3, 2)),
        ("2026-3-2", date(2026, 3, 2)),
        ("2 mars 26", date(2026, 3, 2)),
        ("261302", None),
        ("den 8:e mars", date(2026, 3, 8)),
        ("1 feb", date(2026, 2, 1)),
        ("2 januari", date(2026, 1, 2)),
        ("31 dec", date(2026, 12, 31)),
        ("1 december 2025", date(2025, 12, 1)),
        ("8/3 2011", date(2011, 3, 8)),
        ("8/3-27", date(2027, 3, 8)),
        ("onsdag 11 mars", date(2026, 3, 11)),
        ("ons 11/3", None),
        ("+4v", date(2026, 4, 1)),
        ("+1m", date(2026, 4, 4)),
        ("-2d", date(2026, 3, 2)),
        ("fredag", date(2026, 3, 6)),
        ("ons", date(2026, 3, 4)),
        ("i morgon", date(2026, 3, 5)),
        ("29 feb", date(2028, 2, 29)),
        ("30 feb", None),
        ("hej", None),
        ("4 m", None),
        ("13/13", None),
        ("ju 4", None),
    ],
)
def test_a_day_is_read_as_it_is_meant(typed: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(ValueError, match=r".*"):
            read_date(typed, TODAY)
    else:
        assert read_date(typed, TODAY) == meant


def test_a_day_long_past_in_the_year_means_the_coming_one_unless_it_has_been() -> None:
    assert read_date("5 december", TODAY) == date(2026, 12, 5)
    assert read_date("5 december", TODAY, past=True) == date(2025, 12, 5)
    assert read_date("tisdag", TODAY, past=True) == date(2026, 3, 3)
    assert read_date("10 december", date(2026, 1, 5)) == date(2025, 12, 10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("110302", date(2011, 3, 2)),
        ("990302", date(1999, 3, 2)),
        ("2/3 99", date(1999, 3, 2)),
        ("260304", TODAY),
        ("260305", date(1926, 3, 5)),
        ("29 februari 12", date(2012, 2, 29)),
        ("2011-03-02", date(2011, 3, 2)),
        ("3/2", None),
        ("2 mars", None),
        ("i går", None),
        ("-2d", None),
        ("ons", None),
    ],
)
def test_a_birth_is_read_with_its_year_and_never_without(typed: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(ValueError, match=r".*"):
            read_date(typed, TODAY, past=True, whole=True)
    else:
        assert read_date(typed, TODAY, past=True, whole=True) == meant


def test_a_signature_of_tomorrow_is_not_a_hundred_years_old() -> None:
    assert read_date("260305", TODAY, past=True) == date(2026, 3, 5)


def test_a_month_step_ends_on_the_last_day_there_is() -> None:
    assert read_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_is_said_is_read_back(day: date) -> None:
    assert read_date(say_date(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day


@given(any_text(12))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    with suppress(ValueError, OverflowError):
        assert isinstance(read_date(text, TODAY), date)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14", time(14)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("kl 9:05", time(9, 5)),
        ("25", None),
        ("x", None),
    ],
)
def test_a_time_is_read_as_it_is_meant(typed: str, meant: time | None) -> None:
    if meant is None:
        with pytest.raises(ValueError, match=r".*"):
            read_time(typed)
    else:
        assert read_time(typed) == meant
        assert read_time(say_time(meant)) == meant
