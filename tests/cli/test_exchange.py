"""`import` and `export`."""

import json
import stat
import sys

import pytest

from tests.storage.interchange.samples import full, lacking


def test_the_second_import_adds_and_updates_nothing(folder, file, secret, run):
    first = run("import", folder, file, "--passphrase-file", secret)
    second = run("import", folder, file, "--passphrase-file", secret)
    assert (first.status, second.status) == (0, 0)
    assert list(first.json) == ["added", "updated", "unchanged", "conflicts", "warnings"]
    assert first.json["added"] == second.json["unchanged"] == 54
    assert (second.json["added"], second.json["updated"], second.json["conflicts"]) == (0, 0, [])
    assert [line.split(": ")[0] for line in first.json["warnings"]] == [
        "cases[0].meetings[0]",
        "cases[0].meetings[1]",
    ]


def test_the_export_holds_all_that_was_imported_and_is_the_owners_alone(filled, secret, run, tmp_path):
    done = run("export", filled, "--out", tmp_path / "out.json", "--passphrase-file", secret)
    assert (done.status, done.out) == (0, [])
    content = (tmp_path / "out.json").read_bytes()
    assert lacking(full(), json.loads(content)) == []
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o600
    run("export", filled, "--out", tmp_path / "out.json", "--passphrase-file", secret)
    assert (tmp_path / "out.json").read_bytes() == content


def test_one_case_is_exported_alone_and_logged(filled, secret, run, tmp_path):
    run("export", filled, "--out", tmp_path / "a2.json", "--case", "a2", "--passphrase-file", secret)
    assert [each["id"] for each in json.loads((tmp_path / "a2.json").read_bytes())["cases"]] == ["a2"]
    lines = [json.loads(line) for line in run("log", filled, "--case", "a2", "--passphrase-file", secret).out]
    assert [(each["what"], each["case"]) for each in lines] == [("exported", "a2")]


def test_a_case_that_is_not_there_leaves_no_file(filled, secret, run, tmp_path):
    out = tmp_path / "a9.json"
    done = run("export", filled, "--out", out, "--case", "a9", "--passphrase-file", secret)
    assert (done.status, len(done.err)) == (1, 1)
    assert "a9" in done.err[0]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["full.json", "lösenfras.txt", "parm"]


def test_an_export_takes_the_place_of_an_older_file_only_when_whole(filled, secret, run, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    assert run("export", filled, "--out", out, "--case", "a9", "--passphrase-file", secret).status == 1
    assert out.read_text() == "old"


@pytest.mark.parametrize("name", ["parm.db", "new.json"])
def test_nothing_is_written_among_the_binders_own_files(filled, secret, run, name):
    before = sorted((each.name, each.read_bytes()) for each in filled.iterdir())
    done = run("export", filled, "--out", filled / name, "--passphrase-file", secret)
    assert done.status == 5
    assert sorted((each.name, each.read_bytes()) for each in filled.iterdir()) == before


def test_a_refused_file_names_every_place_and_imports_nothing(folder, file, secret, run):
    document = full()
    document["cases"][0]["meetings"][0]["starts"] = "i går"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = run("import", folder, file, "--passphrase-file", secret)
    assert (done.status, done.out) == (1, [])
    assert len(done.err) == 1
    assert "cases[0].meetings[0].starts: " in done.err[0]
    document["contacts"][0]["name"] = 7
    file.write_text(json.dumps(document), encoding="utf-8")
    done = run("import", folder, file, "--passphrase-file", secret)
    assert [line.split(": ")[0] for line in done.err[1:]] == [
        "contacts[0].name",
        "cases[0].meetings[0].starts",
    ]
    run("export", folder, "--out", file, "--passphrase-file", secret)
    assert json.loads(file.read_bytes())["contacts"] == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"not json", 4),
        (b"\xff", 4),
        (b'{"format": "insatsparm", "version": 9}', 4),
        (b"{}", 1),
        (b"[1, NaN]", 1),
    ],
)
def test_what_is_no_file_of_ours_has_its_status(folder, file, secret, run, content, status):
    file.write_bytes(content)
    assert run("import", folder, file, "--passphrase-file", secret).status == status


def test_a_conflict_is_told_and_no_failure(filled, file, secret, run):
    document = full()
    document["coordinators"][0]["name"] = "Sara Ny"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert run("import", filled, file, "--passphrase-file", secret).json["updated"] == 1


def test_a_missing_file_or_binder_is_the_environments_fault(filled, file, secret, run, tmp_path):
    nowhere = tmp_path / "nowhere"
    for words in (
        ("import", filled, nowhere, "--passphrase-file", secret),
        ("import", filled, tmp_path, "--passphrase-file", secret),
        ("import", nowhere, file, "--passphrase-file", secret),
        ("import", filled, file, "--passphrase-file", nowhere),
        ("export", filled, "--out", nowhere / "x.json", "--passphrase-file", secret),
        ("export", filled, "--out", tmp_path / "parm" / "..", "--passphrase-file", secret),
    ):
        done = run(*words)
        assert (done.status, done.out, len(done.err)) == (5, [], 1), words
    assert not nowhere.exists()
