"""The command line itself: help, mistakes, and how a command ends."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import __main__ as door
from app.cli.main import COMMANDS, main
from tests.storage.binders import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = (
    "usage",
    "error",
    "argument -",
    "positional",
    "optional",
    "options",
    "required",
    "invalid",
    "expected",
)


@pytest.mark.parametrize("words", [["--help"], *([each, "--help"] for each in COMMANDS)])
def test_help_is_swedish(run, words):
    done = run(*words)
    assert (done.status, done.err) == (0, [])
    text = "\n".join(done.out)
    assert "Så här: " in text
    assert not [each for each in ENGLISH if each in text.lower()]


def test_help_names_every_command(run):
    named = [line.split()[0] for line in run("--help").out if line.startswith("    ")]
    assert set(COMMANDS) <= set(named)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--version"],
        ["fly"],
        ["stats", "p"],
        ["new"],
        ["new", ""],
        ["open"],
        ["open", "--", "p"],
        ["log", "p", "--passphrase-file"],
        ["log", "p", "more"],
        ["log", "p", "--passphrase", "x"],
        ["log", "p", "--pass", "x"],
        ["import", "p"],
        ["export", "p"],
        ["consent", "p"],
        ["consent", "p", "--case", "a", "--on", "20260101"],
        ["consent", "p", "--case", "a", "--on", "2026-02-30"],
        ["consent", "p", "--case", "a", "--on", "i dag"],
        ["verify"],
        ["verify", "p", "--backup", "f"],
        ["export", "p", "--out", ""],
        ["import", "p", ""],
        ["restore", "", "p"],
        ["restore", "f", ""],
        ["plan", "p", "--case", "a", "--out", ""],
        ["log", "p", "--passphrase-file", ""],
    ],
)
def test_a_mistake_is_told_in_swedish(run, words):
    done = run(*words)
    assert (done.status, done.out) == (2, [])
    assert done.err[0].startswith("Fel i kommandoraden: ")
    assert not [each for each in ENGLISH if each in "\n".join(done.err).lower()]


def test_a_bug_is_one_line_and_never_a_traceback(filled, secret, run, monkeypatch):
    def fail(binder, case=None):
        raise ZeroDivisionError("Kim Påhittad")

    monkeypatch.setattr("app.cli.log.read_log", fail)
    done = run("log", filled, "--passphrase-file", secret)
    assert (done.status, done.out, len(done.err)) == (5, [], 1)
    assert "ZeroDivisionError" in done.err[0]
    assert "Kim" not in done.err[0]


def test_an_interruption_is_one_line(filled, secret, run, monkeypatch):
    def interrupt(binder, case=None):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.log.read_log", interrupt)
    done = run("log", filled, "--passphrase-file", secret)
    assert (done.status, len(done.err)) == (130, 1)


def test_a_command_forbids_dumps_and_hears_an_interruption_from_its_first_moment(monkeypatch, capsys):
    done = []

    def interrupt(words):
        done.append(words)
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.protection.forbid_dumps", lambda: done.append("forbidden"))
    monkeypatch.setattr("app.cli.main.main", interrupt)
    assert door.main(["log", "p"]) == 130
    assert done == ["forbidden", ["log", "p"]]
    assert capsys.readouterr().err == f"{door.INTERRUPTION}\n"


def test_a_program_without_a_console_still_ends_well(folder, secret, tmp_path, monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    out = tmp_path / "ut.json"
    assert main(["export", str(folder), "--out", str(out), "--passphrase-file", str(secret)]) == 0
    assert out.exists()
    assert main(["log", str(folder)]) == 2


def test_a_result_that_nobody_can_hear_is_no_success(folder, file, secret, run, tmp_path, monkeypatch):
    new, secretly = tmp_path / "ny", ["--passphrase-file", str(secret)]
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stdout", None)
        assert main(["log", str(folder), *secretly]) == 5
        assert main(["import", str(folder), str(file), *secretly]) == 5
        assert main(["new", str(new), *secretly]) == 5
    assert not new.exists()
    assert run("import", folder, file, *secretly).json["added"] > 0


def test_a_closed_standard_input_has_no_passphrase(filled, run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    done = run("log", filled, "--passphrase-file", "-")
    assert (done.status, done.out) == (2, [])
    assert "--passphrase-file" in done.err[0]


def test_a_folder_where_a_file_is_read_is_called_a_folder(folder, file, secret, run, tmp_path):
    for words in (
        ["log", folder, "--passphrase-file", tmp_path],
        ["import", folder, tmp_path, "--passphrase-file", secret],
        ["verify", "--backup", tmp_path, "--passphrase-file", secret],
        ["verify", folder, "--receipt", tmp_path, "--passphrase-file", secret],
        ["recover", folder, "--code-file", tmp_path, "--new-file", secret],
    ):
        done = run(*words)
        assert (done.status, done.out) == (5, [])
        assert "är en mapp" in done.err[0]


def test_words_that_are_no_text_are_a_mistake(filled, secret, run):
    for words in (["consent", filled, "--case", "\udcff"], ["new", filled, "--name", "\udcff"]):
        done = run(*words, "--passphrase-file", secret)
        assert (done.status, done.out) == (2, [])


@pytest.mark.long
def test_a_case_is_found_whatever_the_locale(filled, secret):
    plainest = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = program("consent", filled, "--case", "åäö", "--passphrase-file", secret, env=os.environ | plainest)
    assert done.returncode == 1
    assert "åäö" in done.stderr.decode()


def test_a_new_passphrase_is_asked_for_twice(tmp_path, run, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    answers = [PASSPHRASE, PASSPHRASE, PASSPHRASE, "another"]
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: answers.pop(0))
    assert run("new", tmp_path / "one").status == 0
    assert run("new", tmp_path / "two").status == 1
    assert not (tmp_path / "two").exists()


def program(*words, **settings):
    """The real program, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)],
        cwd=ROOT,
        check=False,
        timeout=60,
        **({"capture_output": True} | settings),
    )


def test_the_program_speaks_utf8_whatever_the_locale(filled, secret):
    done = program(
        "verify", filled, "--passphrase-file", secret, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Pärmen är hel")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_result_that_finds_no_room_is_told(filled, secret):
    with Path("/dev/full").open("wb") as full:
        done = program(
            "log", filled, "--passphrase-file", secret, capture_output=False, stdout=full, stderr=-1
        )
    assert done.returncode == 5
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind there")
def test_a_new_binder_that_finds_no_room_is_told_and_leaves_nothing(tmp_path, secret):
    import resource

    few = tmp_path / "few"
    few.mkdir()
    done = program(
        "new",
        few / "parm",
        "--passphrase-file",
        secret,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert (done.returncode, done.stdout) == (5, b"")
    assert done.stderr.decode().startswith("Det gick inte att spara")
    assert list(few.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_who_reads_only_the_beginning_hears_nothing(filled, secret):
    reading, writing = os.pipe()
    os.close(reading)
    done = program(
        "log", filled, "--passphrase-file", secret, capture_output=False, stdout=writing, stderr=-1
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_command_knows_qt(filled, secret):
    code = (
        "import sys; from app.cli.main import main; status = main(sys.argv[1:]);"
        "assert not [name for name in sys.modules if 'PySide6' in name]; sys.exit(status)"
    )
    words = ["log", str(filled), "--passphrase-file", str(secret)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, check=False, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
