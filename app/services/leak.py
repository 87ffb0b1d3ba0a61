"""*Misstänkt läcka*: a new key for the binder and the backups in reach; the rest is listed (promise 1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.models.errors import Kind, KnownError
from app.services.backup import Pulse, silent
from app.services.backups import binder_id, listed, read_state
from app.services.passphrase import refuse_weak
from app.storage import rekey
from app.storage.binder import Binder
from app.storage.recovery import new_code as new_code
from app.storage.vault import Cost, Key
from app.storage.work import Work

KEY = "rekey"


@dataclass(frozen=True, slots=True)
class Left:
    """What the old code, or an old passphrase, still opens as far as the binder knows.

    `places` are those that were out of reach and `files` those that were refused (code by path); `elsewhere`
    are backups that were made by hand: file name and time.
    """

    rekeyed: int
    places: tuple[str, ...]
    files: Mapping[str, str]
    elsewhere: tuple[tuple[str, datetime], ...]

    @property
    def nothing(self) -> bool:
        """Whether every backup that the binder knows of has the new key."""
        return not self.places and not self.files and not self.elsewhere


def check_new_passphrase(binder: Binder, passphrase: str) -> None:
    """KnownError RULE for a weak passphrase, or `passphrase_same` for one that opens the binder now."""
    refuse_weak(passphrase, personal=(binder.person,))
    if rekey.is_present_passphrase(binder, passphrase):
        raise KnownError(Kind.RULE, "passphrase_same")


def others(binder: Binder) -> tuple[str, ...]:
    """Who else has a way in now, and will need a new one."""
    return tuple(each for each in binder.persons() if each != binder.person)


def change_locks(
    binder: Binder, *, passphrase: str, code: str, pulse: Pulse = silent, cost: Cost | None = None
) -> tuple[str, ...]:
    """Give the binder a new key from a new code, and its person a new passphrase; who must be let in anew.

    The backups follow (`rekey_backups`). KnownError as `check_new_passphrase` and `Binder.reborn`, and all is
    as before.
    """
    check_new_passphrase(binder, passphrase)
    gone = others(binder)

    def first(work: Work, old: Key) -> None:
        # What the old key opens still lies in the backups: without it they could not be given the new one.
        older = work.settings.get(KEY, {}).get("keys", [])
        work.settings.put(KEY, {"keys": [old.raw.hex(), *older], "at": work.now.isoformat()})
        work.log("rekeyed", detail={"persons": len(gone)})

    rekey.rekey(binder, passphrase=passphrase, code=code, first=first, pulse=pulse, cost=cost)
    return gone


def rekey_backups(binder: Binder, pulse: Pulse = silent) -> Left:
    """Give every backup in reach the binder's present key, each in one step; what is left for another time.

    Once nothing lies in its places under an older key the binder forgets those keys. A place that is away is
    tried again each time the backups are looked after.
    """
    with binder.reading() as work:
        pending = work.settings.get(KEY)
        state = read_state(work)
        made = work.log_rows(what=("backup_made",))
    if pending is None:
        return Left(0, (), {}, ())
    at = datetime.fromisoformat(pending["at"])
    keys = [Key(bytes.fromhex(each)) for each in pending["keys"]]
    own = binder_id(binder)
    rekeyed, away, files = 0, [], {}
    for place in state.places:
        copies = listed(Path(place), own, state)
        if copies is None:
            away.append(place)
            continue
        for number, copy in enumerate(copies):
            try:
                rekeyed += _rekeyed(binder, copy.path, keys)
            except KnownError as error:
                files[str(copy.path)] = error.code
            pulse(number / len(copies))
    by_hand = [each for each in made if "file" in each.details and each.at <= at]
    if not away and not files:
        with binder.writing() as work:
            work.settings.put(KEY, None)
    elsewhere = tuple((str(each.details["file"]), each.at) for each in by_hand)
    return Left(rekeyed, tuple(away), files, elsewhere)


def is_pending(binder: Binder) -> bool:
    """Whether backups under an older key may still lie in a place that was out of reach."""
    with binder.reading() as work:
        return work.settings.get(KEY) is not None


def _rekeyed(binder: Binder, path: Path, keys: list[Key]) -> bool:
    for old in keys:
        try:
            return rekey.rekey_backup(binder, path, old, silent)
        except KnownError as error:
            if error.kind is not Kind.DAMAGED or old is keys[-1]:
                raise
    return False
