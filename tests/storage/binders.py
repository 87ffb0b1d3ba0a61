"""Binders to test with: quick to make, but with keys as dear as the bounds allow to be cheap."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.clock import Clock
from app.storage import database, vault
from app.storage.binder import Binder
from app.storage.recovery import canonical
from app.storage.vault import Cost

CHEAP = Cost(passes=1, lanes=2)
PASSPHRASE = "åtta blå hästar åt havre i Kiruna"
PERSON = "Samordnare Prov"
MORNING = datetime(2026, 3, 2, 8, 0)


class TestClock:
    """A clock that a test sets and moves."""

    __test__ = False

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def tick(self, **span: float) -> None:
        self.at += timedelta(**span)


def new_binder(folder: Path, clock: Clock | None = None) -> Binder:
    """An opened, empty binder in `folder`: a copy of one that is made once in each run."""
    return copy_of(_template()[0], folder, clock)


def closed_binder(folder: Path) -> Path:
    """The same, closed; gives the folder."""
    return shutil.copytree(_template()[0], folder)


def copy_of(closed: Path, folder: Path, clock: Clock | None = None) -> Binder:
    """An opened copy, in `folder`, of a closed binder that is made once in each run."""
    shutil.copytree(closed, folder)
    return opened(folder, clock)


def opened(folder: Path, clock: Clock | None = None) -> Binder:
    """The binder in a folder that `new_binder` made."""
    return Binder.open(folder, passphrase=PASSPHRASE, clock=clock or TestClock())


def names(folder: Path) -> list[str]:
    """The names of what lies in a folder, in order."""
    return sorted(each.name for each in folder.iterdir())


def recovery_code() -> str:
    """The recovery code of every binder that `new_binder` makes."""
    return _template()[1]


@contextmanager
def sparing() -> Iterator[None]:
    """Within this, what is the same for every binder is done once: keys derived, statements compiled.

    Both derivations tell the same of the same passphrase or code, salt and cost, and those are what is
    remembered by: a wrong one, or a tampered slot, is derived as ever. How dear a derivation may be is not
    measured, and that of a recovery code is made cheap, but for the one that `new_binder` shares: any
    SQLCipher comes to its key, and to that of no other. Statements are compiled once for all binders, which
    differ in keys and rows alone. What runs in another process, and whoever asks for `as_in_the_program`,
    does without.
    """
    pattern = create_engine("sqlite+pysqlite://", module=sqlcipher)
    with pattern.connect():
        pass  # its dialect looks at the database's version when it is first connected
    compiled = LRUCache[Any, Any](5_000)

    def engine(*words: Any, **options: Any) -> Engine:
        made = create_engine(*words, **options)
        made.dialect, made._compiled_cache = pattern.dialect, compiled
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_stretch", cache(vault._stretch))
        patch.setattr(vault, "key_from_code", cache(_cheaply))
        patch.setattr(vault, "calibrated", lambda seconds=0.5: CHEAP)
        patch.setattr(database, "create_engine", engine)
        yield


@contextmanager
def as_in_the_program() -> Iterator[None]:
    """Within this, nothing is spared; for tests of the derivations themselves, and for what is timed."""
    with pytest.MonkeyPatch.context() as patch:
        for room, name, own in _OWN:
            patch.setattr(room, name, own)
        yield


_KEY_FROM_CODE = vault.key_from_code
_OWN = [
    (vault, "_stretch", vault._stretch),
    (vault, "key_from_code", _KEY_FROM_CODE),
    (vault, "calibrated", vault.calibrated),
    (database, "create_engine", create_engine),
]


def _cheaply(code: str, salt: bytes) -> vault.Key:
    """A key from a recovery code: SQLCipher's own for the shared binder's, else one that is soon derived."""
    # Not made for the asking: whoever puts something in the way of a binder means his own.
    if _template.cache_info().currsize and canonical(code) == canonical(recovery_code()):
        return _KEY_FROM_CODE(code, salt)
    return vault.Key(sha256(salt + canonical(code).encode()).digest())


@cache
def _template() -> tuple[Path, str]:
    folder = Path(tempfile.mkdtemp(prefix="binder-")) / "parm"
    with as_in_the_program():
        binder, code = Binder.create(
            folder, passphrase=PASSPHRASE, person=PERSON, clock=TestClock(), cost=CHEAP
        )
        binder.close()
    return folder, code
