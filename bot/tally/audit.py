"""Whether a file holds counts and nothing else, for whoever does not want to believe it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.settings import LIKE_AN_ADDRESS
from bot.tally import header, schema
from bot.tally.files import UnreadableTallyError, reason, rows
from bot.tally.leftovers import hidden
from bot.tally.schema import MOST, ForeignTallyError, NewerTallyError, Row
from bot.tally.sealing import canonical
from bot.tally.weeks import is_period

Verdict = Literal["sealed", "counts alone", "more than counts"]
_BESIDE = ("-journal", "-wal", "-shm")
_MOST_BYTES = 64 * 2**20
_LARGEST_PAGE = 8192  # bytes; in larger ones the places of rows cannot be told from text


@dataclass(frozen=True)
class Audit:
    """`findings` are sentences: what is too much in the file, or what an unsealed one may tell."""

    verdict: Verdict
    rows: int
    total: int
    findings: tuple[str, ...]


def audit(file: Path) -> Audit:
    """Look at every byte of a file. It is read once and never opened as a database, so nothing is written or locked.

    Raises:
        UnreadableTallyError: it cannot be read, is no database, or may be the tally of a newer release.
    """
    if LIKE_AN_ADDRESS.match(str(file)):
        raise UnreadableTallyError("Only files are audited, and this looks like an address.")
    try:
        if not file.is_file():
            raise UnreadableTallyError(f"{file} cannot be audited (it is no file).")
        with file.open("rb") as raw:
            found = raw.read(_MOST_BYTES + 1)
        if len(found) > _MOST_BYTES:
            return Audit("more than counts", 0, 0, ("It is larger than the counts of a thousand years.",))
        with closing(_opened(found)) as database:
            return _judged(found, database, tuple(_lies_beside(file.resolve())))
    except NewerTallyError as error:
        raise UnreadableTallyError(f"{file} cannot be audited by this release. {error}") from None
    except (OSError, ValueError, MemoryError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"{file} cannot be audited ({reason(error)}).") from None


def _opened(found: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    # Words that are no text are findings, and not errors.
    database.text_factory = lambda raw: raw.decode(errors="replace")
    if found:
        # In memory there is no write-ahead log to read.
        database.deserialize(found[:18] + b"\1\1" + found[20:])
    return database


def _judged(found: bytes, database: sqlite3.Connection, beside: tuple[str, ...]) -> Audit:
    try:
        schema.refuse_foreign(database)
    except NewerTallyError:  # of what it does not know, this release cannot say that it is too much
        raise
    except ForeignTallyError as error:
        return Audit("more than counts", 0, 0, (str(error), *beside))
    counts = rows(database)
    total = sum(n for *_, n in counts if isinstance(n, int))
    too_much = tuple(_too_much(database, counts, found))
    if too_much:
        return Audit("more than counts", len(counts), total, (*too_much, *beside))
    if found == canonical(counts) and not beside:
        return Audit("sealed", len(counts), total, ())
    return Audit("counts alone", len(counts), total, (*beside, *_may_tell(found, database)))


def _too_much(database: sqlite3.Connection, counts: list[Row], found: bytes) -> Iterator[str]:
    """Yield what no tally has. A file of SQLite has room for it in its header, beside its rows and at its end."""
    if wrong := [row[0] for row in database.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]:
        yield f"SQLite finds fault with it: {'; '.join(wrong)}."
        return
    if huge := sum(n > MOST for *_, n in counts):
        yield f"It holds numbers too large for counts ({huge} in all), which may be words."
        return
    if odd := sum(not is_period(week) for week, *_ in counts):
        yield f"There is no such week or quarter as {odd} of its rows name."
        return
    if found:
        yield from header.too_much(found)
    if (page := _pragma(database, "page_size")) > _LARGEST_PAGE:
        yield f"Its pages have {page} bytes; those of a tally have {_LARGEST_PAGE} at most."
    if len(found) != page * _pragma(database, "page_count"):
        yield "It goes on behind its last page."
    elif found and (size := hidden(found, canonical(counts), _sql(database))):
        yield f"Beside its rows stand {size} bytes that are no piece of a row."


def _may_tell(found: bytes, database: sqlite3.Connection) -> Iterator[str]:
    if free := _pragma(database, "freelist_count"):
        yield f"{free} of its pages are free, and may hold what stood there before."
    if found:
        yield (
            "It is not sealed: SQLite's own counters and the order of its bytes may tell how often it was written, "
            "and somebody may have hidden there what is written without letters."
        )


def _lies_beside(file: Path) -> Iterator[str]:
    """Yield what a file of SQLite's own beside it means."""
    if names := [name for ending in _BESIDE if file.with_name(name := f"{file.name}{ending}").exists()]:
        yield (
            f"Beside it lies {' and '.join(names)}, which was not looked at: "
            "somebody is counting, or was stopped while counting."
        )


def _sql(database: sqlite3.Connection) -> str:
    found = database.execute("SELECT sql FROM sqlite_master").fetchone()
    return str(found[0]) if found else ""


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
