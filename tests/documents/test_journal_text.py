"""A paper as text for another record: nothing in it breaks where it is pasted (R19)."""

import pytest
from hypothesis import given

from app.documents.journal_text import journal_text, tidy
from app.documents.papers.action_plan import action_plan
from app.documents.papers.shared import Copy
from tests.documents.samples import PLAN
from tests.texts import ANY

ODD = "\t✓◐→○↻☐☑•\xa0"


def test_a_plan_reads_as_lines() -> None:
    text = journal_text(action_plan(PLAN, Copy(for_record=True)))
    first = text.split("\n")[0]
    assert first.startswith("Åtgärdsplan")
    assert not [sign for sign in ODD if sign in text]
    assert "\n\n\n" not in text
    assert "Vem: " in text
    assert "Senast: " in text
    for area in PLAN.areas:
        for goal in area.goals:
            for action in goal.actions:
                assert action.what in text
    for each in PLAN.follow_ups:
        assert each.what in text


def test_signs_go_and_letters_stay() -> None:
    assert tidy("✓ klart · 17 av 20\tdagar\r\nZofia Żółć, أمير") == "klart, 17 av 20 dagar\nZofia Żółć, أمير"
    assert tidy("– struken") == "struken"
    assert tidy("14.00–15.00") == "14.00–15.00"


@pytest.mark.parametrize("break_", ["\r", "\r\n", "\u2028", "\n\n\n\n"])
def test_every_break_is_a_line_feed(break_: str) -> None:
    assert set(tidy(f"ett{break_}två")) <= set("etvå\n")


@given(ANY)
def test_whatever_is_written_comes_out_in_plain_lines(text: str) -> None:
    plain = tidy(text)
    assert plain == plain.strip()
    assert "\n\n\n" not in plain
    assert all(letter == "\n" or letter >= " " for letter in plain)
    assert tidy(plain) == plain
