"""The default next date with real Swedish holidays (R10)."""

from datetime import date, datetime

import pytest

from app.services.next_date import holiday, propose


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (datetime(2026, 3, 4, 14), datetime(2026, 4, 1, 14)),
        (datetime(2026, 3, 6, 9, 30), datetime(2026, 4, 10, 9, 30)),  # Långfredagen
        (datetime(2026, 4, 16, 13), datetime(2026, 5, 21, 13)),  # Kristi himmelsfärdsdag
        (datetime(2026, 5, 22, 13), datetime(2026, 6, 26, 13)),  # Midsommarafton
        (datetime(2026, 11, 27, 10), datetime(2026, 12, 18, 10)),  # Juldagen, and Nyårsdagen a week later
    ],
)
def test_four_weeks_later_but_never_on_a_holiday(starts, expected):
    assert propose(starts) == expected


def test_a_holiday_has_a_name():
    assert holiday(date(2026, 6, 6)) == "Nationaldagen"
    assert holiday(date(2026, 12, 24)) == "Julafton"
    assert holiday(date(2026, 3, 4)) is None
