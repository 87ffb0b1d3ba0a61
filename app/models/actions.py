"""What was promised and is still open, with its history (R11, R12)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.models.case import Case, Report
from app.models.circles import held, is_shared_with, order_of
from app.models.codes import MeetingStatus, Outcome
from app.models.meeting import Action, Goal, Meeting

ENDING = frozenset({Outcome.DONE, Outcome.CHANGED, Outcome.DROPPED})
"""The verdicts after which an action is no longer open; after the others it lives on (R11)."""

MANY_OPEN = 7
"""More open actions than these discourage (R12)."""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An action where it was agreed."""

    action: Action
    goal: Goal
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was said of an action at one meeting."""

    on: date
    meeting: Meeting
    outcome: Outcome
    note: str | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """An action that waits for a verdict (R11).

    `times_carried` counts how often it was carried over so far; `history` are the verdicts on it and on
    those it carries on, oldest first; `news` are the reports since the last of them. The latest news
    with a verdict is `proposed`.
    """

    action: Action
    goal: Goal
    meeting: Meeting
    times_carried: int
    history: tuple[Verdict, ...]
    news: tuple[Report, ...]

    @property
    def proposed(self) -> Outcome | None:
        """The verdict that stands ready, from the latest news that gave one (R11)."""
        return next((each.outcome for each in reversed(self.news) if each.outcome is not None), None)


def all_agreed(meetings: Iterable[Meeting]) -> dict[str, Agreed]:
    """Every action by its key, in the order of meetings, goals and actions."""
    return {
        action.key: Agreed(action=action, goal=goal, meeting=meeting)
        for meeting in sorted(meetings, key=order_of)
        for goal in meeting.goals
        for action in in_order(goal.actions)
    }


def in_order(actions: Iterable[Action]) -> list[Action]:
    """The actions of a goal: the coordinator's own order first, then as they were written (R12)."""
    return sorted(actions, key=lambda each: (each.order is None, each.order or 0, each.position))


def open_actions(case: Case, *, before: Meeting | None = None) -> tuple[OpenAction, ...]:
    """The actions agreed at held meetings that nothing has ended (R11), in the order they were agreed.

    An action ends by a verdict in `ENDING`, or when a later held meeting's action carries it on and
    stands in its place. With `before`, as it was when that meeting began, and only what all who sit
    there may know (R16); without, everything, for the coordinator.
    """
    past = held(case.meetings, before=before)
    agreed = all_agreed(past)
    carried = set(_carried(agreed))
    ended = {each.action for meeting in past for each in meeting.follow_ups if each.outcome in ENDING}
    return tuple(
        _open(case, agreed, each, past)
        for key, each in agreed.items()
        if key not in carried | ended and (before is None or is_shared_with(each.meeting, before))
    )


def too_many(count: int) -> bool:
    """Whether so many open actions at once discourage (R12)."""
    return count > MANY_OPEN


def history(case: Case, key: str, *, before: Meeting | None = None) -> tuple[Verdict, ...]:
    """The verdicts on an action and on those it carries on, oldest first (R11); before a meeting if given."""
    past = held(case.meetings, before=before)
    return tuple(_verdicts(_chain(all_agreed(case.meetings), key), past))


def reports_on(case: Case, key: str) -> tuple[Report, ...]:
    """All that was told of an action and of those it carries on, oldest first (R11)."""
    chain = _chain(all_agreed(case.meetings), key)
    told = (each for each in case.reports if each.action in chain)
    return tuple(sorted(told, key=lambda each: each.date))


def times_carried(
    case: Case, key: str, *, before: Meeting | None = None, agreed: Mapping[str, Agreed] | None = None
) -> int:
    """How often an action had been carried over (R11).

    Without `before`, when it was agreed: the same whatever happens later, as a fixed plan must have it.
    With `before`, when that meeting began: verdicts since that left it open count too. A meeting that
    left it open and carried it on counts once. `agreed` is `all_agreed`, for who asks of many.
    """
    agreed = all_agreed(case.meetings) if agreed is None else agreed
    if key not in agreed:
        return 0
    own = agreed[key].meeting
    last = order_of(own if before is None else before)
    past = (
        each
        for each in case.meetings
        if each.follow_ups
        and each.status is MeetingStatus.HELD
        and (order_of(each) <= last if before is None else order_of(each) < last)
    )
    return _times(agreed, key, past)


def open_goals(
    case: Case, *, before: Meeting | None = None, known: Callable[[Meeting], bool] | None = None
) -> tuple[Goal, ...]:
    """The goals that live on: those of the last plan, and earlier ones with open actions (R12).

    Each in its latest wording; with `before`, only what all who sit there may know, with `known`, only those
    of meetings that it says yes to (R16).
    """
    past = [
        each
        for each in held(case.meetings, before=before)
        if (before is None or is_shared_with(each, before)) and (known is None or known(each))
    ]
    continued = {goal.continues for meeting in past for goal in meeting.goals}
    waiting = {each.goal.key for each in open_actions(case, before=before)}
    last = next((each for each in reversed(past) if each.goals), None)
    return tuple(
        goal
        for meeting in past
        for goal in meeting.goals
        if goal.key not in continued and (meeting is last or goal.key in waiting)
    )


def _carried(agreed: Mapping[str, Agreed]) -> Iterator[str]:
    """The actions that a later meeting's stand in the place of; an odd file may point forward."""
    for each in agreed.values():
        earlier = agreed.get(each.action.carried_from or "")
        if earlier is not None and order_of(earlier.meeting) < order_of(each.meeting):
            yield earlier.action.key


def _open(case: Case, agreed: Mapping[str, Agreed], each: Agreed, past: tuple[Meeting, ...]) -> OpenAction:
    chain = _chain(agreed, each.action.key)
    verdicts = tuple(_verdicts(chain, past))
    since = max([each.meeting.starts.date(), *(verdict.on for verdict in verdicts)])
    news = [report for report in case.reports if report.action in chain and report.date >= since]
    return OpenAction(
        action=each.action,
        goal=each.goal,
        meeting=each.meeting,
        times_carried=_times(agreed, each.action.key, past),
        history=verdicts,
        news=tuple(sorted(news, key=lambda report: report.date)),
    )


def _chain(agreed: Mapping[str, Agreed], key: str) -> tuple[str, ...]:
    """The keys from an action back to the first that it carries on; a loop in a file ends it."""
    found: list[str] = []
    link: str | None = key
    while link is not None and link in agreed and link not in found:
        found.append(link)
        link = agreed[link].action.carried_from
    return tuple(found)


def _verdicts(chain: tuple[str, ...], past: Iterable[Meeting]) -> Iterator[Verdict]:
    for meeting in past:
        for each in meeting.follow_ups:
            if each.action in chain:
                yield Verdict(
                    on=meeting.starts.date(),
                    meeting=meeting,
                    outcome=each.outcome,
                    note=each.note,
                    done_on=each.done_on,
                )


def _times(agreed: Mapping[str, Agreed], key: str, past: Iterable[Meeting]) -> int:
    chain = _chain(agreed, key)
    at = {each.meeting.key for each in _verdicts(chain, past) if each.outcome not in ENDING}
    at |= {agreed[link].meeting.key for link in chain[:-1]}
    return len(at)
