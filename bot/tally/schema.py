"""What a tally's file may hold: one table with a week, a category and a number. What it cannot hold cannot leak."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.directory.fields import CATEGORY_IDS

Row = tuple[str, str, int]

_DDL = """\
CREATE TABLE tally (
    week TEXT NOT NULL CHECK (
        week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND substr(week, 7) BETWEEN '01' AND '53'
        OR week GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'
    ),
    category TEXT NOT NULL CHECK (category IN ({categories})),
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (week, category)
) STRICT, WITHOUT ROWID"""
# The form of earlier releases, whose rows go over into the one of this release.
_BEFORE_QUARTERS = """\
CREATE TABLE tally (
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    category TEXT NOT NULL CHECK (category IN ({categories})),
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (week, category)
) STRICT, WITHOUT ROWID
"""
DDL = _DDL.format(categories=", ".join(f"'{name}'" for name in CATEGORY_IDS))
COLUMNS = ("week", "category", "n")
ALL = "SELECT week, category, n FROM tally ORDER BY week, category"
_INCREMENT = """
INSERT INTO tally (week, category, n) VALUES (:week, :category, :n)
ON CONFLICT (week, category) DO UPDATE SET n = n + excluded.n
"""
_OBJECTS = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"


class ForeignTallyError(Exception):
    """The file is a database, but no tally of this release; the text is a sentence that names what is too much."""


def prepare(database: sqlite3.Connection) -> None:
    """Make an empty database a tally, and an earlier release's tally one of this release.

    Raises:
        ForeignTallyError: it holds anything else. Nothing is changed then.
    """
    if not _needs_preparing(database):
        return
    with transaction(database):
        if not _needs_preparing(database):  # another process was quicker
            return
        rows = database.execute(ALL).fetchall() if _objects(database) else []
        database.execute("DROP TABLE IF EXISTS tally")
        database.execute(DDL)
        database.executemany("INSERT INTO tally VALUES (?, ?, ?)", rows)


def add(database: sqlite3.Connection, counts: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    """Add to the counts by week and category, within a transaction; return what the table's own rules refuse."""
    refused: Counter[tuple[str, str]] = Counter()
    for (week, category), n in counts.items():
        try:
            database.execute(_INCREMENT, {"week": week, "category": category, "n": n})
        except sqlite3.IntegrityError:
            refused[week, category] = n
    return refused


def refuse_foreign(database: sqlite3.Connection) -> None:
    """Raise ForeignTallyError where a database holds anything but a tally, of this release or an earlier one."""
    _needs_preparing(database)


def _needs_preparing(database: sqlite3.Connection) -> bool:
    objects = _objects(database)
    others = [f"the {kind} {name}" for kind, name, _ in objects if (kind, name) != ("table", "tally")]
    if others:
        raise ForeignTallyError(f"It also holds {', '.join(others)}; a tally has one table and nothing else.")
    if not objects:
        return True
    sql = objects[0][2]
    if sql == DDL:
        return False
    columns = [row[1] for row in database.execute("PRAGMA table_xinfo(tally)")]
    if more := [name for name in columns if name not in COLUMNS]:
        raise ForeignTallyError(f"Its table tally also has {', '.join(more)}; a tally has week, category and n.")
    categories = _categories(sql)
    if categories is None:
        raise ForeignTallyError("The rules of its table tally are not those of a tally; it could hold something else.")
    if unknown := [name for name in categories if name not in CATEGORY_IDS]:
        raise ForeignTallyError(f"It counts {', '.join(unknown)}, which a newer release may know; use that one.")
    return True


def _objects(database: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return database.execute(_OBJECTS).fetchall()


def _categories(sql: str) -> list[str] | None:
    """Return what a table counts that is a tally, of whatever release; None for any other table."""
    for form in (_DDL, _BEFORE_QUARTERS):
        before, behind = (re.escape(part.strip()) for part in form.split("{categories}"))
        if found := re.fullmatch(rf"{before}((?:'[a-z-]+', )*'[a-z-]+'){behind}\s*", sql):
            return re.findall(r"[a-z-]+", found[1])
    return None


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """One transaction that begins with its write lock: one that began with a read could not wait for it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:  # on a full disk SQLite has rolled back already
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
