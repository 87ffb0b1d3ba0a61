"""Where an entry of the address book is used, and removing one that is used nowhere."""

from collections import Counter
from dataclasses import dataclass

from app.models.address_book import Contact, Organisation
from app.models.codes import EntryKind
from app.models.errors import Kind, KnownError
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Uses:
    """How often an entry stands where: `places` counts by table, `cases` are the ids of the cases."""

    places: dict[str, int]
    cases: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many places there are in all."""
        return sum(self.places.values())

    @property
    def none(self) -> bool:
        """Whether it is used nowhere and may be removed."""
        return not self.places


def uses(binder: Binder, kind: EntryKind, key: str) -> Uses:
    """Everywhere an entry is used: in groups, meetings, consents, plans, and among what was sent."""
    with binder.reading() as work:
        return _uses(work, kind, key)


def remove_contact(binder: Binder, contact_id: str) -> Changes:
    """Remove a person whom nothing points at; KnownError RULE `entry_in_use` otherwise."""
    with binder.writing() as work:
        found = work.get(Contact, contact_id)
        if found is None:
            raise KnownError(Kind.RULE, "no_such_contact")
        _refuse_used(work, EntryKind.CONTACT, contact_id, found.name)
        work.delete(found)
        work.log("contact_removed", to=f"contact:{contact_id}")
    return Changes.of("contact", ids=(contact_id,))


def remove_organisation(binder: Binder, organisation_id: str) -> Changes:
    """Remove an organisation that nothing points at; KnownError RULE `entry_in_use` otherwise."""
    with binder.writing() as work:
        found = work.get(Organisation, organisation_id)
        if found is None:
            raise KnownError(Kind.RULE, "no_such_organisation")
        _refuse_used(work, EntryKind.ORGANISATION, organisation_id, found.name)
        work.delete(found)
        work.log("organisation_removed", detail={"organisation": organisation_id})
    return Changes.of("organisation", ids=(organisation_id,))


def put_back_contact(binder: Binder, contact_id: str, facts: ContactFacts) -> Changes:
    """Bring a person back who was removed by mistake, as the same entry."""
    with binder.writing() as work:
        work.add(Contact(id=contact_id, **vars(facts)))
        work.log("contact_added", to=f"contact:{contact_id}")
    return Changes.of("contact", ids=(contact_id,))


def put_back_organisation(binder: Binder, organisation_id: str, facts: OrganisationFacts) -> Changes:
    """Bring an organisation back that was removed by mistake, as the same entry."""
    with binder.writing() as work:
        work.add(Organisation(id=organisation_id, **vars(facts)))
        work.log("organisation_added", detail={"organisation": organisation_id})
    return Changes.of("organisation", ids=(organisation_id,))


def _uses(work: Work, kind: EntryKind, key: str) -> Uses:
    found = work.entries.uses(kind, key)
    merged = Counter({"merging": len(work.merges_of(kind, key))})
    return Uses(
        places={
            table: count for table, count in (Counter(each.table for each in found) | merged).items() if count
        },
        cases=tuple(sorted({each.case_id for each in found if each.case_id is not None})),
    )


def _refuse_used(work: Work, kind: EntryKind, key: str, name: str) -> None:
    if not _uses(work, kind, key).none:
        raise KnownError(Kind.RULE, "entry_in_use", name=name)
