"""The demo binder that the first window shows: its own place, outside the coordinator's binders."""

import shutil
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_dir

from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.services import binders
from app.services.binders import Binder
from app.services.demo.make import Told, new_demo

PASSPHRASE = "prova på en påhittad pärm"
"""It hides nothing, for nothing in the binder is true; but a binder has one."""

_FOLDER = "Påhittad pärm"


def folder() -> Path:
    """Where the demo binder lies."""
    return Path(user_data_dir("insatsparm", appauthor=False)) / _FOLDER


def is_there() -> bool:
    """Whether one was made before."""
    return folder().is_dir()


def is_home(path: Path) -> bool:
    """Whether a folder is that of the demo binder, and so none of the coordinator's own."""
    return path.absolute() == folder().absolute()


def reopen(clock: Clock) -> Binder:
    """The demo binder as it was left; errors as `binders.open_binder`."""
    return binders.open_binder(folder(), passphrase=PASSPHRASE, clock=clock)


def make_anew(clock: Clock, told: Told) -> Binder:
    """A new demo binder in place of the one there was; errors as `new_demo`.

    KnownError ENVIRONMENT `binder_open_elsewhere` while somebody has it open.
    """
    place = folder()
    if place.is_dir():
        try:
            reopen(clock).close()
        except KnownError as error:
            if error.kind is Kind.ENVIRONMENT:
                raise
        shutil.rmtree(place)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
    binder, _code = new_demo(place, passphrase=PASSPHRASE, clock=clock, told=told)
    return binder
