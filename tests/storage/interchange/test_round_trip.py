"""Import, export, import: nothing is missing, nothing changes, the bytes are the same."""

import json

import pytest
from hypothesis import given, settings

from app.models.errors import KnownError
from app.services.interchange import bring, export_file, import_file
from app.services.issue_plan import read, versions_of
from app.storage.interchange.parse import parse
from tests.storage.binders import new_binder
from tests.storage.interchange.binder import exported, in_passing
from tests.storage.interchange.documents import as_bytes, files
from tests.storage.interchange.samples import full, lacking, least

RECORDS_OF_FULL = 54


def round_trip(binder, content):
    """What two imports and an export make of a file, and the export after importing the export."""

    def first(work):
        return bring(work, parse(content)), bring(work, parse(content)), exported(work)

    once, twice, text = in_passing(binder, first)
    again = in_passing(binder, lambda work: (bring(work, parse(text.encode())), exported(work))[1])
    return once, twice, text, again


@settings(max_examples=15)
@given(files())
def test_whatever_the_format_allows_comes_back(binder, document):
    once, twice, text, again = round_trip(binder, as_bytes(document))
    assert lacking(document, json.loads(text)) == []
    assert (twice.added, twice.updated, twice.conflicts) == (0, 0, ())
    assert twice.unchanged == once.added
    assert again == text


@pytest.mark.long
@settings(max_examples=500)
@given(files())
def test_whatever_the_format_allows_comes_back_for_long(binder, document):
    test_whatever_the_format_allows_comes_back.hypothesis.inner_test(binder, document)


def test_every_key_of_the_format_comes_back(binder):
    once, twice, text, again = round_trip(binder, json.dumps(full()).encode())
    assert once.added == RECORDS_OF_FULL
    assert (twice.added, twice.updated, twice.unchanged, twice.conflicts) == (0, 0, RECORDS_OF_FULL, ())
    assert lacking(full(), json.loads(text)) == []
    assert again == text


def test_two_binders_on_disk_write_the_same_bytes(tmp_path):
    with new_binder(tmp_path / "one") as one, new_binder(tmp_path / "two") as two:
        import_file(one, json.dumps(full()).encode())
        first, second = bytearray(), bytearray()
        export_file(one, first.extend)
        import_file(two, bytes(first))
        export_file(two, second.extend)
    assert first == second
    assert lacking(full(), json.loads(first)) == []


def test_the_file_is_laid_out_as_any_json_writer_would(binder):
    text = in_passing(binder, lambda work: (bring(work, parse(as_bytes(full()))), exported(work))[1])
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_an_empty_binder_is_a_file_too(binder):
    text = in_passing(binder, exported)
    assert lacking(least(), json.loads(text)) == []
    parse(text.encode())


def test_one_case_takes_with_it_what_it_points_at_and_no_more(binder):
    def job(work):
        bring(work, parse(as_bytes(full())))
        return json.loads(exported(work, "a1")), json.loads(exported(work, "a2"))

    first, second = in_passing(binder, job)
    assert [each["id"] for each in first["cases"]] == ["a1"]
    assert [each["id"] for each in first["contacts"]] == ["per", "eva", "tom", "ulla"]
    assert [each["text"] for each in first["reminders"]] == ["Ring skolan"]
    assert first["life_area_sets"] == []
    assert [each["id"] for each in second["life_area_sets"]] == ["egna"]
    assert (second["contacts"], second["organisations"], second["reminders"]) == ([], [], [])
    for each in (first, second):
        parse(as_bytes(each))


def test_one_case_alone_tells_of_nobody_in_another(binder):
    def job(work):
        bring(work, parse(as_bytes(full())))
        return json.loads(exported(work, "a1")), json.loads(exported(work, "a2"))

    first, second = in_passing(binder, job)
    others = [each.get("other") for each in first["cases"][0]["kept_apart"]]
    assert others == ["guardian:g2", "contact:tom", None]
    assert "kept_apart" not in second["cases"][0]


def test_a_file_in_which_nobody_is_kept_apart_is_written_as_before(binder):
    document = full()
    del document["cases"][0]["kept_apart"]
    text = in_passing(binder, lambda work: (bring(work, parse(as_bytes(document))), exported(work))[1])
    assert "kept_apart" not in text


def test_a_pair_may_point_at_a_case_that_comes_later_and_goes_with_it(binder):
    def job(work):
        bring(work, parse(as_bytes(full())))
        work.erase_case("a2")
        work.arrivals.let_go()
        return json.loads(exported(work))["cases"][0]["kept_apart"]

    assert [each.get("case") for each in in_passing(binder, job)] == [None, None, None]


def test_a_case_that_is_not_there_is_not_exported(binder):
    with pytest.raises(KnownError, match="no_such_case"):
        in_passing(binder, lambda work: exported(work, "a9"))


def test_a_held_meeting_has_its_plan_fixed(tmp_path):
    with new_binder(tmp_path / "parm") as binder:
        import_file(binder, as_bytes(full()))
        import_file(binder, as_bytes(full()))
        with binder.reading() as work:
            versions = versions_of(work, "a1")
    assert [each.meeting_key for each in versions] == ["mote1", "mote2"]
    assert read(versions[1]).areas[0].goals[0].actions[0].times_carried == 1
