"""The command that takes pictures: by the environment's Python, without a screen, with the caller's words."""

from pathlib import Path

import pytest

from installer import __main__ as command
from installer import screenshots
from installer.places import Place


def test_the_environments_python_takes_them() -> None:
    place = Place(Path("/parm"), windows=False)
    called: list[list[str]] = []
    assert screenshots.take(place, ["--out", "bilder"], lambda line: len(called.append(line) or [])) == 0
    assert called == [
        [str(place.python), "-P", "-X", "utf8", "-m", "tests.pictures", "--out", "bilder"],
    ]


def test_without_a_folder_one_is_told_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["screenshots"]) == 2
    assert "installer screenshots --out" in capsys.readouterr().err


def test_its_status_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "is_ready", lambda self, level: True)
    monkeypatch.setattr(screenshots, "take", lambda place, arguments: len(arguments))
    assert command.main(["screenshots", "--out", "bilder"]) == 2
