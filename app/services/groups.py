"""The group around a youth: who joins it and why, who leaves, whom the youth wants there (R7)."""

from dataclasses import dataclass
from datetime import date

from app.models.address_book import Contact
from app.models.case import Case, Participant, Wish
from app.models.errors import Kind, KnownError
from app.models.group import members
from app.services import checks
from app.services.address_book import (
    ContactFacts,
    OrganisationFacts,
    change_contact,
    new_contact,
    organisation_named,
)
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Membership:
    """Why somebody is in a group, from which day, and whether they may decide on the spot."""

    purpose: str
    from_: date
    mandate: bool | None = None
    wanted_by_youth: bool | None = None


def add_member(binder: Binder, case_id: str, contact_id: str, membership: Membership) -> Changes:
    """Take a person of the address book into the group; KnownError RULE where they are in it already."""
    with binder.writing() as work:
        _join(work, case_id, contact_id, membership)
    return Changes.of("group", ids=(case_id, contact_id))


def add_new_member(
    binder: Binder,
    case_id: str,
    contact: ContactFacts,
    membership: Membership,
    *,
    organisation: OrganisationFacts | None = None,
) -> Changes:
    """Put a person, and perhaps an organisation, into the address book and into the group, all or nothing.

    An organisation of the same name is used again.
    """
    with binder.writing() as work:
        checks.needed(membership.purpose, "purpose", "purpose_missing")
        facts = contact
        if organisation is not None:
            found = organisation_named(work, organisation)
            facts = ContactFacts(**{**vars(contact), "organisation_id": found.id})
        made = new_contact(work, facts)
        _join(work, case_id, made.id, membership)
        return Changes.of("group", "contact", "organisation", ids=(case_id, made.id))


def edit_member(
    binder: Binder,
    case_id: str,
    participant_id: int,
    membership: Membership,
    *,
    contact: ContactFacts | None = None,
) -> Changes:
    """Change why somebody is in the group and since when, and with `contact` what all cases know of them."""
    with binder.writing() as work:
        found = participant(work.case(case_id), participant_id)
        checks.in_order(membership.from_, found.to, "from_")
        found.purpose = checks.needed(membership.purpose, "purpose", "purpose_missing")
        found.from_ = membership.from_
        found.mandate = membership.mandate
        found.wanted_by_youth = membership.wanted_by_youth
        work.log("member_changed", case=case_id, to=f"contact:{found.contact_id}")
        if contact is not None:
            change_contact(work, found.contact_id, contact)
        return Changes.of("group", "contact", ids=(case_id, found.contact_id))


def end_membership(binder: Binder, case_id: str, participant_id: int, last_day: date | None) -> Changes:
    """Let a membership end with a day, which still counts; None lets it go on, as when ended by mistake."""
    with binder.writing() as work:
        found = participant(work.case(case_id), participant_id)
        checks.in_order(found.from_, last_day, "to")
        found.to = last_day
        what = "membership_resumed" if last_day is None else "membership_ended"
        work.log(what, case=case_id, to=f"contact:{found.contact_id}")
    return Changes.of("group", ids=(case_id,))


def record_wish(
    binder: Binder, case_id: str, about: str, *, wanted: bool, on: date, note: str | None = None
) -> Changes:
    """Keep whom the youth wants in the group, or does not (R7)."""
    checks.not_to_come(on, binder.clock().date(), "date")
    made = Wish(about=checks.name(about, "about"), wanted=wanted, date=on, note=checks.text(note, "note"))
    with binder.writing() as work:
        case = work.case(case_id)
        case.wishes.append(made)
        work.log("wish_recorded", case=case_id)
    return Changes.of("group", ids=(case_id,))


def remove_wish(binder: Binder, case_id: str, wish_id: int) -> Changes:
    """Take away a wish that was written down wrongly; none is as good."""
    with binder.writing() as work:
        case = work.case(case_id)
        case.wishes = [each for each in case.wishes if each.id != wish_id]
        work.log("wish_removed", case=case_id)
    return Changes.of("group", ids=(case_id,))


def participant(case: Case, participant_id: int) -> Participant:
    """The membership of that number; KnownError RULE `no_such_member`."""
    for each in case.participants:
        if each.id == participant_id:
            return each
    raise KnownError(Kind.RULE, "no_such_member")


def _join(work: Work, case_id: str, contact_id: str, membership: Membership) -> None:
    case = work.case(case_id)
    contact = work.get(Contact, contact_id)
    if contact is None:
        raise KnownError(Kind.RULE, "no_such_contact")
    if any(each.contact_id == contact_id for each in members(case, membership.from_)):
        raise KnownError(Kind.RULE, "already_member", field="contact", name=contact.name)
    case.participants.append(
        Participant(
            contact_id=contact_id,
            from_=membership.from_,
            purpose=checks.needed(membership.purpose, "purpose", "purpose_missing"),
            mandate=membership.mandate,
            wanted_by_youth=membership.wanted_by_youth,
        )
    )
    work.log("member_added", case=case_id, to=f"contact:{contact_id}")
