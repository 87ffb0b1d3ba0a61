"""Where things lie, and whether the environment there is the one that the lock asks for."""

import hashlib
import os
import sys
from pathlib import Path

LOCKS = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}


class SetupError(Exception):
    """Something about the machine stands in the way; the text says in Swedish what to do."""


class Place:
    """The project's folder and the environment `.venv` in it.

    The stamp in the environment says which Python, which folder and which locks it was made from. It is
    written last of all, so an interrupted installation has none. No dataclass: importing that would cost the
    start ten milliseconds.
    """

    def __init__(self, root: Path, *, windows: bool) -> None:
        self.root = root
        self.windows = windows
        self.venv = root / ".venv"
        self.scripts = self.venv / ("Scripts" if windows else "bin")
        self.python = self.scripts / ("python.exe" if windows else "python")
        self.launcher = self.scripts / ("insatsparm.cmd" if windows else "insatsparm")
        self.stamp = self.venv / "insatsparm-stamp.txt"

    @classmethod
    def here(cls) -> "Place":
        """The place that this file itself lies in."""
        return cls(Path(__file__).resolve().parent.parent, windows=os.name == "nt")

    def lock(self, level: str) -> Path:
        """The requirements file of a level, `runtime` or `dev`; `dev` contains `runtime`."""
        return self.root / LOCKS[level]

    def is_ready(self, level: str) -> bool:
        """Whether the environment stands, whole, made by this Python from the lock as it is today."""
        try:
            written = self.stamp.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        return set(self.marks(level)) <= set(written) and os.access(self.python, os.X_OK)

    def marks(self, level: str) -> list[str]:
        """The lines that a stamp must have at this level.

        Python is named by its minor version: an update from the system (3.11.2 to 3.11.4) changes nothing for
        the environment, and must not need a network.
        """
        return [
            f"python {sys.version_info.major}.{sys.version_info.minor} {sys.implementation.cache_tag}",
            f"folder {self.root}",
            f"{level} {hashlib.sha256(self.lock(level).read_bytes()).hexdigest()}",
        ]

    def write_stamp(self, levels: list[str]) -> None:
        """Say that the environment is whole, in one step that cannot be half done."""
        lines = dict.fromkeys(mark for level in levels for mark in self.marks(level))
        fresh = self.stamp.with_suffix(".new")
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fresh.replace(self.stamp)
