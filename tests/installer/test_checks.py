"""`installer test`: every stage runs, the tests last, and one failure anywhere fails the whole."""

from pathlib import Path

import pytest

from installer import checks
from installer.places import Place

DAILY = ["Stil", "Form", "Typer", "Arkitektur", "Tester"]


def headings(arguments: list[str]) -> list[str]:
    return [stage.heading for stage in checks.stages(arguments)]


def run(
    tmp_path: Path, statuses: dict[str, int], arguments: list[str] | None = None
) -> tuple[int, list[str]]:
    """Run the stages with a status for each heading (0 where none is given), and tell what was started."""
    arguments = arguments or []
    by_command = {tuple(stage.command): stage.heading for stage in checks.stages(arguments)}
    started: list[str] = []

    def call(line: list[str]) -> int:
        heading = by_command[tuple(line[1:])]
        started.append(heading)
        return statuses.get(heading, 0)

    return checks.run(Place(tmp_path, windows=False), arguments, call), started


def test_the_tests_come_last() -> None:
    assert headings([]) == DAILY
    assert headings(["--all"]) == [*DAILY[:-1], "Mätningar", "Tester"]


def test_other_arguments_go_to_pytest() -> None:
    assert list(checks.stages(["-k", "samtycke"])[-1].command[-2:]) == ["-k", "samtycke"]
    everything = list(checks.stages(["--all", "-x"])[-1].command)
    assert "--all" not in everything
    assert everything[-1] == "-x"
    assert everything[everything.index("not benchmark") - 1] == "-m"


def test_all_well(tmp_path: Path) -> None:
    assert run(tmp_path, {}) == (0, DAILY)


@pytest.mark.parametrize("failing", DAILY)
def test_one_failure_fails_the_whole_but_all_stages_run(tmp_path: Path, failing: str) -> None:
    assert run(tmp_path, {failing: 1}) == (1, DAILY)


def test_what_failed_is_told_before_the_tests_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, {"Typer": 1})
    said = capsys.readouterr().out
    assert "Underkänt hittills: Typer." in said
    assert said.rstrip().endswith("━━ Tester ━━")


def test_measurements_may_be_none_but_not_tests(tmp_path: Path) -> None:
    assert run(tmp_path, {"Mätningar": 5}, ["--all"])[0] == 0
    assert run(tmp_path, {"Mätningar": 1}, ["--all"])[0] == 1
    assert run(tmp_path, {"Tester": 5}, ["--all"])[0] == 5


def test_the_stages_know_no_screen_and_no_foreign_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("PYTHONPATH", "/annanstans")
    environ = checks._environ()
    assert environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "PYTHONPATH" not in environ
