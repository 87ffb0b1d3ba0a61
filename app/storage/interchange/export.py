"""The caseload as an interchange file: the same binder gives the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from app.models.errors import Kind, KnownError
from app.storage.interchange.format import (
    CASE,
    CONTACT,
    COORDINATOR,
    LIFE_AREA_SET,
    NAME,
    ORGANISATION,
    REMINDER,
    VERSION,
)
from app.storage.interchange.reading import Place, Reading
from app.storage.interchange.shape import Shape, Tree
from app.storage.work import Work

_SHARED = (
    ("coordinators", "coordinator", COORDINATOR),
    ("life_area_sets", "life_area_set", LIFE_AREA_SET),
    ("organisations", "organisation", ORGANISATION),
    ("contacts", "contact", CONTACT),
)


def export(work: Work, case: str | None = None) -> Iterator[str]:
    """The text of the file, piece by piece: of the whole binder, or of one case and what it points at.

    Records stand in the order in which they came, keys in the format's, defaults are written out and what
    is not known is left out; indented by one, UTF-8 when encoded. KnownError RULE `no_such_case`.
    """
    needed = None if case is None else _needed(work, case)
    yield f'{{\n "format": {json.dumps(NAME)},\n "version": {VERSION}'
    for name, kind, shape in _SHARED:
        yield from _written(name, _shared(work, kind, shape, needed))
    yield from _written("cases", _cases(work, case))
    reminders = (each for each in work.arrivals.of(_record(REMINDER)) if case in (None, each.case_id))
    yield from _written("reminders", map(REMINDER.tell, reminders))
    yield "\n}\n"


def _written(name: str, trees: Iterator[Tree]) -> Iterator[str]:
    opening = f",\n {json.dumps(name)}: ["
    empty = True
    for tree in trees:
        # A line feed inside a text is written as \\n: every real one is the layout's.
        text = json.dumps(tree, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        yield (opening if empty else ",") + "\n  " + text
        empty = False
    yield opening + "]" if empty else "\n ]"


def _shared(work: Work, kind: str, shape: Shape, needed: set[tuple[str, str]] | None) -> Iterator[Tree]:
    records: Any = work.arrivals.of(_record(shape))
    if shape is LIFE_AREA_SET:
        with_areas = {each.id: each for each in work.life_area_sets()}
        records = [with_areas[each.id] for each in records]
    return (shape.tell(each) for each in records if needed is None or (kind, each.id) in needed)


def _cases(work: Work, case: str | None) -> Iterator[Tree]:
    for some in work.arrivals.cases(work.arrivals.case_ids() if case is None else [case], contents=True):
        yield from map(CASE.tell if case is None else _alone, some)
        work.arrivals.let_go()


def _alone(case: Any) -> Tree:
    """The tree of a case that goes without the others: it tells of nobody in them."""
    tree = CASE.tell(case)
    kept = [each for each in tree.pop("kept_apart", ()) if "case" not in each]
    return tree | ({"kept_apart": kept} if kept else {})


def _record(shape: Shape) -> Any:
    return shape.record


def _needed(work: Work, case: str) -> set[tuple[str, str]]:
    """The kinds and ids of everything that a case points at, and that those point at in turn."""
    whole = next(work.arrivals.cases([case], contents=True))
    if not whole:
        raise KnownError(Kind.RULE, "no_such_case", id=case)
    reading = Reading()
    CASE.read(_alone(whole[0]), Place(), reading)
    needed = {(kind, id_) for _, kind, _, id_ in reading.references}
    for contact in work.contacts():
        if ("contact", contact.id) in needed and contact.organisation_id is not None:
            needed.add(("organisation", contact.organisation_id))
    for each in work.life_area_sets():
        if any(("life_area", area.key) in needed for area in each.areas):
            needed.add(("life_area_set", each.id))
    return needed
