"""`backup`, `restore`, `recover` and `verify --backup`: every exit status, and nothing half-done."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.storage.backup_file import read_label
from app.storage.disk import Lock
from app.storage.entry import LOCK
from app.storage.erasures import write_beside
from app.storage.recovery import new_code
from tests.cli.conftest import NOW
from tests.storage.binders import CHEAP, names, opened, recovery_code
from tests.storage.samples import small_case

REPOSITORY = Path(__file__).resolve().parents[2]
NEW = "röd traktor sjunger på månen"
KILLS = 60


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)


@pytest.fixture
def copied(filled, secret, run, tmp_path) -> Path:
    """A backup of a filled binder."""
    done = run("backup", filled, "--out", tmp_path / "k.parmkopia", "--passphrase-file", secret)
    assert done.status == 0, done.err
    return tmp_path / "k.parmkopia"


@pytest.fixture
def wrong(tmp_path) -> Path:
    path = tmp_path / "fel.txt"
    path.write_text("fel lösenfras\n", encoding="utf-8")
    return path


@pytest.fixture
def code(tmp_path) -> Path:
    path = tmp_path / "kod.txt"
    path.write_text(recovery_code() + "\n", encoding="utf-8")
    return path


def test_a_binder_comes_back_whole(run, filled, copied, secret, tmp_path):
    assert run("restore", copied, tmp_path / "åter", "--passphrase-file", secret).status == 0
    for folder, out in ((filled, "a.json"), (tmp_path / "åter", "b.json")):
        done = run("export", folder, "--out", tmp_path / out, "--passphrase-file", secret)
        assert done.status == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert run("verify", tmp_path / "åter", "--passphrase-file", secret).status == 0


def test_the_backup_is_one_file_with_a_receipt_and_in_the_log(run, filled, secret, tmp_path):
    out = tmp_path / "ut"
    out.mkdir()
    done = run("backup", filled, "--out", out / "k.parmkopia", "--passphrase-file", secret)
    assert names(out) == ["k.parmkopia"]
    if os.name == "posix":
        assert (out / "k.parmkopia").stat().st_mode & 0o777 == 0o600
    (line,) = done.out
    assert line.startswith("Kvitto ")
    assert f" | {NOW:%Y-%m-%d %H:%M:%S} | rader i loggen: " in line
    assert "backup_made" in run("log", filled, "--passphrase-file", secret).out[-2]
    assert [name for name in names(filled) if name.startswith(".")] == []


def test_a_later_backup_takes_the_place_of_an_older_one(run, filled, copied, secret):
    before = copied.read_bytes()
    assert run("backup", filled, "--out", copied, "--passphrase-file", secret).status == 0
    assert copied.read_bytes() != before
    assert run("verify", "--backup", copied, "--passphrase-file", secret).status == 0


def test_the_binders_own_folder_is_no_place_for_it(run, filled, secret):
    before = names(filled)
    done = run("backup", filled, "--out", filled / "k.parmkopia", "--passphrase-file", secret)
    assert (done.status, names(filled)) == (5, before)


def test_verifying_a_backup_tells_what_was_read(run, copied, secret):
    done = run("verify", "--backup", copied, "--passphrase-file", secret)
    assert done.status == 0
    assert done.out[0].startswith("Säkerhetskopian från 2026-03-04 09:00 är hel: ")
    assert done.out[1].startswith("Loggens sista länk: ")


def test_a_receipt_is_compared_with_the_log(run, filled, secret, tmp_path):
    done = run("backup", filled, "--out", tmp_path / "k.parmkopia", "--passphrase-file", secret)
    receipt = tmp_path / "kvitto.txt"
    receipt.write_text(done.out[0], encoding="utf-8")
    again = run("verify", filled, "--receipt", receipt, "--passphrase-file", secret)
    assert (again.status, again.out[-1]) == (0, "Loggen stämmer med kvittona för den här pärmen.")
    # Rolled back: a binder of the backup lacks what a later receipt speaks of.
    with opened(filled) as binder, binder.writing() as work:
        work.log("changed")
    later = run("backup", filled, "--out", tmp_path / "l.parmkopia", "--passphrase-file", secret)
    receipt.write_text(later.out[0], encoding="utf-8")
    run("restore", tmp_path / "k.parmkopia", tmp_path / "åter", "--passphrase-file", secret)
    found = run("verify", tmp_path / "åter", "--receipt", receipt, "--passphrase-file", secret)
    assert found.status == 4
    assert "kvittot" in found.err[0]
    receipt.write_text("inget", encoding="utf-8")
    assert run("verify", filled, "--receipt", receipt, "--passphrase-file", secret).status == 4


def test_the_code_restores_and_recovers(run, copied, code, tmp_path):
    new = tmp_path / "ny.txt"
    new.write_text(NEW, encoding="utf-8")
    folder = tmp_path / "åter"
    assert run("restore", copied, folder, "--code-file", code).status == 0
    done = run("recover", folder, "--code-file", code, "--new-file", new)
    assert (done.status, done.out) == (0, [])
    assert run("verify", folder, "--passphrase-file", new).status == 0


def test_recovering_with_a_wrong_code_or_a_weak_passphrase_changes_nothing(
    run, filled, code, secret, tmp_path
):
    new = tmp_path / "ny.txt"
    new.write_text(NEW, encoding="utf-8")
    other = tmp_path / "annan.txt"
    other.write_text(new_code(), encoding="utf-8")
    slots = (filled / "nycklar.json").read_bytes()
    assert run("recover", filled, "--code-file", other, "--new-file", new).status == 3
    other.write_text("ABCDE", encoding="utf-8")
    assert run("recover", filled, "--code-file", other, "--new-file", new).status == 3
    new.write_text("kort", encoding="utf-8")
    assert run("recover", filled, "--code-file", code, "--new-file", new).status == 1
    assert run("recover", filled, "--code-file", tmp_path / "saknas", "--new-file", new).status == 5
    assert run("recover", filled, "--new-file", new).status == 2
    assert (filled / "nycklar.json").read_bytes() == slots


def test_a_wrong_passphrase_is_3_everywhere(run, filled, copied, wrong, tmp_path):
    before = copied.read_bytes()
    for words in (
        ("backup", filled, "--out", copied),
        ("restore", copied, tmp_path / "åter"),
        ("verify", "--backup", copied),
    ):
        assert run(*words, "--passphrase-file", wrong).status == 3, words
    assert not (tmp_path / "åter").exists()
    assert copied.read_bytes() == before


def test_damage_and_other_files_are_4_and_leave_nothing(run, filled, copied, secret, tmp_path):
    harmed = bytearray(copied.read_bytes())
    harmed[len(harmed) // 2] ^= 1
    damaged = tmp_path / "skadad"
    damaged.write_bytes(harmed)
    cut = tmp_path / "avhuggen"
    cut.write_bytes(harmed[: len(harmed) // 2])
    empty = tmp_path / "tom"
    empty.touch()
    plain = tmp_path / "lösenfras.txt"
    for each in (damaged, cut, empty, plain, filled / "parm.db"):
        assert run("verify", "--backup", each, "--passphrase-file", secret).status == 4, each
        assert run("restore", each, tmp_path / "åter", "--passphrase-file", secret).status == 4, each
        assert not (tmp_path / "åter").exists()
    assert [name for name in names(tmp_path) if name.startswith(".")] == []


def test_the_surroundings_are_5(run, filled, copied, secret, tmp_path):
    (tmp_path / "upptagen").mkdir()
    (tmp_path / "upptagen" / "x").touch()
    (tmp_path / "mapp").mkdir()
    for words in (
        ("backup", filled, "--out", tmp_path / "saknas" / "k"),
        ("backup", filled, "--out", tmp_path / "mapp"),
        ("backup", tmp_path / "saknas", "--out", tmp_path / "k"),
        ("restore", copied, filled),
        ("restore", copied, tmp_path / "upptagen"),
        ("restore", copied, copied),
        ("restore", tmp_path / "saknas", tmp_path / "åter"),
        ("restore", tmp_path / "mapp", tmp_path / "åter"),
        ("verify", "--backup", tmp_path / "saknas"),
        ("verify", "--backup", tmp_path / "mapp"),
    ):
        assert run(*words, "--passphrase-file", secret).status == 5, words
    assert names(tmp_path / "upptagen") == ["x"]
    with Lock(filled / LOCK):
        assert run("backup", filled, "--out", tmp_path / "k", "--passphrase-file", secret).status == 5
        done = run("verify", filled, "--passphrase-file", secret)
        assert done.status == 5
        assert "--backup" in done.err[0]


def test_wrong_usage_is_2(run, filled, copied, secret):
    for words in (
        ("backup", filled),
        ("restore", copied),
        ("verify",),
        ("verify", filled, "--backup", copied),
        ("verify", "--backup"),
        ("recover", filled),
    ):
        assert run(*words).status == 2, words


def test_a_list_of_erasures_beside_the_backup_is_followed(run, folder, secret, tmp_path):
    with opened(folder) as binder, binder.writing() as work:
        work.add(small_case("k1"))
        work.add(small_case("k2"))
    out = tmp_path / "k.parmkopia"
    assert run("backup", folder, "--out", out, "--passphrase-file", secret).status == 0
    with opened(folder) as binder, binder.writing() as work:
        work.erase_case("k1")
        write_beside(tmp_path, read_label(out).binder, work.erasures.sealed(read_label(out).binder))
    done = run("restore", out, tmp_path / "åter", "--passphrase-file", secret)
    assert done.err == ["Gallrat igen: ett ärende som hade gallrats sedan kopian gjordes."]
    with opened(tmp_path / "åter") as binder, binder.reading() as work:
        assert work.case_ids() == ["k2"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_in_is_5(run, filled, secret, tmp_path):
    shut = tmp_path / "stängd"
    shut.mkdir(mode=0o500)
    assert run("backup", filled, "--out", shut / "k", "--passphrase-file", secret).status == 5


def command(*words, limit=None):
    """The program in a process of its own, perhaps with a limit for every file, as a full disk has one."""
    before = None
    if limit is not None:
        import resource

        def before():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 - no threads here, and only the child may be limited
    )


def without_journal(folder):
    """What lies in a binder's folder; what it could not put in place stays in its journal, safe."""
    return [name for name in names(folder) if name not in ("parm.db-shm", "parm.db-wal")]


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit that Windows does not have")
@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_full_disk_is_5_and_leaves_nothing(filled, copied, secret, tmp_path, share):
    limit = int((filled / "parm.db").stat().st_size * share)
    out = tmp_path / "ny.parmkopia"
    for words in (("backup", filled, "--out", out), ("restore", copied, tmp_path / "åter")):
        before = without_journal(filled), names(tmp_path)
        process = command(*words, "--passphrase-file", secret, limit=limit)
        _, said = process.communicate()
        assert process.returncode == 5, said
        assert said.startswith("Det gick inte att spara")  # and not that the program is at fault
        assert len(said.splitlines()) == 1
        assert (without_journal(filled), names(tmp_path)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.long
def test_killed_at_any_moment_the_old_backup_or_the_new_one_is_there(run, filled, copied, secret, tmp_path):
    for number in range(KILLS):
        process = command("backup", filled, "--out", copied, "--passphrase-file", secret)
        time.sleep(0.5 + 1.2 * (number + 0.5) / KILLS)
        process.kill()
        process.communicate()
        assert run("verify", "--backup", copied, "--passphrase-file", secret).status == 0
        assert run("verify", filled, "--passphrase-file", secret).status == 0
    # The next one clears away what the killed ones left.
    assert run("backup", filled, "--out", copied, "--passphrase-file", secret).status == 0
    assert [name for name in (*names(tmp_path), *names(filled)) if name.startswith(".")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.long
def test_killed_at_any_moment_a_restored_binder_is_whole_or_not_there(run, copied, secret, tmp_path):
    there = 0
    for number in range(KILLS):
        folder = tmp_path / "åter"
        process = command("restore", copied, folder, "--passphrase-file", secret)
        time.sleep(0.5 + 1.2 * (number + 0.5) / KILLS)
        process.kill()
        process.communicate()
        if folder.exists():
            there += 1
            assert run("verify", folder, "--passphrase-file", secret).status == 0
            shutil.rmtree(folder)
    assert run("restore", copied, tmp_path / "åter", "--passphrase-file", secret).status == 0
    assert [name for name in names(tmp_path) if name.startswith(".")] == []
    assert there <= KILLS
