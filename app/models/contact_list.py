"""Who stands on a group's contact list, and with what (R9); who gets what is sent (R17)."""

from collections.abc import Iterator
from datetime import date

from app.models.address_book import AddressBook, Contact, Coordinator
from app.models.case import Case
from app.models.consent_status import ConsentStatus
from app.models.family import guardians_in_circle
from app.models.group import members
from app.models.snapshots import ContactLine, Person
from app.models.who import Who


def recipients(case: Case, status: ConsentStatus) -> tuple[Who, ...]:
    """To whom the plan goes after a meeting: the youth, guardians and members of the day (R17).

    Who has left gets nothing; the coordinators hold the binder itself. Whether it may go to each is the
    permit's affair (R5).
    """
    return (
        Who.YOUTH,
        *(Who.guardian(each.key) for each in guardians_in_circle(case, status.on, status.bands)),
        *(Who.contact(each.contact_id) for each in members(case, status.on)),
    )


def coordinators_of(case: Case) -> tuple[str, ...]:
    """The ids of a case's coordinator and stand-in, where they are named (R7)."""
    named = (case.coordinator_id, case.stand_in_id)
    return tuple(dict.fromkeys(each for each in named if each is not None))


def contact_lines(case: Case, book: AddressBook, status: ConsentStatus) -> tuple[ContactLine, ...]:
    """The contact list of the status's day: the youth, guardians, coordinators, then the members (R9).

    Nothing on it tells where a person with protected identity is: no phone, no e-mail, no organisation; and
    no number that its owner asked to keep off. A responsible social worker is named though no member (R7).
    """
    return tuple(_lines(case, book, status))


def _lines(case: Case, book: AddressBook, status: ConsentStatus) -> Iterator[ContactLine]:
    youth = case.young_person
    yield _line(
        Person(who=Who.YOUTH, name=youth.name),
        phone=youth.phone if youth.phone_on_list else None,
        email=youth.email,
        withheld=youth.protected_identity,
    )
    for guardian in guardians_in_circle(case, status.on, status.bands):
        yield _line(
            Person(who=Who.guardian(guardian.key), name=guardian.name, role=guardian.relation),
            phone=guardian.phone if guardian.phone_on_list else None,
            email=guardian.email,
            withheld=guardian.protected_identity,
        )
    for key in coordinators_of(case):
        yield _coordinator(book.coordinators[key])
    for key in _contacts(case, status.on):
        yield _contact(case, book, book.contacts[key])


def _contacts(case: Case, on: date) -> tuple[str, ...]:
    first = () if case.responsible_social_worker_id is None else (case.responsible_social_worker_id,)
    return tuple(dict.fromkeys((*first, *(each.contact_id for each in members(case, on)))))


def _coordinator(coordinator: Coordinator) -> ContactLine:
    return _line(
        Person(
            who=Who.coordinator(coordinator.id),
            name=coordinator.name,
            role=coordinator.title,
            organisation=coordinator.unit,
        ),
        phone=coordinator.phone,
        email=coordinator.email,
    )


def _contact(case: Case, book: AddressBook, contact: Contact) -> ContactLine:
    organisation = book.organisation_of(contact.id)
    hidden = contact.protected_identity or organisation is None or is_hidden_school(case, organisation.name)
    return _line(
        Person(
            who=Who.contact(contact.id),
            name=contact.name,
            role=contact.role,
            organisation=None if hidden or organisation is None else organisation.name,
        ),
        phone=contact.phone if contact.phone_on_list else None,
        email=contact.email,
        withheld=contact.protected_identity,
    )


def is_hidden_school(case: Case, organisation: str) -> bool:
    """Whether an organisation's name would tell where a youth with protected identity goes to school."""
    youth = case.young_person
    return (
        youth.protected_identity
        and (youth.school or "").strip().casefold() == organisation.strip().casefold()
    )


def _line(person: Person, *, phone: str | None, email: str | None, withheld: bool = False) -> ContactLine:
    if withheld:
        return ContactLine(person=person, withheld=True)
    return ContactLine(person=person, phone=phone or None, email=email or None)
