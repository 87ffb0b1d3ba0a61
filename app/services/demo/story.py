"""What a group agrees on and how it goes: goals with steps one after the other, followed up each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from app.models.actions import MANY_OPEN
from app.models.codes import Outcome
from app.services.demo.words import Filling, texts

Tree = dict[str, Any]
Line = dict[str, Any]
"""One thread of `young.toml` or `adult.toml`."""

WHO, WHAT, DOCUMENTED, WENT_WELL, WENT_LESS_WELL = range(5)

_OUTCOMES = (
    (Outcome.DONE, 56),
    (Outcome.PARTLY, 13),
    (Outcome.ONGOING, 17),
    (Outcome.NOT_DONE, 10),
    (Outcome.CHANGED, 2),
    (Outcome.DROPPED, 2),
)
_CARRIED_ON = frozenset({Outcome.PARTLY, Outcome.ONGOING, Outcome.NOT_DONE})


@cache
def threads(areas: str) -> list[Line]:
    """The threads that fit a set of life areas, `young` or `young_adult`."""
    return list(texts("young" if areas == "young" else "adult")["thread"])


def seats_of(line: Line) -> list[str]:
    """Who must sit in the group for a thread, the youth and the coordinator left out."""
    who = [*line.get("needs", ()), *(step[WHO] for step in line["steps"])]
    return [each for each in dict.fromkeys(who) if each not in ("youth", "coordinator")]


@dataclass(slots=True)
class Step:
    """A step that waits for a verdict."""

    id: str
    line: Line
    place: int
    responsible: str
    carried: int = 0

    @property
    def words(self) -> Sequence[str]:
        """What the text says of it."""
        found: Sequence[str] = self.line["steps"][self.place]
        return found

    @property
    def went_well(self) -> str:
        """What is said when it is done."""
        return self.words[WENT_WELL]


@dataclass(slots=True)
class Thread:
    """A goal that the group works at: how far it has come, and its id at the last meeting."""

    line: Line
    next_step: int = 0
    goal: str | None = None
    went_well: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether all its steps have been agreed on."""
        return self.next_step >= len(self.line["steps"])


class Story:
    """The plan of one case from meeting to meeting.

    `seats` says who sits where: a seat's name to a WHO text, on the day that is asked for.
    """

    def __init__(self, chance: Random, lines: Sequence[Line], fill: Filling, *, stubborn: bool) -> None:
        self._chance, self._fill = chance, fill
        self._waiting = list(lines)
        self._again = list(lines)
        self._running: list[Thread] = []
        self._over: list[Thread] = []
        self._open: list[Step] = []
        self._stubborn = stubborn
        self._strengths: list[str] = []

    @property
    def open(self) -> Sequence[Step]:
        """The steps that wait for a verdict."""
        return self._open

    def follow_up(self, on: date, *, last: bool = False) -> list[Tree]:
        """The verdicts of a day on all that is open (R11); at the last meeting nothing goes on."""
        verdicts: list[Tree] = []
        for place, step in enumerate(self._open):
            outcome = self._outcome(step, first=place == 0)
            if last and outcome in _CARRIED_ON:
                outcome = Outcome.DONE if step.carried else Outcome.DROPPED
            verdict: Tree = {"action": step.id, "outcome": outcome.value}
            note = self._note(step, outcome)
            if note:
                verdict["note"] = note
            if outcome is Outcome.DONE and self._chance.random() < 0.3:
                verdict["done_on"] = (on - timedelta(days=self._chance.randint(1, 14))).isoformat()
            verdicts.append(verdict)
            step.carried += 1
            if outcome is Outcome.DONE:
                self._thread_of(step).went_well += 1
        judged = dict(zip((each.id for each in self._open), verdicts, strict=True))
        self._open = [each for each in self._open if Outcome(judged[each.id]["outcome"]) in _CARRIED_ON]
        return verdicts

    def agree(self, meeting: str, due: date, seats: Mapping[str, str], *, most: int) -> list[Tree]:
        """The goals of a meeting with their steps: those carried on, and the next ones (R12)."""
        self._begin_threads(seats, most)
        goals: list[Tree] = []
        carried, self._open = self._open, []
        for thread in self._running:
            actions = [
                self._action(meeting, each, due, seats, carried_from=each.id)
                for each in carried
                if each.line is thread.line
            ]
            fresh = 1 if actions else 2
            while not thread.is_over and fresh and len(carried) + len(self._open) < MANY_OPEN:
                new = Step("", thread.line, thread.next_step, "")
                thread.next_step += 1
                if new.words[WHO] in seats:
                    actions.append(self._action(meeting, new, due, seats))
                    fresh -= 1
            if actions:
                goals.append(self._goal(meeting, len(goals) + 1, thread, actions))
        self._over += [each for each in self._running if each.is_over and not self._is_open(each)]
        self._running = [each for each in self._running if each not in self._over]
        return goals

    def strengths(self) -> str | None:
        """What works, by what has gone well; never the same twice in a row."""
        said = [
            self._fill(words)
            for thread in [*self._running, *self._over]
            for words in thread.line["works"][: thread.went_well]
        ]
        fresh = [each for each in said if each not in self._strengths]
        if not fresh:
            return None
        chosen = self._chance.sample(fresh, min(2, len(fresh)))
        self._strengths += chosen
        return " ".join(chosen)

    def voice(self) -> str | None:
        """Something the youth says about what is going on, each sentence once."""
        for thread in self._chance.sample(self._running, len(self._running)):
            for words in thread.line["voice"]:
                if words not in thread.said:
                    thread.said.append(words)
                    return self._fill(words)
        return None

    def outcomes(self) -> list[Tree]:
        """How each goal stands when the case closes (R24)."""
        return [
            {
                "goal": each.goal,
                "outcome": "met" if each.went_well >= 3 else "partly" if each.went_well else "not_met",
            }
            for each in [*self._over, *self._running]
            if each.goal is not None
        ]

    def _begin_threads(self, seats: Mapping[str, str], most: int) -> None:
        while len(self._running) < most:
            fits = [each for each in self._waiting if all(seat in seats for seat in seats_of(each))]
            if not fits:
                # Everything has been done once: a year later the same goal may come back.
                running = [each.line for each in self._running]
                self._waiting = [each for each in self._again if each not in running]
                fits = [each for each in self._waiting if all(seat in seats for seat in seats_of(each))]
                if not fits:
                    return
            self._waiting = [each for each in self._waiting if each is not fits[0]]
            self._running.append(Thread(fits[0]))

    def _goal(self, meeting: str, number: int, thread: Thread, actions: list[Tree]) -> Tree:
        made: Tree = {
            "id": f"{meeting}-mal{number}",
            "life_area": thread.line["area"],
            "goal": self._fill(thread.line["goal"]),
        }
        if "long" in thread.line:
            made["long_term"] = self._fill(thread.line["long"])
        if thread.goal is not None:
            made["continues"] = thread.goal
        thread.goal = made["id"]
        return made | {"actions": actions}

    def _action(
        self,
        meeting: str,
        step: Step,
        due: date,
        seats: Mapping[str, str],
        *,
        carried_from: str | None = None,
    ) -> Tree:
        step.id = f"{meeting}-steg{len(self._open) + 1}"
        step.responsible = seats.get(step.words[WHO], step.responsible)
        earlier = self._chance.choice((0, 0, 0, 0, 5, 7, 12))
        made: Tree = {
            "id": step.id,
            "what": self._fill(step.words[WHAT]),
            "responsible": step.responsible,
            "due": (due - timedelta(days=earlier)).isoformat(),
            "documented": self._fill(step.words[DOCUMENTED]),
        }
        if carried_from is not None:
            made["carried_from"] = carried_from
        self._open.append(step)
        return made

    def _outcome(self, step: Step, *, first: bool) -> Outcome:
        if self._stubborn and first and step.carried < 3:
            return Outcome.ONGOING
        if step.carried >= 2:
            return Outcome.DONE
        return self._chance.choices([each for each, _ in _OUTCOMES], [share for _, share in _OUTCOMES])[0]

    def _note(self, step: Step, outcome: Outcome) -> str | None:
        if outcome is Outcome.DONE:
            return self._fill(step.words[WENT_WELL])
        pool = texts("life")["verdicts"]
        if outcome in _CARRIED_ON and step.carried == 0:
            return self._fill(step.words[WENT_LESS_WELL])
        return self._fill(self._chance.choice(pool[outcome.value]))

    def _thread_of(self, step: Step) -> Thread:
        return next(each for each in [*self._running, *self._over] if each.line is step.line)

    def _is_open(self, thread: Thread) -> bool:
        return any(each.line is thread.line for each in self._open)
