"""Leading a case through its life: who may follow whom is one table in the rules (R21, R24)."""

from dataclasses import dataclass

from app.models.base import Day
from app.models.case import CaseStateChange, Closing, ClosingGoal
from app.models.codes import CaseState, ClosingReason, GoalOutcome
from app.models.errors import Kind, KnownError
from app.models.states import may_follow
from app.models.who import Who
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class ClosingFacts:
    """How a period ended: why, what support goes on with whom, and how each goal stood (R24)."""

    reason: ClosingReason
    note: str | None = None
    continued_support: str | None = None
    goal_outcomes: tuple[tuple[str, GoalOutcome], ...] = ()


@dataclass(frozen=True, kw_only=True)
class StateFacts:
    """The next state of a case: from when, why, for a closing how it ended.

    A pause has a last day, and `call` is whom the youth calls meanwhile (R10).
    """

    state: CaseState
    date: Day
    reason: str | None = None
    until: Day | None = None
    call: Who | None = None
    closing: ClosingFacts | None = None


def change_state(binder: Binder, case_id: str, facts: StateFacts) -> Changes:
    """Put a case in its next state (R21).

    KnownError RULE `state_not_possible`, `state_before_last`, `state_needs_end` for a pause without an end,
    `closing_missing`.
    """
    with binder.writing() as work:
        case = work.case(case_id)
        last = max(case.states, key=lambda each: (each.date, each.position), default=None)
        if not may_follow(last.state if last else None, facts.state):
            raise KnownError(Kind.RULE, "state_not_possible", field="state")
        checks.not_to_come(facts.date, work.now.date(), "date")
        if last is not None and facts.date < last.date:
            raise checks.refuse("state_before_last", "date", last=str(last.date))
        if facts.state is CaseState.PAUSED and facts.until is None:
            raise checks.refuse("state_needs_end", "until")
        checks.in_order(facts.date, facts.until, "until")
        made = CaseStateChange(
            position=max((each.position for each in case.states), default=0) + 1,
            state=facts.state,
            date=facts.date,
            reason=checks.text(facts.reason, "reason"),
            until=facts.until,
            call=facts.call if facts.state is CaseState.PAUSED else None,
        )
        made.closing = _closing(facts)
        case.states.append(made)
        work.log("state_changed", case=case_id, detail={"state": str(facts.state)})
    return Changes.of("case", ids=(case_id,))


def take_back_state(binder: Binder, case_id: str) -> Changes:
    """Undo the last change of state, as when the wrong one was chosen; both stand in the log."""
    with binder.writing() as work:
        case = work.case(case_id)
        if len(case.states) < 2:
            raise KnownError(Kind.RULE, "state_is_first")
        last = max(case.states, key=lambda each: (each.date, each.position))
        case.states.remove(last)
        work.log("state_taken_back", case=case_id, detail={"state": str(last.state)})
    return Changes.of("case", ids=(case_id,))


def _closing(facts: StateFacts) -> Closing | None:
    if facts.state is not CaseState.CLOSED:
        return None
    if facts.closing is None:
        raise checks.refuse("closing_missing", "closing_reason")
    made = Closing(
        reason=facts.closing.reason,
        note=checks.text(facts.closing.note, "note"),
        continued_support=checks.text(facts.closing.continued_support, "continued_support"),
    )
    made.goal_outcomes = [
        ClosingGoal(goal=goal, outcome=outcome) for goal, outcome in facts.closing.goal_outcomes
    ]
    return made
