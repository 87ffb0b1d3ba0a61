"""The marks that imports leave, for the records that a change made here touches."""

from collections.abc import Iterator
from typing import Any

from app.models.codes import EntryKind
from app.storage.interchange.format import CASE, CONTACT, ORGANISATION
from app.storage.interchange.merge import path_of
from app.storage.interchange.shape import Shape, fingerprint
from app.storage.work import Work


def marks_of(work: Work, kind: EntryKind, key: str, case_ids: tuple[str, ...]) -> dict[str, str]:
    """By the path of its mark, what an import would find of an entry, of these cases and of all in them.

    What has no id is known by its content, as the file has it, and has no mark that could follow.
    """
    name, shape = ("contacts", CONTACT) if kind is EntryKind.CONTACT else ("organisations", ORGANISATION)
    found = {
        path_of((name, each.id)): fingerprint(shape.tell(each, whole=False))
        for each in (work.contacts() if kind is EntryKind.CONTACT else work.organisations())
        if each.id == key
    }
    for some in work.arrivals.cases(case_ids):
        for case in some:
            found |= dict(_below(CASE, case, ("cases", case.id)))
    return found


def _below(shape: Shape, record: Any, key: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield path_of(key), fingerprint(shape.tell(record, whole=False))
    for each, items in shape.lists():
        if items.has_id:
            for child in getattr(record, each.attribute):
                yield from _below(items, child, (*key[:2], each.name, items.id_of(child)))
