"""`new`, `passphrase`, `verify`, `log` and `consent`."""

import json
import re
import stat
import sys

import pytest

from app.services.binders import Binder, open_binder, open_with_code
from tests.cli.conftest import NOW
from tests.storage.binders import PASSPHRASE, PERSON, TestClock

OTHER = "sju gröna ekorrar ror över Mälaren"


def test_a_new_binder_prints_its_code_once(tmp_path, secret, run):
    done = run("new", tmp_path / "p", "--name", "Sara Prov", "--passphrase-file", secret)
    assert done.status == 0
    (code,) = done.out
    assert re.fullmatch(r"([0-9A-Z]{5}-){6}[0-9A-Z]{5}", code)
    with open_binder(tmp_path / "p", passphrase=PASSPHRASE, clock=TestClock(NOW)) as binder:
        assert binder.person == "Sara Prov"
    open_with_code(tmp_path / "p", code=code, clock=TestClock(NOW)).close()


def test_the_code_goes_to_a_new_file_of_the_owners_alone(tmp_path, secret, run):
    out = tmp_path / "kod.txt"
    done = run("new", tmp_path / "p", "--passphrase-file", secret, "--recovery-out", out)
    assert (done.status, done.out) == (0, [])
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    open_with_code(tmp_path / "p", code=out.read_text().strip(), clock=TestClock(NOW)).close()


def test_a_file_with_a_code_is_never_overwritten(tmp_path, secret, run):
    out = tmp_path / "kod.txt"
    out.write_text("an older code")
    assert run("new", tmp_path / "p", "--passphrase-file", secret, "--recovery-out", out).status == 5
    assert out.read_text() == "an older code"
    assert not (tmp_path / "p").exists()


def test_a_weak_passphrase_makes_nothing(tmp_path, secret, run):
    secret.write_text("sommar2026")
    out = tmp_path / "kod.txt"
    done = run("new", tmp_path / "deep" / "p", "--passphrase-file", secret, "--recovery-out", out)
    assert (done.status, done.out, len(done.err)) == (1, [], 1)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lösenfras.txt"]


def test_a_binder_in_the_way_is_left_alone(folder, secret, run):
    before = sorted((each.name, each.read_bytes()) for each in folder.iterdir())
    assert run("new", folder, "--passphrase-file", secret).status == 5
    assert sorted((each.name, each.read_bytes()) for each in folder.iterdir()) == before


def test_a_code_that_nobody_got_leaves_no_binder(tmp_path, secret, run, monkeypatch):
    def full_disk(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.cli.terminal.Terminal.flush", full_disk)
    assert run("new", tmp_path / "deep" / "p", "--passphrase-file", secret).status == 5
    assert not (tmp_path / "deep").exists()
    (tmp_path / "empty").mkdir()
    assert run("new", tmp_path / "empty", "--passphrase-file", secret).status == 5
    assert list((tmp_path / "empty").iterdir()) == []


def test_the_passphrase_is_read_from_standard_input_too(filled, run, typed):
    typed(PASSPHRASE)
    assert run("log", filled, "--passphrase-file", "-").status == 0


@pytest.mark.parametrize(
    "content",
    [f"{PASSPHRASE}\n".encode(), PASSPHRASE.encode(), f"{PASSPHRASE}\r\n".encode("utf-16")],
)
def test_a_passphrase_file_may_be_written_by_any_editor(filled, secret, run, content):
    secret.write_bytes(content)
    assert run("log", filled, "--passphrase-file", secret).status == 0


@pytest.mark.parametrize("content", [b"", b"fel", PASSPHRASE.encode("latin-1"), f" {PASSPHRASE}".encode()])
def test_a_wrong_passphrase_opens_nothing(filled, secret, run, content):
    secret.write_bytes(content)
    done = run("log", filled, "--passphrase-file", secret)
    assert (done.status, done.out, len(done.err)) == (3, [], 1)


def test_without_a_terminal_the_passphrase_must_be_given(filled, run, typed):
    typed(PASSPHRASE)
    done = run("log", filled)
    assert (done.status, done.out) == (2, [])


def test_the_passphrase_is_changed(filled, secret, run, typed):
    typed(PASSPHRASE, OTHER)
    assert run("passphrase", filled, "--passphrase-file", "-", "--new-file", "-").status == 0
    assert run("log", filled, "--passphrase-file", secret).status == 3
    typed(OTHER)
    assert run("log", filled, "--passphrase-file", "-").status == 0


def test_a_weak_new_passphrase_changes_nothing(filled, secret, run, tmp_path):
    (tmp_path / "new.txt").write_text("hej")
    assert (
        run("passphrase", filled, "--passphrase-file", secret, "--new-file", tmp_path / "new.txt").status == 1
    )
    assert run("log", filled, "--passphrase-file", secret).status == 0


def test_a_whole_binder_is_said_to_be_whole(filled, secret, run):
    done = run("verify", filled, "--passphrase-file", secret)
    assert (done.status, done.err) == (0, [])
    assert done.out[0].startswith("Pärmen är hel: ")


def test_a_damaged_binder_is_found(filled, secret, run):
    content = bytearray((filled / "parm.db").read_bytes())
    content[len(content) // 2] ^= 1
    (filled / "parm.db").write_bytes(content)
    done = run("verify", filled, "--passphrase-file", secret)
    assert (done.status, done.out) == (4, [])
    assert done.err
    assert "felkod" not in "".join(done.err)


def test_every_problem_that_verify_finds_has_words():
    from app.services.wording import sentences
    from app.storage.verify import Problem

    codes = re.findall(r"`(\w+)`", Problem.__doc__)
    assert len(codes) > 8
    assert {f"verify_{code}" for code in codes} <= set(sentences())


def test_the_log_tells_who_did_what_in_order(filled, secret, run):
    lines = [json.loads(line) for line in run("log", filled, "--passphrase-file", secret).out]
    assert [each["what"] for each in lines][-3:] == ["opened", "imported", "opened"]
    assert {each["by"] for each in lines} == {PERSON}
    assert lines[-1]["at"] == "2026-03-04T09:00:00"
    assert list(lines[-1]) == ["at", "by", "what", "digest"]


@pytest.mark.parametrize("command", ["log", "consent"])
def test_a_case_that_never_was_is_said_so(filled, secret, run, command):
    done = run(command, filled, "--case", "a9", "--passphrase-file", secret)
    assert (done.status, done.out, len(done.err)) == (1, [], 1)


def test_the_consent_status_is_that_of_the_day(filled, secret, run):
    def status(day):
        return run("consent", filled, "--case", "a1", "--on", day, "--passphrase-file", secret).json

    assert status("2025-09-24") == {
        "covered": False,
        "on": "2025-09-24",
        "age": 15,
        "required": ["youth", "guardian:g1"],
        "missing": [],
        "organisations": {"polis": "refused", "skola": "missing"},
    }
    assert status("2025-02-27")["age"] == 14
    assert status("2025-09-09")["missing"] == [
        {"who": "youth", "why": "not_yet"},
        {"who": "guardian:g1", "why": "not_yet"},
        {"who": "guardian:g2", "why": "missing"},
    ] or status("2025-09-09")["missing"] == [
        {"who": "youth", "why": "not_yet"},
        {"who": "guardian:g1", "why": "not_yet"},
    ]
    assert status("2026-02-01")["missing"] == [{"who": "guardian:g1", "why": "withdrawn"}]


def test_the_day_of_the_status_is_today_by_default(filled, secret, run):
    assert run("consent", filled, "--case", "a2", "--passphrase-file", secret).json == {
        "covered": False,
        "on": "2026-03-04",
        "age": 20,
        "required": ["youth"],
        "missing": [{"who": "youth", "why": "missing"}],
        "organisations": {},
    }


def test_a_minor_without_a_guardian_is_told(filled, file, secret, run):
    document = json.loads(file.read_text())
    document["cases"][1]["young_person"]["birth_date"] = "2015-01-01"
    document["cases"][1]["id"] = "a3"
    document["cases"][1]["guardians"] = []
    document["cases"][0]["kept_apart"] = []
    document["reminders"] = []
    file.write_text(json.dumps(document))
    assert run("import", filled, file, "--passphrase-file", secret).status == 0
    assert run("consent", filled, "--case", "a3", "--passphrase-file", secret).json["missing"] == [
        {"who": "guardian", "why": "missing"}
    ]


def test_an_open_binder_is_not_opened_twice(filled, secret, run):
    with Binder.open(filled, passphrase=PASSPHRASE, clock=TestClock(NOW)):
        done = run("log", filled, "--passphrase-file", secret)
    assert (done.status, len(done.err)) == (5, 1)


def test_what_is_no_binder_is_said_so(tmp_path, secret, run):
    (tmp_path / "folder").mkdir()
    assert run("log", tmp_path / "folder", "--passphrase-file", secret).status == 4
    assert run("log", secret, "--passphrase-file", secret).status == 4
    assert run("log", tmp_path / "none", "--passphrase-file", secret).status == 5
    assert list((tmp_path / "folder").iterdir()) == []
