"""Files on the disk: written whole or not at all, read by their owner alone, locked by one process."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from types import TracebackType

from app.models.errors import Kind, KnownError

UNFINISHED = ".ny"
"""How the names of files and folders end that are not finished; what a crash leaves of them is rubbish."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def explained(error: OSError) -> KnownError:
    """What an error of the file system is to a person: full, forbidden, missing, in the way, or failing."""
    if error.errno in _FULL:
        return KnownError(Kind.ENVIRONMENT, "disk_full")
    if error.errno in _FORBIDDEN:
        return KnownError(Kind.ENVIRONMENT, "not_permitted")
    if error.errno == errno.ENOENT:
        return KnownError(Kind.ENVIRONMENT, "no_such_file")
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP):
        return KnownError(Kind.ENVIRONMENT, "name_not_possible")
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EISDIR):
        return KnownError(Kind.ENVIRONMENT, "in_the_way")
    return KnownError(Kind.ENVIRONMENT, "disk_failed")


@contextmanager
def explaining() -> Iterator[None]:
    """Turn errors of the file system inside into known errors."""
    try:
        yield
    except OSError as error:
        raise explained(error) from error


def explained_reading(error: OSError) -> KnownError:
    """As `explained`, of a file that is only read: nothing is in its way, and nothing would be written."""
    if error.errno in _FORBIDDEN:
        return KnownError(Kind.ENVIRONMENT, "not_readable")  # what Windows says of a folder, too
    if error.errno == errno.EISDIR:
        return KnownError(Kind.ENVIRONMENT, "is_a_folder")
    if error.errno == errno.ENOTDIR:
        return KnownError(Kind.ENVIRONMENT, "no_such_file")
    return explained(error)


@contextmanager
def explaining_reading() -> Iterator[None]:
    """Turn errors of reading a file inside into known errors."""
    try:
        yield
    except OSError as error:
        raise explained_reading(error) from error


def sync_folder(folder: Path) -> None:
    """See to it that names written in a folder survive a power loss; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step: whoever looks finds the old content or the new, after power loss too.

    Raises KnownError ENVIRONMENT and leaves the old file where it cannot be done.
    """
    with explaining():
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Clear away what a crash left of files that were being written, the journals of databases among them.

    Only for who holds the folder's lock.
    """
    for ending in ("", "-journal", "-wal", "-shm"):
        for each in folder.glob(f".*{UNFINISHED}{ending}"):
            with suppress(OSError):
                each.unlink()


class Lock:
    """The system's advisory lock on a file: one process, one binder; gone by itself when the process ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock or raise KnownError ENVIRONMENT `binder_open_elsewhere`."""
        with explaining():
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise KnownError(Kind.ENVIRONMENT, "binder_open_elsewhere") from error
        self._held = True

    def release(self) -> None:
        """Let others in; the file stays, since removing it would race with whoever waits."""
        if self._held:
            self._held = False
            os.close(self._handle)

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def held_while_writing(handle: int) -> None:
        """Windows removes no file that somebody has open: nothing is to be done."""

    def remove_left_over(path: Path) -> None:
        """Remove an unfinished file, unless a living process is writing it."""
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def held_while_writing(handle: int) -> None:
        """Let others know that an unfinished file is being written; not every share can tell them."""
        with suppress(OSError):
            _take(handle)

    def remove_left_over(path: Path) -> None:
        """Remove an unfinished file, unless a living process is writing it."""
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR)
            try:
                _take(handle)
                path.unlink()
            finally:
                os.close(handle)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to build in, which becomes `target` when all went well and vanishes when not.

    Refuses (KnownError ENVIRONMENT `in_the_way`) a target that exists and is not an empty folder.
    """
    with explaining():
        if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
            raise KnownError(Kind.ENVIRONMENT, "in_the_way")
        # A folder that is there already is kept: who may write in it need not be allowed to replace it.
        given = target.exists()
        made = [] if given else _make_parents(target.parent)
        try:
            room = target if given else target.parent
            build = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=UNFINISHED, dir=room))
        except OSError:
            _remove_empty(made)
            raise
    moved: list[Path] = []
    try:
        yield build
        with explaining():
            if given:
                target.chmod(0o700)
                moved.extend(each.rename(target / each.name) for each in sorted(build.iterdir()))
                build.rmdir()
                sync_folder(target)
            else:
                build.rename(target)
                sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            for each in (*moved, *build.iterdir()):
                each.unlink()
            build.rmdir()
        _remove_empty(made)
        raise


@contextmanager
def undone_on_failure(folder: Path) -> Iterator[None]:
    """Take away what was made of a folder, and of those around it, where something fails; nothing else.

    For a new binder: until its code is safe there is none. What is `in_the_way` is somebody else's and stays.
    """
    folder = folder.absolute()
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    ours = bool(missing) or (folder.is_dir() and not any(folder.iterdir()))
    try:
        yield
    except BaseException as error:
        if ours and not (isinstance(error, KnownError) and error.code == "in_the_way"):
            with suppress(OSError):
                for each in folder.iterdir():
                    shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink()
            _remove_empty(missing)
        raise


def _make_parents(folder: Path) -> list[Path]:
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    with suppress(OSError):
        for each in folders:
            each.rmdir()


def remove_stale_folders(target: Path, lock: str) -> None:
    """Clear away folders that a killed process was building `target` in; those of a living one are locked."""
    room = target if target.is_dir() else target.parent
    for each in room.glob(f".{escape(target.name)}.*{UNFINISHED}"):
        if not each.is_dir() or each.is_symlink():
            continue
        try:
            with Lock(each / lock):
                pass
        except KnownError:
            continue
        shutil.rmtree(each, ignore_errors=True)
