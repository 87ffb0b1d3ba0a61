"""One unit of work: a transaction with its questions. The session never leaves this room."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.orm import Session, selectinload, undefer

from app.models.address_book import AddressBook
from app.models.clashes import Gathering
from app.models.clock import Clock
from app.models.codes import EntryKind
from app.models.errors import Kind, KnownError
from app.models.records import (
    Attachment,
    Case,
    Contact,
    Coordinator,
    Dispatch,
    KeptApart,
    LifeAreaSet,
    LogEntry,
    Merging,
    Organisation,
    Record,
    SentDocument,
    SentList,
    Setting,
)
from app.storage import journal
from app.storage.erasures import Erasures
from app.storage.repositories import (
    cases,
    contacts,
    gatherings,
    log,
    meetings,
    mergings,
    people,
    reminders,
    sent_lists,
)
from app.storage.repositories.arrivals import Arrivals
from app.storage.repositories.cases import CaseRow
from app.storage.repositories.contacts import GroupRow, MetRow, SeenRow, SentRow
from app.storage.repositories.drafts import Drafts
from app.storage.repositories.entries import Entries
from app.storage.repositories.log import LogLine
from app.storage.repositories.meetings import MeetingRow
from app.storage.repositories.overviews import Overviews
from app.storage.repositories.reminders import ReminderRow
from app.storage.repositories.responsible import ResponsibleRow, responsible
from app.storage.repositories.sent_lists import SentListRow
from app.storage.search import Search

R = TypeVar("R", bound=Record)
_ERASING = text("UPDATE binder_state SET erasing = :erasing")


class Work:
    """One transaction on a binder, from `Binder.reading()` or `Binder.writing()`.

    Records that come out stay readable after the transaction, as far as they were loaded.
    """

    def __init__(self, session: Session, *, by: str, clock: Clock, first: journal.Last) -> None:
        self._session = session
        self._by = by
        self._clock = clock
        self._first = first
        self._last: journal.Last | None = None
        self.drafts = Drafts(session, clock)
        self.settings = Settings(session)
        self.arrivals = Arrivals(session)
        self.entries = Entries(session)
        self.overviews = Overviews(session)
        self.search = Search(session)
        self.erasures = Erasures(session)

    @property
    def by(self) -> str:
        """The name of the person whose work this is."""
        return self._by

    @property
    def now(self) -> datetime:
        """The local time by the binder's clock."""
        return self._clock()

    # records

    def add(self, record: Record) -> None:
        """Put a new record in the binder when the transaction ends."""
        self._session.add(record)

    def delete(self, record: Record) -> None:
        """Remove a record and what belongs to it."""
        self._session.delete(record)

    def flush(self) -> None:
        """Write what was added or changed now, so that new rows get their numbers; still all or nothing."""
        self._session.flush()

    def get(self, type_: type[R], key: Any) -> R | None:
        """The record of that primary key without its children, or None."""
        return self._session.get(type_, key)

    def all(self, type_: type[R], **equal: Any) -> Sequence[R]:
        """All records of a kind whose attributes are as given, without children, in order of primary key."""
        order = inspect(type_).primary_key
        return self._session.scalars(select(type_).filter_by(**equal).order_by(*order)).all()

    # cases

    def erase_case(self, case_id: str) -> None:
        """Erase a case with its fixed plans, sent papers and drafts, as retention demands; the log stays.

        It is noted, so that a backup from before that is restored loses the case again.
        """
        self._session.flush()
        self.erasures.add(case_id, self._clock())
        self._session.execute(_ERASING, {"erasing": True})
        self._session.execute(delete(Case).where(Case.id == case_id))
        self.drafts.delete_of_case(case_id)
        unsent = SentDocument.digest.not_in(select(Dispatch.document))
        self._session.execute(delete(SentDocument).where(unsent))
        unsaid = SentList.digest.not_in(select(Dispatch.says).where(Dispatch.says.is_not(None)))
        self._session.execute(delete(SentList).where(unsaid))
        self._session.execute(_ERASING, {"erasing": False})

    def case(self, case_id: str) -> Case:
        """A case with everything that hangs on it; KnownError RULE `no_such_case` where there is none."""
        return cases.whole(self._session, case_id)

    def all_cases(self) -> Sequence[Case]:
        """All cases with everything that hangs on them, in order of id."""
        return cases.every(self._session)

    def cases_for_consent(self, ids: Sequence[str] | None = None) -> Sequence[Case]:
        """Some cases, or all, with what their consent status is computed from, in order of id."""
        return cases.for_consent(self._session, ids)

    def case_ids(self) -> Sequence[str]:
        """The ids of all cases, in order."""
        return cases.ids(self._session)

    def cases_for_list(self) -> tuple[CaseRow, ...]:
        """The rows of the list of cases, in order of id."""
        return cases.rows(self._session, self._clock().date())

    def responsible(self) -> tuple[ResponsibleRow, ...]:
        """Who answers for each case, in order of id (R7)."""
        return responsible(self._session)

    def planned_meetings(self) -> tuple[MeetingRow, ...]:
        """The planned meetings of all cases, in order of time."""
        return meetings.planned(self._session)

    def kept_apart(self) -> Sequence[KeptApart]:
        """Everybody who is kept apart from somebody, in order of number (R9)."""
        return self.all(KeptApart)

    def gatherings(
        self, apart: Sequence[KeptApart], first: date, last: date | None = None
    ) -> tuple[Gathering, ...]:
        """The planned meetings of some days that call any of these, in order of time."""
        return gatherings.planned(self._session, apart, first, last)

    def reminders(self, *, done: bool | None = False, case_id: str | None = None) -> tuple[ReminderRow, ...]:
        """The coordinator's own reminders in order of day; `done` None asks for those ticked off too."""
        return reminders.rows(self._session, done=done, case_id=case_id)

    # the address book

    def coordinators(self) -> Sequence[Coordinator]:
        """All coordinators, in order of id."""
        return self.all(Coordinator)

    def organisations(self) -> Sequence[Organisation]:
        """All organisations, in order of id."""
        return self.all(Organisation)

    def contacts(self) -> Sequence[Contact]:
        """All contacts, in order of id."""
        return self.all(Contact)

    def address_book(self) -> AddressBook:
        """Everybody that cases share, by id."""
        return AddressBook(
            contacts={each.id: each for each in self.contacts()},
            organisations={each.id: each for each in self.organisations()},
            coordinators={each.id: each for each in self.coordinators()},
        )

    def standing(self) -> tuple[dict[str, str], dict[str, str]]:
        """By the ids of contacts and of organisations that were merged away, those that stand for them."""
        return (
            mergings.standing(self._session, EntryKind.CONTACT),
            mergings.standing(self._session, EntryKind.ORGANISATION),
        )

    def names_now(self) -> dict[str, str]:
        """By the WHO text of each contact that was merged away, the one that stands for it now."""
        now = mergings.standing(self._session, EntryKind.CONTACT)
        return {f"contact:{gone}": f"contact:{kept}" for gone, kept in now.items()}

    def groups_now(self) -> dict[str, frozenset[str]]:
        """By contact, the cases whose groups they are in today."""
        return contacts.groups_now(self._session, self._clock().date())

    def groups_of(self, contact_id: str) -> tuple[GroupRow, ...]:
        """The memberships of a person, the latest first."""
        return contacts.groups_of(self._session, contact_id)

    def sent_to(self, whos: tuple[str, ...]) -> tuple[SentRow, ...]:
        """What went to somebody, by each WHO text they have been known by, the latest first."""
        return contacts.sent_to(self._session, whos)

    def meetings_of(self, contact_id: str) -> tuple[MetRow, ...]:
        """The meetings whose attendance names a person, the latest first."""
        return contacts.meetings_of(self._session, contact_id)

    def people_seen(self, organisation_id: str) -> tuple[SeenRow, ...]:
        """By case, whom an organisation has sent to its meetings (R8)."""
        return contacts.people_seen(self._session, organisation_id)

    def merges_of(self, kind: EntryKind, key: str) -> Sequence[Merging]:
        """The merges that made others part of an entry and still stand, the latest first."""
        return mergings.of_entry(self._session, kind, key)

    def names_outside(self, case_id: str) -> Sequence[str]:
        """The names of the binder's people who are not in one case's group (R16)."""
        return people.names_outside(self._session, case_id)

    def life_area_sets(self) -> Sequence[LifeAreaSet]:
        """The binder's own sets with their areas, in order of id."""
        statement = select(LifeAreaSet).options(selectinload(LifeAreaSet.areas)).order_by(LifeAreaSet.id)
        return self._session.scalars(statement).all()

    # bytes, loaded only when asked for

    def attachment_content(self, attachment_id: int) -> bytes:
        """The bytes of an attachment; KnownError RULE `no_such_attachment`."""
        found = self._session.scalar(select(Attachment.content).where(Attachment.id == attachment_id))
        if found is None:
            raise KnownError(Kind.RULE, "no_such_attachment")
        return found

    def keep_document(self, digest: str, content: bytes) -> None:
        """Keep the bytes of a paper under their SHA-256 (hex); the same bytes are kept once."""
        if self._session.get(SentDocument, digest) is None:
            self._session.add(SentDocument(digest=digest, content=content))

    def keep_list(self, digest: str, lines: str) -> None:
        """Keep what a contact list said under what tells it from others; the same words are kept once."""
        if self._session.get(SentList, digest) is None:
            self._session.add(SentList(digest=digest, lines=lines))
            self._session.flush()

    def sent_lists(self, case_ids: Sequence[str] | None = None) -> tuple[SentListRow, ...]:
        """The last contact list of each recipient, of some cases or of all that are not over."""
        return sent_lists.latest(self._session, case_ids)

    def lists_held(self, case_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """What the contact lists that are out there say, by case, of those where any has left."""
        return sent_lists.held(self._session, case_ids)

    def document(self, digest: str) -> bytes:
        """The bytes of a paper that was made; KnownError RULE `no_such_document`."""
        statement = select(SentDocument).where(SentDocument.digest == digest)
        found = self._session.scalars(statement.options(undefer(SentDocument.content))).one_or_none()
        if found is None:
            raise KnownError(Kind.RULE, "no_such_document")
        return found.content

    # the log

    def log(
        self,
        what: str,
        *,
        case: str | None = None,
        to: str | None = None,
        paper: str | None = None,
        ground: str | None = None,
        detail: dict[str, str | int] | None = None,
    ) -> None:
        """Write a line in the log, in this transaction: what the binder's person did, and with what."""
        named = {"case": case, "to": to, "paper": paper, "ground": ground}
        details = (detail or {}) | {name: str(value) for name, value in named.items() if value is not None}
        entry = journal.link(self.log_end(), at=self._clock(), by=self._by, what=what, details=details)
        self._session.add(entry)
        self._last = journal.Last(entry.id, entry.digest)

    def log_end(self) -> journal.Last:
        """How many entries the log has, and the digest of the last."""
        if self._last is None:
            statement = select(LogEntry.id, LogEntry.digest).order_by(LogEntry.id.desc()).limit(1)
            found = self._session.execute(statement).one_or_none()
            self._last = self._first if found is None else journal.Last(found.id, found.digest)
        return self._last

    def log_rows(
        self,
        *,
        case: str | None = None,
        since: datetime | None = None,
        what: Collection[str] | None = None,
    ) -> Sequence[journal.LogRow]:
        """The log in order, of one case, from a time on, or of some kinds, where they are given."""
        return log.rows(self._session, case=case, since=since, what=what)

    def log_lines(self, most: int | None = None) -> tuple[LogLine, ...]:
        """The latest lines of the log, at most so many, the last first."""
        return log.latest(self._session, most)

    def is_logged_after(self, number: int, *, but: Collection[str]) -> bool:
        """Whether the log has any entry after that number, of other kinds than some."""
        later = select(LogEntry.id).where(LogEntry.id > number, LogEntry.what.not_in(but))
        return self._session.scalar(later.limit(1)) is not None

    def erase_log_details(self, numbers: Iterable[int]) -> None:
        """Erase the details of entries, as retention demands; the chain still holds."""
        statement = update(LogEntry).where(LogEntry.id.in_(list(numbers)))
        self._session.execute(statement.values(detail=None, salt=None))

    def log_broken_at(self) -> int | None:
        """The number of the first entry that does not fit the chain, or None."""
        return journal.broken_at(self._session.scalars(select(LogEntry).order_by(LogEntry.id)), self._first)


class Settings:
    """The choices of the binder within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, key: str, default: Any = None) -> Any:
        """A choice, or the default where none was made."""
        found = self._session.get(Setting, key)
        return default if found is None else found.value

    def put(self, key: str, value: Any) -> None:
        """Make a choice; any JSON value."""
        found = self._session.get(Setting, key)
        if found is None:
            self._session.add(Setting(key=key, value=value))
        else:
            found.value = value
