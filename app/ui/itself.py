"""How the program starts itself anew, beside this process: from a package as from the source."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAW_SCAN = "draw-scan"
"""The word that starts the helper which draws scans; `app.__main__` hears it."""


def line(*words: str, python: tuple[str, ...] = ()) -> list[str]:
    """The command line of the program with these words, to be said in :data:`ROOT`; ``python`` are words to
    the interpreter, which a package has none of."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, *python, "-m", "app", *words]


def start_beside(*words: str) -> None:
    """Starts the program in a process that lives on without this one."""
    from PySide6.QtCore import QProcess

    program, *rest = line(*words)
    QProcess.startDetached(program, rest, str(ROOT))
