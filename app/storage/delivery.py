"""Carrying a whole file to a place that may be a share: under its name only when every byte has arrived."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from app.models.errors import Kind, KnownError
from app.storage.disk import UNFINISHED, explaining, held_while_writing, remove_left_over, sync_folder

CHUNK = 1 << 20


def deliver(source: Path, target: Path, pulse: Callable[[float], object] = lambda _part: None) -> None:
    """Put a copy of a file in its place in one step, in place of an older one; read back and compared.

    KnownError ENVIRONMENT `place_missing` where there is no such folder, `copy_differs` where what was read
    back is not what was written, and whatever else the disk says; the older file is then still there.
    """
    size = source.stat().st_size

    def content() -> Iterator[bytes]:
        with source.open("rb") as file:
            done = 0
            while chunk := file.read(CHUNK):
                done += len(chunk)
                pulse(done / max(size, 1))
                yield chunk

    deliver_bytes(content(), target, pulse)


def deliver_bytes(
    content: Iterator[bytes],
    target: Path,
    pulse: Callable[[float], object] = lambda _part: None,
    *,
    still: Callable[[], bool] = lambda: True,
) -> None:
    """As `deliver`, of pieces; `still` says at the end whether what was read may take its place."""
    with explaining():
        if not target.parent.is_dir():
            raise KnownError(Kind.ENVIRONMENT, "place_missing")
        if target.exists() and not target.is_file():
            raise KnownError(Kind.ENVIRONMENT, "in_the_way")
        remove_stale(target.parent, target.name)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            written = _write(content, beside)
            if _read(beside, pulse) != written:
                raise KnownError(Kind.ENVIRONMENT, "copy_differs")
            if not still():
                raise KnownError(Kind.ENVIRONMENT, "binder_busy")
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        # Not every share can do this, and what is renamed there is renamed.
        with suppress(OSError):
            sync_folder(target.parent)


def remove_stale(folder: Path, name: str) -> None:
    """Clear away what a killed process left of a file of this name."""
    for each in folder.glob(f".*{UNFINISHED}"):
        if each.name.startswith(f".{name}."):
            remove_left_over(each)


def _write(content: Iterator[bytes], target: Path) -> bytes:
    found = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        held_while_writing(handle)
        for chunk in content:
            found.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return found.digest()


def _read(path: Path, pulse: Callable[[float], object]) -> bytes:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            pulse(1.0)
    return found.digest()
