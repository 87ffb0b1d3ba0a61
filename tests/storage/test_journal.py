"""The log's chain: every change of a line shows, and details can be erased without breaking it."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.models.records import LogEntry
from app.storage import journal
from app.storage.binder import Binder
from tests.storage.binders import MORNING, PERSON, new_binder

FIRST = journal.start("b1")


def chain(count: int = 5) -> list[LogEntry]:
    entries, last = [], FIRST
    for number in range(count):
        entry = journal.link(
            last, at=MORNING, by="Ada", what="changed", details={"case": f"c{number}", "n": number}
        )
        entries.append(entry)
        last = journal.Last(entry.id, entry.digest)
    return entries


def test_a_chain_holds_from_its_beginning() -> None:
    assert journal.broken_at(chain(), FIRST) is None
    assert journal.broken_at([], FIRST) is None
    assert journal.broken_at(chain(), journal.start("b2")) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 9),
        ("at", datetime(2026, 1, 1)),
        ("by", "Bo"),
        ("what", "opened"),
        ("detail", '{"case": "annat"}'),
        ("detail", None),
        ("salt", "00"),
        ("detail_digest", "00"),
        ("previous", "00"),
        ("digest", "00"),
    ],
)
def test_a_changed_line_shows(field: str, value: object) -> None:
    entries = chain()
    setattr(entries[2], field, value)
    assert journal.broken_at(entries, FIRST) == 3


def test_a_line_that_was_removed_added_or_moved_shows() -> None:
    entries = chain()
    assert journal.broken_at(entries[:2] + entries[3:], FIRST) == 3
    assert journal.broken_at([*entries[:2], entries[3], entries[2], entries[4]], FIRST) == 3
    assert journal.broken_at(entries[1:], FIRST) == 1
    assert journal.broken_at([*entries, entries[4]], FIRST) == 6


def test_erased_details_are_gone_and_the_chain_holds() -> None:
    entries = chain()
    entries[2].detail = entries[2].salt = None
    assert journal.broken_at(entries, FIRST) is None


def test_the_same_details_have_other_digests_each_time() -> None:
    one, two = chain(1), chain(1)
    assert one[0].detail == two[0].detail
    assert one[0].detail_digest != two[0].detail_digest


@pytest.fixture
def binder(tmp_path: Path):
    with new_binder(tmp_path / "parm") as opened:
        yield opened


def test_a_line_says_who_what_and_on_what_ground(binder: Binder) -> None:
    with binder.writing() as work:
        work.log("sent", case="c1", to="contact:p1", paper="plan", ground="OSL 10:2", detail={"pages": 3})
        work.log("opened_case", case="c2")
    with binder.reading() as work:
        (row,) = work.log_rows(case="c1")
        everything = work.log_rows()
    assert (row.at, row.by, row.what) == (MORNING, PERSON, "sent")
    assert row.details == {
        "case": "c1",
        "to": "contact:p1",
        "paper": "plan",
        "ground": "OSL 10:2",
        "pages": 3,
    }
    assert [each.number for each in everything] == list(range(1, len(everything) + 1))


def test_retention_may_erase_details_and_nobody_may_do_more(binder: Binder) -> None:
    with binder.writing() as work:
        work.log("changed", case="c1")
    with binder.writing() as work:
        number = work.log_rows(case="c1")[0].number
        work.erase_log_details([number])
    with binder.reading() as work:
        assert work.log_rows(case="c1") == []
        erased = work.log_rows()[number - 1]
        assert (erased.erased, erased.details, erased.what) == (True, {}, "changed")
        assert work.log_broken_at() is None

    def change() -> None:
        with binder.writing() as work:
            work.all(LogEntry)[0].by = "Någon annan"

    def remove() -> None:
        with binder.writing() as work:
            work.delete(work.all(LogEntry)[-1])

    for forbidden in (change, remove):
        with pytest.raises(IntegrityError, match="the log is not changed"):
            forbidden()
