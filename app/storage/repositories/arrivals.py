"""What an import and an export ask of the binder: records in order of arrival, and import marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.models.records import Case, ImportMark, PlanVersion, Record
from app.storage import search_index
from app.storage.repositories import bulk, cases

R = TypeVar("R", bound=Record)
AT_A_TIME = 200
_AT_A_TIME_WITH_BYTES = 10
_CAME: ColumnElement[int] = literal_column("rowid")


class Arrivals:
    """The caseload within one transaction, as one who brings or fetches much of it sees it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, type_: type[R]) -> Sequence[R]:
        """All records of a kind without children, in the order in which they came into the binder."""
        return self._session.scalars(select(type_).order_by(_CAME)).all()

    def case_ids(self) -> Sequence[str]:
        """The ids of all cases, in the order in which they came."""
        return self._session.scalars(select(Case.id).order_by(_CAME)).all()

    def cases(self, ids: Iterable[str], *, contents: bool = False) -> Iterator[list[Case]]:
        """The whole cases of these ids in that order, some at a time; those there are not are left out.

        With `contents` the bytes of their attachments too, and fewer cases at a time.
        """
        remaining = iter(ids)
        while some := list(islice(remaining, _AT_A_TIME_WITH_BYTES if contents else AT_A_TIME)):
            found = {each.id: each for each in cases.some(self._session, some, contents=contents)}
            yield [found[each] for each in some if each in found]

    def plans(self, case_ids: Sequence[str]) -> dict[str, list[PlanVersion]]:
        """The fixed plans of these cases, in order, by case; none of one that has none."""
        found: dict[str, list[PlanVersion]] = {}
        statement = select(PlanVersion).where(PlanVersion.case_id.in_(case_ids))
        for each in self._session.scalars(statement.order_by(PlanVersion.version)):
            found.setdefault(each.case_id, []).append(each)
        return found

    def bring(self, records: Iterable[Record]) -> None:
        """Write new records with all that hangs on them, as fast as many can be; see `bulk.put`."""
        bulk.put(self._session, records)

    @contextmanager
    def indexed_after(self) -> Iterator[None]:
        """Index the words of what is new when all of it is there; only in an exclusive unit of work."""
        with search_index.filled_after(self._session.connection()):
            yield
            self._session.flush()

    def let_go(self) -> None:
        """Write what is new and forget the records, so that a thousand cases take no more room than some."""
        self._session.flush()
        self._session.expunge_all()

    def marks(self) -> dict[str, str]:
        """The digest of every record as it was imported, by its path."""
        rows = self._session.execute(select(ImportMark.path, ImportMark.digest))
        return {row.path: row.digest for row in rows}

    def keep_marks(self, marks: Mapping[str, str]) -> None:
        """Remember how records were imported."""
        statement = insert(ImportMark)
        statement = statement.on_conflict_do_update(
            index_elements=[ImportMark.path], set_={"digest": statement.excluded.digest}
        )
        if marks:
            rows = [{"path": path, "digest": digest} for path, digest in marks.items()]
            self._session.execute(statement, rows)
