"""Two generations of a binder's files, and the one step in which the new takes the place of the old.

The new one is built beside the old in a folder of its own. Renaming that folder is the step: before it the
old generation counts and the folder is rubbish, after it the new one counts and is moved into place, by
whoever comes next where the process was killed meanwhile (trust.md, promise 1).
"""

import shutil
from contextlib import suppress
from pathlib import Path

from app.storage.database import DATABASE
from app.storage.disk import explaining, sync_folder
from app.storage.head import HEAD
from app.storage.vault import SLOTS

UNFINISHED, COMPLETE = "parm.nasta.ny", "parm.nasta"
_JOURNALS = (f"{DATABASE}-wal", f"{DATABASE}-shm")


def begin(folder: Path) -> Path:
    """An empty folder to build the next generation in; KnownError ENVIRONMENT."""
    built = folder / UNFINISHED
    with explaining():
        give_up(folder)
        built.mkdir(mode=0o700)
    return built


def give_up(folder: Path) -> None:
    """Clear away a generation that did not become complete."""
    shutil.rmtree(folder / UNFINISHED, ignore_errors=True)


def swap(folder: Path) -> None:
    """From here on the new generation counts; KnownError ENVIRONMENT where not even that could be done."""
    with explaining():
        sync_folder(folder / UNFINISHED)
        (folder / UNFINISHED).rename(folder / COMPLETE)
        sync_folder(folder)


def finish(folder: Path) -> None:
    """Move a complete generation into place, however far somebody had come with it; only under the lock."""
    give_up(folder)
    complete = folder / COMPLETE
    with explaining():
        if not complete.is_dir():
            return
        for name in (DATABASE, SLOTS, HEAD):
            if not (complete / name).exists():
                continue
            if name == DATABASE:
                # A journal of the old database would be taken for one of the new.
                for journal in _JOURNALS:
                    (folder / journal).unlink(missing_ok=True)
                sync_folder(folder)
            (complete / name).replace(folder / name)
            sync_folder(folder)
    with suppress(OSError):
        shutil.rmtree(complete)
