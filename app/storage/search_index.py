"""The index of free text: inside the encrypted database, kept right by triggers, made anew when it differs.

It is derived: nothing in it cannot be had from the records. Each row of a table in `SOURCES` with words is
an entry; the text itself stays where it is (an FTS5 index with external content). Drafts and the log are no
sources. Whoever erases a case erases its words: the triggers see to it, and FTS5 to its own pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection

from app.storage import database


@dataclass(frozen=True, slots=True)
class Source:
    """A table with text that is searched.

    `head` are the columns that name a case, found together with words of anything in it; `body` are the
    other texts; `digits` are telephone numbers, found with and without their spaces. `case` is an expression
    of the case's id, with `ROW` for the row.
    """

    table: str
    body: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    case: str = "ROW.case_id"
    key: str = "id"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the index depends on."""
        owner = ("case_id",) if self.table == "reminder" else ()
        return (*self.head, *self.body, *self.digits, *owner)


_OF_MEETING = "(SELECT case_id FROM meeting WHERE id = ROW.meeting_id)"
_OF_GOAL = "(SELECT m.case_id FROM meeting m JOIN goal g ON g.meeting_id = m.id WHERE g.id = ROW.goal_id)"
_OF_STATE = "(SELECT case_id FROM case_state_change WHERE id = ROW.state_change_id)"

SOURCES = (
    Source("case", head=("code_name", "reference"), case="ROW.id"),
    Source(
        "young_person",
        head=("name",),
        body=("identity_number", "email", "address", "school", "district"),
        digits=("phone",),
        key="case_id",
    ),
    Source("guardian", ("name", "relation", "email"), digits=("phone",)),
    Source("case_state_change", ("reason",)),
    Source("closing", ("note", "continued_support"), case=_OF_STATE, key="state_change_id"),
    Source("key_date", ("note",)),
    Source("deviation", ("ground", "decided_by")),
    Source("information", ("how",)),
    Source("consent", ("purpose", "note")),
    Source("participant", ("purpose",)),
    Source("wish", ("about", "note")),
    Source("kept_apart", ("note",)),
    Source("meeting", ("place", "strengths", "youth_view", "notes", "private_notes")),
    Source("called", ("interpreter",), case=_OF_MEETING),
    Source("attendance", ("substitute_name", "reason"), case=_OF_MEETING),
    Source("follow_up", ("note",), case=_OF_MEETING),
    Source("goal", ("goal", "long_term"), case=_OF_MEETING),
    Source("action", ("what", "documented"), case=_OF_GOAL),
    Source("report", ("note",)),
    Source("incident", ("source", "note")),
    Source("evaluation", ("comment",)),
    Source("note", ("text", "with")),
    Source("attachment", ("name",)),
    Source("reminder", ("text",)),
    Source("dispatch", ("to_name", "reason")),
    Source("contact", ("name", "role", "email"), digits=("phone",), case="NULL"),
    Source("organisation", ("name",), case="NULL"),
    Source("coordinator", ("name", "title", "unit", "municipality", "email"), digits=("phone",), case="NULL"),
)

LETTERS = {"å": "ꜳ", "ä": "æ", "ö": "ø"}
"""Swedish letters and what they are indexed as: FTS5 would take them for an a or o with a mark."""

_ENTRIES = """\
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    record NOT NULL,
    case_id TEXT,
    UNIQUE (source, record)
)"""
_WORDS = """\
CREATE VIRTUAL TABLE search_text USING fts5(
    head, body, content = 'search_source', content_rowid = 'id', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2"
)"""
_OURS = "name LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_text\\_%' ESCAPE '\\'"
_MADE = f"SELECT name, sql FROM sqlite_schema WHERE {_OURS} ORDER BY name"


def install(connection: Connection) -> None:
    """Make the index and fill it, in place of what there was; in the connection's own transaction."""
    remove(connection)
    kept = set(connection.exec_driver_sql(_MADE).scalars())
    for name, statement in _definitions().items():
        if name not in kept:
            connection.exec_driver_sql(statement)
    # FTS5 keeps deleted words in its pages unless it is told not to.
    connection.exec_driver_sql("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
    rebuild(connection)


def remove(connection: Connection) -> None:
    """Take the index away, so that its tables can be rebuilt: a view of what is gone would stop that."""
    rows = connection.exec_driver_sql(f"SELECT type, name FROM sqlite_schema WHERE {_OURS}").all()
    for kind, name in sorted(rows, key=lambda row: ("trigger", "view", "table").index(row[0])):
        if name != "search_entry":
            connection.exec_driver_sql(f'DROP {kind} "{name}"')


def is_current(connection: Connection) -> bool:
    """Whether the index is defined as this program defines it."""
    # SQLite keeps each statement to the letter.
    return dict(connection.exec_driver_sql(_MADE).all()) == _definitions()


def rebuild(connection: Connection) -> None:
    """Fill the index anew from the records; entries that are right keep their numbers."""
    for each in SOURCES:
        key, known = f'r."{each.key}"', f"source = '{each.table}'"
        connection.exec_driver_sql(
            f"DELETE FROM search_entry WHERE {known} AND NOT EXISTS "
            f'(SELECT 1 FROM "{each.table}" r WHERE {key} = search_entry.record AND {_has_words(each, "r")})'
        )
        connection.exec_driver_sql(
            f"INSERT INTO search_entry (source, record, case_id) SELECT '{each.table}', {key}, "
            f'{each.case.replace("ROW", "r")} FROM "{each.table}" r WHERE {_has_words(each, "r")} '
            "ON CONFLICT (source, record) DO UPDATE SET case_id = excluded.case_id"
        )
    names = ", ".join(f"'{each.table}'" for each in SOURCES)
    connection.exec_driver_sql(f"DELETE FROM search_entry WHERE source NOT IN ({names})")
    connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('rebuild')")


@contextmanager
def filled_after(connection: Connection) -> Iterator[None]:
    """Let new rows come without their words, and index them all at the end: a fraction of the work.

    Within one transaction that nobody else writes beside: whoever looks meanwhile sees the index from before.
    Rows that change or go meanwhile are indexed as always, since what has no entry yet has no words to take.
    """
    waiting = {f"search_{each.table}_new" for each in SOURCES}
    for name in waiting:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_entry").scalar_one()
    for each in SOURCES:
        connection.exec_driver_sql(
            f"INSERT INTO search_entry (source, record, case_id) SELECT '{each.table}', r.\"{each.key}\", "
            f'{each.case.replace("ROW", "r")} FROM "{each.table}" r WHERE {_has_words(each, "r")} '
            "ON CONFLICT (source, record) DO NOTHING"
        )
    connection.exec_driver_sql(
        "INSERT INTO search_text (rowid, head, body) SELECT id, head, body FROM search_source WHERE id > ?",
        (last,),
    )
    for name, statement in _definitions().items():
        if name in waiting:
            connection.exec_driver_sql(statement)


def agrees(connection: Connection) -> bool:
    """Whether the index holds every word of the records and no other; reads them all, writes nothing."""
    for each in SOURCES:
        key, case = f'r."{each.key}"', each.case.replace("ROW", "r")
        differs = connection.exec_driver_sql(
            f'SELECT count(*) FROM "{each.table}" r LEFT JOIN search_entry e '
            f"ON e.source = '{each.table}' AND e.record = {key} "
            f"WHERE {_has_words(each, 'r')} IS (e.id IS NULL) "
            f"OR (e.id IS NOT NULL AND e.case_id IS NOT {case})"
        ).scalar_one()
        entries = connection.exec_driver_sql(
            f"SELECT count(*) FROM search_entry WHERE source = '{each.table}'"
        ).scalar_one()
        rows = connection.exec_driver_sql(
            f'SELECT count(*) FROM "{each.table}" r WHERE {_has_words(each, "r")}'
        ).scalar_one()
        if differs or entries != rows:
            return False
    if connection.exec_driver_sql("PRAGMA query_only").scalar_one():
        # FTS5 compares by a statement that writes, in form: where one may only read, the entries must do.
        return True
    try:
        connection.exec_driver_sql(
            "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)"
        )
    except Exception as error:
        if database.explained(error) is None:
            raise
        return False
    return True


# the definitions


@cache
def _definitions() -> dict[str, str]:
    """What makes each part of the index, by its name, in an order in which they can be made."""
    found = {"search_entry": _ENTRIES}
    branches = (
        f"SELECT e.id AS id, {_text(each.head, (), 'r')} AS head, "
        f"{_text(each.body, each.digits, 'r')} AS body "
        f'FROM search_entry e JOIN "{each.table}" r ON r."{each.key}" = e.record '
        f"WHERE e.source = '{each.table}'"
        for each in SOURCES
    )
    found["search_source"] = f"CREATE VIEW search_source AS {' UNION ALL '.join(branches)}"
    found["search_text"] = _WORDS
    for each in SOURCES:
        found |= _triggers(each)
    return found


def _triggers(each: Source) -> dict[str, str]:
    table, columns = each.table, ", ".join(f'"{column}"' for column in each.columns)
    mine = f"source = '{table}' AND record = "
    add = (
        f"INSERT INTO search_entry (source, record, case_id) SELECT '{table}', NEW.\"{each.key}\", "
        f"{each.case.replace('ROW', 'NEW')} WHERE {_has_words(each, 'NEW')} "
        "ON CONFLICT (source, record) DO UPDATE SET case_id = excluded.case_id; "
        "INSERT INTO search_text (rowid, head, body) "
        f"SELECT id, {_text(each.head, (), 'NEW')}, {_text(each.body, each.digits, 'NEW')} "
        f'FROM search_entry WHERE {mine}NEW."{each.key}";'
    )
    take = (
        "INSERT INTO search_text (search_text, rowid, head, body) "
        f"SELECT 'delete', id, {_text(each.head, (), 'OLD')}, {_text(each.body, each.digits, 'OLD')} "
        f'FROM search_entry WHERE {mine}OLD."{each.key}";'
    )
    drop = f'DELETE FROM search_entry WHERE {mine}OLD."{each.key}"'
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in each.columns)
    whens = {
        "new": f'AFTER INSERT ON "{table}" BEGIN {add}',
        "other": f'AFTER UPDATE OF {columns} ON "{table}" WHEN {changed} '
        f"BEGIN {take} {drop} AND NOT {_has_words(each, 'NEW')}; {add}",
        "gone": f'AFTER DELETE ON "{table}" BEGIN {take} {drop};',
    }
    return {
        f"search_{table}_{name}": f"CREATE TRIGGER search_{table}_{name} {when} END"
        for name, when in whens.items()
    }


def _has_words(each: Source, row: str) -> str:
    texts = (f"coalesce({row}.\"{column}\", '')" for column in (*each.head, *each.body, *each.digits))
    return f"({' || '.join(texts)} <> '')"


def _text(columns: tuple[str, ...], digits: tuple[str, ...], row: str) -> str:
    """An expression of the words of some columns of a row, folded as `LETTERS` say."""
    parts = [f"coalesce({row}.\"{column}\", '')" for column in (*columns, *digits)]
    parts += [f"replace(replace(coalesce({row}.\"{column}\", ''), ' ', ''), '-', '')" for column in digits]
    if not parts:
        return "''"
    text = " || ' ' || ".join(parts)
    for letter, stands in _spellings():
        text = f"replace({text}, '{letter}', '{stands}')"
    return text


def _spellings() -> Iterator[tuple[str, str]]:
    """Each way of writing the Swedish letters, composed and not, and what it is indexed as."""
    marks = {"å": ("a", "\u030a"), "ä": ("a", "\u0308"), "ö": ("o", "\u0308")}
    for letter, stands in LETTERS.items():
        base, mark = marks[letter]
        for written in (letter, letter.upper(), base + mark, base.upper() + mark):
            yield written, stands
