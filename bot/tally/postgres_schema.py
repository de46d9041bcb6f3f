"""What a PostgreSQL with counts holds: the categories, the counts by week and category, and a row for each process."""

from typing import LiteralString

import psycopg
from psycopg.rows import TupleRow

from bot.directory.fields import CATEGORY_IDS
from bot.tally.postgres_errors import ForeignTablesError

# The categories are a table, so that a newer release can add to them while older ones go on counting. Numbers are all
# of one type, since not every server that speaks the protocol has a smaller one by the same name.
_DDL: tuple[LiteralString, ...] = (
    "CREATE TABLE categories (id TEXT PRIMARY KEY CHECK (id ~ '^[a-z-]{1,32}$'))",
    """
    CREATE TABLE tally (
        week TEXT NOT NULL CHECK (week ~ '^[0-9]{4}-(W(0[1-9]|[1-4][0-9]|5[0-3])|Q[1-4])$'),
        category TEXT NOT NULL REFERENCES categories (id),
        n BIGINT NOT NULL CHECK (n BETWEEN 1 AND 1e9),
        PRIMARY KEY (week, category)
    )
    """,
    """
    CREATE TABLE writers (
        ordinal BIGINT PRIMARY KEY,
        batches BIGINT NOT NULL CHECK (batches >= 0),
        holder BIGINT NOT NULL
    )
    """,
)
_SHAPE = {
    "categories": {"id": "text"},
    "tally": {"week": "text", "category": "text", "n": "bigint"},
    "writers": {"ordinal": "bigint", "batches": "bigint", "holder": "bigint"},
}
# From the catalogue, which does not hide what the user has no right to.
_COLUMNS = """
SELECT relname, attname, format_type(atttypid, NULL) FROM pg_catalog.pg_attribute
JOIN pg_catalog.pg_class ON pg_class.oid = attrelid JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = current_schema() AND relname = ANY(%s) AND attnum > 0 AND NOT attisdropped
"""
_KNOW_CATEGORIES = "INSERT INTO categories SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"

Connection = psycopg.Connection[TupleRow]


def prepare(connection: Connection) -> None:
    """Make sure of the tables and of this release's categories.

    Raises:
        ForeignTablesError: some tables are missing, or have other columns. Nothing is changed then.
    """
    if not is_there(connection):
        for statement in _DDL:
            connection.execute(statement)
    known = {row[0] for row in connection.execute("SELECT id FROM categories")}
    if new := sorted({*CATEGORY_IDS} - known):
        connection.execute(_KNOW_CATEGORIES, [new])


def is_there(connection: Connection) -> bool:
    """Say whether the tables are there.

    Raises:
        ForeignTablesError: some of them are missing, or have other columns.
    """
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS, [list(_SHAPE)]):
        found.setdefault(table, {})[column] = kind
    if found and found != _SHAPE:
        raise ForeignTablesError(next(table for table in _SHAPE if found.get(table) != _SHAPE[table]))
    return bool(found)
