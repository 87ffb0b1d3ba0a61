"""A watcher that looks for the binder's words in every file around the program (trust.md, promise 1)."""

import base64
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_PAPER = b"%PDF"
"""A plain paper hides its words in compressed streams: one that nobody asked for is itself a leak."""


class Watch:
    """Looks in folders for needles, as programs may write them, and for papers nobody asked for.

    From its making on it also notes every file that Python opens for writing anywhere else. What lay there
    before, and is as it was, is somebody else's.
    """

    def __init__(self, folders: Iterable[Path], needles: Iterable[str]) -> None:
        self.folders = [folder.resolve() for folder in folders]
        self.needles: dict[str, tuple[bytes, ...]] = {}
        self.seek(*needles)
        self.asked_for: set[Path] = set()
        self.looked_at = 0
        # What was looked at, as it was then and for so many needles: it need not be read again.
        self._clean: dict[Path, tuple[tuple[int, int] | None, int]] = {}
        self._before = {path: _state(path) for folder in self.folders for path in _files_in(folder)}
        self._elsewhere: set[Path] = set()
        self._listening = True
        sys.addaudithook(self._heard)

    def allow(self, *paths: Path) -> None:
        """These files, and what lies in these folders, were asked for: a paper, a sheet."""
        self.asked_for |= {path.resolve() for path in paths}

    def seek(self, *needles: str) -> None:
        """These words, which came to be only now, are looked for too."""
        self.needles |= {needle: tuple(_spellings(needle)) for needle in needles}

    def look(self, step: str) -> None:
        """Fail where a needle or a paper that nobody asked for lies about after this step."""
        found = [line for path in self._files() for line in self._leaks(path)]
        assert not found, f"after {step}: {'; '.join(found)}"

    def stop(self) -> None:
        """Stop listening (an audit hook itself cannot be taken away)."""
        self._listening = False

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (path for path in _files_in(folder) if self._before.get(path) != _state(path))
        yield from (path for path in list(self._elsewhere) if path.is_file())

    def _leaks(self, path: Path) -> Iterator[str]:
        for needle in self.needles:
            if needle.casefold() in path.name.casefold():
                yield f"{needle!r} in the name {path.name!r}"
        if any(asked == path or asked in path.parents for asked in self.asked_for):
            return
        self.looked_at += 1
        looks = _state(path), len(self.needles)
        if self._clean.get(path) == looks:
            return
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return
        leaks = [
            needle for needle, spellings in self.needles.items() if any(map(content.__contains__, spellings))
        ]
        yield from (f"{needle!r} in {path}" for needle in leaks)
        if content.startswith(_PAPER):
            yield f"a paper in {path}"
        elif not leaks:
            self._clean[path] = looks

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._listening or event != "open":
            return
        path, mode = arguments[0], arguments[1]
        if isinstance(path, str) and isinstance(mode, str) and set(mode) & set("wax+"):
            self._elsewhere.add(Path(path).absolute())


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _state(path: Path) -> tuple[int, int] | None:
    """When a file was last written and how long it is; None where it is gone by now."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _spellings(needle: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        yield needle.encode(encoding, errors="ignore")
    yield json.dumps(needle)[1:-1].encode()
    raw = needle.encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        yield coded[4 if shift else 0 : len(coded) - 4]
