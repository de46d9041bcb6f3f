"""A sealed file follows from its counts, byte by byte: whoever takes it cannot tell in which order or when they came.

The reference is a database that is built in memory, always in the same way: the same table, the rows in order, in one
transaction. Two builds of SQLite may write it differently, so the same bytes come only from the same version.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from bot.tally import schema
from bot.tally.files import UnreadableTallyError, is_there, opened, reason, rows
from bot.tally.schema import ForeignTallyError, Row

_BUSY_SECONDS = 5.0
# Of the header of every SQLite file what SQLite itself counts up: changes of the file and of its schema, and the number
# of the change that the version behind it belongs to. https://www.sqlite.org/fileformat2.html#the_database_header
_COUNTED_UP = (slice(24, 28), slice(40, 44), slice(92, 100))


def canonical(counts: Sequence[Row]) -> bytes:
    """Return the file that holds these counts, which must be in order, and shows nothing else."""
    with closing(_in_memory(counts)) as database:
        return database.serialize()


def seal(file: Path) -> int:
    """Make a file canonical, and return how many rows it has. Nobody can count meanwhile; what waits is not lost.

    Raises:
        UnreadableTallyError: it is no tally, cannot be written, or somebody holds it for longer than five seconds.
    """
    if not is_there(file):
        raise UnreadableTallyError(f"Nothing has been counted yet in {file}.")
    try:
        # The raw file is closed last: with it all locks of this process on it go, by the rules of POSIX.
        with file.open("r+b") as raw, closing(opened(file, _BUSY_SECONDS)) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")  # the lock is kept beyond the transaction
            counts = rows(database)
            database.execute("COMMIT")
            with closing(_in_memory(counts)) as same:
                same.backup(database)
                _write_header(raw, same.serialize())
    except ForeignTallyError as error:
        raise UnreadableTallyError(f"{file} is no tally. {error}") from None
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"The tally {file} cannot be sealed ({reason(error)}).") from None
    return len(counts)


def _in_memory(counts: Sequence[Row]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    with schema.transaction(database):
        database.execute(schema.DDL)
        database.executemany("INSERT INTO tally VALUES (?, ?, ?)", counts)
    return database


def _write_header(raw: BinaryIO, wanted: bytes) -> None:
    for part in _COUNTED_UP:
        raw.seek(part.start)
        raw.write(wanted[part])
    raw.flush()
    os.fsync(raw.fileno())
