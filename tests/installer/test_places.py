"""The stamp: what makes an environment fresh, and what makes it stale."""

import sys
from pathlib import Path

import pytest

from installer.places import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder with two locks and an environment whose Python can be run, but no stamp."""
    place = Place(tmp_path, windows=False)
    place.lock("runtime").write_text("a==1\n")
    place.lock("dev").write_text("a==1\nb==2\n")
    place.scripts.mkdir(parents=True)
    place.python.symlink_to(sys.executable)
    return place


def test_without_a_stamp_it_is_not_ready(place: Place) -> None:
    assert not place.is_ready("runtime")


def test_a_stamped_environment_is_ready_for_what_it_was_stamped_for(place: Place) -> None:
    place.write_stamp(["runtime"])
    assert place.is_ready("runtime")
    assert not place.is_ready("dev")
    place.write_stamp(["runtime", "dev"])
    assert place.is_ready("runtime")
    assert place.is_ready("dev")


def test_a_changed_lock_makes_it_stale(place: Place) -> None:
    place.write_stamp(["runtime", "dev"])
    place.lock("runtime").write_text("a==2\n")
    assert not place.is_ready("runtime")
    assert place.is_ready("dev")


def test_a_moved_folder_makes_it_stale(place: Place, tmp_path: Path) -> None:
    place.write_stamp(["runtime"])
    moved = tmp_path.parent / (tmp_path.name + "-flyttad")
    tmp_path.rename(moved)
    assert not Place(moved, windows=False).is_ready("runtime")


def test_another_minor_version_of_python_makes_it_stale(place: Place) -> None:
    place.write_stamp(["runtime"])
    here = f"python {sys.version_info.major}.{sys.version_info.minor} "
    text = place.stamp.read_text()
    assert here in text
    place.stamp.write_text(text.replace(here, "python 3.4 "))
    assert not place.is_ready("runtime")


def test_a_patch_release_of_python_changes_nothing(place: Place) -> None:
    place.write_stamp(["runtime"])
    assert sys.version.split()[0] not in place.stamp.read_text()


def test_a_python_that_is_gone_makes_it_stale(place: Place) -> None:
    place.write_stamp(["runtime"])
    place.python.unlink()
    place.python.symlink_to("/finns/inte")
    assert not place.is_ready("runtime")


def test_a_torn_stamp_is_no_stamp(place: Place) -> None:
    place.write_stamp(["runtime"])
    place.stamp.write_bytes(place.stamp.read_bytes()[:-10])
    assert not place.is_ready("runtime")
    place.stamp.write_bytes(b"\xff\xfe\x00")
    assert not place.is_ready("runtime")


def test_windows_keeps_its_commands_elsewhere(tmp_path: Path) -> None:
    place = Place(tmp_path, windows=True)
    assert place.python == tmp_path / ".venv" / "Scripts" / "python.exe"
    assert place.launcher == tmp_path / ".venv" / "Scripts" / "insatsparm.cmd"
