"""When things happen in a demo case: nomination, meetings, rests, the end, what follows it (R21, R24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.codes import CaseState, ClosingReason, Nominator
from app.services.demo.days import before, in_summer, meetings_until, summers, workday, workdays_on
from app.services.demo.fates import Fate
from app.services.demo.words import Filling, some, texts

Tree = dict[str, Any]

FOLLOWED_UP_AFTER = (91, 182, 365)
"""Days after closing on which somebody asks how it went (R24)."""

_TO_COME = timedelta(days=75)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The days of one case; `held` are those of its meetings, `active` the period's first day."""

    today: date
    nominated: date
    active: date | None
    held: Sequence[date]
    planned: date | None
    ended: date | None

    @property
    def reached(self) -> date:
        """The last day of which there is something to tell."""
        return self.ended or self.today

    @property
    def covered_until(self) -> date:
        """Until when the consents should hold where nothing is the matter."""
        return self.ended or self.today + _TO_COME


def timeline(fate: Fate, today: date, chance: Random) -> Timeline:
    """The days of a case with a fate."""
    ended = None if fate.is_open else workday(today - timedelta(days=fate.ended_ago), back=True)
    planned = None if fate.next_in is None else workdays_on(today, fate.next_in)
    if planned is None and fate.state is CaseState.PAUSED:
        planned = workday(today + timedelta(days=49))
    held: list[date] = []
    if fate.held:
        held = meetings_until(_last(fate, today, planned, ended), fate.held)
    if held:
        active = workday(held[0] - timedelta(days=chance.randint(6, 10)), back=True)
    elif fate.state is CaseState.ACTIVE:
        active = workdays_on(today, -3)
    else:
        active = None
    if active is not None:
        nominated = workday(active - timedelta(days=chance.randint(70, 95)), back=True)
    else:
        ago = {
            CaseState.NOMINATED: 5,
            CaseState.ASSESSED: 34,
            CaseState.QUEUED: chance.randint(55, 80),
            CaseState.SEEKING_CONSENT: chance.randint(60, 85),
        }.get(fate.state, 40)
        nominated = workday((ended or today) - timedelta(days=ago), back=True)
    return Timeline(today=today, nominated=nominated, active=active, held=held, planned=planned, ended=ended)


def _last(fate: Fate, today: date, planned: date | None, ended: date | None) -> date:
    if ended is not None:
        day = ended
    elif fate.last_ago is not None:
        day = workday(today - timedelta(days=fate.last_ago), back=True)
    else:
        assert planned is not None
        day = before(planned)
    while in_summer(day) or (ended is None and day >= today):
        day = before(day)
    return day


def states(
    fate: Fate, days: Timeline, nominator: Nominator, chance: Random, fill: Filling, outcomes: list[Tree]
) -> list[Tree]:
    """The states of a case in order of day, each with its reason."""
    words = texts("life")["reasons"]
    reasons = {key: fill(chance.choice(value)) for key, value in words.items() if isinstance(value, list)}
    made = [_state(CaseState.NOMINATED, days.nominated, reasons[f"nominated_{nominator.value}"])]
    if "second_period" in fate.marks:
        made = [*_earlier_period(days.nominated, reasons, chance, fill), made[0]]
    for state, day in _way_in(fate, days):
        made.append(_state(state, day, reasons[state.value]))
    if days.active is not None:
        made.append(_state(CaseState.ACTIVE, days.active, reasons["active"]))
    for first, last in summers(days.held, days.today) if days.held else ():
        paused = _state(CaseState.PAUSED, workday(first, back=True), fill(words["summer"]))
        made.append(paused | {"until": last.isoformat()})
        made.append(_state(CaseState.ACTIVE, workday(last + timedelta(days=1)), reasons["back"]))
    return made + list(_way_out(fate, days, words, reasons, chance, fill, outcomes))


def _way_in(fate: Fate, days: Timeline) -> list[tuple[CaseState, date]]:
    """The states between nomination and the first active day, or today's, or the declining."""
    end = days.active or days.reached
    span = (end - days.nominated).days
    every = (CaseState.ASSESSED, CaseState.QUEUED, CaseState.SEEKING_CONSENT)
    upto = {
        CaseState.NOMINATED: 0,
        CaseState.ASSESSED: 1,
        CaseState.DECLINED: 1,
        CaseState.QUEUED: 2,
    }.get(fate.state, 3)
    return [
        (state, workday(days.nominated + timedelta(days=span * part // 100), back=True))
        for state, part in zip(every[:upto], (25, 50, 75), strict=False)
    ]


def _way_out(
    fate: Fate,
    days: Timeline,
    words: Tree,
    reasons: dict[str, str],
    chance: Random,
    fill: Filling,
    outcomes: list[Tree],
) -> list[Tree]:
    last = days.held[-1] if days.held else days.nominated
    match fate.state:
        case CaseState.DORMANT:
            return [_state(CaseState.DORMANT, workday(last + timedelta(days=10)), reasons["dormant"])]
        case CaseState.PAUSED:
            paused = _state(CaseState.PAUSED, workday(last + timedelta(days=7)), "")
            why = words["arrested" if "arrested" in fate.marks else "abroad"]
            until = (days.today + timedelta(days=42)).isoformat()
            return [paused | {"reason": fill(why), "until": until}]
        case CaseState.DECLINED:
            return [_state(CaseState.DECLINED, days.reached, reasons["declined"])]
        case CaseState.CLOSED | CaseState.FOLLOWED_UP:
            closed = _state(CaseState.CLOSED, days.reached, "")
            closed["closing"] = _closing(fate.reason, chance, fill, outcomes)
            return [closed, *_followed_up(fate, days, words, chance, fill)]
    return []


def _followed_up(fate: Fate, days: Timeline, words: Tree, chance: Random, fill: Filling) -> list[Tree]:
    if fate.state is not CaseState.FOLLOWED_UP:
        return []
    due = [workday(days.reached + timedelta(days=each)) for each in FOLLOWED_UP_AFTER]
    past = [each for each in due if each <= days.today][: chance.randint(1, 3)]
    pool = some(chance, words["followed_up"], len(past), len(past))
    return [_state(CaseState.FOLLOWED_UP, day, fill(said)) for day, said in zip(past, pool, strict=False)]


def _closing(reason: ClosingReason, chance: Random, fill: Filling, outcomes: list[Tree]) -> Tree:
    words = texts("life")["closing"]
    return {
        "reason": reason.value,
        "note": fill(chance.choice(words[reason.value])),
        "continued_support": fill(chance.choice(words["support"])),
        "goal_outcomes": outcomes,
    }


def _earlier_period(begins_again: date, reasons: dict[str, str], chance: Random, fill: Filling) -> list[Tree]:
    """A first period that ended by the youth's own wish, some months before."""
    back = {
        CaseState.NOMINATED: 420,
        CaseState.SEEKING_CONSENT: 390,
        CaseState.ACTIVE: 365,
        CaseState.CLOSED: 170,
    }
    made = []
    for state, ago in back.items():
        reason = reasons.get(state.value, reasons["nominated_school"] if state is CaseState.NOMINATED else "")
        one = _state(state, workday(begins_again - timedelta(days=ago), back=True), reason)
        if state is CaseState.CLOSED:
            one["closing"] = _closing(ClosingReason.OWN_WISH, chance, fill, [])
        made.append(one)
    return made


def _state(state: CaseState, day: date, reason: str) -> Tree:
    made: Tree = {"state": state.value, "date": day.isoformat()}
    return made | ({"reason": reason} if reason else {})
