"""Files that leave the program: written whole or not at all, readable by their owner alone."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.storage.disk import explaining, sync_folder


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
