"""The list of cases: one frozen line a case, and what its consents amount to for those that are seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from app.models.address_book import Contact
from app.models.ages import age_on
from app.models.codes import CaseState
from app.models.consent_status import ConsentStatus, consent_status
from app.models.states import ENROLLED
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.repositories.meetings import MeetingRow

AT_A_TIME = 12
"""Cases whose consents are read together: about as many as a window shows."""


class Sums:
    """What the consents of cases amount to today, read and computed when one asks, some at a time (R4).

    Of thousands of cases most are closed and never looked at. `coming` are the ids of those in sight, in
    their order: with the one asked for the next of them are read too.
    """

    def __init__(self, binder: Binder, today: date) -> None:
        self.coming: Sequence[str] = ()
        self._binder, self._today = binder, today
        self._contacts: dict[str, Contact] | None = None
        self._known: dict[str, tuple[ConsentStatus, dict[Who, str]]] = {}

    def of(self, case_id: str) -> tuple[ConsentStatus, dict[Who, str]]:
        """The status of a case, and the names of those who may have to consent by WHO."""
        if case_id not in self._known:
            at = self.coming.index(case_id) if case_id in self.coming else len(self.coming)
            self.read([case_id, *self.coming[at + 1 : at + AT_A_TIME]])
        return self._known[case_id]

    def read(self, ids: Sequence[str]) -> None:
        """Read the cases of these ids that are not known yet."""
        missing = [each for each in ids if each not in self._known]
        with self._binder.reading() as work:
            if self._contacts is None:
                self._contacts = {each.id: each for each in work.contacts()}
            cases = work.cases_for_consent(missing)
        for case in cases:
            names = {Who.YOUTH: case.young_person.name}
            names |= {Who.guardian(each.key): each.name for each in case.guardians}
            self._known[case.id] = consent_status(case, self._contacts, self._today), names


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in the list.

    `next_meeting` is the first planned one, perhaps one that should have been. `sums` knows what the consents
    of all lines amount to.
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
    next_meeting: datetime | None
    last_meeting: datetime | None
    members: int
    sums: Sums = field(repr=False, compare=False)

    @property
    def enrolled(self) -> bool:
        """Whether the young person is in a SIG now."""
        return self.state in ENROLLED

    @property
    def consent(self) -> ConsentStatus:
        """What the consents amount to today; read when it is asked for."""
        return self.sums.of(self.id)[0]

    @property
    def names(self) -> dict[Who, str]:
        """The names of those who may have to consent, by WHO."""
        return self.sums.of(self.id)[1]


def case_lines(binder: Binder) -> tuple[CaseLine, ...]:
    """All cases, in order of id; one question to the database however many they are."""
    today = binder.clock().date()
    with binder.reading() as work:
        rows = work.cases_for_list()
    sums = Sums(binder, today)
    return tuple(
        CaseLine(
            id=row.id,
            name=row.name,
            code_name=row.code_name,
            reference=row.reference,
            protected_identity=row.protected_identity,
            birth_date=row.birth_date,
            age=age_on(row.birth_date, today),
            state=row.state,
            state_since=row.state_since,
            next_meeting=row.next_meeting,
            last_meeting=row.last_meeting,
            members=row.members,
            sums=sums,
        )
        for row in rows
    )


def coming_meetings(binder: Binder) -> tuple[MeetingRow, ...]:
    """The planned meetings of all cases in order of time, also those that should have been held."""
    with binder.reading() as work:
        return work.planned_meetings()


__all__ = ["CaseLine", "MeetingRow", "case_lines", "coming_meetings"]
