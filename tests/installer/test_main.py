"""The installer's own command line: usage, an old Python, and what a refusal looks like."""

import pytest

from installer import __main__ as command
from installer import start
from installer.places import Place, SetupError


@pytest.mark.parametrize("arguments", [[], ["starta"], ["setup", "extra"]])
def test_wrong_usage_shows_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(arguments) == 2
    assert "python3 -m installer run" in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 0
    assert "startar Insatspärmen" in capsys.readouterr().out


def test_an_old_python_is_told_kindly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command.sys, "version_info", (3, 9, 2))
    assert command.main(["run"]) == 5
    assert "det här är Python 3.9" in capsys.readouterr().err


def test_a_refusal_is_words_and_status_five(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(arguments: list[str]) -> None:
        raise SetupError("Skriv den här raden.")

    monkeypatch.setattr(Place, "is_ready", lambda self, level: False)
    monkeypatch.setattr(start, "refuse_without_screen", refuse)
    assert command.main(["run"]) == 5
    assert capsys.readouterr().err == "Skriv den här raden.\n"


def test_a_ready_environment_is_started_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "is_ready", lambda self, level: True)
    monkeypatch.setattr(start, "program", lambda place, arguments: len(arguments))
    assert command.main(["run", "log", "pärm"]) == 2


def test_an_interruption_says_that_one_may_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(self: Place, level: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(Place, "is_ready", interrupt)
    assert command.main(["run", "log"]) == 130
    assert "Avbrutet" in capsys.readouterr().err
