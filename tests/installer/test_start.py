"""No screen is said in words before anything is fetched; a command that needs none is let through."""

from pathlib import Path

import pytest

from installer import start
from installer.places import Place, SetupError


@pytest.mark.parametrize("arguments", [[], ["open", "/tmp/pärm"]])
def test_a_window_without_a_screen_is_refused_with_what_can_be_done(arguments: list[str]) -> None:
    with pytest.raises(SetupError) as refusal:
        start.refuse_without_screen(arguments, environ={"DISPLAY": ""}, platform="linux")
    text = str(refusal.value)
    assert "ingen skärm" in text
    assert "run plan PÄRM" in text


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_screen_of_any_kind_is_enough(name: str) -> None:
    start.refuse_without_screen([], environ={name: ":0"}, platform="linux")


@pytest.mark.parametrize("arguments", [["log", "/tmp/pärm"], ["--help"], ["open", "--help"], ["new", "x"]])
def test_the_command_line_needs_no_screen(arguments: list[str]) -> None:
    start.refuse_without_screen(arguments, environ={}, platform="linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_mac_always_have_a_screen(platform: str) -> None:
    start.refuse_without_screen([], environ={}, platform=platform)


def test_arguments_are_passed_on_as_they_are(tmp_path: Path) -> None:
    line = start.command(Place(tmp_path, windows=False), ["plan", "en pärm", "--case", "å"])
    assert line[0] == str(tmp_path / ".venv" / "bin" / "python")
    assert line[-5:] == ["app", "plan", "en pärm", "--case", "å"]


def test_on_windows_the_program_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def call(line: list[str]) -> int:
        started.append(line)
        return 3

    monkeypatch.setattr(start.subprocess, "call", call)
    place = Place(tmp_path, windows=True)
    assert start.program(place, ["log"]) == 3
    assert started == [start.command(place, ["log"])]
