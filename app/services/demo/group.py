"""The group around one youth of the demo: whom its goals need, why each is there, and who came and went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.days import is_current
from app.models.who import Who
from app.services.demo.people import Household, relative
from app.services.demo.story import Line, seats_of, threads
from app.services.demo.town import Town, Worker
from app.services.demo.words import texts

Tree = dict[str, Any]

LINES = 5
"""So many goals are thought of for a case; all are seldom worked at at once."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's seat in the group, from a day and perhaps to one."""

    worker: Worker
    seat: str
    purpose: str
    first: date
    last: date | None = None

    @property
    def who(self) -> str:
        """The WHO text."""
        return str(Who.contact(self.worker.id))

    @property
    def standing(self) -> str:
        """What stands for the member in a consent's scope (R2)."""
        return self.worker.organisation or self.who

    def is_there(self, on: date) -> bool:
        """Whether the member is in the group on a day."""
        return is_current(self.first, self.last, on)

    def tree(self) -> Tree:
        """The member as the interchange file writes it."""
        made: Tree = {"contact": self.worker.id, "purpose": self.purpose, "from": self.first.isoformat()}
        if self.last is not None:
            made["to"] = self.last.isoformat()
        if self.worker.role in ("rektor", "socialsekreterare"):
            made["mandate"] = True
        if self.seat in ("coach", "relative"):
            made["wanted_by_youth"] = True
        return made


def lines_for(areas: str, marks: frozenset[str], chance: Random, *, guardians: int) -> list[Line]:
    """Which goals a case is about: school or work first, what only fits some where it fits."""
    found = [
        each
        for each in threads(areas)
        if (not each.get("sanction") or "sanction" in marks)
        and (not each.get("leaver") or "leaver" in marks)
        and (not each.get("father") or guardians > 1)
        and (guardians or "guardian" not in seats_of(each))
    ]
    found = chance.sample(found, len(found))
    found.sort(key=lambda each: not (each.get("sanction") or each.get("leaver")))
    chosen: list[Line] = []
    for each in found:
        # One goal of each area first; a second school goal comes when there is room.
        if len(chosen) < LINES and each["area"] not in {line["area"] for line in chosen}:
            chosen.append(each)
    firsts = ("occupation_school", "occupation")
    chosen.sort(
        key=lambda each: (not (each.get("sanction") or each.get("leaver")), each["area"] not in firsts)
    )
    return chosen


def gather(
    town: Town,
    household: Household,
    lines: Sequence[Line],
    *,
    first: date,
    school: str,
    relative_too: bool,
    chance: Random,
) -> list[Member]:
    """The members that the goals need, the social worker and most often the police."""
    needed = ["host"]
    needed += [seat for line in lines for seat in seats_of(line) if seat != "guardian"]
    if chance.random() < 0.8:
        needed.append("police")
    if relative_too:
        needed.append("relative")
    made: list[Member] = []
    for place, seat in enumerate(dict.fromkeys(needed)):
        worker = _worker(town, household, seat, school=school, chance=chance)
        joined = first if place < 4 else first + timedelta(days=chance.choice((0, 0, 0, 14)))
        made.append(Member(worker, seat, _purpose(worker, seat, chance), joined))
    return made


def with_new_police(
    members: Sequence[Member], days: Sequence[date], town: Town, chance: Random
) -> list[Member]:
    """The group as it is where the police sends somebody new again and again (R8)."""
    made = [each for each in members if each.seat != "police"]
    police = [each for each in town.workers if each.seat == "police"]
    chosen = chance.sample(police, min(3, len(police)))
    first = min(each.first for each in members)
    cuts = [days[len(days) * place // len(chosen)] for place in range(1, len(chosen))]
    for place, worker in enumerate(chosen):
        begins = first if place == 0 else cuts[place - 1]
        ends = cuts[place] - timedelta(days=1) if place < len(cuts) else None
        made.append(Member(worker, "police", _purpose(worker, "police", chance), begins, ends))
    return made


def newcomer(town: Town, members: Sequence[Member], first: date, chance: Random) -> Member:
    """Somebody whom the consents do not name yet."""
    taken = {each.worker.organisation for each in members}
    free = [
        each
        for each in town.workers
        if each.organisation not in taken and each.seat in ("health", "family", "bup", "leisure")
    ]
    worker = chance.choice(free)
    return Member(worker, worker.seat, _purpose(worker, worker.seat, chance), first)


def seated(
    members: Sequence[Member], on: date, *, guardian: str | None, coordinator: str
) -> Mapping[str, str]:
    """Who sits on which seat on a day, as WHO texts."""
    found = {"youth": "youth", "coordinator": f"coordinator:{coordinator}"}
    if guardian is not None:
        found["guardian"] = guardian
    for each in members:
        if each.is_there(on):
            found.setdefault(each.seat, each.who)
    return found


def _worker(town: Town, household: Household, seat: str, *, school: str, chance: Random) -> Worker:
    if seat == "relative":
        woman = chance.random() < 0.7
        role = chance.choice(texts("places")["relatives"]["women" if woman else "men"])
        return town.relation(relative(chance, household, woman=woman), role)
    if seat == "school":
        return town.seat(chance, "upper" if school == "Tallgymnasiet" else "school", school=school)
    return town.seat(chance, seat)


def _purpose(worker: Worker, seat: str, chance: Random) -> str:
    pool = texts("places")["purposes"]
    key = "upper" if worker.seat == "upper" else seat
    if seat == "relative" and not worker.named.woman:
        key = "relative_man"
    chosen: str = chance.choice(pool[key])
    return chosen
