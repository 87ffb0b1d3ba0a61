"""The list of cases: one frozen line a case, with what its consents amount to today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.models.ages import age_on
from app.models.codes import CaseState
from app.models.consent_status import ConsentStatus, consent_status
from app.models.states import ENROLLED
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.repositories.meetings import MeetingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in the list.

    `consent` is its status today. `next_meeting` is the first planned one, perhaps one that should have
    been; `names` maps each WHO of the case that must consent to a name.
    """

    id: str
    name: str
    code_name: str | None
    reference: str | None
    protected_identity: bool
    birth_date: date
    age: int
    state: CaseState | None
    state_since: date | None
    consent: ConsentStatus
    names: dict[Who, str]
    next_meeting: datetime | None
    last_meeting: datetime | None
    members: int

    @property
    def enrolled(self) -> bool:
        """Whether the young person is in a SIG now."""
        return self.state in ENROLLED


def case_lines(binder: Binder) -> tuple[CaseLine, ...]:
    """All cases, in order of id; four questions to the database however many they are."""
    today = binder.clock().date()
    with binder.reading() as work:
        contacts = {each.id: each for each in work.contacts()}
        cases = {each.id: each for each in work.cases_for_consent()}
        rows = work.cases_for_list()

    def lines() -> Iterator[CaseLine]:
        for row in rows:
            case = cases[row.id]
            names = {Who.YOUTH: row.name} | {Who.guardian(each.key): each.name for each in case.guardians}
            yield CaseLine(
                id=row.id,
                name=row.name,
                code_name=row.code_name,
                reference=row.reference,
                protected_identity=row.protected_identity,
                birth_date=row.birth_date,
                age=age_on(row.birth_date, today),
                state=row.state,
                state_since=row.state_since,
                consent=consent_status(case, contacts, today),
                names=names,
                next_meeting=row.next_meeting,
                last_meeting=row.last_meeting,
                members=row.members,
            )

    return tuple(lines())


def coming_meetings(binder: Binder) -> tuple[MeetingRow, ...]:
    """The planned meetings of all cases in order of time, also those that should have been held."""
    with binder.reading() as work:
        return work.planned_meetings()


__all__ = ["CaseLine", "MeetingRow", "case_lines", "coming_meetings"]
