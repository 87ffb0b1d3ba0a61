"""Reading the log: of one case, of a time, of some kinds, and its latest lines."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.storage.binder import Binder
from tests.storage.binders import MORNING, PERSON, TestClock, new_binder
from tests.storage.samples import small_case

ODD = 'c"å\\1'


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    clock = TestClock()
    with new_binder(tmp_path / "pärm", clock) as made:
        with made.writing() as work:
            work.add(small_case("c1"))
            named = small_case("c2", "Amir Nilsson")
            named.code_name = "Ekorren"
            work.add(named)
            work.log("changed", case="c1")
            work.log("changed", case="c2", detail={"consent": "c1"})
            work.log("sent", case=ODD, to="contact:p1")
        clock.tick(days=1)
        with made.writing() as work:
            work.log("sent", case="c1")
        yield made


def test_the_log_of_a_case_is_what_was_done_in_it_and_not_what_names_it(binder: Binder) -> None:
    with binder.reading() as work:
        assert [each.what for each in work.log_rows(case="c1")] == ["changed", "sent"]
        assert [each.details["case"] for each in work.log_rows(case=ODD)] == [ODD]
        assert work.log_rows(case="c") == []


def test_the_log_of_a_time_and_of_some_kinds(binder: Binder) -> None:
    later = MORNING + timedelta(days=1)
    with binder.reading() as work:
        assert [each.details["case"] for each in work.log_rows(since=later)] == ["c1"]
        assert [each.details["case"] for each in work.log_rows(what=("sent",))] == [ODD, "c1"]
        assert work.log_rows(what=()) == []
        assert [each.at for each in work.log_rows(case="c1", since=later, what=("sent",))] == [later]


def test_the_latest_lines_tell_whose_case_it_was_by_code_name_or_name(binder: Binder) -> None:
    with binder.reading() as work:
        lines = work.log_lines(4)
        assert [(each.what, each.case) for each in lines] == [
            ("sent", "Kim Prov"),
            ("sent", None),
            ("changed", "Ekorren"),
            ("changed", "Kim Prov"),
        ]
        assert (lines[0].at, lines[0].by) == (MORNING + timedelta(days=1), PERSON)
        assert work.log_lines(2) == lines[:2]
        everything = work.log_lines()
        assert [each.number for each in everything] == list(range(len(work.log_rows()), 0, -1))


def test_what_was_erased_stands_in_the_latest_lines_without_its_case(binder: Binder) -> None:
    with binder.writing() as work:
        work.erase_log_details([work.log_rows()[-1].number])
    with binder.reading() as work:
        assert [(each.what, each.case) for each in work.log_lines(1)] == [("sent", None)]


def test_neither_a_time_nor_the_latest_lines_make_it_read_every_row(binder: Binder) -> None:
    """By the plan of the database: a log of years has hundreds of thousands of rows."""
    asked: list[tuple[str, Any]] = []
    event.listen(binder._engine, "before_cursor_execute", lambda *all_: asked.append(all_[2:4]))
    with binder.reading() as work:
        work.log_rows(case="c1", since=MORNING)
        since = asked[-1]
        work.log_lines(5)
        latest = asked[-1]
        plans = [
            [
                row[3]
                for row in work._session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            ]
            for sql, values in (since, latest)
        ]
    assert plans[0][0] == "SEARCH log_entry USING INDEX ix_log_entry_at (at>?)"
    assert not any("TEMP B-TREE" in step for step in plans[1])
    assert [step for step in plans[1] if step.startswith("SCAN")] == ["SCAN log_entry"]
