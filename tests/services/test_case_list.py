"""The list of cases: consents are read for those that are seen, some at a time."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.models.case import Case
from app.services.case_list import AT_A_TIME, case_lines
from app.storage.binder import Binder
from app.storage.work import Work
from tests.builders import a_contact, a_coordinator, a_covered_case, an_organisation

CASES = 3 * AT_A_TIME


@pytest.fixture
def asked(binder: Binder, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The ids whose consents were read, batch by batch; the binder holds many covered cases."""
    with binder.writing() as work:
        for record in (a_coordinator(), an_organisation("police"), an_organisation("school")):
            work.add(record)
        for contact, place in (("ake", "police"), ("zofia", "school"), ("lars", None)):
            work.add(a_contact(contact, place))
        work.flush()
        for number in range(CASES):
            work.add(a_covered_case(f"c{number:03}", youth={"name": f"Ungdom {number}"}))
    found: list[list[str]] = []
    real = Work.cases_for_consent

    def remembered(work: Work, ids: Sequence[str] | None = None) -> Sequence[Case]:
        found.append(list(ids or ()))
        return real(work, ids)

    monkeypatch.setattr(Work, "cases_for_consent", remembered)
    return found


def test_nothing_is_read_before_it_is_seen(binder: Binder, asked: list[list[str]]) -> None:
    lines = case_lines(binder)
    assert (len(lines), asked) == (CASES, [])
    assert lines[0].age == 15
    assert asked == []


def test_those_in_sight_are_read_together_and_once(binder: Binder, asked: list[list[str]]) -> None:
    lines = case_lines(binder)
    lines[0].sums.coming = [each.id for each in reversed(lines)]
    for each in list(reversed(lines))[:AT_A_TIME]:
        assert each.consent.covered
        assert set(each.names.values()) == {each.name, "Eva Holm", "Omar Holm"}
    assert [len(each) for each in asked] == [AT_A_TIME]
    assert asked[0][0] == lines[-1].id


def test_one_out_of_sight_is_read_alone(binder: Binder, asked: list[list[str]]) -> None:
    lines = case_lines(binder)
    assert lines[5].consent.covered
    assert asked == [[lines[5].id]]


def test_each_list_reads_anew(binder: Binder, asked: list[list[str]]) -> None:
    with binder.writing() as work:
        case = work.case("c000")
        case.consents[0].withdrawn = date(2026, 3, 1)
    assert not case_lines(binder)[0].consent.covered
    with binder.writing() as work:
        case = work.case("c000")
        case.consents[0].withdrawn = None
    assert case_lines(binder)[0].consent.covered
