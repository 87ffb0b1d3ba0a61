"""The group around one youth: who is in it on a day (R7, R9, R17)."""

from collections.abc import Mapping
from datetime import date

from app.models.address_book import Contact
from app.models.case import Case, Participant
from app.models.days import is_current


def members(case: Case, on: date) -> tuple[Participant, ...]:
    """The participants on a day, each person once; first and last days count (interchange.md, `to`)."""
    found: dict[str, Participant] = {}
    for each in case.participants:
        if is_current(each.from_, each.to, on):
            found.setdefault(each.contact_id, each)
    return tuple(found.values())


def standing_of(contact: Contact) -> str:
    """What stands for a contact in a consent's scope: the organisation's id, or `contact:ID` for who has
    none (R2)."""
    return contact.organisation_id or f"contact:{contact.id}"


def organisations_in_group(case: Case, contacts: Mapping[str, Contact], on: date) -> tuple[str, ...]:
    """The organisations in the group on a day, in the order in which their first members were recorded.

    `contacts` are by id. A member without an organisation stands as `contact:ID`.
    """
    return tuple(dict.fromkeys(standing_of(contacts[each.contact_id]) for each in members(case, on)))
