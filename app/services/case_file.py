"""Everything that the pages of one case show, read in one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.models.address_book import AddressBook
from app.models.ages import age_on
from app.models.binder import Dispatch, PlanVersion
from app.models.case import Case, Reminder
from app.models.circles import order_of
from app.models.codes import CaseState, MeetingStatus
from app.models.consent_status import ConsentStatus, consent_status
from app.models.meeting import Meeting
from app.models.snapshots import PlanSnapshot
from app.models.standing import Transfer
from app.models.states import state_on
from app.models.who import Who, WhoKind
from app.services.settings import areas_of
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """One case with the address book, its plans and what was sent; `now` is when it was read.

    `areas` names its life areas by key, in order.
    """

    now: datetime
    case: Case
    book: AddressBook
    status: ConsentStatus
    plans: tuple[PlanVersion, ...]
    dispatches: tuple[Dispatch, ...]
    reminders: tuple[Reminder, ...]
    transfers: tuple[Transfer, ...]
    areas: Mapping[str, str]

    @property
    def today(self) -> date:
        """The day it was read on."""
        return self.now.date()

    @property
    def age(self) -> int:
        """The youth's age in whole years."""
        return age_on(self.case.young_person.birth_date, self.today)

    @property
    def state(self) -> CaseState | None:
        """The case's state today."""
        return state_on(self.case, self.today)

    def status_on(self, day: date) -> ConsentStatus:
        """The consent status of another day (R4)."""
        return consent_status(self.case, self.book.contacts, day)

    def name(self, who: Who) -> str:
        """The name of a person of the case; a stranger's is a question mark."""
        match who.kind:
            case WhoKind.YOUTH:
                return self.case.young_person.name
            case WhoKind.GUARDIAN:
                return next((each.name for each in self.case.guardians if each.key == who.key), "?")
            case WhoKind.CONTACT:
                contact = self.book.contacts.get(who.key)
                return contact.name if contact else "?"
            case WhoKind.COORDINATOR:
                coordinator = self.book.coordinators.get(who.key)
                return coordinator.name if coordinator else "?"

    @property
    def signers(self) -> dict[Who, str]:
        """The names of those who may consent: the youth and every guardian there has been."""
        guardians = {Who.guardian(each.key): each.name for each in self.case.guardians}
        return {Who.YOUTH: self.case.young_person.name, **guardians}

    def scope_name(self, organisation: str) -> str:
        """The name of what a consent may name: an organisation's id, `contact:ID` or `guardian:ID`."""
        found = self.book.organisations.get(organisation)
        return found.name if found else self.name(Who.parse(organisation))

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings in order of time."""
        return tuple(sorted(self.case.meetings, key=order_of))

    @property
    def next_meeting(self) -> Meeting | None:
        """The first planned meeting, also one that should have been held."""
        return next((each for each in self.meetings if each.status is MeetingStatus.PLANNED), None)

    @property
    def last_meeting(self) -> Meeting | None:
        """The last held meeting."""
        held = [each for each in self.meetings if each.status is MeetingStatus.HELD]
        return held[-1] if held else None

    def plan(self, version: int) -> PlanSnapshot:
        """The plan of a version as it was agreed."""
        found = next(each for each in self.plans if each.version == version)
        return PlanSnapshot.from_json(found.snapshot)


def read_case(binder: Binder, case_id: str) -> CaseFile:
    """Read a case for its pages; KnownError RULE `no_such_case`."""
    with binder.reading() as work:
        case, book, now = work.case(case_id), work.address_book(), work.now
        return CaseFile(
            now=now,
            case=case,
            book=book,
            status=consent_status(case, book.contacts, now.date()),
            plans=tuple(sorted(work.all(PlanVersion, case_id=case_id), key=lambda each: each.version)),
            dispatches=tuple(
                sorted(work.all(Dispatch, case_id=case_id), key=lambda each: (each.at, each.id))
            ),
            reminders=tuple(work.all(Reminder, case_id=case_id)),
            transfers=tuple(work.all(Transfer, case_id=case_id)),
            areas=areas_of(work, case, now.date()),
        )


def sent_document(binder: Binder, digest: str) -> bytes:
    """The bytes of a paper as it was sent (R15); KnownError RULE `no_such_document`."""
    with binder.reading() as work:
        return work.document(digest)
