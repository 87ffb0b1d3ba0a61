"""Files written whole or not at all, new folders, and the lock."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.storage import disk
from app.storage.disk import Lock, new_folder, write_whole
from tests.storage.binders import names


def test_a_file_is_replaced_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "fil"
    write_whole(path, b"ett")
    write_whole(path, b"nytt")
    assert path.read_bytes() == b"nytt"
    assert names(tmp_path) == ["fil"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "fil"
    write_whole(path, b"gammalt")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (Path, "replace", full)))
    with pytest.raises(KnownError) as refused:
        write_whole(path, b"nytt")
    assert (refused.value.code, refused.value.kind) == ("disk_full", Kind.ENVIRONMENT)
    assert path.read_bytes() == b"gammalt"
    assert names(tmp_path) == ["fil"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "not_permitted"),
        (errno.EROFS, "not_permitted"),
        (errno.ENOENT, "no_such_file"),
        (errno.EEXIST, "in_the_way"),
        (errno.ENAMETOOLONG, "name_not_possible"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_errors_of_the_disk_have_names(number: int, code: str) -> None:
    known = disk.explained(OSError(number, "x"))
    assert (known.code, known.kind) == (code, Kind.ENVIRONMENT)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "not_readable"),
        (errno.EISDIR, "is_a_folder"),
        (errno.ENOTDIR, "no_such_file"),
        (errno.ENOENT, "no_such_file"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_errors_of_reading_do_not_speak_of_writing(number: int, code: str) -> None:
    with pytest.raises(KnownError) as refused, disk.explaining_reading():
        raise OSError(number, "x")
    assert (refused.value.code, refused.value.kind) == (code, Kind.ENVIRONMENT)


def test_a_new_folder_appears_when_it_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "djupt" / "ner" / "parm"
    with new_folder(target) as build:
        (build / "fil").write_text("x")
        assert not target.exists()
    assert [each.name for each in target.iterdir()] == ["fil"]
    assert names(target.parent) == ["parm"]
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o700


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    with new_folder(tmp_path) as build:
        (build / "fil").write_text("x")
    assert names(tmp_path) == ["fil"]


def test_an_empty_folder_that_was_given_stays_when_it_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with new_folder(tmp_path) as build:
            (build / "fil").write_text("x")
            raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with pytest.raises(KnownError, match="disk_full"):
        fail()
    assert names(tmp_path) == []


def test_what_a_crash_left_unfinished_is_cleared_away(tmp_path: Path) -> None:
    for name in (".nycklar.json.abc.ny", ".kopia.ab12.ny-journal", "brev.ny", ".annat"):
        (tmp_path / name).write_text("x")
    disk.remove_unfinished(tmp_path)
    assert names(tmp_path) == [".annat", "brev.ny"]


def test_a_new_folder_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with new_folder(tmp_path / "djupt" / "parm") as build:
            (build / "fil").write_text("x")
            raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with pytest.raises(KnownError, match="disk_full"):
        fail()
    assert names(tmp_path) == []


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, what: str) -> None:
    target = tmp_path / "parm"
    if what == "file":
        target.write_text("mitt")
    elif what == "folder":
        target.mkdir()
        (target / "mitt").write_text("mitt")
    else:
        target.symlink_to(tmp_path / "ingenstans")

    def make() -> None:
        with new_folder(target):
            pytest.fail("built")

    with pytest.raises(KnownError, match="in_the_way"):
        make()


def test_a_file_where_a_parent_should_be_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")

    def make() -> None:
        with new_folder(tmp_path / "fil" / "parm"):
            pytest.fail("built")

    with pytest.raises(KnownError, match="in_the_way"):
        make()


def test_a_second_lock_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    path = tmp_path / "las"
    with Lock(path):
        with pytest.raises(KnownError) as refused:
            Lock(path)
        assert (refused.value.code, refused.value.kind) == ("binder_open_elsewhere", Kind.ENVIRONMENT)
    Lock(path).release()


def test_the_lock_of_a_dead_process_is_gone(tmp_path: Path) -> None:
    script = "import sys, os; from pathlib import Path; from app.storage.disk import Lock\n"
    script += "Lock(Path(sys.argv[1])); os._exit(9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "las")], check=False)
    Lock(tmp_path / "las").release()
