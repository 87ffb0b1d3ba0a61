"""The consents of a demo case: signed at the start, renewed, and what is the matter with them today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.codes import Basis
from app.services.demo.days import workday, workdays_on
from app.services.demo.words import Filling, texts

Tree = dict[str, Any]

YOUTH = "youth"
UNSIGNED = "missing"
"""What is the matter while consents are being sought: the last guardian has not signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs what from when: guardians and perhaps the youth, for organisations and `contact:ID`."""

    signers: Sequence[str]
    organisations: Sequence[str]
    police: str | None
    first: date
    until: date
    today: date
    matter: str


def consents(signing: Signing, chance: Random, fill: Filling) -> list[Tree]:
    """The consents of a case, in order of signing; a year each, renewed until after the last day."""
    made: list[Tree] = []
    signers = [each for each in signing.signers if signing.matter != "turns15" or each != YOUTH]
    if signing.matter == UNSIGNED:
        signers = signers[:-1]
    for place, who in enumerate(signers):
        signed = workday(signing.first + timedelta(days=(place * 3) % 8), back=True)
        made += _renewed(who, signed, signing, chance, fill)
    made.sort(key=lambda each: (each["signed"], each["by"]))
    for number, each in enumerate(made, start=1):
        each["id"] = f"samtycke-{number}"
    return [{"id": each.pop("id"), **each} for each in made]


def deviations(matter: str, guardians: Sequence[str], first: date, today: date) -> list[Tree]:
    """The decision that lets a guardian off, where that is how it is (R1)."""
    if matter != "deviation" or not guardians:
        return []
    words = texts("life")["deviation"]
    return [
        {
            "ground": words["ground"],
            "not_required": [guardians[-1]],
            "decided_by": words["decided_by"],
            "date": (first - timedelta(days=14)).isoformat(),
            "until": workdays_on(today, 90).isoformat(),
        }
    ]


def basis_of(marks: frozenset[str], chance: Random) -> Basis:
    """On what decision the group rests (R22)."""
    if "sanction" in marks:
        return Basis.SANCTION
    return chance.choices((Basis.ASSISTANCE, Basis.WITHOUT_ASSESSMENT), (7, 3))[0]


def _renewed(who: str, signed: date, signing: Signing, chance: Random, fill: Filling) -> list[Tree]:
    """One person's consents one after the other, the last as the matter has it."""
    made: list[Tree] = []
    begins = signed
    while True:
        ends = _a_year_on(begins)
        made.append(_consent(who, signed, begins, ends, signing, chance, fill))
        if ends >= signing.until:
            break
        begins = ends + timedelta(days=1)
        signed = workday(begins - timedelta(days=10), back=True)
        if signed > signing.today:
            # Too early to ask for the next: this one was signed for half a year more.
            made[-1]["valid_until"] = (ends + timedelta(days=182)).isoformat()
            break
    return _with_matter(made, who, signing, chance, fill)


def _with_matter(made: list[Tree], who: str, signing: Signing, chance: Random, fill: Filling) -> list[Tree]:
    last, today = made[-1], signing.today
    foremost = who == signing.signers[0]
    match signing.matter:
        case "no_end":
            last.pop("valid_until")
        case "runs_out":
            last["valid_until"] = (today + timedelta(days=12)).isoformat()
        case "expired":
            last["valid_until"] = (today - timedelta(days=5)).isoformat()
        case "withdrawn" if foremost:
            last["withdrawn"] = workdays_on(today, -3).isoformat()
            last["note"] = texts("life")["consent"]["withdrawn"]
        case "renewal":
            last["valid_until"] = (today + timedelta(days=4)).isoformat()
            signed, begins = workdays_on(today, -1), today + timedelta(days=5)
            made.append(_consent(who, signed, begins, _a_year_on(begins), signing, chance, fill))
        case "refused" if who == signing.signers[-1] and signing.police is not None:
            signed = workdays_on(today, -4)
            again = _consent(who, signed, signed, _a_year_on(signed), signing, chance, fill)
            again["organisations"] = [each for each in again["organisations"] if each != signing.police]
            again["refused"] = [signing.police]
            again["note"] = texts("life")["consent"]["refused"]
            made.append(again)
    return made


def _consent(
    who: str, signed: date, begins: date, ends: date, signing: Signing, chance: Random, fill: Filling
) -> Tree:
    words = texts("life")["consent"]
    made: Tree = {
        "by": who,
        "signed": signed.isoformat(),
        "valid_from": begins.isoformat(),
        "valid_until": ends.isoformat(),
        "organisations": list(signing.organisations),
        "purpose": fill(words["purpose"]),
        "kinds": list(words["kinds"]),
    }
    if chance.random() < 0.3:
        made["note"] = words["note"][chance.randrange(2)]
    return made


def _a_year_on(day: date) -> date:
    """The last day of a consent that holds for a year."""
    return day + timedelta(days=364)
