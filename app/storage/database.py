"""The encrypted database: the only door to SQLCipher.

Every connection is made here, so that none forgets its key (a forgotten key makes a plaintext database,
silently) and none writes plaintext to a temporary file, the log of SQLCipher or the terminal.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, exc, text
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.errors import Kind, KnownError
from app.storage.disk import explaining
from app.storage.vault import SALT_BYTES, Key

DATABASE = "parm.db"
COMMITS = text("SELECT commits FROM binder_state")
"""How many transactions were committed since the binder was made."""
_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE = 4096
_OFTEN = 20_000  # steps of SQLite's machine between two questions whether to go on
_STEP = 256  # pages that are copied at a time: one mebibyte, a few milliseconds
_PATIENCE = 15_000  # milliseconds that a writer waits for another of this process
_SETTINGS = (
    "temp_store = MEMORY",  # sorting would spill plaintext rows to a file
    "secure_delete = ON",
    "trusted_schema = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: fsync alone does not reach the disk there
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "cache_size = -65536",  # 64 MiB: a repeated scan is six times faster, since pages stay decrypted
    f"busy_timeout = {_PATIENCE}",
)
_CODES = {
    "SQLITE_FULL": (Kind.ENVIRONMENT, "disk_full"),
    "SQLITE_READONLY": (Kind.ENVIRONMENT, "not_permitted"),
    "SQLITE_PERM": (Kind.ENVIRONMENT, "not_permitted"),
    "SQLITE_CANTOPEN": (Kind.ENVIRONMENT, "not_permitted"),
    "SQLITE_IOERR": (Kind.ENVIRONMENT, "disk_failed"),
    "SQLITE_BUSY": (Kind.ENVIRONMENT, "binder_busy"),
    "SQLITE_LOCKED": (Kind.ENVIRONMENT, "binder_busy"),
    "SQLITE_CORRUPT": (Kind.DAMAGED, "binder_damaged"),
    "SQLITE_NOTADB": (Kind.DAMAGED, "binder_damaged"),
}
_NAMELESS = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
"""What SQLite says where sqlcipher3 gives no name: the online copying raises its errors without one."""


def explained(error: BaseException) -> KnownError | None:
    """What an error of the database is to a person, or None where it is a bug."""
    if isinstance(error, exc.DBAPIError) and error.orig is not None:
        error = error.orig
    # The name of an extended code begins with that of its family: SQLITE_IOERR_WRITE.
    name = getattr(error, "sqlite_errorname", None) or _NAMELESS.get(str(error), "")
    family = "_".join(str(name).split("_")[:2])
    found = _CODES.get(family)
    return None if found is None else KnownError(*found)


@contextmanager
def explaining_database() -> Iterator[None]:
    """Turn the world's errors (full, forbidden, damaged, busy) into known ones; bugs pass through."""
    try:
        yield
    except StaleDataError as error:
        raise KnownError(Kind.RULE, "changed_meanwhile") from error
    except (exc.DBAPIError, sqlcipher.Error) as error:
        known = explained(error)
        if known is None:
            raise
        raise known from error


def connect(path: Path, key: Key, *, foreign_keys: bool = True) -> Any:
    """One keyed connection of sqlcipher3 with every setting that protects or secures; autocommit."""
    connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.pragma}"')
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reading(path: Path, key: Key) -> Any:
    """A keyed connection to a file that nobody writes, such as a backup: it leaves nothing there."""
    whole = path.absolute().as_posix()
    uri = f"file://{'' if whole.startswith('/') else '/'}{quote(whole)}?immutable=1"
    connection = sqlcipher.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.pragma}"')
        for setting in ("temp_store = MEMORY", "trusted_schema = OFF", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        connection.close()
        raise
    return connection


def copy_online(
    source: Path, key: Key, target: Path, target_key: Key, salt: bytes, pulse: Callable[[float], object]
) -> None:
    """Copy a database that others may be writing as it is at this moment, under a key and salt of its own.

    `pulse` is told how far it is (0 to 1) every few milliseconds; what it raises ends the copying. The target
    must not exist and is one file in the end, without a journal.
    """
    with explaining():
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with explaining_database():
        reading = connect(source, key)
        try:
            writing = sqlcipher.connect(str(target), isolation_level=None)
            try:
                writing.execute("PRAGMA cipher_log_level = NONE")
                # With the salt in the key: else the copy gets one of its own, and the code does not open it.
                writing.execute(f"PRAGMA key = \"x'{target_key.raw.hex()}{salt.hex()}'\"")
                # A moment that stays: without it every commit of others would begin the copying anew.
                reading.execute("BEGIN")
                reading.execute("SELECT count(*) FROM sqlite_schema")

                def told(_status: int, left: int, total: int) -> None:
                    pulse(1 - left / max(total, 1))

                reading.backup(writing, pages=_STEP, progress=told, sleep=0)
                writing.execute("PRAGMA journal_mode = DELETE")
            finally:
                writing.close()
        finally:
            reading.close()


def make(path: Path, key: Key, salt: bytes) -> None:
    """Make an empty encrypted database of our own salt: the same as SQLCipher makes of the recovery code."""
    with explaining():
        # Made before SQLCipher sees it, so that nobody else can read it for a moment.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with explaining_database():
        connection = sqlcipher.connect(str(path), isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}{salt.hex()}'\"")
            connection.execute("PRAGMA user_version = 1")  # the first write puts the salt in place
        finally:
            connection.close()


def read_salt(path: Path) -> bytes:
    """The salt in the first bytes of the file.

    KnownError DAMAGED: `not_a_binder` where there is no such file or it is a plain database, `binder_damaged`
    where it is shorter than a page.
    """
    with explaining():
        if not path.is_file():
            raise KnownError(Kind.DAMAGED, "not_a_binder")
        with path.open("rb") as file:
            header = file.read(SALT_BYTES)
        if header == _PLAIN_HEADER:
            raise KnownError(Kind.DAMAGED, "not_a_binder")
        if path.stat().st_size < _PAGE:
            raise KnownError(Kind.DAMAGED, "binder_damaged")
    return header


def engine(path: Path, key: Key, *, foreign_keys: bool = True, reading: bool = False) -> Engine:
    """An engine whose connections are keyed and whose transactions begin when they say so.

    Transactions are deferred, and immediate for a connection with the option `immediate=True`: a deferred one
    that writes later would fail at once, whatever the patience. With `reading`, as `connect_reading`.
    """

    def connected() -> Any:
        return connect_reading(path, key) if reading else connect(path, key, foreign_keys=foreign_keys)

    made = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=connected,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,  # an error must not carry a note's text into a crash report
    )
    event.listen(made, "begin", _begin)
    event.listen(made, "checkin", _end)
    return made


@contextmanager
def stopping(made: Engine, pulse: Callable[[], object]) -> Iterator[None]:
    """Ask `pulse` every few milliseconds while the engine's connections work: what it raises stops them."""

    def asked() -> int:
        try:
            pulse()
        except BaseException:
            return 1
        return 0

    def watch(connection: Any, _record: object, _proxy: object) -> None:
        connection.set_progress_handler(asked, _OFTEN)

    event.listen(made, "checkout", watch)
    try:
        yield
    except exc.DBAPIError:
        pulse()  # if it was this that stopped the statement, it says so itself
        raise
    finally:
        event.remove(made, "checkout", watch)


def checkpoint(made: Engine) -> None:
    """Move everything from the write-ahead log into the database, and empty the log.

    What cannot be moved (a full disk) stays safely in the log: nothing committed is lost by it.
    """
    with suppress(exc.DBAPIError, sqlcipher.Error), made.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN")


def _end(connection: Any, _record: object) -> None:
    # A commit that fails leaves its transaction open, and SQLAlchemy believes that it is over.
    if connection is not None and connection.in_transaction:
        connection.rollback()
