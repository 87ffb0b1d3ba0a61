"""The address book as its pages show it: people, places, one of them with everything, and likely doubles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.models.address_book import AddressBook, Contact, Organisation
from app.models.channels import paper_channel
from app.models.codes import Channel, EntryKind, OrganisationKind
from app.models.days import is_current
from app.models.doubles import Double, doubled_contacts, doubled_organisations
from app.models.errors import Kind, KnownError
from app.models.merging import Merging
from app.models.permit import is_outside_osl
from app.services.changes import Changes
from app.services.contact_lists import ListOutOfDate, contact_lists_out_of_date
from app.storage.binder import Binder
from app.storage.repositories.contacts import GroupRow as GroupRow
from app.storage.repositories.contacts import MetRow as MetRow
from app.storage.repositories.contacts import SentRow as SentRow

_NOT_DOUBLES = "not_doubles"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One person in the list; `channel` is how papers go, `groups` how many groups they are in today."""

    id: str
    name: str
    role: str | None
    organisation: str | None
    phone: str | None
    email: str | None
    channel: Channel
    private_network: bool
    protected_identity: bool
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """One organisation in the list; `people` are its people's names, `groups` how many groups they are in."""

    id: str
    name: str
    kind: OrganisationKind
    host: bool
    people: tuple[str, ...]
    groups: int


@dataclass(frozen=True, kw_only=True)
class AddressLists:
    """People and organisations, each by name."""

    contacts: tuple[ContactLine, ...]
    organisations: tuple[OrganisationLine, ...]


@dataclass(frozen=True, kw_only=True)
class ContactFile:
    """Everything about one person: groups, what was sent, meetings, merges, and lists that wait for them."""

    today: date
    contact: Contact
    organisation: Organisation | None
    outside_osl: bool
    groups: tuple[GroupRow, ...]
    sent: tuple[SentRow, ...]
    met: tuple[MetRow, ...]
    merges: tuple[Merging, ...]
    lists: tuple[ListOutOfDate, ...]

    @property
    def channel(self) -> Channel:
        """By which way papers go."""
        return paper_channel(self.contact)

    @property
    def groups_now(self) -> tuple[GroupRow, ...]:
        """The memberships of today."""
        return tuple(
            each for each in self.groups if not each.over and is_current(each.from_, each.to, self.today)
        )


@dataclass(frozen=True, kw_only=True)
class OrganisationFile:
    """One organisation with its people, whom it has sent to each group, and the merges into it.

    `seen` names, by case and youth, everybody who came to that group's meetings for it (R8).
    """

    organisation: Organisation
    people: tuple[ContactLine, ...]
    seen: Mapping[tuple[str, str], tuple[str, ...]]
    merges: tuple[Merging, ...]


def address_lists(binder: Binder) -> AddressLists:
    """Everybody and every place of the address book; four questions to the database however many they are."""
    with binder.reading() as work:
        book, groups = work.address_book(), work.groups_now()
    people: dict[str, list[Contact]] = defaultdict(list)
    for each in book.contacts.values():
        if each.organisation_id is not None:
            people[each.organisation_id].append(each)
    lines = [_line(book, each, len(groups.get(each.id, ()))) for each in book.contacts.values()]
    places = [
        OrganisationLine(
            id=each.id,
            name=each.name,
            kind=each.kind,
            host=each.host,
            people=tuple(sorted((one.name for one in people[each.id]), key=str.casefold)),
            groups=len({case for one in people[each.id] for case in groups.get(one.id, ())}),
        )
        for each in book.organisations.values()
    ]
    return AddressLists(
        contacts=tuple(sorted(lines, key=lambda each: (each.name.casefold(), each.id))),
        organisations=tuple(sorted(places, key=lambda each: (each.name.casefold(), each.id))),
    )


def contact_file(binder: Binder, contact_id: str) -> ContactFile:
    """One person with everything; KnownError RULE `no_such_contact`."""
    with binder.reading() as work:
        book = work.address_book()
        contact = book.contacts.get(contact_id)
        if contact is None:
            raise KnownError(Kind.RULE, "no_such_contact")
        who = f"contact:{contact_id}"
        known_by = (who, *(gone for gone, now in work.names_now().items() if now == who))
        groups = work.groups_of(contact_id)
        found = ContactFile(
            today=work.now.date(),
            contact=contact,
            organisation=book.organisation_of(contact_id),
            outside_osl=is_outside_osl(book, contact),
            groups=groups,
            sent=work.sent_to(known_by),
            met=work.meetings_of(contact_id),
            merges=tuple(work.merges_of(EntryKind.CONTACT, contact_id)),
            lists=(),
        )
    cases = sorted({each.case_id for each in found.groups_now})
    return ContactFile(**{**vars(found), "lists": contact_lists_out_of_date(binder, cases)})


def organisation_file(binder: Binder, organisation_id: str) -> OrganisationFile:
    """One organisation with its people by name; KnownError RULE `no_such_organisation`."""
    with binder.reading() as work:
        book, groups = work.address_book(), work.groups_now()
        organisation = book.organisations.get(organisation_id)
        if organisation is None:
            raise KnownError(Kind.RULE, "no_such_organisation")
        merges = tuple(work.merges_of(EntryKind.ORGANISATION, organisation_id))
        seen: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in work.people_seen(organisation_id):
            seen[row.case_id, row.youth].append(row.person)
    people = [
        _line(book, each, len(groups.get(each.id, ())))
        for each in book.contacts.values()
        if each.organisation_id == organisation_id
    ]
    return OrganisationFile(
        organisation=organisation,
        people=tuple(sorted(people, key=lambda each: (each.name.casefold(), each.id))),
        seen={group: tuple(names) for group, names in seen.items()},
        merges=merges,
    )


def likely_doubles(binder: Binder) -> tuple[tuple[EntryKind, Double], ...]:
    """The entries that may be one twice, people first; a thread may ask, since many take a while."""
    with binder.reading() as work:
        book = work.address_book()
        dismissed = frozenset(frozenset(each) for each in work.settings.get(_NOT_DOUBLES, []))
    return (
        *((EntryKind.CONTACT, each) for each in doubled_contacts(book.contacts.values(), dismissed)),
        *(
            (EntryKind.ORGANISATION, each)
            for each in doubled_organisations(book.organisations.values(), dismissed)
        ),
    )


def are_two(binder: Binder, one: str, other: str) -> Changes:
    """Remember that two entries are not the same, so that it is not asked again."""
    with binder.writing() as work:
        told = [*work.settings.get(_NOT_DOUBLES, []), sorted((one, other))]
        work.settings.put(_NOT_DOUBLES, told)
        work.log("entries_are_two", detail={"one": one, "other": other})
    return Changes.of("contact", ids=(one, other))


def book_of(binder: Binder) -> AddressBook:
    """Everybody that cases share."""
    with binder.reading() as work:
        return work.address_book()


def _line(book: AddressBook, contact: Contact, groups: int) -> ContactLine:
    organisation = book.organisation_of(contact.id)
    return ContactLine(
        id=contact.id,
        name=contact.name,
        role=contact.role,
        organisation=None if organisation is None else organisation.name,
        phone=contact.phone,
        email=contact.email,
        channel=paper_channel(contact),
        private_network=contact.private_network,
        protected_identity=contact.protected_identity,
        groups=groups,
    )
