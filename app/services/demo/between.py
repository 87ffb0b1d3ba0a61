"""What happens around the meetings of a demo case: contacts, what came in, how it is, and what is to come."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.models.codes import NoteKind, SituationAnswer, SituationAt, SituationValue
from app.services.demo.days import is_workday, workday
from app.services.demo.words import Filling, some, texts

Tree = dict[str, Any]

_HOW = (NoteKind.CALL, NoteKind.CALL, NoteKind.TEXT_MESSAGE, NoteKind.VISIT, NoteKind.SCHOOL, NoteKind.NOTE)
_OF_SCHOOL = frozenset({"rektor", "biträdande rektor", "mentor", "skolkurator"})


def notes(
    first: date, last: date, count: int, people: Sequence[tuple[str, str]], chance: Random, fill: Filling
) -> list[Tree]:
    """So many contacts between two days; `people` are names and roles."""
    made: list[Tree] = []
    used: set[str] = set()
    words = texts("life")["notes"]
    adults = [f"{name.split()[0]}, {role}" for name, role in people if role]
    school = [each for each in adults if each.partition(", ")[2] in _OF_SCHOOL]
    span = max(1, (last - first).days)
    days = sorted(first + timedelta(days=chance.randrange(span + 1)) for _ in range(count))
    for day in days:
        if not is_workday(day):
            day = workday(day, back=True)
        kind = chance.choice(_HOW)
        if kind is NoteKind.SCHOOL and not school:
            kind = NoteKind.CALL
        fresh = [each for each in words[kind.value] if each[0] not in used]
        if not fresh:
            continue
        text, private = chance.choice(fresh)
        used.add(text)
        starts = datetime.combine(day, time(chance.randint(8, 16), chance.choice((0, 10, 20, 30, 45))))
        note: Tree = {"at": starts.isoformat(timespec="minutes"), "kind": kind.value}
        if kind is NoteKind.CALL and adults:
            note["with"] = chance.choice(adults)
        elif kind is NoteKind.SCHOOL:
            note["with"] = chance.choice(school)
        note["text"] = fill(text)
        if private:
            note["private"] = True
        made.append(note)
    made.sort(key=lambda each: each["at"])
    return [{"id": f"anteckning-{number}", **each} for number, each in enumerate(made, start=1)]


def early_notes(first: date, last: date, chance: Random, fill: Filling, guardian: str | None) -> list[Tree]:
    """The contacts before there is a group."""
    made: list[Tree] = []
    words = texts("life")["notes"]["before"]
    for number, kind in enumerate((NoteKind.CALL, NoteKind.VISIT), start=1):
        day = workday(first + (last - first) * number // 3, back=True)
        if day > last:
            continue
        starts = datetime.combine(day, time(9 + 4 * (number - 1), 30))
        note: Tree = {
            "id": f"anteckning-{number}",
            "at": starts.isoformat(timespec="minutes"),
            "kind": kind.value,
        }
        if kind is NoteKind.CALL and guardian:
            note["with"] = guardian
        made.append(note | {"text": fill(chance.choice(words[kind.value])[0])})
    return made


def incidents(begins: date, today: date, chance: Random, *, sanction: bool, many: bool) -> list[Tree]:
    """What came in about the youth: most of it before the group began."""
    kinds = texts("life")["incident"]
    count = chance.randint(2, 5) if many else chance.randint(1, 2)
    drawn = [(kinds[chance.choice((0, 0, 0, 1, 2, 2, 3))], chance.randint(20, 330)) for _ in range(count)]
    made = [_incident(kind, begins, ago, chance) for kind, ago in drawn]
    if sanction:
        made.append(_incident(kinds[4], begins, 25, chance))
    if (today - begins).days > 90 and chance.random() < 0.35:
        made.append(_incident(kinds[0], begins + timedelta(days=80), 20, chance))
    return sorted(made, key=lambda each: str(each["date"]))


def situations(begins: date, closed: date | None, chance: Random, *, adult: bool) -> list[Tree]:
    """How the youth had it at the start, and at the end (a little better, as often as not)."""
    yes, no, unknown = (each.value for each in SituationAnswer)
    intake = {
        SituationValue.OCCUPATION: chance.choice((yes, no, no)),
        SituationValue.OWN_INCOME: no,
        SituationValue.INCOME_SUPPORT: chance.choice((yes, no)) if adult else no,
        SituationValue.OWN_HOUSING: no,
        SituationValue.SUBSTANCE_USE: chance.choice((yes, no, unknown)),
        SituationValue.DEBTS: chance.choice((yes, no)) if adult else no,
        SituationValue.LEISURE: chance.choice((yes, no, no)),
    }
    made = [_situation(SituationAt.INTAKE, begins, intake)]
    if closed is not None:
        after = dict(intake)
        after[SituationValue.OCCUPATION] = chance.choice((yes, yes, no))
        after[SituationValue.LEISURE] = chance.choice((yes, yes, no))
        after[SituationValue.SUBSTANCE_USE] = chance.choice((no, no, unknown))
        made.append(_situation(SituationAt.CLOSING, closed, after))
    return made


def evaluations(days: Sequence[date], chance: Random) -> list[Tree]:
    """The youth's own answers, every third meeting."""
    words = texts("life")["evaluation"]
    made = []
    for place, day in enumerate(days[2::3]):
        answers = {each: min(5, chance.randint(2, 4) + place) for each in words["questions"]}
        made.append(
            {
                "date": day.isoformat(),
                "by": "youth",
                "answers": answers,
                "comment": chance.choice(words["comments"]),
            }
        )
    return made


def wishes(on: date, chance: Random, fill: Filling) -> list[Tree]:
    """Whom the youth wants in the group, and whom not (R7)."""
    words = texts("life")["wishes"]
    return [
        {"about": about, "wanted": wanted, "date": on.isoformat(), "note": fill(note)}
        for name, wanted in (("wanted", True), ("unwanted", False))
        for about, note in some(chance, words[name], 1 if wanted else 0, 2 if wanted else 1)
    ]


def told(who: Sequence[str], on: date, chance: Random, *, language: str, interpreter: bool) -> list[Tree]:
    """Who was told what a group is, when and how (R6)."""
    made: list[Tree] = []
    for each in who:
        one: Tree = {"to": each, "date": on.isoformat()}
        if each != "youth":
            one["language"] = language
            if interpreter:
                one["interpreter"] = True
        made.append(one | {"how": chance.choice(texts("life")["information"]["how"]), "understood": True})
    return made


def _incident(kind: Tree, begins: date, ago: int, chance: Random) -> Tree:
    made: Tree = {"date": (begins - timedelta(days=ago)).isoformat(), "kind": kind["kind"]}
    if "role" in kind:
        made["role"] = kind["role"]
    return made | {"source": kind["source"], "note": chance.choice(kind["notes"])}


def _situation(at: SituationAt, day: date, values: dict[SituationValue, str]) -> Tree:
    return {
        "at": at.value,
        "date": day.isoformat(),
        "values": {each.value: answer for each, answer in values.items()},
    }
