"""The way into the folder of a binder: is it one, may it lie there, is it free, do its files fit together?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.models.errors import Kind, KnownError
from app.storage import database, generations, places, vault
from app.storage.database import DATABASE, explaining_database
from app.storage.disk import Lock, explaining
from app.storage.vault import Key, Slots

LOCK = "parm.las"
REPLACEABLE = ("keys_missing", "keys_damaged", "keys_unreasonable", "keys_tampered", "wrong_code")
"""What may be wrong with the file of slots where the recovery code makes a new one."""
_BINDER = text("SELECT binder FROM binder_state")
_LAST_PERSON = text("SELECT by FROM log_entry ORDER BY id DESC LIMIT 1")


def entered(folder: Path) -> tuple[Path, Lock]:
    """The folder of a binder and the lock on it; KnownError where it is none or must not be where it is."""
    folder = folder.absolute()
    with explaining():
        if not folder.exists():
            raise KnownError(Kind.ENVIRONMENT, "no_such_file")
        if not folder.is_dir():
            raise KnownError(Kind.DAMAGED, "not_a_binder")
    places.refuse_unsafe(folder)
    database.read_salt(folder / DATABASE)
    lock = Lock(folder / LOCK)
    with releasing(lock):
        generations.finish(folder)
    return folder, lock


def persons_by_code(folder: Path, code: str) -> tuple[str, ...]:
    """The names of those who have a slot, for who has the recovery code; nobody where the slots are lost.

    Nothing is changed or logged. Errors as `Binder.open_with_code`.
    """
    folder, lock = entered(folder)
    with lock:
        try:
            slots = vault.read_slots(folder)
            return slots.persons(slots.unlock_with_code(code))
        except KnownError as error:
            if error.code not in REPLACEABLE:
                raise
        slots_anew(folder, code)
        return ()


@contextmanager
def releasing(lock: Lock) -> Iterator[None]:
    """Let others in where opening fails."""
    try:
        yield
    except BaseException:
        lock.release()
        raise


def slots_anew(folder: Path, code: str) -> tuple[Slots, Key, str]:
    """Empty slots, the key and the last person of a binder whose file of slots is of no use."""
    salt = database.read_salt(folder / DATABASE)
    key = vault.key_from_code(code, salt)
    engine = database.engine(folder / DATABASE, key)
    try:
        with explaining_database(), engine.connect() as connection:
            binder = connection.execute(_BINDER).scalar_one()
            person = connection.execute(_LAST_PERSON).scalar_one()
    except KnownError as error:
        # Without the slots' seal a wrong code and a damaged first page look the same; the code is likelier.
        raise KnownError(Kind.SECRET, "wrong_code") if error.kind is Kind.DAMAGED else error from error
    finally:
        engine.dispose()
    return Slots.anew(binder, salt, key), key, person


def compare_salts(folder: Path, slots: Slots) -> None:
    """KnownError DAMAGED `salt_damaged` where the database's salt is not the one that the slots know."""
    if database.read_salt(folder / DATABASE) != slots.salt:
        raise KnownError(Kind.DAMAGED, "salt_damaged")
