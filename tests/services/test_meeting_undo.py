"""Undoing at a meeting takes one edit back and nothing else (R11, R12, R16)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.models.codes import AttendanceStatus, MeetingKind, Outcome
from app.models.snapshots import Person
from app.models.who import Who
from app.services import meeting_edits as edits
from app.services.meeting_state import (
    Agenda,
    Aim,
    Next,
    Proceedings,
    Promise,
    Seat,
    Step,
    Verdict,
)
from app.services.meeting_undo import taken_back

DAY = date(2026, 3, 4)
ELIN, AKE = Who.YOUTH, Who.contact("ake")
PROMISE = Promise(
    key="matte",
    what="Prata med skolan",
    responsible=Person(who=AKE, name="Åke Örn"),
    goal_key="skola",
    goal="Gå i skolan",
    long_term=None,
    life_area="skola",
    agreed_on=DAY,
)
AGENDA = Agenda(
    case_id="elin",
    key="m5",
    number=5,
    kind=MeetingKind.ORDINARY,
    starts=datetime(2026, 3, 4, 14),
    minutes=60,
    place=None,
    youth=Person(who=ELIN, name="Elin"),
    opened_at=datetime(2026, 3, 4, 14),
    promises=(PROMISE,),
)
START = Proceedings(
    seats=(Seat(who=ELIN), Seat(who=AKE)),
    verdicts=(Verdict(action="matte"), Verdict(action="sova")),
    aims=(
        Aim(
            key="a",
            life_area="skola",
            goal="Gå i skolan",
            steps=tuple(Step(key=each, what=each, responsible=AKE) for each in ("s1", "s2", "s3")),
        ),
        Aim(key="b", life_area="hem", goal="Sova", steps=(Step(key="s4", what="s4", responsible=ELIN),)),
    ),
    typing={"step:a": "Halvskrivet"},
)
Edit = Callable[[Proceedings], Proceedings]
EDITS: dict[str, Edit] = {
    "attend": lambda now: edits.attend(now, AKE, AttendanceStatus.LATE),
    "attend rest": edits.attend_rest,
    "somebody more": lambda now: edits.seat(now, Who.contact("zofia")),
    "judge": lambda now: edits.judge(now, AGENDA, "matte", Outcome.NOT_DONE, on=DAY),
    "done": lambda now: edits.judge(now, AGENDA, "matte", Outcome.DONE, on=DAY),
    "remove aim": lambda now: edits.remove_aim(now, "a"),
    "remove last aim": lambda now: edits.remove_aim(now, "b"),
    "remove step": lambda now: edits.remove_step(now, "s2"),
    "remove first step": lambda now: edits.remove_step(now, "s1"),
    "move step": lambda now: edits.move_step(now, "s3", -2),
    "change step": lambda now: edits.change_step(now, "s1", what="annat", due=DAY),
    "agree": lambda now: edits.keep_typing(edits.add_step(now, "a", "ett steg", ELIN), "step:a", ""),
    "add aim": lambda now: edits.add_aim(now, "hem", "Ha det lugnt"),
}
TYPED: dict[str, Edit] = {
    "notes": lambda now: edits.say(now, notes="Det sas", private_notes="Bara jag"),
    "words": lambda now: edits.say(now, strengths="Kommer i tid", youth_view="Det går bra"),
    "why": lambda now: edits.note_why(now, "sova", "Var sjuk"),
    "reason": lambda now: edits.describe(now, ELIN, reason="Tåget"),
    "half written": lambda now: edits.keep_typing(now, "aim", "Ett m"),
    "reworded": lambda now: edits.change_aim(now, "b", goal="Sova gott"),
    "next": lambda now: edits.plan_next(now, Next(starts=datetime(2026, 4, 1, 14))),
    "where": lambda now: edits.go_to(now, 4),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_taken_back_was_never(edit: Edit) -> None:
    after = edit(START)
    assert after != START
    assert taken_back(after, START, after) == START


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_was_said_since_stays(edit: Edit, typed: Edit) -> None:
    after = edit(START)
    if typed(after) != after:  # what is gone has no words
        assert taken_back(typed(after), START, after) == typed(START)


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6), st.sampled_from(sorted(TYPED)))
def test_one_after_the_other_all_edits_go_and_the_words_stay(names: list[str], typed: str) -> None:
    now, back = START, list[tuple[Proceedings, Proceedings]]()
    for name in names:
        if name == "move step" and all(each.key != "s3" for each in now.steps):
            continue  # it is gone
        after = EDITS[name](now)
        if after != now:
            back.append((now, after))
            now = after
    assume(TYPED[typed](now) != now)
    now = TYPED[typed](now)
    for before, after in reversed(back):
        now = taken_back(now, before, after)
    assert now == TYPED[typed](START)


def test_a_step_comes_back_alone_though_others_were_agreed_after_it_went() -> None:
    without = edits.remove_step(START, "s2")
    since = edits.add_step(edits.remove_step(without, "s4"), "a", "nytt", ELIN)
    found = taken_back(since, START, without)
    assert [each.what for each in found.steps] == ["s1", "s2", "s3", "nytt"]


def test_words_typed_in_a_field_that_the_edit_emptied_are_not_written_over() -> None:
    agreed = EDITS["agree"](START)
    since = edits.keep_typing(agreed, "step:a", "Nästa")
    assert taken_back(since, START, agreed).typing == {"step:a": "Nästa"}
    assert taken_back(agreed, START, agreed).typing == {"step:a": "Halvskrivet"}


def test_a_day_said_of_what_was_done_goes_with_the_verdict() -> None:
    done = EDITS["done"](START)
    since = edits.done_on(done, "matte", date(2026, 3, 1))
    assert taken_back(since, START, done) == START


def test_where_one_is_stays() -> None:
    after = replace(EDITS["judge"](START), step=1)
    assert taken_back(replace(after, step=3), START, after).step == 3
