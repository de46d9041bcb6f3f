"""Opening a tally's file, for counting and for reading."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.tally import schema
from bot.tally.schema import ForeignTallyError


class UnreadableTallyError(Exception):
    """The file cannot be read as a tally; the text is a sentence for the operator."""


@dataclass(frozen=True, order=True)
class Count:
    """One exact count. `week` is an ISO week in UTC, such as `2026-W47`, or a quarter, such as `2024-Q3`."""

    week: str
    category: str
    n: int


def opened(file: Path, busy_seconds: float) -> sqlite3.Connection:
    """Open a file for counting, which may not be there yet.

    A new connection for each transaction: so it does not matter who seals, moves or restores the file meanwhile.

    Raises:
        ForeignTallyError: it holds anything else than counts.
        sqlite3.Error, OSError, ValueError: it cannot be opened, or is no database.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(file, timeout=busy_seconds, isolation_level=None)
    try:
        # What is deleted is overwritten, what is committed is on the disk, and nothing waits in a file of its own.
        for pragma in ("secure_delete = ON", "synchronous = EXTRA", "journal_mode = DELETE", "temp_store = MEMORY"):
            database.execute(f"PRAGMA {pragma}")
        schema.prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def read_counts(file: Path) -> list[Count]:
    """Return all exact counts, oldest week first; none where nothing has been counted yet.

    Raises:
        UnreadableTallyError: the file is there but cannot be read as a tally.
    """
    if not is_there(file):
        return []
    try:
        # Not read-only: what somebody who was killed had half written has to be taken back first.
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)) as database:
            schema.refuse_foreign(database)
            return [Count(*row) for row in rows(database)]
    except ForeignTallyError as error:
        raise UnreadableTallyError(f"{file} is no tally. {error}") from None
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"The tally {file} cannot be read ({reason(error)}).") from None


def is_there(file: Path) -> bool:
    """Say whether anything was counted into a file.

    Raises:
        UnreadableTallyError: that cannot be seen, or something else is in its place.
    """
    try:
        if file.parent.exists() and not file.parent.is_dir():
            raise UnreadableTallyError(f"The tally {file} cannot be read (its folder is a file).")
        if file.exists() and not file.is_file():
            raise UnreadableTallyError(f"The tally {file} cannot be read (it is no file).")
        return file.exists()
    except OSError as error:
        raise UnreadableTallyError(f"The tally {file} cannot be read ({reason(error)}).") from None


def rows(database: sqlite3.Connection) -> list[schema.Row]:
    """Return all rows of a database that was opened; an empty one has none."""
    is_empty = not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return [] if is_empty else database.execute(schema.ALL).fetchall()


def reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
