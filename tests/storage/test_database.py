"""The encrypted database: any SQLCipher opens it with the code, and nothing is ever plaintext."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.errors import Kind, KnownError
from app.storage import database, vault
from app.storage.database import DATABASE
from app.storage.recovery import new_code
from app.storage.vault import Key
from tests.storage.binders import as_in_the_program, names, new_binder, recovery_code
from tests.storage.samples import small_case

SALT = bytes(range(16))
KEY = Key(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "prov.db"
    database.make(made, KEY, SALT)
    return made


@pytest.fixture
def engine(path: Path):
    made = database.engine(path, KEY)
    yield made
    made.dispose()


def test_any_sqlcipher_opens_a_binder_with_the_printed_code(tmp_path: Path) -> None:
    with new_binder(tmp_path / "parm") as binder, binder.writing() as work:
        work.add(small_case("c1", "Åsa Prov"))
    stock = sqlcipher.connect(str(tmp_path / "parm" / DATABASE))
    stock.execute(f"PRAGMA key = '{recovery_code()}'")
    assert stock.execute("SELECT name FROM young_person").fetchall() == [("Åsa Prov",)]
    assert stock.execute("PRAGMA cipher_integrity_check").fetchall() == []
    stock.close()


def test_the_derived_key_is_sqlciphers_own(tmp_path: Path) -> None:
    code = new_code()
    stock = sqlcipher.connect(str(tmp_path / "prov.db"))
    stock.execute(f"PRAGMA key = '{code}'")
    stock.execute("CREATE TABLE t (a)")
    stock.commit()
    stock.close()
    path = tmp_path / "prov.db"
    with as_in_the_program():
        connection = database.connect(path, vault.key_from_code(code, database.read_salt(path)))
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    connection.close()


def test_nothing_is_plaintext_in_any_file_even_while_it_is_open(tmp_path: Path) -> None:
    needle = "Nålen i höstacken"
    with new_binder(tmp_path / "parm") as binder:
        with binder.writing() as work:
            work.add(small_case("c1", needle))
            work.drafts.put("note", "c1", {"text": needle})
            work.log("changed", case="c1", detail={"name": needle})
        found = [each for each in tmp_path.rglob("*") if each.is_file()]
        assert {"parm.db", "parm.db-wal", "parm.db-shm"} <= {each.name for each in found}
        for each in found:
            content = each.read_bytes()
            assert not content.startswith(b"SQLite format 3")
            assert needle.encode() not in content
            assert needle.encode("utf-16-le") not in content


def test_every_connection_has_the_settings_that_protect(path: Path) -> None:
    connection = database.connect(path, KEY)
    expected = {
        "temp_store": 2,
        "secure_delete": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cache_size": -65536,
        "trusted_schema": 0,
    }
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
    connection.close()


def test_a_large_sort_leaves_no_file(path: Path, tmp_path: Path) -> None:
    connection = database.connect(path, KEY)
    before = names(tmp_path)
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
    cursor = connection.execute(f"{numbers} SELECT hex(i) AS h FROM n ORDER BY h DESC")
    cursor.fetchone()
    assert set(names(tmp_path)) <= {*before, "prov.db-wal", "prov.db-shm"}
    connection.close()


def test_a_wrong_key_and_a_damaged_header_are_damage_and_sqlcipher_says_nothing(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KnownError) as refused, database.explaining_database():
        database.connect(path, Key(bytes(32)))
    assert (refused.value.code, refused.value.kind) == ("binder_damaged", Kind.DAMAGED)
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)
    with pytest.raises(KnownError, match="binder_damaged"), database.explaining_database():
        database.connect(path, KEY)
    assert capfd.readouterr() == ("", "")


def test_a_plain_database_a_missing_and_a_short_file_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    for content, code in ((None, "not_a_binder"), (b"", "binder_damaged"), (b"x" * 100, "binder_damaged")):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(KnownError) as refused:
            database.read_salt(path)
        assert (refused.value.code, refused.value.kind) == (code, Kind.DAMAGED)
    path.unlink()
    plain = sqlcipher.connect(str(path))
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(KnownError, match="not_a_binder"):
        database.read_salt(path)


def test_a_transaction_undoes_changes_of_the_structure_too(engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (a)"))
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM sqlite_schema")).scalar_one() == 0


def test_an_immediate_transaction_holds_the_pen_from_its_beginning(engine, path: Path) -> None:
    with engine.execution_options(immediate=True).connect() as connection:
        connection.execute(text("SELECT 1"))
        other = database.connect(path, KEY)
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(KnownError, match="binder_busy"), database.explaining_database():
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_commit_that_fails_leaves_no_transaction_behind(engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (p REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)"))

    def fail() -> None:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO child VALUES (1)"))

    for _ in range(3):
        with pytest.raises(IntegrityError):
            fail()
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM child")).scalar_one() == 0


def test_an_error_does_not_carry_what_was_written(engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a UNIQUE)"))
        connection.execute(text("INSERT INTO t VALUES ('x')"))
    with engine.connect() as connection, pytest.raises(IntegrityError) as refused:
        connection.execute(text("INSERT INTO t VALUES (:a), (:b)"), {"a": "hemligt", "b": "x"})
    assert "hemligt" not in str(refused.value)


def test_a_bug_is_not_called_an_error_of_the_world(engine) -> None:
    with engine.connect() as connection, pytest.raises(OperationalError), database.explaining_database():
        connection.execute(text("SELECT nothing FROM nowhere"))


def test_a_checkpoint_empties_the_journal_into_the_database(path: Path, tmp_path: Path) -> None:
    engine = database.engine(path, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a)"))
    assert "prov.db-wal" in names(tmp_path)
    database.checkpoint(engine)
    assert (tmp_path / "prov.db-wal").stat().st_size == 0
    engine.dispose()
    assert names(tmp_path) == ["prov.db"]
