"""All records of the interchange file, the binder's own memory, and the triggers that protect it."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = Path(__file__).with_suffix(".sql")
_STATE = """
CREATE TABLE binder_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    binder TEXT NOT NULL,
    commits INTEGER NOT NULL,
    erasing BOOLEAN NOT NULL DEFAULT 0
)
"""
_FIXED = ("plan_version", "sent_document", "sent_list")
_LOG_COLUMNS = ("id", "at", "by", "what", "detail_digest", "previous", "digest")


def upgrade() -> None:
    """Make every table, and the triggers that keep what was agreed, sent and logged as it was."""
    for statement in _TABLES.read_text(encoding="utf-8").split(";\n\n"):
        op.execute(statement.rstrip().removesuffix(";"))
    op.execute(_STATE)
    for table in _FIXED:
        refuse = "SELECT RAISE(ABORT, 'what was agreed or sent is not changed'); END"
        op.execute(f"CREATE TRIGGER {table}_is_fixed BEFORE UPDATE ON {table} BEGIN {refuse}")
        # Retention erases a whole case, and says so for as long as it does.
        erasing = "(SELECT erasing FROM binder_state)"
        op.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} WHEN NOT {erasing} BEGIN {refuse}")
    unchanged = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in _LOG_COLUMNS)
    refuse = "SELECT RAISE(ABORT, 'the log is not changed'); END"
    op.execute(
        "CREATE TRIGGER log_entry_is_fixed BEFORE UPDATE ON log_entry "
        f"WHEN NOT ({unchanged} AND NEW.detail IS NULL AND NEW.salt IS NULL) BEGIN {refuse}"
    )
    op.execute(f"CREATE TRIGGER log_entry_stays BEFORE DELETE ON log_entry BEGIN {refuse}")
