"""Contact lists that no longer say what they said when they were sent, and who waits for new ones (R9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.models.address_book import AddressBook
from app.models.case import Case
from app.models.codes import Paper
from app.models.consent_status import consent_status
from app.models.contact_list import contact_lines, recipients
from app.models.list_changes import ListChange, ListSaid, ListSent, differences, waiting
from app.models.permit import Allowed, permit
from app.models.records import SentList
from app.models.snapshots import ContactLine
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class ListOutOfDate:
    """A case whose contact list has changed since it was sent.

    `last_sent` is when a list of the group last left, `waiting` are those who may have the list of today and
    hold another or none, `changes` what is different from the last one that said something else.
    """

    case_id: str
    youth: str
    code_name: str | None
    protected_identity: bool
    last_sent: datetime
    waiting: tuple[Who, ...]
    changes: tuple[ListChange, ...]

    def is_about(self, who: Who) -> bool:
        """Whether somebody's own line is among what has changed."""
        return any(each.who == who for each in self.changes)


def contact_lists_out_of_date(
    binder: Binder, case_ids: Sequence[str] | None = None
) -> tuple[ListOutOfDate, ...]:
    """The cases, of some or all that are not over, whose contact list should be sent anew, by youth."""
    with binder.reading() as work:
        found = _out_of_date(work, case_ids)
        return tuple(sorted(found, key=lambda each: (each.youth.casefold(), each.case_id)))


def _out_of_date(work: Work, case_ids: Sequence[str] | None) -> Iterator[ListOutOfDate]:
    now, book = work.names_now(), work.address_book()
    sent: dict[str, list[ListSent]] = {}
    for row in work.sent_lists(case_ids):
        to = None if row.to is None else Who.parse(now.get(row.to, row.to))
        sent.setdefault(row.case_id, []).append(ListSent(to=to, at=row.at, says=row.says))
    for case in work.cases_for_consent(list(sent)):
        found = _of_case(work, case, book, sent[case.id], now)
        if found is not None:
            yield found


def _of_case(
    work: Work, case: Case, book: AddressBook, sent: list[ListSent], now: Mapping[str, str]
) -> ListOutOfDate | None:
    status = consent_status(case, book.contacts, work.now.date())
    lines = contact_lines(case, book, status)
    says = ListSaid(lines=lines).says
    if all(each.says == says for each in sent):
        return None
    allowed = [
        who
        for who in recipients(case, status)
        if isinstance(permit(case, book, status, who, paper=Paper.CONTACTS), Allowed)
    ]
    left = waiting(says, allowed, sent)
    if not left:
        return None
    other = max((each for each in sent if each.says != says), key=lambda each: each.at)
    kept = work.get(SentList, other.says)
    return ListOutOfDate(
        case_id=case.id,
        youth=case.young_person.name,
        code_name=case.code_name,
        protected_identity=case.young_person.protected_identity,
        last_sent=max(each.at for each in sent),
        waiting=left,
        changes=() if kept is None else differences(_known_now(kept, now), lines),
    )


def _known_now(kept: SentList, now: Mapping[str, str]) -> tuple[ContactLine, ...]:
    """The lines of a list that was sent, with everybody by the id that stands for them today."""
    return tuple(
        replace(
            line,
            person=replace(line.person, who=Who.parse(now.get(str(line.person.who), str(line.person.who)))),
        )
        for line in ListSaid.from_json(kept.lines).lines
    )
