"""A case from state to state, and back when the wrong one was chosen."""

from datetime import date

import pytest

from app.models.codes import CaseState, ClosingReason, GoalOutcome
from app.models.errors import KnownError
from app.services import case_states
from app.services.case_states import ClosingFacts, StateFacts
from app.storage.binder import Binder
from tests.services.readings import logged, whole
from tests.services.scene import Scene

TODAY = date(2026, 3, 4)


def go(binder: Binder, scene: Scene, state: CaseState, **told: object) -> None:
    facts = StateFacts(state=state, **{"date": TODAY, **told})  # type: ignore[arg-type]
    case_states.change_state(binder, scene.case, facts)


def states(binder: Binder, scene: Scene) -> list[CaseState]:
    return [each.state for each in whole(binder, scene.case).states]


def test_a_case_goes_its_way_and_closes_with_how_it_ended(binder: Binder, scene: Scene) -> None:
    for state in (CaseState.SEEKING_CONSENT, CaseState.ACTIVE):
        go(binder, scene, state)
    go(binder, scene, CaseState.PAUSED, until=date(2026, 8, 15), reason=" sommar ", call=scene.karin)
    closing = ClosingFacts(
        reason=ClosingReason.GOALS_MET, continued_support="BUP", goal_outcomes=(("g", GoalOutcome.MET),)
    )
    go(binder, scene, CaseState.CLOSED, closing=closing)
    *_, paused, closed = whole(binder, scene.case).states
    assert (paused.reason, paused.until, paused.closing) == ("sommar", date(2026, 8, 15), None)
    assert (paused.call, closed.call) == (scene.karin, None)
    assert closed.closing is not None
    assert (closed.closing.reason, closed.closing.continued_support) == (ClosingReason.GOALS_MET, "BUP")
    assert [(each.goal, each.outcome) for each in closed.closing.goal_outcomes] == [("g", GoalOutcome.MET)]


@pytest.mark.parametrize(
    ("state", "told", "code"),
    [
        (CaseState.CLOSED, {}, "state_not_possible"),
        (CaseState.QUEUED, {"date": date(2026, 3, 5)}, "day_to_come"),
        (CaseState.QUEUED, {"date": date(2026, 3, 3)}, "state_before_last"),
    ],
)
def test_what_may_not_follow_is_refused(
    binder: Binder, scene: Scene, state: CaseState, told: dict[str, object], code: str
) -> None:
    with pytest.raises(KnownError, match=code):
        go(binder, scene, state, **told)
    assert states(binder, scene) == [CaseState.NOMINATED]


def test_a_pause_has_an_end_and_a_closing_a_reason(binder: Binder, scene: Scene) -> None:
    go(binder, scene, CaseState.SEEKING_CONSENT)
    go(binder, scene, CaseState.ACTIVE)
    with pytest.raises(KnownError, match="state_needs_end"):
        go(binder, scene, CaseState.PAUSED)
    with pytest.raises(KnownError, match="dates_backwards"):
        go(binder, scene, CaseState.PAUSED, until=date(2026, 3, 3))
    with pytest.raises(KnownError, match="closing_missing"):
        go(binder, scene, CaseState.CLOSED)


def test_the_last_change_can_be_taken_back_but_not_the_first(binder: Binder, scene: Scene) -> None:
    go(binder, scene, CaseState.QUEUED)
    case_states.take_back_state(binder, scene.case)
    assert states(binder, scene) == [CaseState.NOMINATED]
    with pytest.raises(KnownError, match="state_is_first"):
        case_states.take_back_state(binder, scene.case)
    assert logged(binder, scene.case)[-2:] == ["state_changed", "state_taken_back"]
