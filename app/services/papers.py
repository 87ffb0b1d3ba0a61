"""The papers of a case, made for those whom the gate lets have them (R5, R9, R14, R15, R17)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from app.documents.cover_letter import file_name
from app.documents.papers.action_plan import action_plan
from app.documents.papers.consent_form import consent_form as consent_form_paper
from app.documents.papers.contact_list import contact_list
from app.documents.papers.shared import Copy
from app.documents.render import render
from app.models.address_book import AddressBook
from app.models.binder import Dispatch, PlanVersion
from app.models.case import Case
from app.models.codes import Basis, MeetingStatus, Paper, Standing
from app.models.consent_status import Missing, consent_status
from app.models.contact_list import contact_lines
from app.models.errors import Kind, KnownError
from app.models.group import organisations_in_group
from app.models.list_changes import ListSaid
from app.models.meeting import Meeting
from app.models.permit import RECORD
from app.models.required import required
from app.models.snapshots import ConsentFormSnapshot, ContactListSnapshot, Person
from app.models.who import Who
from app.services import issue_plan
from app.services.compose import Setting, person
from app.services.cover_words import scope_name
from app.services.gate import Permit, permit_form
from app.services.letterhead import pictures
from app.services.settings import setting_of
from app.storage.binder import Binder

NOBODY = "okänd"
"""The key of the guardian whom a minor lacks: a line on the form without a name."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that the papers of one case are made of on one day, read in one moment.

    `pictures` are the bytes of logotypes by digest, `minutes_sent` the keys of meetings whose minutes have
    gone to somebody. `names_now` tells by which WHO text somebody is known
    whose entry was merged with another.
    """

    case: Case
    book: AddressBook
    setting: Setting
    versions: tuple[PlanVersion, ...]
    on: date
    names_now: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    minutes_sent: frozenset[str] = frozenset()

    def stands_for(self, who: str) -> str:
        """The WHO text by which a person is known now, whose entry may have been merged with another."""
        return self.names_now.get(who, who)


@dataclass(frozen=True, kw_only=True)
class PaperFile:
    """A paper as a plain PDF, with the leave by which it was made, and the plan or the list it shows."""

    paper: Paper
    name: str
    content: bytes
    permit: Permit
    version: PlanVersion | None = None
    meeting_key: str | None = None
    standing: Standing = Standing.ESTABLISHED
    said: ListSaid | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


def gather(binder: Binder, case_id: str, *, on: date | None = None) -> Material:
    """Read what the papers of a case need; the day is today by the binder's clock unless given."""
    with binder.reading() as work:
        day = on or work.now.date()
        case = work.case(case_id)
        return Material(
            case=case,
            book=work.address_book(),
            setting=setting_of(work, case, day),
            versions=tuple(issue_plan.versions_of(work, case_id)),
            on=day,
            names_now=work.names_now(),
            pictures=pictures(work),
            minutes_sent=frozenset(
                each.meeting_key
                for each in work.all(Dispatch, case_id=case_id, paper=Paper.MINUTES)
                if each.meeting_key is not None and makes_established(each)
            ),
        )


def makes_established(minutes: Dispatch) -> bool:
    """Whether minutes that left have gone to somebody: until then they are working material (R19)."""
    return minutes.to not in (None, RECORD)


def meeting_of(material: Material, version: PlanVersion) -> Meeting:
    """The meeting at which a version was agreed."""
    return next(each for each in material.case.meetings if each.key == version.meeting_key)


def plan_version(material: Material, meeting_number: int | None = None) -> PlanVersion:
    """The version that holds: of a meeting by its number, else of the latest held meeting that has one.

    KnownError RULE `no_meeting_of_number`, `no_plan_of_meeting` or `no_plan`.
    """
    meetings = [each for each in material.case.meetings if each.status is MeetingStatus.HELD]
    if meeting_number is not None:
        if all(each.number != meeting_number for each in material.case.meetings):
            raise KnownError(Kind.RULE, "no_meeting_of_number", number=meeting_number)
        meetings = [each for each in meetings if each.number == meeting_number]
    for meeting in sorted(meetings, key=lambda each: (each.starts, each.number), reverse=True):
        found = issue_plan.latest_of(list(material.versions), meeting.key)
        if found is not None:
            return found
    if meeting_number is not None:
        raise KnownError(Kind.RULE, "no_plan_of_meeting", number=meeting_number)
    raise KnownError(Kind.RULE, "no_plan")


def plan(material: Material, permit: Permit, version: PlanVersion) -> PaperFile:
    """The action plan: whole, or the copy that begins with the recipient's own steps."""
    must_be_for(material, permit, Paper.PLAN)
    snapshot = issue_plan.read(version)
    return PaperFile(
        paper=Paper.PLAN,
        name=file_name(Paper.PLAN, snapshot.meeting_starts.date()),
        content=render(action_plan(snapshot, copy_of(permit, material)), material.pictures),
        permit=permit,
        version=version,
        meeting_key=version.meeting_key,
    )


def contacts(material: Material, permit: Permit) -> PaperFile:
    """The contact list of the group on the material's day (R9)."""
    must_be_for(material, permit, Paper.CONTACTS)
    case, book, on = material.case, material.book, material.on
    said = list_said(material)
    snapshot = ContactListSnapshot(
        case_reference=case.reference,
        youth=person(case, book, Who.YOUTH),
        on=on,
        lines=said.lines,
        letterhead=material.setting.letterhead,
        words=material.setting.words,
    )
    return PaperFile(
        paper=Paper.CONTACTS,
        name=file_name(Paper.CONTACTS, on),
        content=render(contact_list(snapshot, copy_of(permit, material)), material.pictures),
        permit=permit,
        said=said,
    )


def list_said(material: Material) -> ListSaid:
    """What the contact list says on the material's day (R9)."""
    case, book = material.case, material.book
    return ListSaid(lines=contact_lines(case, book, consent_status(case, book.contacts, material.on)))


def consent_form(
    material: Material,
    permit: Permit | None = None,
    *,
    all_signers: bool = False,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> PaperFile:
    """The form to sign, with a line for each whose signature is missing today, or for all who must sign (R1).

    With a permit it is one recipient's copy. KnownError RULE `nothing_to_sign` where nobody's is missing.
    """
    case, book, on = material.case, material.book, material.on
    status = consent_status(case, book.contacts, on)
    needed = required(case, on)
    if all_signers:
        signers = [Missing(who=who, why=status.persons[who]) for who in needed.persons]
        signers += [each for each in status.missing if each.who is None]
    else:
        signers = list(status.missing)
    if not signers:
        raise KnownError(Kind.RULE, "nothing_to_sign")
    names = tuple(scope_name(case, book, each) for each in organisations_in_group(case, book.contacts, on))
    snapshot = ConsentFormSnapshot(
        case_reference=case.reference,
        youth=person(case, book, Who.YOUTH),
        on=on,
        signers=tuple(_signer(material, each) for each in signers),
        organisations=names,
        ticked=names,
        sanction=case.basis is Basis.SANCTION,
        valid_from=valid_from,
        valid_until=valid_until,
        letterhead=material.setting.letterhead,
        words=material.setting.words,
    )
    leave = permit_form(case, on) if permit is None else permit
    must_be_for(material, leave, Paper.CONSENT_FORM)
    copy = replace(copy_of(leave, material), standing=Standing.WORKING)
    return PaperFile(
        paper=Paper.CONSENT_FORM,
        name=file_name(Paper.CONSENT_FORM, on),
        content=render(consent_form_paper(snapshot, copy), material.pictures),
        permit=leave,
        standing=copy.standing,
    )


def _signer(material: Material, missing: Missing) -> Person:
    if missing.who is None:
        return Person(who=Who.guardian(NOBODY), name="")
    return person(material.case, material.book, missing.who)


def copy_of(permit: Permit, material: Material) -> Copy:
    """Whose copy a paper is that this leave was given for, and whether what it says is invented."""
    return Copy(person=permit.person, for_record=permit.to == RECORD, demo=material.setting.demo)


def must_be_for(material: Material, permit: Permit, paper: Paper) -> None:
    """A permit is for one paper of one case on one day; anything else is a mistake of ours."""
    if (permit.case_id, permit.paper, permit.on) != (material.case.id, paper, material.on):
        raise ValueError("the permit is for another paper, case or day")
