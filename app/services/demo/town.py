"""The demo binder's address book: a municipality that does not exist, its organisations and their people."""

from dataclasses import dataclass
from random import Random
from typing import Any

from app.models.codes import Channel
from app.services.demo.people import Named, Numbers, Workers, address_of
from app.services.demo.words import texts

Tree = dict[str, Any]

PERSON = "Sara Lind"
"""Whose binder it is: the first of the two coordinators."""

SECOND = "Mikael Asplund"

FIRST_ID, SECOND_ID = "sara", "mikael"
_SECURE = frozenset({"host", "police"})


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the address book whom a case may ask into its group.

    `seat` is what the person is to a group: the organisation's key, `field` for one who works on the streets.
    """

    id: str
    named: Named
    seat: str
    role: str
    organisation: str
    organisation_name: str


class Town:
    """The organisations and people that cases share; relatives are added as cases need them."""

    def __init__(self, chance: Random) -> None:
        self.numbers = Numbers()
        self.coordinators = [self._coordinator(FIRST_ID, PERSON), self._coordinator(SECOND_ID, SECOND)]
        self.organisations: list[Tree] = []
        self.contacts: list[Tree] = []
        self.workers: list[Worker] = []
        names = Workers(chance)
        for place, each in enumerate(texts("places")["organisation"], start=1):
            made: Tree = {"id": f"org-{place:02}", "name": each["name"], "kind": each["kind"]}
            self.organisations.append(made | ({"host": True} if each.get("host") else {}))
            for number in range(each["people"]):
                role = each["roles"][number % len(each["roles"])]
                self._hire(names.next(), role, each["key"], made)

    def seat(self, chance: Random, seat: str, *, school: str = "") -> Worker:
        """Somebody for a seat in a group; of the school that a youth goes to."""
        found = [each for each in self.workers if each.seat == seat]
        at_school = [each for each in found if each.organisation_name == school]
        return chance.choice(at_school or found)

    def relation(self, named: Named, role: str) -> Worker:
        """Adds somebody of a family or a friend of it to the address book."""
        made = Worker(f"kontakt-{len(self.contacts) + 1:04}", named, "relative", role, "", "")
        self.contacts.append(
            {
                "id": made.id,
                "name": named.name,
                "role": role,
                "phone": self.numbers.mobile(),
                "private_network": True,
                "channel": Channel.BY_HAND.value,
            }
        )
        return made

    def _hire(self, named: Named, role: str, key: str, organisation: Tree) -> None:
        id_ = f"kontakt-{len(self.contacts) + 1:04}"
        seat = "field" if role == "fältassistent" else key
        self.workers.append(Worker(id_, named, seat, role, organisation["id"], organisation["name"]))
        contact: Tree = {
            "id": id_,
            "name": named.name,
            "role": role,
            "organisation": organisation["id"],
            "email": address_of(named.name),
            "phone": self.numbers.line() if key != "coach" else self.numbers.mobile(),
        }
        if key == "coach":
            contact["private_network"] = True
        if key in _SECURE:
            contact["channel"] = Channel.SECURE_MAIL.value
        self.contacts.append(contact)

    def _coordinator(self, id_: str, name: str) -> Tree:
        places = texts("places")
        return {
            "id": id_,
            "name": name,
            "title": "samordnare",
            "unit": places["unit"],
            "municipality": places["municipality"],
            "email": address_of(name),
            "phone": self.numbers.line(),
        }
