"""Bring an interchange file into the binder, and write the binder as one (interchange.md)."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from app.models.address_book import AddressBook
from app.models.binder import PlanVersion
from app.models.case import Case
from app.models.codes import MeetingKind, MeetingStatus
from app.models.consent_status import consent_status
from app.models.errors import Kind, KnownError
from app.services.changes import Changes
from app.services.issue_plan import Settings, issue_imported
from app.services.wording import explain
from app.storage.binder import Binder
from app.storage.disk import explaining_reading
from app.storage.interchange import export as exporting
from app.storage.interchange.merge import Merge
from app.storage.interchange.oddities import oddities
from app.storage.interchange.parse import RefusedFileError, parse
from app.storage.interchange.reading import Place, Remark
from app.storage.interchange.shape import Tree
from app.storage.work import Work

LARGEST = 1_000_000_000
"""Bytes of the largest file that is read; it has to fit into memory several times over."""

MUCH = 10
"""So many cases are indexed together, if the binder does not hold ten times as many."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; `conflicts` are paths in the file, `warnings` Swedish sentences with paths."""

    added: int
    updated: int
    unchanged: int
    conflicts: tuple[str, ...]
    warnings: tuple[str, ...]
    changes: Changes = field(default_factory=Changes.of)


def read_file(path: Path) -> bytes:
    """The bytes of a file to import; KnownError ENVIRONMENT where it cannot be read, or is too large."""
    with explaining_reading():
        if path.stat().st_size > LARGEST:
            raise KnownError(Kind.ENVIRONMENT, "file_too_large", largest=LARGEST // 1_000_000)
        return path.read_bytes()


def import_file(binder: Binder, content: bytes) -> Imported:
    """Add a file to the binder, all or nothing, and write it in the log.

    RefusedFileError names every fault, other errors as `parse`; the binder is then as it was.
    """
    file = parse(content)
    with binder.writing(exclusive=True) as work:
        return bring(work, file)


def bring(work: Work, file: Tree) -> Imported:
    """Add a file that was parsed, within the caller's transaction.

    Fixes the plans of held meetings as they were agreed (R15), and remarks on what is odd.
    """
    merge, finish = Merge(work), _Finish(work, file)
    with work.arrivals.indexed_after() if _is_much(work, file) else nullcontext():
        merge.run(file, finish)
    counts: dict[str, str | int] = {"added": merge.added, "updated": merge.updated}
    work.log("imported", detail=counts | {"conflicts": len(merge.conflicts)})
    return Imported(
        added=merge.added,
        updated=merge.updated,
        unchanged=merge.unchanged,
        conflicts=tuple(merge.conflicts),
        warnings=tuple(_told(each) for each in [*oddities(file, work.now), *finish.remarks]),
        changes=Changes.of("import", "case", "contact", "organisation", ids=tuple(finish.touched)),
    )


def export_file(binder: Binder, write: Callable[[bytes], object], case: str | None = None) -> None:
    """Write the binder, or one case and what it points at, as an interchange file; logged.

    The owner's plaintext copy, private notes included: not gated. KnownError RULE `no_such_case`.
    """
    with binder.writing() as work:
        for piece in exporting.export(work, case):
            write(piece.encode())
        work.log("exported", case=case)


def faults(error: KnownError) -> tuple[str, ...]:
    """The lines that say why a file was refused, one for every place."""
    if not isinstance(error, RefusedFileError):
        return (explain(error),)
    told = [_told(each) for each in error.faults]
    if len(told) == 1:
        return (f"Filen togs inte emot: {told[0]}",)
    return (f"Filen togs inte emot, {len(told)} fel:", *told)


def _told(remark: Remark) -> str:
    words = explain(KnownError(Kind.RULE, f"import_{remark.code}", **remark.details))
    return f"{remark.path}: {words}"


def _is_much(work: Work, file: Tree) -> bool:
    """Whether a file brings so much that to look through the whole binder for words costs less."""
    return len(file["cases"]) >= max(MUCH, len(work.case_ids()) // 10)


class _Finish:
    """What remains to be done with cases that an import brought: their plans, and a look at the cover."""

    def __init__(self, work: Work, file: Tree) -> None:
        self.touched: list[str] = []
        self.remarks: list[Remark] = []
        self._work = work
        self._places = {each["id"]: index for index, each in enumerate(file["cases"])}
        self._cases: list[Tree] = file["cases"]
        self._book: AddressBook | None = None
        self._settings = Settings(work)

    def __call__(self, cases: list[Case]) -> None:
        """Fix the plans of their held meetings, and remark on those that the consents did not cover."""
        # Asked for now, since the import brings contacts before cases; and once, since it may be long.
        book = self._book = self._book or self._work.address_book()
        versions = self._work.arrivals.plans([each.id for each in cases])
        plans: list[PlanVersion] = []
        for case in cases:
            plans += issue_imported(case, book, self._settings, versions.get(case.id, []))
            self._look_at_cover(case, book)
        self._work.arrivals.bring(plans)

    def _look_at_cover(self, case: Case, book: AddressBook) -> None:
        self.touched.append(case.id)
        held = {
            each.key: each.starts.date()
            for each in case.meetings
            if each.status is MeetingStatus.HELD and each.kind is not MeetingKind.SMALL
        }
        index = self._places[case.id]
        for number, tree in enumerate(self._cases[index]["meetings"]):
            on = held.get(tree["id"])
            if on is not None and not consent_status(case, book.contacts, on).covered:
                self.remarks.append(Remark(str(Place() / "cases" / index / "meetings" / number), "odd_cover"))
