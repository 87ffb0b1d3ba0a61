"""Binders to test with: quick to make, but with keys as dear as the bounds allow to be cheap."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from app.models.clock import Clock
from app.storage import vault
from app.storage.binder import Binder
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
    template, _ = _template()
    shutil.copytree(template, folder)
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
def deriving_once() -> Iterator[None]:
    """Within this, each key is derived once and remembered, and nobody measures how dear one may be.

    Both derivations tell the same of the same passphrase or code, salt and cost, and those are what is
    remembered by: a wrong one, or a tampered slot, is derived as ever. What derives in another process, and
    whoever asks for `deriving_anew`, does without.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_stretch", cache(_STRETCH))
        patch.setattr(vault, "key_from_code", cache(_KEY_FROM_CODE))
        patch.setattr(vault, "calibrated", lambda seconds=0.5: CHEAP)
        yield


@contextmanager
def deriving_anew() -> Iterator[None]:
    """Within this, keys are derived as in the program; for tests of the derivations themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_stretch", _STRETCH)
        patch.setattr(vault, "key_from_code", _KEY_FROM_CODE)
        patch.setattr(vault, "calibrated", _CALIBRATED)
        yield


_STRETCH, _KEY_FROM_CODE, _CALIBRATED = vault._stretch, vault.key_from_code, vault.calibrated


@cache
def _template() -> tuple[Path, str]:
    folder = Path(tempfile.mkdtemp(prefix="binder-")) / "parm"
    binder, code = Binder.create(folder, passphrase=PASSPHRASE, person=PERSON, clock=TestClock(), cost=CHEAP)
    binder.close()
    return folder, code
