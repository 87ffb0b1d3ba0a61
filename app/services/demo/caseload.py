"""The whole demo caseload as one interchange tree: the same numbers give the same words."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from app.services.demo.case import CaseMaker
from app.services.demo.days import workdays_on
from app.services.demo.fates import Fate, fates
from app.services.demo.town import Town
from app.services.demo.words import Filling, texts
from app.storage.interchange.format import NAME, VERSION

Tree = dict[str, Any]

BRIEF_FROM = 300
"""With so many cases those that are over have no more than history needs."""


def caseload(cases: int, seed: int, today: date, at: Callable[[float], object]) -> Tree:
    """So many cases and all they point at; `at` is told which part is done (0 to 1)."""
    town = Town(Random(f"{seed}/town"))
    maker = CaseMaker(town, today, seed, brief=cases >= BRIEF_FROM)
    made: list[Tree] = []
    whose: list[tuple[Fate, Tree]] = []
    for number, fate in enumerate(fates(cases, Random(f"{seed}/fates")), start=1):
        made.append(maker.make(number, fate))
        if fate.is_open:
            whose.append((fate, made[-1]))
        at(number / cases)
    return {
        "format": NAME,
        "version": VERSION,
        "coordinators": town.coordinators,
        "life_area_sets": [],
        "organisations": town.organisations,
        "contacts": town.contacts,
        "cases": made,
        "reminders": _reminders([case for fate, case in whose if fate.held], made, today),
    }


def _reminders(about: list[Tree], cases: list[Tree], today: date) -> list[Tree]:
    """The coordinator's own lines, some with a case, and those that notes asked for."""
    words = texts("life")
    made: list[Tree] = []
    for place, each in enumerate(words["reminder"]):
        if not about:
            break
        case = about[place % len(about)]
        fill = Filling(case["young_person"]["name"], woman=False, coordinator="Sara")
        made.append(_reminder(each, fill(each["text"]), today) | {"case": case["id"]})
    made += [_reminder(each, each["text"], today) for each in words["plain_reminder"]]
    for case in cases:
        made += [
            {"date": note["follow_up_on"], "text": note["text"], "case": case["id"]}
            for note in case["notes"]
            if "follow_up_on" in note
        ]
    return sorted(made, key=lambda each: (each["date"], each["text"]))


def _reminder(line: Tree, text: str, today: date) -> Tree:
    made: Tree = {"date": workdays_on(today, line["days"]).isoformat(), "text": text}
    return made | ({"done": True} if line.get("done") else {})
