"""Having a scan drawn by a process that holds no keys: started, fed, timed, and believed in nothing.

The process gets the bytes of one scan and nothing else: no path, no descriptor but its three, an environment
of what the loader needs. What it gives back is pixels (`scan_frames`). No file is written.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.models.errors import Kind, KnownError
from app.services import cage
from app.services.attachments import Scan, media_type
from app.services.scan_frames import Drawn, Refusal, Refused, Unbelievable, read_hello, read_pages

SECONDS = 30
"""How long one scan may take, the start of the process with it."""
_BEATS = 20
"""How often a second it is looked whether somebody still wants it."""
_NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0
_PARTING = 0.5
"""Seconds in which a helper that has said its last ends by itself, and so tells why it ended."""

_SAID = {
    Refusal.DAMAGED: "scan_damaged",
    Refusal.LOCKED: "scan_locked",
    Refusal.TOO_LARGE: "scan_too_many_pixels",
}


@dataclass(frozen=True)
class Helper:
    """How the helper is started: its words, and the folder that they are said in."""

    command: Sequence[str]
    folder: Path


def draw(
    scan: Scan, helper: Helper, unwanted: Callable[[], bool] = lambda: False, *, seconds: int = SECONDS
) -> Drawn:
    """The pages of a scan as pixels.

    KnownError RULE `scan_odd`, `scan_damaged`, `scan_locked`, `scan_too_many_pixels`, `scan_too_slow`, each
    with the scan's `name`; ENVIRONMENT `scan_no_helper`. Where nobody wants it any more (`unwanted`, asked
    from another thread) the process is ended, and one of these is raised.
    """
    try:
        media_type(scan.content)
    except KnownError as error:
        raise _refused("scan_odd", scan) from error
    with _started(helper) as process, _watched(process, unwanted, seconds) as late:
        assert process.stdout is not None
        try:
            read_hello(process.stdout)
        except Unbelievable as error:
            if late.is_set():
                raise _refused("scan_too_slow", scan) from error
            raise KnownError(Kind.ENVIRONMENT, "scan_no_helper") from error
        try:
            with _feeding(process, scan.content):
                return read_pages(process.stdout)
        except Refused as error:
            raise _refused(_SAID[error.why], scan) from error
        except Unbelievable as error:
            slow = late.is_set() or process.wait() == cage.OUT_OF_TIME
            raise _refused("scan_too_slow" if slow else "scan_damaged", scan) from error


def _refused(code: str, scan: Scan) -> KnownError:
    return KnownError(Kind.RULE, code, name=scan.name)


@contextmanager
def _started(helper: Helper) -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(
            helper.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            cwd=helper.folder,
            env=cage.alone(),
            creationflags=_NO_CONSOLE,
        )
    except OSError as error:
        raise KnownError(Kind.ENVIRONMENT, "scan_no_helper") from error
    try:
        yield process
    finally:
        process.kill()
        for end in (process.stdin, process.stdout):
            # What it did not take is still waiting to be written.
            with suppress(OSError):
                assert end is not None
                end.close()
        process.wait()


@contextmanager
def _watched(
    process: subprocess.Popen[bytes], unwanted: Callable[[], bool], seconds: int
) -> Iterator[threading.Event]:
    """End the process when its time is up or nobody wants it; the event tells that it was late."""
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        for _ in range(seconds * _BEATS):
            if done.wait(1 / _BEATS):
                return
            if unwanted():
                break
        else:
            late.set()
        process.kill()

    watcher = threading.Thread(target=watch, name="scan-watch", daemon=True)
    watcher.start()
    try:
        yield late
    finally:
        done.set()
        watcher.join()


@contextmanager
def _feeding(process: subprocess.Popen[bytes], content: bytes) -> Iterator[None]:
    """Write the scan beside the reading, for a helper that does not read; after it the process has ended."""
    stream = process.stdin
    assert stream is not None

    def feed() -> None:
        with suppress(OSError):
            stream.write(content)
            stream.close()

    feeder = threading.Thread(target=feed, name="scan-feed", daemon=True)
    feeder.start()
    try:
        yield
    finally:
        # One that has closed its output is ending; one that wrote what it should not have is ended.
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PARTING)
        process.kill()
        feeder.join()
