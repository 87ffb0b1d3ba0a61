"""Where drafts are put."""

from __future__ import annotations

from pathlib import Path


def new_inside(folder: Path) -> Path:
    """Names a folder that is not there yet, inside another."""
    number, found = 2, folder / "Utkast"
    while found.exists():
        found = folder / f"Utkast {number}"
        number += 1
    return found
