"""What Qt takes from the system: found missing, installed where we may, else one line to type."""

from collections.abc import Callable
from pathlib import Path

import pytest

from installer import system
from installer.places import SetupError

CURSOR = {"libxcb-cursor.so.0": "libxcb-cursor0"}
CURSOR_AND_FONT = {**CURSOR, "font": "fonts-dejavu-core"}


class Machine:
    """A pretended machine: the commands it has, what each answers, and what it was asked to run."""

    def __init__(self, *found: dict[str, str], answers: list[bool] | None = None) -> None:
        self.looks = list(found)
        self.answers = answers or []
        self.ran: list[list[str]] = []

    def look(self) -> dict[str, str]:
        return self.looks.pop(0)

    def run(self, command: list[str]) -> bool:
        self.ran.append(command)
        return self.answers.pop(0) if self.answers else True


def has(*commands: str) -> Callable[[str], str | None]:
    """A `which` that finds only these commands."""
    return lambda name: f"/usr/bin/{name}" if name in commands else None


def see_to(machine: Machine, *commands: str, is_root: bool, platform: str = "linux") -> None:
    system.see_to_libraries(
        look=machine.look, run=machine.run, which=has(*commands), is_root=is_root, platform=platform
    )


def test_nothing_is_run_where_nothing_is_missing() -> None:
    machine = Machine({})
    see_to(machine, "apt-get", is_root=True)
    assert machine.ran == []


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_not_even_looked_at(platform: str) -> None:
    machine = Machine()
    see_to(machine, is_root=False, platform=platform)
    assert machine.ran == []


def test_root_on_debian_gets_the_packages_installed() -> None:
    machine = Machine(CURSOR_AND_FONT, {})
    see_to(machine, "apt-get", is_root=True)
    assert [command[1] for command in machine.ran] == ["install"]
    assert machine.ran[0][-2:] == ["fonts-dejavu-core", "libxcb-cursor0"]


def test_an_old_package_list_is_fetched_once_and_tried_again() -> None:
    machine = Machine(CURSOR, {}, answers=[False, True, True])
    see_to(machine, "apt-get", is_root=True)
    assert [command[1] for command in machine.ran] == ["install", "update", "install"]


def test_what_did_not_help_is_said() -> None:
    machine = Machine(CURSOR, CURSOR, answers=[False, False, False])
    with pytest.raises(SetupError, match=r"libxcb-cursor\.so\.0"):
        see_to(machine, "apt-get", is_root=True)


def test_without_the_right_the_one_line_is_printed_and_nothing_is_run() -> None:
    machine = Machine(CURSOR_AND_FONT)
    with pytest.raises(SetupError) as refusal:
        see_to(machine, "apt-get", is_root=False)
    assert machine.ran == []
    lines = str(refusal.value).splitlines()
    assert "ett typsnitt" in lines[0]
    last = "  sudo apt-get install -y --no-install-recommends fonts-dejavu-core libxcb-cursor0"
    assert lines[-1] == last


def test_fedora_finds_packages_by_the_library_they_provide() -> None:
    with pytest.raises(SetupError) as refusal:
        see_to(Machine(CURSOR_AND_FONT), "dnf", is_root=True)
    line = str(refusal.value).splitlines()[-1]
    assert line == "  sudo dnf install -y 'libxcb-cursor.so.0()(64bit)' dejavu-sans-fonts"


def test_an_unknown_system_is_told_what_is_missing() -> None:
    with pytest.raises(SetupError, match=r"libxcb-cursor\.so\.0(.|\n)*pakethanterare"):
        see_to(Machine(CURSOR), is_root=False)


def test_missing_names_each_library_and_the_font() -> None:
    found = system.missing(lambda name: name != "libGL.so.1", lambda: False)
    assert found == {"libGL.so.1": "libgl1", "font": "fonts-dejavu-core"}
    assert system.missing(lambda name: True, lambda: True) == {}


def test_the_loader_is_asked() -> None:
    assert not system.loads("libfinnsinte.so.17")


def test_a_font_is_looked_for_in_every_folder_below(tmp_path: Path) -> None:
    deep = tmp_path / "truetype" / "dejavu"
    deep.mkdir(parents=True)
    (deep / "LÄSMIG.txt").touch()
    assert not system.has_font([tmp_path, tmp_path / "finns inte"])
    (deep / "DejaVuSans.TTF").touch()
    assert system.has_font([tmp_path])
