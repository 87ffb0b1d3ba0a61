"""What lists ask of the database is found by indexes: no table that grows with the years is read whole."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from app.storage.binder import Binder
from app.storage.work import Work
from tests.storage.binders import new_binder

GROWING = ("attendance", "participant", "meeting", "dispatch", "note", "log_entry")


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    """One for all: they only ask."""
    with new_binder(tmp_path_factory.mktemp("fragor") / "parm") as made:
        yield made


def read_whole(binder: Binder, ask: Callable[[Work], object]) -> list[str]:
    """The growing tables that a question reads from one end to the other."""
    asked: list[tuple[str, Any]] = []
    event.listen(binder._engine, "before_cursor_execute", lambda *all_: asked.append(all_[2:4]))
    with binder.reading() as work:
        ask(work)
        connection = work._session.connection()
        steps = [
            row[3]
            for sql, values in [each for each in asked if each[0].startswith("SELECT")]
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert steps
    return [step for step in steps if step.startswith("SCAN") and step.split()[1] in GROWING]


@pytest.mark.parametrize(
    "ask",
    [
        lambda work: work.people_seen("o1"),
        lambda work: work.groups_now(),
        lambda work: work.groups_of("c1"),
        lambda work: work.sent_to(("contact:c1",)),
        lambda work: work.meetings_of("c1"),
        lambda work: work.sent_lists(),
        lambda work: work.lists_held(["k1"]),
        lambda work: work.planned_meetings(),
    ],
    ids=[
        "people_seen",
        "groups_now",
        "groups_of",
        "sent_to",
        "meetings_of",
        "sent_lists",
        "lists_held",
        "planned_meetings",
    ],
)
def test_no_growing_table_is_read_whole(binder: Binder, ask: Callable[[Work], object]) -> None:
    assert read_whole(binder, ask) == []


def test_what_reads_a_table_whole_is_seen(binder: Binder) -> None:
    assert read_whole(binder, lambda work: work.log_rows()) == ["SCAN log_entry"]
