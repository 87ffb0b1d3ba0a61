"""Information comes first (R6): who is still to be told, on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.models.consent import Information
from app.models.information import latest_to, to_inform
from app.models.who import Who

KARIN, TOMAS = Who.guardian("karin"), Who.guardian("tomas")
DAY = date(2026, 1, 12)


def told(who: Who, day: date = DAY, *, understood: bool | None = True, id_: int = 1) -> Information:
    made = Information(to=who, date=day, understood=understood)
    made.id = id_
    return made


def test_who_was_told_nothing_is_to_be_told() -> None:
    assert to_inform([told(KARIN)], [Who.YOUTH, KARIN, TOMAS], DAY) == (Who.YOUTH, TOMAS)


def test_who_did_not_understand_is_to_be_told_again_until_it_was_understood() -> None:
    first = told(KARIN, understood=False)
    assert to_inform([first], [KARIN], DAY) == (KARIN,)
    again = told(KARIN, DAY + timedelta(days=3), id_=2)
    assert to_inform([again, first], [KARIN], DAY + timedelta(days=2)) == (KARIN,)
    assert to_inform([again, first], [KARIN], DAY + timedelta(days=3)) == ()


def test_not_to_know_whether_it_was_understood_is_no_reason_to_ask_twice() -> None:
    assert to_inform([told(KARIN, understood=None)], [KARIN], DAY) == ()


def test_what_was_told_later_does_not_count_on_an_earlier_day() -> None:
    assert to_inform([told(KARIN)], [KARIN], DAY - timedelta(days=1)) == (KARIN,)


def test_of_two_the_same_day_the_one_written_down_last_counts() -> None:
    two = [told(KARIN, id_=2), told(KARIN, understood=False, id_=1)]
    assert latest_to(two, DAY)[KARIN].id == 2


RECORDS = st.lists(
    st.tuples(
        st.sampled_from([Who.YOUTH, KARIN, TOMAS]), st.integers(0, 9), st.sampled_from([True, False, None])
    ),
    max_size=8,
)


@given(RECORDS, st.integers(0, 9))
def test_it_is_what_the_last_record_up_to_the_day_says(
    records: list[tuple[Who, int, bool | None]], on: int
) -> None:
    made = [
        told(who, DAY + timedelta(days=days), understood=understood, id_=at)
        for at, (who, days, understood) in enumerate(records)
    ]
    people = (Who.YOUTH, KARIN, TOMAS)
    expected = []
    for who in people:
        own = [(days, at, understood) for at, (to, days, understood) in enumerate(records) if to == who]
        until = sorted(each for each in own if each[0] <= on)
        if not until or until[-1][2] is False:
            expected.append(who)
    assert to_inform(made, people, DAY + timedelta(days=on)) == tuple(expected)
