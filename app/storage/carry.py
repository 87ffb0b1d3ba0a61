"""Carrying a copy of the closed binder to the places for backups, by a process that has no keys.

When the binder is locked its process ends at once (trust.md, promise 5), and a backup must not make it wait.
A closed database is one encrypted file; all that a backup needs besides is the pages after it, which are made
in an instant while the key is still at hand. They are laid out beside the binder with the places to go to. A
process without window and keys then copies: nobody who takes the machine finds anything in it. What it
carried is read through with the key the next time the binder is opened.
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.models.errors import Kind, KnownError
from app.storage.backup_file import PAGE, Note, tail
from app.storage.binder import Binder
from app.storage.database import DATABASE
from app.storage.delivery import CHUNK, deliver
from app.storage.disk import explaining, held_while_writing, remove_left_over, write_whole
from app.storage.head import HEAD
from app.storage.vault import Key, Slots

ORDER, LOCAL = "parm.kopia", "parm.kopia.db"
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be carried where: the pages after the database, and by what the closed binder is known."""

    name: str
    places: tuple[str, ...]
    pages: int
    head: str
    tail: bytes


def lay_out(closed: Binder, name: str, places: Iterable[str]) -> bool:
    """Lay out what carries a copy of a binder that was just closed; tells whether there is anything to carry.

    Nothing may be raised where one is leaving: what cannot be laid out is left to the next backup.
    """
    left_at = closed.left_at
    if left_at is None:
        return False

    def made(folder: Path, key: Key, slots: Slots) -> bytes:
        size = (folder / DATABASE).stat().st_size
        note = Note(closed.clock(), closed.person, left_at.entries, left_at.digest, left_at.commits)
        head = hashlib.sha256(left_at.as_bytes(key.drawn("head")) * 2).hexdigest()
        pages = size // PAGE
        body = {"name": name, "places": list(places), "pages": pages, "head": head}
        return json.dumps(body | {"tail": b64encode(tail(key, slots, note, pages)).decode()}).encode()

    try:
        write_whole(closed.folder / ORDER, closed.with_keys(made))
    except (KnownError, OSError):
        return False
    return True


def carry(folder: Path) -> dict[str, str | None]:
    """Carry out what was laid out: each place, and the code of why it did not get there or None.

    Empty where nothing was laid out or the binder is in use again; KnownError ENVIRONMENT from its own disk.
    """
    content = _content(folder / ORDER)
    order = None if content is None else _parse(content)
    if order is None:
        return {}
    local = folder / LOCAL
    remove_left_over(local)
    done: dict[str, str | None] = {}
    with explaining():
        try:
            handle = os.open(local, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            return {}
        try:
            with os.fdopen(handle, "wb") as file:
                held_while_writing(handle)
                whole = _copied(folder, order, file)
                file.flush()
                os.fsync(handle)
                if whole:
                    for place in order.places:
                        done[place] = _delivered(local, Path(place) / order.name)
        finally:
            with suppress(OSError):
                local.unlink()
            if _content(folder / ORDER) == content:
                (folder / ORDER).unlink(missing_ok=True)
    return done


def left_undone(folder: Path) -> bool:
    """Whether a copy was laid out that nobody carries; it is cleared away, for who can make a better one."""
    if _content(folder / ORDER) is None:
        return False
    remove_left_over(folder / LOCAL)
    if (folder / LOCAL).exists():
        return False  # it is on its way
    with suppress(OSError):
        (folder / ORDER).unlink(missing_ok=True)
    return True


def _copied(folder: Path, order: Order, file: object) -> bool:
    """Copy the database and its last pages; False where the binder is not, or no longer, as it was closed."""
    before = _standing(folder)
    if before is None or before[0] != order.head or before[1] != order.pages * PAGE:
        return False
    with (folder / DATABASE).open("rb") as source:
        while chunk := source.read(CHUNK):
            file.write(chunk)  # type: ignore[attr-defined]
    file.write(order.tail)  # type: ignore[attr-defined]
    return _standing(folder) == before


def _standing(folder: Path) -> tuple[str, int, int] | None:
    """By what one sees that nobody has worked in the binder: its head, and size and time of the database."""
    try:
        head = hashlib.sha256((folder / HEAD).read_bytes()).hexdigest()
        found = (folder / DATABASE).stat()
    except OSError:
        return None
    return head, found.st_size, found.st_mtime_ns


def _delivered(local: Path, target: Path) -> str | None:
    try:
        deliver(local, target)
    except KnownError as error:
        return error.code
    return None


def _content(path: Path) -> bytes | None:
    with suppress(OSError):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            return path.read_bytes()
    return None


def _parse(content: bytes) -> Order | None:
    try:
        body = json.loads(content)
        order = Order(
            name=str(body["name"]),
            places=tuple(map(str, body["places"])),
            pages=int(body["pages"]),
            head=str(body["head"]),
            tail=b64decode(body["tail"], validate=True),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if Path(order.name).name != order.name:
        raise KnownError(Kind.DAMAGED, "backup_damaged")
    return order
