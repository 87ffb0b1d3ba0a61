"""The shape of the database: the same from the revisions as from the records, and older ones are upgraded."""

import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.errors import Kind, KnownError
from app.models.records import Record
from app.storage import database, schema
from app.storage.database import DATABASE
from app.storage.vault import Key
from tests.storage.binders import names, new_binder, opened
from tests.storage.freeze import FIRST, statements
from tests.storage.samples import add_address_book, full_case

REVISION = """
from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"

def upgrade():
    with op.batch_alter_table("case", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text()))
    {more}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "parm"
    with new_binder(path) as binder, binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1", meetings=2))
    return path


@pytest.fixture
def key(folder: Path) -> Key:
    with opened(folder) as binder:
        return binder._key


def migrations(folder: Path, more: str = "pass") -> Path:
    """The program's own revisions with one more."""
    made = folder / "migrations"
    shutil.copytree(schema._MIGRATIONS, made, ignore=shutil.ignore_patterns("__pycache__"))
    (made / "versions" / "0002_colour.py").write_text(REVISION.format(more=more), encoding="utf-8")
    return made


def counts(folder: Path, key: Key) -> dict[str, int]:
    engine = database.engine(folder / DATABASE, key)
    try:
        with engine.connect() as connection:
            return schema._row_counts(connection)
    finally:
        engine.dispose()


def test_the_first_revision_makes_the_tables_of_the_records() -> None:
    """Mended with `python -m tests.storage.freeze` until the first release, then by a new revision."""
    written = FIRST.read_text(encoding="utf-8").rstrip().removesuffix(";").split(";\n\n")
    assert [" ".join(each.split()) for each in written] == [" ".join(each.split()) for each in statements()]


def test_a_new_database_is_made_quickly() -> None:
    engine = create_engine("sqlite://", module=sqlcipher)
    with engine.begin() as connection:
        schema.upgrade(connection)
    start = time.perf_counter()
    other = create_engine("sqlite://", module=sqlcipher)
    with other.begin() as connection:
        schema.upgrade(connection)
        assert schema.is_current(connection)
        listed = connection.execute(text("SELECT name FROM pragma_table_list WHERE type = 'table'"))
        tables = set(listed.scalars())
    # 0.1 s on a calm machine.
    assert time.perf_counter() - start < 1
    ours = {"binder_state", "alembic_version", "search_entry"}
    assert {each for each in tables if not each.startswith("sqlite_")} == {*Record.metadata.tables, *ours}
    engine.dispose()
    other.dispose()


def test_the_newest_revision_is_the_one_the_program_knows() -> None:
    assert schema.known_revisions(schema._MIGRATIONS)[0] == schema.CURRENT


def test_an_older_binder_is_upgraded_after_a_copy(folder: Path, key: Key, tmp_path: Path) -> None:
    before = counts(folder, key)
    copy = schema.migrate(folder / DATABASE, key, folder=migrations(tmp_path))
    # A rebuilt parent table keeps its children.
    assert counts(folder, key) == before
    assert before["action"] == 16
    engine = database.engine(folder / DATABASE, key)
    with engine.connect() as connection:
        assert schema.revision(connection) == "0002"
        assert connection.execute(text("SELECT colour FROM 'case'")).scalar_one() is None
    engine.dispose()
    assert copy == folder / "parm.fore-0001.db"
    old = database.connect(copy, key)
    assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert old.execute("SELECT count(*) FROM action").fetchone() == (16,)
    old.close()


@pytest.mark.parametrize(
    "more",
    [
        'op.execute("DELETE FROM action WHERE id = 1")',
        'op.execute("UPDATE action SET goal_id = 999 WHERE id = 1")',
    ],
)
def test_an_upgrade_that_loses_anything_is_undone(folder: Path, key: Key, tmp_path: Path, more: str) -> None:
    before = counts(folder, key)
    with pytest.raises(KnownError) as refused:
        schema.migrate(folder / DATABASE, key, folder=migrations(tmp_path, more))
    assert (refused.value.code, refused.value.kind) == ("migration_failed", Kind.DAMAGED)
    assert counts(folder, key) == before
    opened(folder).close()


def test_an_upgrade_that_breaks_halfway_is_undone(folder: Path, key: Key, tmp_path: Path) -> None:
    before = counts(folder, key)
    with pytest.raises(ZeroDivisionError):
        schema.migrate(folder / DATABASE, key, folder=migrations(tmp_path, "1 / 0"))
    assert counts(folder, key) == before
    assert "parm.fore-0001.db" in names(folder)
    opened(folder).close()
    # It opened well: the copy has done its duty.
    assert names(folder) == ["nycklar.json", "parm.db", "parm.huvud", "parm.las"]
