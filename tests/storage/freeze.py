"""Writes the tables of the first revision from the records: `python -m tests.storage.freeze`.

Only until the first release: from then on the first revision stays, and a new one tells what changed.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine

from app.models.records import Record
from app.storage import schema

FIRST = Path(schema.__file__).parent / "migrations" / "versions" / "0001_all_records.sql"


def statements() -> list[str]:
    """The statements that make the records' tables and indexes, tables first."""
    engine = create_engine("sqlite://", module=sqlite3)
    with engine.connect() as connection:
        # In an order of their own: `create_all` goes by which module was imported first.
        for table in Record.metadata.sorted_tables:
            table.create(connection)
        rows = connection.exec_driver_sql(
            # The indexes by name: a table keeps its own in a set, whose order changes from run to run.
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
            " ORDER BY type = 'index', CASE type WHEN 'table' THEN rowid END, name"
        )
        found = ["\n".join(line.rstrip() for line in row[0].splitlines() if line.strip()) for row in rows]
    engine.dispose()
    return found


def main() -> None:
    """Write the file."""
    FIRST.write_text(";\n\n".join(statements()).replace("\t", "    ") + ";\n", encoding="utf-8")


if __name__ == "__main__":
    main()
