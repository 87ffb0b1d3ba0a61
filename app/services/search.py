"""Finding a case, a person or a place in the text by what one remembers of it (R20: where, not what)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.changes import Changes
from app.storage.binder import Binder
from app.storage.repositories.names import CaseName as CaseName  # windows name the types through this door
from app.storage.repositories.names import EntryName as EntryName
from app.storage.search import Hit as Hit
from app.storage.search import terms

MOST = 400
"""Hits that are shown of many: the latest; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The hits in one case, the latest first; `case` is None for what cases share."""

    case: CaseName | None
    hits: tuple[Hit, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search has found: `total` hits, of which the latest stand in `groups`."""

    total: int
    groups: tuple[Group, ...]

    @property
    def shown(self) -> int:
        """How many of the hits stand in the groups."""
        return sum(len(each.hits) for each in self.groups)


def search(binder: Binder, typed: str, *, most: int = MOST) -> Found:
    """The places in all that the person may see where the words stand, grouped by case.

    Private notes are hers to find (R16); drafts are nowhere. Cases come with their latest hit first, what
    cases share last; a query without words finds nothing.
    """
    if not terms(typed):
        return Found(total=0, groups=())
    with binder.reading() as work:
        total, hits = work.search.hits(typed, most=most)
        ids = {each.case_id for each in hits if each.case_id is not None}
        cases = {each.id: each for each in work.search.case_names(ids)}
    return Found(total=total, groups=_grouped(hits, cases))


def case_names(binder: Binder) -> tuple[CaseName, ...]:
    """What every case is called, in order of id; one question to the database."""
    with binder.reading() as work:
        return work.search.case_names()


def entry_names(binder: Binder) -> tuple[EntryName, ...]:
    """What everybody and every organisation of the address book is called."""
    with binder.reading() as work:
        return work.search.entry_names()


def index_anew(binder: Binder) -> Changes:
    """Fill the index anew, after `verify` has found that it differs; logged."""
    with binder.writing(exclusive=True) as work:
        work.search.index_anew()
        work.log("search_mended")
    return Changes.of("search")


def _grouped(hits: tuple[Hit, ...], cases: Mapping[str, CaseName]) -> tuple[Group, ...]:
    by_case: dict[str, list[Hit]] = {}
    for each in hits:
        by_case.setdefault(each.case_id or "", []).append(each)
    shared = by_case.pop("", [])
    groups = [
        Group(case=cases[case_id], hits=tuple(_latest_first(some)))
        for case_id, some in by_case.items()
        if case_id in cases
    ]
    return (*groups, Group(case=None, hits=tuple(shared))) if shared else tuple(groups)


def _latest_first(hits: list[Hit]) -> list[Hit]:
    """The hits of a case by day, those without one first."""
    undated = [each for each in hits if each.day is None]
    return undated + sorted(
        (each for each in hits if each.day is not None), key=lambda each: str(each.day), reverse=True
    )
