"""Many records at once: the same rows as one by one, and an index that is right when all are there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, Engine, select

from app.models.records import Case, Record
from app.storage import search_index
from app.storage.binder import Binder
from app.storage.work import Work
from tests.storage.binders import new_binder
from tests.storage.samples import add_address_book, full_case, small_case

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]


def looked(binder: Binder, ask: Callable[[Connection], T]) -> T:
    def look(engine: Engine, *_: object) -> T:
        with engine.connect() as connection:
            return ask(connection)

    return binder.looked_through(look)


def rows(binder: Binder) -> Rows:
    tables = [each for each in Record.metadata.sorted_tables if each.name != "log_entry"]

    def ask(connection: Connection) -> Rows:
        return {
            each.name: [tuple(row) for row in connection.execute(select(each).order_by(*each.primary_key))]
            for each in tables
        }

    return looked(binder, ask)


def two_cases() -> list[Case]:
    # Plain numbers and keys of our own, so that two runs make the same.
    return [full_case("c1", meetings=3), small_case("amir", "Amir Nilsson"), full_case("c2", meetings=2)]


def found(binder: Binder, words: str) -> set[str | None]:
    with binder.reading() as work:
        _, hits = work.search.hits(words, most=100)
        return {each.case_id for each in hits}


def test_it_writes_what_the_unit_of_work_writes(tmp_path: Path) -> None:
    with new_binder(tmp_path / "one") as one, new_binder(tmp_path / "many") as many:
        with one.writing() as work:
            add_address_book(work)
            work.flush()
            for each in two_cases():
                work.add(each)
                work.flush()
        with many.writing(exclusive=True) as work, work.arrivals.indexed_after():
            add_address_book(work)
            work.arrivals.bring(two_cases())
        expected, written = rows(one), rows(many)
        assert {name: len(each) for name, each in written.items() if each}["action"] > 2
        assert written == expected
        assert looked(many, search_index.agrees)


def test_what_it_brings_afterwards_gets_numbers_of_its_own(tmp_path: Path) -> None:
    with new_binder(tmp_path / "parm") as binder:
        with binder.writing() as work:
            add_address_book(work)
            work.add(full_case("c1", meetings=2))
        before = rows(binder)
        with binder.writing(exclusive=True) as work:
            work.arrivals.bring([full_case("c2", meetings=2)])
        after = rows(binder)
        assert after["action"][: len(before["action"])] == before["action"]
        assert len(after["action"]) == 2 * len(before["action"])
        with binder.writing() as work:
            assert [each.revision for each in work.all_cases()] == [1, 1]
            work.case("c2").code_name = "Björken"
        assert "c2" in found(binder, "björken")


def test_what_changes_or_goes_meanwhile_is_indexed_too(tmp_path: Path) -> None:
    with new_binder(tmp_path / "parm") as binder:
        with binder.writing() as work:
            work.add(small_case("asa", "Åsa Ek"))
            work.add(small_case("gone", "Borta Berg"))
        with binder.writing(exclusive=True) as work, work.arrivals.indexed_after():
            work.arrivals.bring([small_case("amir", "Amir Nilsson"), small_case("brief", "Kort Tid")])
            change(work, "asa", "Åsa Lind")
            change(work, "amir", "Amir Lind")
            work.delete(work.case("gone"))
            work.delete(work.case("brief"))
        assert looked(binder, search_index.agrees)
        assert found(binder, "lind") == {"asa", "amir"}
        assert (
            not found(binder, "ek") | found(binder, "nilsson") | found(binder, "berg") | found(binder, "kort")
        )


def change(work: Work, case_id: str, name: str) -> None:
    work.case(case_id).young_person.name = name
    work.flush()


def fail_half_way(binder: Binder) -> None:
    with binder.writing(exclusive=True) as work, work.arrivals.indexed_after():
        work.arrivals.bring([small_case("amir", "Amir Nilsson")])
        raise RuntimeError


def test_a_failure_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    with new_binder(tmp_path / "parm") as binder:
        with pytest.raises(RuntimeError):
            fail_half_way(binder)
        assert looked(binder, search_index.is_current)
        with binder.writing() as work:
            work.add(small_case("asa", "Åsa Ek"))
        assert found(binder, "åsa") == {"asa"}
        assert not found(binder, "amir")
        assert looked(binder, search_index.agrees)
