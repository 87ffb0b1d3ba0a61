"""Two entries of the address book that are the same become one, in every case at once, and back again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from app.models.case import Case
from app.models.codes import EntryKind
from app.models.errors import Kind, KnownError
from app.models.merging import Merging as Merging
from app.models.merging_rules import (
    Hindrance,
    answer_of,
    consent_hindrances,
    doubled_attendance,
    doubled_calls,
    hindrances,
    joined,
)
from app.services.address_book import (
    ContactFacts,
    OrganisationFacts,
    checked_contact,
    checked_organisation,
)
from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.interchange.marks import marks_of
from app.storage.interchange.merge import both
from app.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Merged:
    """A merge that was done: its number, and what changed."""

    id: int
    changes: Changes


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """A merge that was undone; `left` counts what has changed since and stays as it is now."""

    changes: Changes
    left: int


def in_the_way(binder: Binder, kind: EntryKind, one: str, other: str) -> tuple[Hindrance, ...]:
    """What says that two entries are not the same; empty where they can become one."""
    with binder.reading() as work:
        return tuple(_in_the_way(work, kind, one, other))


def youth_of(binder: Binder, case_id: str) -> str:
    """Whose case something lies in."""
    with binder.reading() as work:
        return work.case(case_id).young_person.name


def merge_contacts(binder: Binder, kept: str, gone: str, facts: ContactFacts) -> Merged:
    """Make one person of two: `kept` gets these facts and everything that points at `gone` (R7–R9).

    What was agreed and sent stays as it was. KnownError RULE `merge_itself`, `no_such_contact`, or
    `merge_hindered` where a meeting's attendance says that they are two.
    """
    with binder.writing() as work:
        return _merge(work, EntryKind.CONTACT, kept, gone, checked_contact(work, facts))


def merge_organisations(binder: Binder, kept: str, gone: str, facts: OrganisationFacts) -> Merged:
    """Make one organisation of two; its people, and the consents that name either, are then of the one.

    KnownError RULE as `merge_contacts`; `merge_hindered` where a consent names one and refuses the other.
    """
    with binder.writing() as work:
        return _merge(work, EntryKind.ORGANISATION, kept, gone, checked_organisation(facts))


def take_back(binder: Binder, merging_id: int) -> TakenBack:
    """Undo a merge: each value that is still as the merge left it becomes what it was.

    KnownError RULE `no_such_merge`, or `merge_undo_later_first` where the one that was kept has itself
    become part of another since.
    """
    with binder.writing() as work:
        merging = work.get(Merging, merging_id)
        if merging is None or merging.undone_at is not None:
            raise KnownError(Kind.RULE, "no_such_merge")
        if work.entries.row(merging.kind, merging.kept) is None:
            raise KnownError(Kind.RULE, "merge_undo_later_first", name=merging.gone_name)
        merging.undone_at = work.now
        work.flush()
        touched = work.entries.cases_of(merging.kind, merging.kept)
        ids = (merging.kept, merging.gone, *touched)
        kind = EntryKind(merging.kind)
        left = work.entries.take_back(merging_id)
        work.log("merge_undone", to=_to(kind, ids[0]), detail=_detail(kind, ids[0], ids[1]))
        return TakenBack(changes=Changes.of(*_KINDS, ids=ids), left=left)


def merges_of(binder: Binder, kind: EntryKind, key: str) -> tuple[Merging, ...]:
    """The merges that made others part of an entry and can be taken back, the latest first."""
    with binder.reading() as work:
        return tuple(work.merges_of(kind, key))


_KINDS = ("contact", "organisation", "group", "case", "consent", "meeting")


def _merge(work: Work, kind: EntryKind, kept: str, gone: str, values: Mapping[str, Any]) -> Merged:
    if kept == gone:
        raise KnownError(Kind.RULE, "merge_itself")
    there = work.entries.row(kind, gone)
    if there is None or work.entries.row(kind, kept) is None:
        raise KnownError(Kind.RULE, f"no_such_{kind}")
    if any(_in_the_way(work, kind, kept, gone)):
        raise KnownError(Kind.RULE, "merge_hindered")
    merging = Merging(kind=kind, kept=kept, gone=gone, gone_name=there["name"], at=work.now, by=work.by)
    work.add(merging)
    work.flush()
    number, touched = merging.id, work.entries.cases_of(kind, gone)
    marks = marks_of(work, kind, kept, touched)
    if kind is EntryKind.CONTACT:
        for case in _cases(work, touched):
            _settle(work, number, case, kept, gone)
    work.entries.move(number, kind, gone, kept)
    work.entries.remove(number, kind, gone)
    work.entries.change(number, kind, kept, values)
    work.entries.forget_loaded()
    _follow(work, number, marks, marks_of(work, kind, kept, touched))
    work.log(f"{kind}s_merged", to=_to(kind, kept), detail=_detail(kind, kept, gone))
    return Merged(id=number, changes=Changes.of(*_KINDS, ids=(kept, gone, *touched)))


def _in_the_way(work: Work, kind: EntryKind, one: str, other: str) -> Iterator[Hindrance]:
    both = set(work.entries.cases_of(kind, one)) & set(work.entries.cases_of(kind, other))
    look = hindrances if kind is EntryKind.CONTACT else consent_hindrances
    for case in _cases(work, sorted(both)):
        yield from look(case, one, other)


def _settle(work: Work, merging: int, case: Case, kept: str, gone: str) -> None:
    """Let a case hold one membership, one call and one attendance of a person where it would hold two."""
    theirs = [each for each in case.participants if each.contact_id in (kept, gone)]
    for each in joined(theirs, kept):
        words = {"purpose": each.purpose, "mandate": each.mandate, "wanted_by_youth": each.wanted_by_youth}
        days = {"from": each.from_.isoformat(), "to": None if each.to is None else each.to.isoformat()}
        work.entries.change(merging, "participant", each.keep.id, days | words)
        for double in each.drop:
            work.entries.remove(merging, "participant", double.id)
    for meeting in case.meetings:
        for attendance in doubled_attendance(meeting, kept, gone):
            work.entries.remove(merging, "attendance", attendance.id)
        for call, doubles in doubled_calls(meeting, kept, gone):
            given = {"answer": answer_of((call, *doubles))}
            spoken = {
                "interpreter": next((one.interpreter for one in (call, *doubles) if one.interpreter), None)
            }
            work.entries.change(merging, "called", call.id, given | spoken)
            for one in doubles:
                work.entries.remove(merging, "called", one.id)


def _follow(work: Work, merging: int, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Let the marks of imports follow: what was as it was imported is so still, by its new name."""
    marks = work.arrivals.marks()
    for path, now in after.items():
        kept, _, filed = marks.get(path, "").partition(" ")
        if kept and kept == before.get(path) and now != kept:
            work.entries.change(merging, "import_mark", path, {"digest": both(now, filed or kept)})


def _cases(work: Work, ids: Sequence[str]) -> Iterator[Case]:
    return chain.from_iterable(work.arrivals.cases(ids))


def _to(kind: EntryKind, key: str) -> str | None:
    return f"contact:{key}" if kind is EntryKind.CONTACT else None


def _detail(kind: EntryKind, kept: str, gone: str) -> dict[str, str | int]:
    return {"kept": kept, "gone": gone, "kind": str(kind)}
