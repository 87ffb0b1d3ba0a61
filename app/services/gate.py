"""The one gate: what may be handed to whom on a day, and on which ground (R5, R9, R16, R17).

Every paper, list, mail and copy asks here; nothing renders for a recipient without the `Permit` that
comes out.
"""

from dataclasses import dataclass
from datetime import date

from app.models.address_book import AddressBook
from app.models.case import Case, Guardian, YoungPerson
from app.models.channels import paper_channel
from app.models.circles import may_know
from app.models.codes import Channel, Paper
from app.models.consent_status import consent_status
from app.models.contact_list import recipients as recipients_of
from app.models.errors import Kind, KnownError
from app.models.meeting import Meeting
from app.models.permit import RECORD, Allowed, Decision, Ground, permit_for_all
from app.models.permit import permit as decide
from app.models.snapshots import Person
from app.models.who import Who, WhoKind
from app.services.compose import person
from app.services.cover_words import say_blocked


@dataclass(frozen=True, kw_only=True)
class Override:
    """Another ground than consent that the coordinator names, and why it holds (R5)."""

    ground: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody who may be given papers: how they are reached, and whether they may have them.

    `why` says in words what is in the way, None where nothing is.
    """

    person: Person
    channel: Channel
    email: str | None
    phone: str | None
    decision: Decision
    why: str | None

    @property
    def who(self) -> Who:
        """Who it is."""
        return self.person.who

    @property
    def allowed(self) -> bool:
        """Whether papers may go without another ground."""
        return isinstance(self.decision, Allowed)

    @property
    def outside_osl(self) -> bool:
        """Whether no law of secrecy binds them, so that a reservation or a pledge is to be offered (R17)."""
        return self.decision.outside_osl


@dataclass(frozen=True, kw_only=True)
class Permit:
    """Leave to hand one paper of one case over on a day.

    `to` is a WHO text, `record`, or None for the whole copy; `ground` is a code of the rules, or the
    legal ground an override names, with its `reason`.
    """

    paper: Paper
    case_id: str
    on: date
    ground: str
    to: str | None = None
    person: Person | None = None
    reason: str | None = None
    overridden: bool = False


def recipients(
    case: Case,
    book: AddressBook,
    on: date,
    meeting: Meeting | None = None,
) -> tuple[Recipient, ...]:
    """Everybody to whom papers go on a day, coordinators left out, with the decision on each (R5, R17).

    With a small meeting, its circle alone (R16).
    """
    status = consent_status(case, book.contacts, on)
    return tuple(
        _recipient(case, book, who, decide(case, book, status, who, meeting=meeting))
        for who in recipients_of(case, status)
        if meeting is None or may_know(who, meeting)
    )


def called_to(case: Case, book: AddressBook, on: date, meeting: Meeting) -> tuple[Recipient, ...]:
    """Everybody whom a meeting calls, coordinators left out, with the decision on their invitations.

    The family's are outside the test of cover (R5); a professional's tells whom the meeting is about.
    """
    status = consent_status(case, book.contacts, on)
    people = [each.who for each in meeting.called] or recipients_of(case, status)
    return tuple(
        _recipient(case, book, who, decide(case, book, status, who, paper=Paper.INVITATION, meeting=meeting))
        for who in dict.fromkeys(people)
        if who.kind is not WhoKind.COORDINATOR
    )


def permit(
    case: Case,
    book: AddressBook,
    paper: Paper,
    to: str,
    *,
    on: date,
    meeting: Meeting | None = None,
    override: Override | None = None,
) -> Permit:
    """Leave to hand a paper to one recipient: a WHO text, or `record`.

    KnownError USAGE `not_a_person` for what is no WHO, RULE `not_a_recipient` for who the case does not
    know, RULE `not_covered` where neither the consents, an exception nor an override allows it.
    """
    if to == RECORD:
        return Permit(paper=paper, case_id=case.id, on=on, to=to, ground=Ground.RECORD)
    who = _known(case, book, to)
    status = consent_status(case, book.contacts, on)
    decision = decide(case, book, status, who, paper=paper, meeting=meeting)
    named = person(case, book, who)
    if isinstance(decision, Allowed):
        return Permit(paper=paper, case_id=case.id, on=on, to=to, person=named, ground=decision.ground)
    if override is None:
        raise KnownError(Kind.RULE, "not_covered", who=f"{named.name}: {say_blocked(case, book, decision)}")
    return _by_override(case, paper, on, override, to=to, person=named)


def permit_whole(
    case: Case, book: AddressBook, paper: Paper, *, on: date, override: Override | None = None
) -> Permit:
    """Leave to make a copy that anybody in the group may get: all must be covered (R4), none kept out (R9).

    KnownError RULE `not_covered` names who is not and why.
    """
    decision = permit_for_all(case, consent_status(case, book.contacts, on))
    if isinstance(decision, Allowed):
        return Permit(paper=paper, case_id=case.id, on=on, ground=decision.ground)
    if override is None:
        raise KnownError(Kind.RULE, "not_covered", who=say_blocked(case, book, decision))
    return _by_override(case, paper, on, override)


def permit_form(case: Case, on: date) -> Permit:
    """Leave to make a consent form: what is given to those who are to sign is outside the test (R5)."""
    return Permit(paper=Paper.CONSENT_FORM, case_id=case.id, on=on, ground=Ground.NO_SECRETS)


def permit_message(case: Case, book: AddressBook, to: str, *, on: date) -> Permit:
    """Leave to send somebody a neutral text message, which says when and nothing else (R27).

    Errors as `permit` for who is no recipient.
    """
    named = person(case, book, _known(case, book, to))
    return Permit(
        paper=Paper.INVITATION, case_id=case.id, on=on, to=to, person=named, ground=Ground.NO_SECRETS
    )


def permit_invitation(case: Case, on: date) -> Permit:
    """Leave to make an invitation that names nobody: it says when and where, and no more (R20)."""
    return Permit(paper=Paper.INVITATION, case_id=case.id, on=on, ground=Ground.NO_SECRETS)


def _by_override(
    case: Case,
    paper: Paper,
    on: date,
    override: Override,
    *,
    to: str | None = None,
    person: Person | None = None,
) -> Permit:
    if not override.ground.strip():
        raise KnownError(Kind.RULE, "ground_missing")
    return Permit(
        paper=paper,
        case_id=case.id,
        on=on,
        to=to,
        person=person,
        ground=override.ground.strip(),
        reason=override.reason,
        overridden=True,
    )


def _known(case: Case, book: AddressBook, to: str) -> Who:
    try:
        who = Who.parse(to)
    except ValueError:
        raise KnownError(Kind.USAGE, "not_a_person", who=to) from None
    known = {
        WhoKind.YOUTH: {""},
        WhoKind.GUARDIAN: {each.key for each in case.guardians},
        WhoKind.CONTACT: set(book.contacts),
        WhoKind.COORDINATOR: set(book.coordinators),
    }
    if who.key not in known[who.kind]:
        raise KnownError(Kind.RULE, "not_a_recipient", who=to)
    return who


def _recipient(case: Case, book: AddressBook, who: Who, decision: Decision) -> Recipient:
    source: YoungPerson | Guardian
    if who.kind is WhoKind.CONTACT:
        contact = book.contacts[who.key]
        channel, email, phone = paper_channel(contact), contact.email, contact.phone
    else:
        source = case.young_person
        if who.kind is WhoKind.GUARDIAN:
            source = next(each for each in case.guardians if each.key == who.key)
        channel, email, phone = paper_channel(source), source.email, source.phone
    return Recipient(
        person=person(case, book, who),
        channel=channel,
        email=email,
        phone=phone,
        decision=decision,
        why=None if isinstance(decision, Allowed) else say_blocked(case, book, decision),
    )
