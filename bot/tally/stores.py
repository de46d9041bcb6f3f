"""Where counts are kept, by what the operator writes: the path of a file, or the address of a PostgreSQL database."""

import secrets
from pathlib import Path

from bot.directory.fields import CATEGORY_IDS
from bot.settings import LIKE_AN_ADDRESS, POSTGRES
from bot.tally.counting import Store
from bot.tally.files import Count, UnreadableTallyError
from bot.tally.sqlite import SqliteStore

NOT_SHARDED = 0  # the ordinal of a process that holds all shards
_MOST_AT_ONCE = 1000  # who serves nobody, such as `recourse chat`, takes one of so many by chance


def store_at(place: str | Path, ordinal: int | None = None) -> Store:
    """Return the store at a path or address. `ordinal` is this process's own among those that count into a database.

    Without one it takes a negative one, which hardly anybody else has at the same time.

    Raises:
        UnreadableTallyError: it is neither, or what speaks with databases is not installed.
    """
    if isinstance(place, Path) or not LIKE_AN_ADDRESS.match(place):
        return SqliteStore(Path(place))
    if not POSTGRES.fullmatch(place):
        raise UnreadableTallyError(
            "This looks like an address, and not like a file. "
            "Write the address of a database like postgresql://user@host/database."
        )
    try:
        from bot.tally.postgres import PostgresStore  # noqa: PLC0415 - psycopg is an extra, so it may be missing
    except ImportError:
        raise UnreadableTallyError(
            'Counts in PostgreSQL need one more library: .venv/bin/pip install --editable ".[postgres]"'
        ) from None
    return PostgresStore(place, -1 - secrets.randbelow(_MOST_AT_ONCE) if ordinal is None else ordinal)


def copy(source: Store, target: Store) -> list[Count]:
    """Write all counts of one store into another that has none, and return them.

    Raises:
        UnreadableTallyError: the one has none, the other has some, or one of them cannot be used.
    """
    counts = source.read()
    if not counts:
        raise UnreadableTallyError(f"Nothing has been counted yet in {source}, so there is nothing to copy.")
    if unknown := sorted({count.category for count in counts} - {*CATEGORY_IDS}):
        raise UnreadableTallyError(f"It counts {', '.join(unknown)}, which a newer release may know; use that one.")
    target.fill(counts)
    return counts
