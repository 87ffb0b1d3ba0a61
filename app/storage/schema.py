"""The shape of a binder's database: made, recognised, and brought up to date by Alembic in-process."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, text

from app.models.errors import Kind, KnownError
from app.storage import database, search_index
from app.storage.vault import Key

CURRENT = "0001"
"""The revision that this program reads and writes."""

_MIGRATIONS = Path(__file__).with_name("migrations")


def revision(connection: Connection) -> str | None:
    """The revision of a database, or None for an empty one."""
    known = connection.execute(
        text("SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'")
    ).scalar_one()
    if not known:
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def is_current(connection: Connection) -> bool:
    """Whether a database has the shape of this program; KnownError DAMAGED `binder_newer` if unknown."""
    found = revision(connection)
    if found == CURRENT:
        return search_index.is_current(connection)
    if found is not None and found not in known_revisions(_MIGRATIONS):
        raise KnownError(Kind.DAMAGED, "binder_newer")
    return False


def known_revisions(folder: Path) -> tuple[str, ...]:
    """The revisions in a folder of migrations, the newest first."""
    from alembic.script import ScriptDirectory

    return tuple(script.revision for script in ScriptDirectory(str(folder)).walk_revisions())


def upgrade(connection: Connection, *, folder: Path = _MIGRATIONS) -> None:
    """Run the revisions that a database lacks, in the connection's own transaction, and index all text."""
    # Alembic takes a tenth of a second to import: only a new or an old binder pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    search_index.remove(connection)
    command.upgrade(config, "head")
    search_index.install(connection)


def migrate(path: Path, key: Key, *, folder: Path = _MIGRATIONS) -> Path:
    """Bring an older database up to date, all or nothing; the encrypted copy that was made before.

    KnownError DAMAGED `migration_failed` where references or the number of rows would not hold afterwards.
    """
    # Off before BEGIN: a table that is rebuilt would delete its children.
    engine = database.engine(path, key, foreign_keys=False)
    try:
        with engine.connect() as connection:
            copy = path.with_name(f"{path.stem}.fore-{revision(connection)}{path.suffix}")
            rows = _row_counts(connection)
        copy.unlink(missing_ok=True)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
        copy.chmod(0o600)
        with engine.execution_options(immediate=True).begin() as connection:
            upgrade(connection, folder=folder)
            _check(connection, rows)
    finally:
        engine.dispose()
    return copy


def forget_copies(path: Path) -> None:
    """Remove the copies that were made before upgrades."""
    for copy in path.parent.glob(f"{path.stem}.fore-*{path.suffix}"):
        with suppress(OSError):
            copy.unlink()


def _check(connection: Connection, rows: dict[str, int]) -> None:
    dangling = connection.execute(text("PRAGMA foreign_key_check")).first()
    now = _row_counts(connection)
    lost = [table for table, count in rows.items() if now.get(table, count) != count]
    if dangling is not None or lost:
        raise KnownError(Kind.DAMAGED, "migration_failed")


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = connection.execute(
        # The index of free text is derived, and counts in its own way.
        text("SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ).scalars()
    return {
        table: int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())
        for table in tables
        if table not in ("alembic_version", "search_entry")
    }
