"""`installer test`: style, types, architecture and tests, each under its heading; the tests last."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from installer.places import Place

_NO_TESTS = 5  # pytest's status where a folder has no test of that kind


class Stage(NamedTuple):
    """One check: its heading in Swedish, and the command after the environment's Python."""

    heading: str
    command: Sequence[str]


def stages(arguments: list[str]) -> list[Stage]:
    """What to check, in order. `--all` among the arguments adds the long tests; the others go to pytest."""
    everything = "--all" in arguments
    to_pytest = [argument for argument in arguments if argument != "--all"]
    pytest = ["-m", "pytest"]
    found = [
        Stage("Stil", ["-m", "ruff", "check", "."]),
        Stage("Form", ["-m", "ruff", "format", "--check", "."]),
        Stage("Typer", ["-m", "mypy"]),
        Stage(
            "Arkitektur",
            ["-c", "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"],
        ),
    ]
    if everything:
        # Alone, on an idle machine, or the medians say nothing.
        alone = ["-n", "0", "-m", "benchmark", "--benchmark-enable", "tests/benchmarks"]
        found.append(Stage("Mätningar", [*pytest, *alone]))
    chosen = ["-m", "not benchmark"] if everything else []
    # Each worker begins with a half of its own: tests of one file find what it has made once.
    found.append(Stage("Tester", [*pytest, "-n", "2", "--dist", "worksteal", *chosen, *to_pytest]))
    return found


def run(
    place: Place,
    arguments: list[str],
    call: Callable[[list[str]], int] | None = None,
) -> int:
    """Run every stage, also after one that failed; 0 only where all went well.

    What failed is told before the tests begin, so that the last line is pytest's own.
    """
    call = call or (lambda line: subprocess.call(line, cwd=place.root, env=_environ()))
    failed: list[str] = []
    first = 0
    for stage in stages(arguments):
        if stage.heading == "Tester" and failed:
            print(f"\nUnderkänt hittills: {', '.join(failed)}. Testerna körs ändå.", flush=True)
        print(f"\n━━ {stage.heading} ━━", flush=True)
        began = time.monotonic()
        status = call([str(place.python), *stage.command])
        if status and not (stage.heading == "Mätningar" and status == _NO_TESTS):
            failed.append(stage.heading)
            first = first or status
        if stage.heading != "Tester":
            print(f"{'underkänt' if status else 'godkänt'}, {time.monotonic() - began:.1f} s", flush=True)
    sys.stdout.flush()
    return first


def _environ() -> dict[str, str]:
    """Without a screen, and without what the caller's shell says about where modules lie."""
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environ["QT_QPA_PLATFORM"] = "offscreen"
    return environ
