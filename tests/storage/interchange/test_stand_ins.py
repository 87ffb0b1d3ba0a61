"""A file that is read again after two of its entries were merged."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from app.services import interchange, merging
from app.services.address_book import ContactFacts, OrganisationFacts
from app.storage.binder import Binder
from tests.storage.binders import new_binder
from tests.storage.interchange import samples

FILE: dict[str, Any] = samples.full()


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    """A binder of each test's own: a merge is not undone by itself."""
    with new_binder(tmp_path / "parm") as made:
        yield made


@pytest.fixture
def file() -> dict[str, Any]:
    """A file in which Per stands twice, and the case has both."""
    made = deepcopy(FILE)
    twin = next(each for each in made["contacts"] if each["id"] == "per") | {"id": "per2"}
    made["contacts"].append(twin)
    case = made["cases"][0]
    per = next(each for each in case["participants"] if each["contact"] == "per")
    case["participants"].append(per | {"contact": "per2"})
    return made


def bring(binder: Binder, file: dict[str, Any]) -> interchange.Imported:
    return interchange.import_file(binder, json.dumps(file).encode())


def merge(binder: Binder) -> None:
    with binder.reading() as work:
        known = ContactFacts.of(work.address_book().contacts["per2"])
    merging.merge_contacts(binder, "per2", "per", known)


def test_the_second_run_adds_and_updates_nothing_after_a_merge(binder: Binder, file: dict[str, Any]) -> None:
    bring(binder, file)
    merge(binder)
    again = bring(binder, file)
    assert (again.added, again.updated) == (0, 0)
    with binder.reading() as work:
        assert "per" not in work.address_book().contacts
        assert work.log_broken_at() is None


def test_what_the_file_says_anew_reaches_the_one_that_was_kept(binder: Binder, file: dict[str, Any]) -> None:
    bring(binder, file)
    merge(binder)
    meeting = file["cases"][0]["meetings"][0]
    meeting["place"] = "Ett annat ställe"
    again = bring(binder, file)
    assert again.updated == 1
    assert again.added == 0
    with binder.reading() as work:
        case = work.case(file["cases"][0]["id"])
    (found,) = [each for each in case.meetings if each.key == meeting["id"]]
    assert found.place == "Ett annat ställe"
    whos = [str(each.who) for each in found.attendance]
    assert "contact:per" not in whos
    assert len(whos) == len(set(whos))


def test_a_new_case_that_names_the_one_who_is_gone_gets_the_one_who_stayed(
    binder: Binder, file: dict[str, Any]
) -> None:
    bring(binder, file)
    merge(binder)
    new = {
        "id": "nytt",
        "young_person": {"name": "Kim Ny", "birth_date": "2010-01-01"},
        "states": [{"state": "active", "date": "2026-01-01"}],
        "participants": [{"contact": "per", "from": "2026-01-01"}],
    }
    file["cases"].append(new)
    assert bring(binder, file).added > 0
    with binder.reading() as work:
        assert [each.contact_id for each in work.case("nytt").participants] == ["per2"]
    assert bring(binder, file).added == 0


def test_an_undone_merge_leaves_the_marks_as_they_were(binder: Binder, file: dict[str, Any]) -> None:
    bring(binder, file)
    with binder.reading() as work:
        before = work.arrivals.marks()
        known = ContactFacts.of(work.address_book().contacts["per2"])
    done = merging.merge_contacts(binder, "per2", "per", known)
    merging.take_back(binder, done.id)
    with binder.reading() as work:
        assert work.arrivals.marks() == before
    again = bring(binder, file)
    assert (again.added, again.updated, again.conflicts) == (0, 0, ())


def test_a_merged_organisation_stays_merged(binder: Binder, file: dict[str, Any]) -> None:
    file["organisations"].append({"id": "polis2", "name": "Polisen", "kind": "police"})
    bring(binder, file)
    merging.merge_organisations(binder, "polis2", "polis", OrganisationFacts(name="Polisen"))
    again = bring(binder, file)
    assert (again.added, again.updated) == (0, 0)
    with binder.reading() as work:
        assert "polis" not in work.address_book().organisations
