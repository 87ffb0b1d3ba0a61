"""Contact lists that no longer say what they said when they were sent, and who waits for new ones (R9)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.models.address_book import AddressBook
from app.models.case import Case
from app.models.codes import Paper
from app.models.consent_status import ConsentStatus, consent_status
from app.models.contact_list import contact_lines, recipients
from app.models.list_changes import ListChange, ListSaid, ListSent, differences, waiting
from app.models.permit import Allowed, permit
from app.models.records import SentList
from app.models.snapshots import ContactLine
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.repositories.outlines import CaseOutline
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A case where some hold another list than that of today, `lines`; `held` tells the one they hold."""

    case: Case
    waiting: tuple[Who, ...]
    last_sent: datetime
    lines: tuple[ContactLine, ...]
    held: str


def contact_lists_out_of_date(
    binder: Binder, case_ids: Sequence[str] | None = None
) -> tuple[ListOutOfDate, ...]:
    """The cases, of some or all that are not over, whose contact list should be sent anew, by youth."""
    with binder.reading() as work:
        sent, now = _sent(work, case_ids), work.names_now()
        found = work.overviews.cases_of(sent)
        today = work.now.date()
        cases = [
            (each.case, consent_status(each.case, found.book.contacts, today, through=False))
            for each in found.cases
        ]
        by_id = {each.case.id: each for each in found.cases}
        lists = [_read(work, by_id[each.case.id], each, now) for each in _behind(cases, found.book, sent)]
    return tuple(sorted(lists, key=lambda each: (each.youth.casefold(), each.case_id)))


def lists_behind(
    work: Work, cases: Sequence[tuple[Case, ConsentStatus]], book: AddressBook
) -> Iterator[Behind]:
    """Those of some cases, with their consent status of the day, whose list should be sent anew."""
    held = work.lists_held([case.id for case, _ in cases])
    # Most lists still hold: who got which is asked for the others alone.
    changed = [
        (case, status)
        for case, status in cases
        if case.id in held and held[case.id] != {_says(contact_lines(case, book, status))}
    ]
    if changed:
        yield from _behind(changed, book, _sent(work, [case.id for case, _ in changed]))


def _sent(work: Work, case_ids: Sequence[str] | None) -> Mapping[str, Sequence[ListSent]]:
    """What everybody holds, by case; people by the id that stands for them today."""
    now = work.names_now()
    sent: dict[str, list[ListSent]] = {}
    for row in work.sent_lists(case_ids):
        to = None if row.to is None else Who.parse(now.get(row.to, row.to))
        sent.setdefault(row.case_id, []).append(ListSent(to=to, at=row.at, says=row.says))
    return sent


def _behind(
    cases: Iterable[tuple[Case, ConsentStatus]], book: AddressBook, sent: Mapping[str, Sequence[ListSent]]
) -> Iterator[Behind]:
    for case, status in cases:
        found = _of_case(case, status, book, sent.get(case.id, ()))
        if found is not None:
            yield found


def _of_case(case: Case, status: ConsentStatus, book: AddressBook, sent: Sequence[ListSent]) -> Behind | None:
    if not sent:
        return None
    lines = contact_lines(case, book, status)
    says = _says(lines)
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
    return Behind(
        case=case,
        waiting=left,
        last_sent=max(each.at for each in sent),
        lines=lines,
        held=max((each for each in sent if each.says != says), key=lambda each: each.at).says,
    )


def _says(lines: tuple[ContactLine, ...]) -> str:
    return ListSaid(lines=lines).says


def _read(work: Work, outline: CaseOutline, behind: Behind, now: Mapping[str, str]) -> ListOutOfDate:
    kept = work.get(SentList, behind.held)
    return ListOutOfDate(
        case_id=behind.case.id,
        youth=outline.name,
        code_name=outline.code_name,
        protected_identity=outline.protected_identity,
        last_sent=behind.last_sent,
        waiting=behind.waiting,
        changes=() if kept is None else differences(_known_now(kept, now), behind.lines),
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
