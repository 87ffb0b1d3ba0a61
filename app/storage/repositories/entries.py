"""Entries of the address book: everything that points at one, moving it to another, and taking that back.

Rows are read and written as the database has them, and each change is kept as a step of its merge: what was
there comes back as it was, to the letter and in its old place.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from app.models.codes import EntryKind
from app.models.records import Dispatch, MergingStep, Record
from app.models.who import WhoColumn
from app.storage.repositories.mergings import steps_of

Row = dict[str, Any]

WHO_LISTS = (("meeting", "circle"), ("consent", "organisations"), ("deviation", "not_required"))
"""Columns with lists of WHO texts; a consent's scope holds organisations' ids too."""

ORGANISATION_LISTS = (("consent", "organisations"), ("consent", "refused"))
OTHER_LISTS = (("consent", "kinds"), ("kept_apart", "must_not"))
"""Lists of texts that point at nobody."""

_MEMORY = frozenset({"merging_step", "draft", "setting", "import_mark"})


@dataclass(frozen=True, slots=True)
class Place:
    """A column that may point at an entry: by its id, as a WHO text, or in a list of either."""

    table: str
    column: str
    who: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an entry stands; `case_id` is None where no case is involved."""

    table: str
    column: str
    case_id: str | None


@cache
def places(kind: EntryKind) -> tuple[Place, ...]:
    """Every column that may point at an entry of a kind, found in the records themselves."""
    found = []
    for table in Record.metadata.sorted_tables:
        if table.name in _MEMORY:
            continue
        for column in table.columns:
            if any(key.column.table.name == kind for key in column.foreign_keys):
                found.append(Place(table.name, column.name))
            elif kind is EntryKind.CONTACT and isinstance(column.type, WhoColumn):
                found.append(Place(table.name, column.name, who=True))
    if kind is EntryKind.CONTACT:
        return (*found, *(Place(*each, who=True, several=True) for each in WHO_LISTS))
    return (*found, *(Place(*each, several=True) for each in ORGANISATION_LISTS))


class Entries:
    """What points at the address book within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def row(self, table: str, key: str | int) -> Row | None:
        """A row as the database has it, or None."""
        return self._row(table, key)

    def uses(self, kind: EntryKind, key: str) -> tuple[Use, ...]:
        """Everywhere an entry stands: in records, and as the recipient of what was sent."""
        found = [
            Use(place.table, place.column, self._case_of(place.table, row))
            for place in places(kind)
            for row in self._rows(place, key)
        ]
        if kind is EntryKind.CONTACT:
            sent = self._read(
                f'SELECT * FROM {Dispatch.__tablename__} WHERE "to" = :who', who=f"contact:{key}"
            )
            found += [Use(Dispatch.__tablename__, "to", row["case_id"]) for row in sent]
        return tuple(found)

    def cases_of(self, kind: EntryKind, key: str) -> tuple[str, ...]:
        """The ids of the cases whose own records point at an entry, in order."""
        used = self.uses(kind, key)
        return tuple(sorted({each.case_id for each in used if each.case_id and each.table != "dispatch"}))

    def move(self, merging_id: int, kind: EntryKind, gone: str, kept: str) -> None:
        """Let everything that points at one entry point at another; a list names the other once."""
        for place in places(kind):
            for row in self._rows(place, gone):
                value: Any = _named(place, kept)
                if place.several:
                    before = json.loads(row[place.column])
                    moved = [value if each == _named(place, gone) else each for each in before]
                    value = json.dumps(list(dict.fromkeys(moved)))
                self.change(merging_id, place.table, row[_key(place.table)], {place.column: value})

    def change(self, merging_id: int, table: str, key: str | int, values: Mapping[str, Any]) -> None:
        """Give columns of a row other values; nothing is noted where none differs."""
        row = self._row(table, key)
        assert row is not None
        differ = {name: _raw(value) for name, value in values.items() if row[name] != _raw(value)}
        if differ:
            before = {name: row[name] for name in differ}
            self._note(merging_id, table, key, before, differ, self._case_of(table, row))
            self._update(table, key, differ)

    def remove(self, merging_id: int, table: str, key: str | int) -> None:
        """Take a row away; its place is kept with it."""
        row = self._row(table, key)
        assert row is not None
        self._note(merging_id, table, key, row, None, self._case_of(table, row))
        self._run(f'DELETE FROM "{table}" WHERE "{_key(table)}" = :key', key=key)

    def take_back(self, merging_id: int) -> int:
        """Undo every step of a merge, the last first; how many were left because they have changed since."""
        left = 0
        for step in reversed(steps_of(self._session, merging_id)):
            key = json.loads(step.key)
            row = self._row(step.table, key)
            if step.after is None:
                left += not self._put_back(step.table, step.before, free=row is None)
            elif row is None or any(row[name] != value for name, value in step.after.items()):
                left += 1
            else:
                self._update(step.table, key, step.before)
        self._session.expire_all()
        return left

    def steps(self, merging_id: int) -> Sequence[MergingStep]:
        """What a merge changed, in the order in which it did."""
        return steps_of(self._session, merging_id)

    def forget_loaded(self) -> None:
        """Read records anew from here on: rows were changed beneath them."""
        self._session.expire_all()

    # inside

    def _put_back(self, table: str, before: Row, *, free: bool) -> bool:
        """Insert a row that was removed, in its old place where that is free; whether it could be done."""
        place = before["rowid"]
        taken = self._read(f'SELECT rowid AS rowid FROM "{table}" WHERE rowid = :place', place=place)
        serial = _key(table) == "id" and isinstance(before["id"], int)
        if not free and not serial:
            return False
        values = dict(before)
        if taken:
            for name in ("rowid", *(["id"] if serial else [])):
                del values[name]
        named = ", ".join(f'"{name}"' if name != "rowid" else name for name in values)
        gaps = ", ".join(f":v{number}" for number in range(len(values)))
        given = {f"v{number}": value for number, value in enumerate(values.values())}
        self._run(f'INSERT INTO "{table}" ({named}) VALUES ({gaps})', **given)
        return True

    def _note(
        self, merging_id: int, table: str, key: str | int, before: Row, after: Row | None, case: str | None
    ) -> None:
        self._session.add(
            MergingStep(
                merging_id=merging_id,
                table=table,
                key=json.dumps(key),
                before=before,
                after=after,
                case_id=case,
            )
        )
        self._session.flush()

    def _update(self, table: str, key: str | int, values: Mapping[str, Any]) -> None:
        sets = [f'"{name}" = :v{number}' for number, name in enumerate(values)]
        if "revision" in _table(table).columns:
            sets.append("revision = revision + 1")
        given = {f"v{number}": value for number, value in enumerate(values.values())}
        self._run(f'UPDATE "{table}" SET {", ".join(sets)} WHERE "{_key(table)}" = :key', key=key, **given)

    def _rows(self, place: Place, key: str) -> Sequence[Row]:
        named = _named(place, key)
        # Every text of a JSON list is written as it is looked for here, quotes and all.
        condition, wanted = f'"{place.column}" = :wanted', named
        if place.several:
            condition, wanted = f'instr("{place.column}", :wanted) > 0', json.dumps(named)
        rows = self._read(
            f'SELECT rowid AS rowid, * FROM "{place.table}" WHERE {condition} ORDER BY rowid', wanted=wanted
        )
        return [row for row in rows if not place.several or named in json.loads(row[place.column])]

    def _row(self, table: str, key: str | int) -> Row | None:
        found = self._read(f'SELECT rowid AS rowid, * FROM "{table}" WHERE "{_key(table)}" = :key', key=key)
        return found[0] if found else None

    def _case_of(self, table: str, row: Row) -> str | None:
        """The case that a row belongs to, found by way of its parents."""
        while table != "case":
            if "case_id" in row:
                return None if row["case_id"] is None else str(row["case_id"])
            parent = next(_parents(table), None)
            if parent is None:
                return None
            name, table = parent
            above = self._row(table, row[name])
            assert above is not None
            row = above
        return str(row["id"])

    def _read(self, sql: str, **values: Any) -> Sequence[Row]:
        return [dict(row) for row in self._session.execute(text(sql), values).mappings()]

    def _run(self, sql: str, **values: Any) -> None:
        self._session.execute(text(sql), values)


def _raw(value: Any) -> Any:
    """A value as the database writes it: a code as its text, yes and no as one and nought."""
    if isinstance(value, StrEnum):
        return str(value)
    return int(value) if isinstance(value, bool) else value


def _named(place: Place, key: str) -> str:
    return f"contact:{key}" if place.who else key


@cache
def _table(name: str) -> Table:
    return Record.metadata.tables[name]


@cache
def _key(table: str) -> str:
    (column,) = _table(table).primary_key.columns
    return str(column.name)


def _parents(table: str) -> Iterator[tuple[str, str]]:
    """The column and table of what a row is deleted with."""
    for key in _table(table).foreign_keys:
        if key.ondelete == "CASCADE":
            yield str(key.parent.name), str(key.column.table.name)
