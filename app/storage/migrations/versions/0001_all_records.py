"""All records of the interchange file, the binder's own memory, and the triggers that protect it."""

from alembic import op

from app.models.records import Record

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATE = """
CREATE TABLE binder_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    binder TEXT NOT NULL,
    commits INTEGER NOT NULL
)
"""
_FIXED = ("plan_version", "sent_document")
_LOG_COLUMNS = ("id", "at", "by", "what", "detail_digest", "previous", "digest")


def upgrade() -> None:
    """Make every table, and the triggers that keep what was agreed, sent and logged as it was."""
    Record.metadata.create_all(op.get_bind())
    op.execute(_STATE)
    for table in _FIXED:
        op.execute(
            f"CREATE TRIGGER {table}_is_fixed BEFORE UPDATE ON {table} BEGIN "
            "SELECT RAISE(ABORT, 'what was agreed or sent is not changed'); END"
        )
    # Nothing but retention's own errand removes them, and it says so in the log.
    unchanged = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in _LOG_COLUMNS)
    op.execute(
        "CREATE TRIGGER log_entry_is_fixed BEFORE UPDATE ON log_entry "
        f"WHEN NOT ({unchanged} AND NEW.detail IS NULL AND NEW.salt IS NULL) BEGIN "
        "SELECT RAISE(ABORT, 'the log is not changed'); END"
    )
    op.execute(
        "CREATE TRIGGER log_entry_stays BEFORE DELETE ON log_entry BEGIN "
        "SELECT RAISE(ABORT, 'the log is not changed'); END"
    )
