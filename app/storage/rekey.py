"""A new key for a binder and for its backups, after a suspected leak (trust.md, promise 1)."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.models.errors import Kind, KnownError
from app.storage import backup, database, vault
from app.storage.backup_file import PAGE, read_label, tail
from app.storage.binder import Binder
from app.storage.delivery import deliver
from app.storage.disk import UNFINISHED, explaining
from app.storage.vault import Cost, Key, Slots
from app.storage.work import Work

Pulse = Callable[[float], object]


def rekey(
    binder: Binder,
    *,
    passphrase: str,
    code: str,
    first: Callable[[Work, Key], object],
    pulse: Pulse,
    cost: Cost | None = None,
) -> None:
    """Give an open binder the key of a new recovery code, and its person a new passphrase.

    All others' slots end: only they can wrap a key under their passphrases. `first` is the new generation's
    first unit of work and is told the old key. KnownError as `Binder.reborn`.
    """
    old, slots = binder.with_keys(lambda _folder, key, slots: (key, slots))
    salt = secrets.token_bytes(vault.SALT_BYTES)
    key = vault.key_from_code(code, salt)
    fresh = Slots.anew(slots.binder, salt, key)
    fresh = fresh.with_slot(key, binder.person, passphrase, cost or vault.calibrated())
    binder.reborn(key, fresh, lambda work: first(work, old), pulse)


def is_present_passphrase(binder: Binder, passphrase: str) -> bool:
    """Whether a passphrase opens the binder as it is."""

    def opens(_folder: Path, _key: Key, slots: Slots) -> bool:
        try:
            slots.unlock(passphrase)
        except KnownError:
            return False
        return True

    return binder.with_keys(opens)


def rekey_backup(binder: Binder, path: Path, old: Key, pulse: Pulse) -> bool:
    """Write a backup anew under the binder's present key and slots in one step; False if it has them.

    KnownError DAMAGED where neither key opens it or it is not whole, ENVIRONMENT where the disk refuses; the
    backup is then as it was.
    """
    return binder.with_keys(lambda folder, key, slots: _rekey_backup(folder, path, old, key, slots, pulse))


def _rekey_backup(folder: Path, path: Path, old: Key, key: Key, slots: Slots, pulse: Pulse) -> bool:
    label = read_label(path)
    with suppress(KnownError):
        label.note(key)
        return False
    note = label.note(old)
    name = secrets.token_hex(4)
    was, new = (folder / f".kopia.{name}.{each}{UNFINISHED}" for each in ("f", "n"))
    try:
        backup.unpack(path, label, was, lambda part: pulse(part * 0.3))
        database.copy_online(was, old, new, key, slots.salt, lambda part: pulse(0.3 + part * 0.3))
        with explaining(), new.open("ab") as file:
            file.write(tail(key, slots, note, new.stat().st_size // PAGE))
            file.flush()
            os.fsync(file.fileno())
        _note, found = backup.look_through(new, read_label(new), key)
        if found.problems:
            raise KnownError(Kind.DAMAGED, "backup_damaged")
        pulse(0.8)
        deliver(new, path, lambda _part: pulse(0.9))
    finally:
        for each in (was, new, was.with_name(f"{was.name}-wal"), was.with_name(f"{was.name}-shm")):
            with suppress(OSError):
                each.unlink(missing_ok=True)
    return True
