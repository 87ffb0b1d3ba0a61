"""The backups of a binder: where they go, what lies there, and how it stands (trust.md, promise 3)."""

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.models.backups import BackupStatus, PlaceState, standing
from app.models.binder import Draft, LogEntry
from app.models.errors import Kind, KnownError
from app.services.changes import Changes
from app.storage.backup_file import SUFFIX
from app.storage.binder import Binder
from app.storage.disk import explaining
from app.storage.places import sync_service
from app.storage.work import Work

KEY = "backups"
MOST_PLACES = 2
QUIET = frozenset({"opened", "backup_made", "backup_rehearsed", "rehearsal_failed"})
"""What in the log is no news that a backup would be made for."""
_NAME = re.compile(r"insatsparm-(?P<binder>[0-9a-f]{8})-(?P<made>[0-9]{4}(?:-[0-9]{2}){2}-[0-9]{6})" + SUFFIX)
_TIME = "%Y-%m-%d-%H%M%S"


@dataclass(slots=True)
class State:
    """What the binder remembers of its backups, as JSON among its settings; times are ISO texts."""

    places: list[str] = field(default_factory=list)
    last: str | None = None
    entries: int = 0
    verified: dict[str, str] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)
    trouble: dict[str, str] = field(default_factory=dict)
    rehearsed: str | None = None
    rehearsed_rows: int = 0
    rehearsal_failed: bool = False

    def last_made(self) -> datetime | None:
        """When the last backup was made that has arrived somewhere."""
        return None if self.last is None else datetime.fromisoformat(self.last)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that lies in a place."""

    path: Path
    made: datetime
    verified: bool
    size: int


def read_state(work: Work) -> State:
    """What the binder remembers of its backups."""
    return State(**work.settings.get(KEY, {}))


def backup_status(binder: Binder) -> BackupStatus:
    """How it stands with the backups, from the binder alone: no place is looked at."""
    now = binder.clock()
    with binder.reading() as work:
        state = read_state(work)
        changed = state.last is not None and is_changed(work, state)
        first = work.get(LogEntry, 1)
    last = state.last_made()
    states = tuple(_place_state(each, state) for each in state.places)
    found = standing(
        now=now, last=last, changed=changed, places=states, rehearsal_failed=state.rehearsal_failed
    )
    times = [datetime.fromisoformat(each) for each in state.verified.values()]
    return BackupStatus(
        standing=found,
        days=0 if last is None else (now.date() - last.date()).days,
        last=last,
        verified=max(times, default=None),
        rehearsed=None if state.rehearsed is None else datetime.fromisoformat(state.rehearsed),
        rehearsed_rows=state.rehearsed_rows,
        places=states,
        began=now if first is None else first.at,
    )


def sync_doubt(folder: Path) -> str | None:
    """The service that sends what lies in a folder to machines elsewhere, if one does."""
    return sync_service(folder.resolve(), os.environ)


def add_place(binder: Binder, folder: Path) -> Changes:
    """Let backups go to a folder from now on; logged.

    KnownError RULE `place_taken` or `too_many_places`; ENVIRONMENT `inside_binder`, or what the disk says.
    """
    place = folder.absolute()
    with explaining():
        if place.resolve().is_relative_to(binder.folder.resolve()):
            raise KnownError(Kind.ENVIRONMENT, "inside_binder")
        if not place.is_dir():
            raise KnownError(Kind.ENVIRONMENT, "no_such_file")
        with tempfile.NamedTemporaryFile(prefix=".prov", suffix=".ny", dir=place):
            pass
    with binder.writing() as work:
        state = read_state(work)
        if str(place) in state.places:
            raise KnownError(Kind.RULE, "place_taken")
        if len(state.places) >= MOST_PLACES:
            raise KnownError(Kind.RULE, "too_many_places", most=MOST_PLACES)
        state.places.append(str(place))
        put_state(work, state)
        work.log("settings_changed", detail={"setting": KEY})
    return Changes.of("settings", "backup")


def remove_place(binder: Binder, place: str) -> Changes:
    """Send no more backups to a folder; those that lie there stay; logged."""
    with binder.writing() as work:
        state = read_state(work)
        state.places = [each for each in state.places if each != place]
        state.trouble.pop(place, None)
        state.reached.pop(place, None)
        put_state(work, state)
        work.log("settings_changed", detail={"setting": KEY})
    return Changes.of("settings", "backup")


def kept_copies(binder: Binder) -> tuple[Kept, ...]:
    """The backups of this binder in its places, the newest first; asks the disks, which may be slow."""
    with binder.reading() as work:
        state = read_state(work)
    own = binder_id(binder)
    found = [each for place in state.places for each in listed(Path(place), own, state) or ()]
    return tuple(sorted(found, key=lambda each: (each.made, str(each.path)), reverse=True))


def is_changed(work: Work, state: State) -> bool:
    """Whether anything is new since the last backup: in the log, or typed and not yet saved."""
    if work.is_logged_after(state.entries, but=QUIET):
        return True
    last = state.last_made()
    return any(each.form != "window" and (last is None or each.at > last) for each in work.all(Draft))


def put_state(work: Work, state: State) -> None:
    """Remember it."""
    names: Iterable[str] = State.__dataclass_fields__
    work.settings.put(KEY, {name: getattr(state, name) for name in names})


def file_name(own: str, made: datetime) -> str:
    """What a backup that was made then is called."""
    return f"insatsparm-{own[:8]}-{made.strftime(_TIME)}{SUFFIX}"


def binder_id(binder: Binder) -> str:
    """The id of a binder, which the names of its backups begin with."""
    return binder.with_keys(lambda _folder, _key, slots: slots.binder)


def listed(place: Path, own: str, state: State) -> list[Kept] | None:
    """The backups of a binder in a place, by their names; None where the place is away."""
    try:
        if not place.is_dir():
            return None
        return [each for path in place.iterdir() if (each := _kept(path, own, state)) is not None]
    except OSError:
        return None


def _kept(path: Path, own: str, state: State) -> Kept | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match["binder"] != own[:8]:
        return None
    try:
        made = datetime.strptime(match["made"], _TIME)
    except ValueError:
        return None
    return Kept(path, made, str(path) in state.verified, path.stat().st_size)


def _place_state(place: str, state: State) -> PlaceState:
    reached = state.reached.get(place)
    last = None if reached is None else datetime.fromisoformat(reached)
    return PlaceState(place, last, state.trouble.get(place))
