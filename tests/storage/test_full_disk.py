"""A disk that fills: a save that cannot be finished says so, and all that was saved is there."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.models.errors import KnownError
from app.storage.binder import Binder
from app.storage.database import DATABASE
from app.storage.verify import verify_folder
from tests.storage.binders import CHEAP, PASSPHRASE, TestClock, new_binder, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sets a limit that Windows does not have")


def write(folder: Path, count: int, size: int | None = None) -> list[str]:
    command = [sys.executable, "-m", "tests.storage.writer", str(folder), str(count)]
    command += [] if size is None else [str(size)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_a_limit_that_is_reached_refuses_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "parm"
    new_binder(folder).close()
    said = write(folder, 30, (folder / DATABASE).stat().st_size + 150_000)
    saved = [each for each in said if each.isdigit()]
    assert 0 < len(saved) < 30
    # SQLite calls a limit or a quota a failed write, and only a disk without room full.
    assert set(said) - set(saved) == {"disk_failed"}
    assert verify_folder(folder, passphrase=PASSPHRASE).problems == ()
    with opened(folder) as binder:
        assert binder.warnings == ()
        with binder.reading() as work:
            assert work.case_ids() == [f"w{int(each):05}" for each in saved]
            assert len(work.case(f"w{int(saved[0]):05}").notes[0].text) == 17_000
            assert work.log_broken_at() is None


@contextmanager
def small_disk(disk: Path, size: int) -> Iterator[None]:
    """A disk of so many thousand bytes at that place; skips the test where one may not make one."""
    disk.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.torture
def test_a_small_disk_that_fills_up_refuses_and_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 1500):
        folder = disk / "parm"
        new_binder(folder).close()
        said = write(folder, 60)
        saved = [each for each in said if each.isdigit()]
        assert 0 < len(saved) < 60
        assert set(said) - set(saved) == {"disk_full"}
        with pytest.raises(KnownError, match="disk_full"):
            create(disk / "annan")
        assert not (disk / "annan").exists()
        assert verify_folder(folder, passphrase=PASSPHRASE).problems == ()
        with opened(folder) as binder, binder.reading() as work:
            assert work.case_ids() == [f"w{int(each):05}" for each in saved]


@pytest.mark.torture
def test_a_new_binder_fits_or_leaves_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    fits = {size: whether_it_fits(disk, size) for size in range(100, 2_000, 60)}
    assert (fits[100], fits[1_960]) == (False, True)


def whether_it_fits(disk: Path, size: int) -> bool:
    with small_disk(disk, size):
        try:
            create(disk / "parm")
        except KnownError as error:
            if error.code != "disk_full" or any(disk.iterdir()):
                raise
            return False
        return True


def create(folder: Path) -> None:
    Binder.create(folder, passphrase="x", person="Ada", clock=TestClock(), cost=CHEAP)[0].close()
