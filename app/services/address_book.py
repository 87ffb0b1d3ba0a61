"""The organisations and contacts that cases share: adding, changing, and finding them again."""

from dataclasses import dataclass, replace
from typing import Any

from app.models.address_book import AddressBook, Contact, Organisation
from app.models.base import new_key
from app.models.codes import Channel, OrganisationKind
from app.models.errors import Kind, KnownError
from app.models.spelling import plain
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class OrganisationFacts:
    """What is known of an organisation; `host` is the coordinator's own unit."""

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    host: bool = False

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationFacts":
        """What is known now."""
        return cls(**{name: getattr(organisation, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """What is known of a person in the address book."""

    name: str
    role: str | None = None
    organisation_id: str | None = None
    email: str | None = None
    phone: str | None = None
    phone_on_list: bool = True
    private_network: bool = False
    protected_identity: bool = False
    channel: Channel | None = None

    @classmethod
    def of(cls, contact: Contact) -> "ContactFacts":
        """What is known now."""
        return cls(**{name: getattr(contact, name) for name in cls.__dataclass_fields__})


def add_organisation(binder: Binder, facts: OrganisationFacts) -> Changes:
    """Add an organisation; one of the same name is used again instead. `ids` holds its id alone."""
    with binder.writing() as work:
        return Changes.of("organisation", ids=(organisation_named(work, facts).id,))


def organisation_named(work: Work, facts: OrganisationFacts) -> Organisation:
    """The organisation of that name, in any case of letters; made where there is none."""
    name = checks.name(facts.name, "organisation", "organisation_missing")
    for each in work.organisations():
        if each.name.casefold() == name.casefold():
            return each
    made = Organisation(id=new_key(), name=name, kind=facts.kind, host=facts.host)
    work.add(made)
    work.flush()
    work.log("organisation_added", detail={"organisation": made.id})
    return made


def edit_organisation(binder: Binder, organisation_id: str, facts: OrganisationFacts) -> Changes:
    """Change an organisation for all cases; KnownError RULE `organisation_exists` where the name is taken."""
    with binder.writing() as work:
        found = work.get(Organisation, organisation_id)
        if found is None:
            raise KnownError(Kind.RULE, "no_such_organisation")
        values = checked_organisation(facts)
        for each in work.organisations():
            if each.id != organisation_id and each.name.casefold() == values["name"].casefold():
                raise checks.refuse("organisation_exists", "name", name=each.name)
        if OrganisationFacts.of(found) != OrganisationFacts(**values):
            for name, value in values.items():
                setattr(found, name, value)
            work.log("organisation_changed", detail={"organisation": organisation_id})
    return Changes.of("organisation", ids=(organisation_id,))


def add_contact(
    binder: Binder, facts: ContactFacts, *, organisation: OrganisationFacts | None = None
) -> Changes:
    """Add a person to the address book, with an organisation by its name if given; `ids` holds the new id."""
    with binder.writing() as work:
        return Changes.of("contact", ids=(new_contact(work, _belonging(work, facts, organisation)).id,))


def new_contact(work: Work, facts: ContactFacts) -> Contact:
    """A new person in the address book, checked."""
    made = Contact(id=new_key(), name=facts.name)
    _write(work, made, facts)
    work.add(made)
    work.flush()
    work.log("contact_added", to=f"contact:{made.id}")
    return made


def edit_contact(
    binder: Binder, contact_id: str, facts: ContactFacts, *, organisation: OrganisationFacts | None = None
) -> Changes:
    """Change a person of the address book for all cases, with an organisation by its name if given."""
    with binder.writing() as work:
        change_contact(work, contact_id, _belonging(work, facts, organisation))
    return Changes.of("contact", ids=(contact_id,))


def change_contact(work: Work, contact_id: str, facts: ContactFacts) -> None:
    """Change a person of the address book within a transaction; nothing is written when nothing differs."""
    found = work.get(Contact, contact_id)
    if found is None:
        raise KnownError(Kind.RULE, "no_such_contact")
    if ContactFacts.of(found) != facts:
        _write(work, found, facts)
        work.log("contact_changed", to=f"contact:{contact_id}")


def search(book: AddressBook, typed: str, *, besides: frozenset[str] = frozenset()) -> tuple[Contact, ...]:
    """The contacts, by name, whose name, role or organisation holds every word typed; never `besides`."""
    words = plain(typed).split()

    def fits(contact: Contact) -> bool:
        organisation = book.organisation_of(contact.id)
        about = " ".join((contact.name, contact.role or "", organisation.name if organisation else ""))
        return all(word in plain(about) for word in words)

    found = [each for each in book.contacts.values() if each.id not in besides and fits(each)]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def _belonging(work: Work, facts: ContactFacts, organisation: OrganisationFacts | None) -> ContactFacts:
    """The facts with the organisation of that name, made where there is none."""
    if organisation is None:
        return facts
    return replace(facts, organisation_id=organisation_named(work, organisation).id)


def checked_contact(work: Work, facts: ContactFacts) -> dict[str, Any]:
    """What is to be kept of a person, by column; KnownError RULE with its field where something is wrong."""
    if facts.organisation_id is not None and work.get(Organisation, facts.organisation_id) is None:
        raise KnownError(Kind.RULE, "no_such_organisation")
    return {
        **vars(facts),
        "name": checks.name(facts.name),
        "role": checks.line(facts.role),
        "email": checks.email(facts.email),
        "phone": checks.phone(facts.phone),
    }


def checked_organisation(facts: OrganisationFacts) -> dict[str, Any]:
    """What is to be kept of an organisation, by column; KnownError RULE with its field."""
    return {**vars(facts), "name": checks.name(facts.name, "name", "organisation_missing")}


def _write(work: Work, contact: Contact, facts: ContactFacts) -> None:
    for name, value in checked_contact(work, facts).items():
        setattr(contact, name, value)
