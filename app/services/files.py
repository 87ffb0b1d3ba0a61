"""Files that leave the program: written whole or not at all, readable by their owner alone."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.models.errors import Kind, KnownError
from app.storage.disk import explained as explained  # commands turn errors of their own files into words
from app.storage.disk import explained_reading as explained_reading
from app.storage.disk import explaining, explaining_reading, sync_folder


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its place (and that of an older one) only when all went well.

    What is no ordinary file (`/dev/stdout`, a pipe) is written straight on. KnownError ENVIRONMENT where the
    disk refuses; the older file is then still there.
    """
    with explaining():
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as straight:
                yield straight
            return
        # Where a name points elsewhere, the file there is replaced and the name kept.
        target = path.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".ny", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def read_at_most(path: Path, most: int) -> bytes:
    """A file's bytes, and one more than `most` where it has more; KnownError ENVIRONMENT."""
    with explaining_reading(), path.open("rb") as file:
        return file.read(most + 1)


def refuse_inside(folder: Path, path: Path) -> None:
    """KnownError ENVIRONMENT `inside_binder` for a file that would land among the binder's own."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise KnownError(Kind.ENVIRONMENT, "inside_binder")


@contextmanager
def fresh_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write, under its name from the start; it vanishes where something fails.

    KnownError ENVIRONMENT `in_the_way` where there is one already, and where the disk refuses.
    """
    with explaining():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
