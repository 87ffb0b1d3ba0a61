"""Whether an organisation sends the same person each time (R8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

MANY = 3
"""So many different persons from one organisation are a warning: one youth met five police officers [H]."""

IN_SIGHT = 14
"""Days after a meeting during which a new face at it is worth a call."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A person at a meeting of a case, for an organisation; `person` is whatever tells persons apart."""

    case_id: str
    organisation_id: str
    person: str
    starts: datetime


@dataclass(frozen=True, slots=True)
class ManySent:
    """An organisation that has sent so many different persons to one case, a new one on that day."""

    case_id: str
    organisation_id: str
    persons: int
    on: date


def many_sent(seen: Iterable[Seen], today: date) -> tuple[ManySent, ...]:
    """The organisations whose latest person is new in the case and makes at least three (R8).

    Only for two weeks after that meeting: later there is nothing to do but at the next one.
    """
    first: dict[tuple[str, str], dict[str, datetime]] = {}
    for each in seen:
        if each.starts.date() <= today:
            persons = first.setdefault((each.case_id, each.organisation_id), {})
            persons[each.person] = min(each.starts, persons.get(each.person, each.starts))
    found = (
        ManySent(case_id, organisation_id, len(persons), max(persons.values()).date())
        for (case_id, organisation_id), persons in first.items()
        if len(persons) >= MANY
    )
    return tuple(each for each in found if (today - each.on).days < IN_SIGHT)
