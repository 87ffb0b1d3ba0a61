"""Whether something may be handed to one recipient on a day (R5, R9, R16, R17)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from app.models.address_book import AddressBook, Contact
from app.models.ages import is_minor
from app.models.apart import not_to_read_about, withheld
from app.models.case import Case
from app.models.circles import may_know
from app.models.codes import OrganisationKind, Paper
from app.models.consent_status import ConsentStatus, Missing
from app.models.contact_list import recipients
from app.models.cover import Cover
from app.models.family import deciding_guardians, guardians_in_circle
from app.models.group import members, standing_of
from app.models.meeting import Meeting
from app.models.who import Who, WhoKind

RECORD: Final = "record"
"""The host's own record as a recipient (interchange.md, `--for`)."""

Recipient: TypeAlias = Who | Literal["record"]

WITHOUT_SECRETS = frozenset({Paper.CONSENT_FORM})
"""Papers that are outside the test, whoever gets them (R5)."""

OF_NO_OTHERS = frozenset({Paper.CONSENT_FORM, Paper.INVITATION})
"""Papers that tell of nobody in the group, so that nothing of one is kept from another by them (R9)."""


class Ground(StrEnum):
    """On what a paper may leave."""

    CONSENT = "consent"  # named by every required person
    OWN_COPY = "own_copy"  # the youth's own, 12 kap. 1 §
    GUARDIAN = "guardian"  # a minor's guardian, 12 kap. 3 §
    OWN_UNIT = "own_unit"  # a coordinator, or the host's own people: no border of secrecy is crossed
    RECORD = "record"  # the host's own record
    NO_SECRETS = "no_secrets"  # consent forms and information


class Block(StrEnum):
    """Why a paper may not leave."""

    CONSENT_MISSING = "consent_missing"  # `missing` are the required persons
    REFUSED = "refused"  # `organisations` is refused by a required person
    OUTSIDE_SCOPE = "outside_scope"  # `organisations` is not named by every required person
    NOT_IN_GROUP = "not_in_group"  # no member on that day
    NOT_IN_CIRCLE = "not_in_circle"  # a small meeting without the recipient (R16)
    GUARDIAN_OF_ADULT = "guardian_of_adult"  # left the circle at 18, not named by the youth (R9)
    WITHHELD = "withheld"  # by decision (R5, R9); `note` is why
    MUST_NOT_READ = "must_not_read"  # of `persons`, of whom the papers tell (R9)
    NOT_FOR_ALL = "not_for_all"  # a whole copy, which `persons` must not get (R9)


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """It may go, and on which ground; `outside_osl` asks for a reservation or a pledge of secrecy (R17)."""

    ground: Ground
    outside_osl: bool = False


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """It may not go without another ground, and why.

    `organisations` are ids, `contact:ID` or `guardian:ID`. `note` is the coordinator's own, for her alone.
    """

    reason: Block
    missing: tuple[Missing, ...] = ()
    organisations: tuple[str, ...] = ()
    persons: tuple[Who, ...] = ()
    note: str | None = None
    outside_osl: bool = False


Decision: TypeAlias = Allowed | Blocked


def permit(
    case: Case,
    book: AddressBook,
    status: ConsentStatus,
    to: Recipient,
    *,
    paper: Paper | None = None,
    meeting: Meeting | None = None,
) -> Decision:
    """Whether a paper may be handed to a recipient on the status's day (R5, R9).

    `meeting` is the one the paper speaks of. Without `paper` it is asked of what goes to the whole group.
    """
    if to == RECORD:
        return Allowed(ground=Ground.RECORD)
    assert isinstance(to, Who)
    if paper in WITHOUT_SECRETS:
        return Allowed(ground=Ground.NO_SECRETS)
    if meeting is not None and not may_know(to, meeting):
        return Blocked(reason=Block.NOT_IN_CIRCLE)
    kept = None if paper in OF_NO_OTHERS else _kept_from(case, status, to, meeting)
    if kept is not None:
        return kept
    match to.kind:
        case WhoKind.YOUTH:
            return Allowed(ground=Ground.OWN_COPY)
        case WhoKind.COORDINATOR:
            return Allowed(ground=Ground.OWN_UNIT)
        case WhoKind.GUARDIAN:
            return _guardian(case, status, to)
        case WhoKind.CONTACT:
            return _contact(case, book, status, to)


def permit_for_all(case: Case, status: ConsentStatus) -> Decision:
    """Whether a copy for the whole group may be made on the status's day (R5, R9).

    Only when all is covered, and nobody in the group is to get none; `persons` are then those.
    """
    if status.covered:
        if persons := _kept_out(case, status):
            return Blocked(reason=Block.NOT_FOR_ALL, persons=persons)
        return Allowed(ground=Ground.CONSENT)
    outside = tuple(each for each, state in status.organisations.items() if state is not Cover.COVERED)
    if status.missing:
        return Blocked(reason=Block.CONSENT_MISSING, missing=status.missing, organisations=outside)
    refused = Cover.REFUSED in status.organisations.values()
    return Blocked(reason=Block.REFUSED if refused else Block.OUTSIDE_SCOPE, organisations=outside)


def _kept_from(case: Case, status: ConsentStatus, to: Who, meeting: Meeting | None) -> Blocked | None:
    """Why papers that tell of the group are kept from somebody, if they are (R9)."""
    if not case.kept_apart:
        return None
    by_hand = withheld(case.kept_apart, to, status.on, None if meeting is None else meeting.key)
    if by_hand is not None:
        return Blocked(reason=Block.WITHHELD, note=by_hand.note)
    persons = not_to_read_about(case.kept_apart, to, status.on)
    return Blocked(reason=Block.MUST_NOT_READ, persons=persons) if persons else None


def _kept_out(case: Case, status: ConsentStatus) -> tuple[Who, ...]:
    """Those in the group whom papers that tell of it are kept from."""
    return tuple(each for each in recipients(case, status) if _kept_from(case, status, each, None))


def is_outside_osl(book: AddressBook, contact: Contact) -> bool:
    """Whether no law of secrecy binds a contact: private network, an association, nobody's employee (R17)."""
    organisation = book.organisation_of(contact.id)
    return (
        contact.private_network or organisation is None or organisation.kind is OrganisationKind.ASSOCIATION
    )


def is_own_unit(book: AddressBook, contact: Contact) -> bool:
    """Whether a contact belongs to the coordinator's own unit."""
    organisation = book.organisation_of(contact.id)
    return organisation is not None and organisation.host


def _guardian(case: Case, status: ConsentStatus, to: Who) -> Decision:
    if to.key in {each.key for each in deciding_guardians(case, status.on)}:
        return Allowed(ground=Ground.GUARDIAN)
    if to.key not in {each.key for each in case.guardians}:
        return Blocked(reason=Block.NOT_IN_GROUP)
    if to.key in {each.key for each in guardians_in_circle(case, status.on, status.bands)}:
        return Allowed(ground=Ground.CONSENT)
    if not is_minor(case.young_person.birth_date, status.on):
        return Blocked(reason=Block.GUARDIAN_OF_ADULT, organisations=(str(to),))
    return _outside(status, str(to), outside_osl=False)


def _contact(case: Case, book: AddressBook, status: ConsentStatus, to: Who) -> Decision:
    in_group = {each.contact_id for each in members(case, status.on)}
    if to.key not in in_group | {case.responsible_social_worker_id}:
        return Blocked(reason=Block.NOT_IN_GROUP)
    contact = book.contacts[to.key]
    outside_osl = is_outside_osl(book, contact)
    if is_own_unit(book, contact):
        return Allowed(ground=Ground.OWN_UNIT, outside_osl=outside_osl)
    if status.towards(standing_of(contact)) is Cover.COVERED:
        return Allowed(ground=Ground.CONSENT, outside_osl=outside_osl)
    return _outside(status, standing_of(contact), outside_osl=outside_osl)


def _outside(status: ConsentStatus, organisation: str, *, outside_osl: bool) -> Blocked:
    """A recipient that the consents do not reach: blocked with all others, or alone (R5)."""
    if status.missing:
        return Blocked(
            reason=Block.CONSENT_MISSING,
            missing=status.missing,
            organisations=(organisation,),
            outside_osl=outside_osl,
        )
    refused = status.towards(organisation) is Cover.REFUSED
    return Blocked(
        reason=Block.REFUSED if refused else Block.OUTSIDE_SCOPE,
        organisations=(organisation,),
        outside_osl=outside_osl,
    )
