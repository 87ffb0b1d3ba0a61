"""When the question after a closing waits (R24)."""

from datetime import date

import pytest

from app.models.after_closing import AskAgain, ask_again
from app.models.codes import CaseState
from tests.builders import a_case

CLOSED = date(2026, 1, 31)
S = CaseState


def asked(*states: tuple[CaseState, date], on: date) -> AskAgain | None:
    return ask_again(a_case(states=states), on)


@pytest.mark.parametrize("states", [(), ((S.ACTIVE, date(2025, 1, 1)),), ((S.DECLINED, date(2025, 1, 1)),)])
def test_a_case_that_was_not_closed_is_not_asked_about(states: tuple[tuple[CaseState, date], ...]) -> None:
    assert asked(*states, on=date(2026, 12, 1)) is None


def test_a_closing_that_is_to_come_or_was_taken_up_again_asks_nothing() -> None:
    assert asked((S.ACTIVE, date(2025, 1, 1)), (S.CLOSED, CLOSED), on=date(2026, 1, 30)) is None
    again = ((S.CLOSED, CLOSED), (S.ACTIVE, date(2026, 3, 1)))
    assert asked(*again, on=date(2026, 8, 1)) is None
