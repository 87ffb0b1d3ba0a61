"""How windows say that a contact list has changed since it was sent (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.models.list_changes import ListChange, ListChangeCode
from app.services.contact_lists import ListOutOfDate
from app.ui.saying import count, day, genitive, listed

HEADING = "Kontaktlistan har ändrats sedan den skickades"

_WORDS = {
    ListChangeCode.JOINED: "{name} har kommit med",
    ListChangeCode.LEFT: "{name} är inte kvar",
    ListChangeCode.NAME: "{name} har bytt namn",
    ListChangeCode.ROLE: "{genitive} roll är ändrad",
    ListChangeCode.ORGANISATION: "{genitive} organisation är ändrad",
    ListChangeCode.PHONE: "{genitive} telefonnummer är ändrat",
    ListChangeCode.EMAIL: "{genitive} e-postadress är ändrad",
    ListChangeCode.WITHHELD: "{genitive} kontaktvägar är ändrade",
}
_SHOWN = 3


def say_changes(changes: Sequence[ListChange]) -> str:
    """Says in a sentence what is different, at most three things and how many more; without the numbers."""
    told = list(dict.fromkeys(_say(each) for each in changes))
    shown = told[:_SHOWN]
    if len(told) > _SHOWN:
        shown.append(f"{count(len(told) - _SHOWN, 'ändring', 'ändringar')} till")
    return f"{listed(shown)}." if shown else ""


def say_waiting(found: ListOutOfDate, today: date) -> str:
    """Says when it was last sent, and how many wait for the new one."""
    people = count(len(found.waiting), "person", "personer")
    return f"Skickades senast {day(found.last_sent.date(), today)}. {people} behöver den nya."


def _say(change: ListChange) -> str:
    return _WORDS[change.code].format(name=change.name, genitive=genitive(change.name))
