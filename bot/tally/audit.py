"""Whether a file holds counts and nothing else, for whoever does not want to believe it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.tally import schema
from bot.tally.files import UnreadableTallyError, reason, rows
from bot.tally.schema import ForeignTallyError, Row
from bot.tally.sealing import canonical
from bot.tally.weeks import is_period

Verdict = Literal["sealed", "counts alone", "more than counts"]
_BESIDE = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Audit:
    """`findings` are sentences: what is too much in the file, or what an unsealed one may tell."""

    verdict: Verdict
    rows: int
    total: int
    findings: tuple[str, ...]


def audit(file: Path) -> Audit:
    """Look at every byte of a file. It is only read, and nobody is held up.

    Raises:
        UnreadableTallyError: it cannot be read, or is no database.
    """
    try:
        found = file.read_bytes()
        # Immutable: what lies beside is not played into it, and nothing is written.
        with closing(
            sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
        ) as database:
            return _judged(file, found, database)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"{file} cannot be audited ({reason(error)}).") from None


def _judged(file: Path, found: bytes, database: sqlite3.Connection) -> Audit:
    try:
        schema.refuse_foreign(database)
    except ForeignTallyError as error:
        return Audit("more than counts", 0, 0, (str(error),))
    counts = rows(database)
    total = sum(n for *_, n in counts if isinstance(n, int))
    too_much = tuple(_too_much(database, counts, len(found)))
    if too_much:
        return Audit("more than counts", len(counts), total, too_much)
    if found == canonical(counts) and not any(_beside(file)):
        return Audit("sealed", len(counts), total, ())
    return Audit("counts alone", len(counts), total, tuple(_may_tell(file, found, database)))


def _too_much(database: sqlite3.Connection, counts: list[Row], size: int) -> Iterator[str]:
    """Yield what no tally has: its own bytes apart, a file of SQLite has room for some numbers and at its end."""
    if wrong := [row[0] for row in database.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]:
        yield f"SQLite finds fault with it: {'; '.join(wrong)}."
    if odd := [f"{week} {category}" for week, category, _ in counts if not is_period(week)]:
        yield f"There is no such week: {', '.join(odd[:3])}."
    for name in ("user_version", "application_id"):
        if value := _pragma(database, name):
            yield f"Its header holds a number of somebody's own ({name} {value})."
    if size != _pragma(database, "page_size") * _pragma(database, "page_count"):
        yield "It goes on behind its last page."


def _may_tell(file: Path, found: bytes, database: sqlite3.Connection) -> Iterator[str]:
    if beside := list(_beside(file)):
        yield f"Beside it lies {' and '.join(beside)}: somebody is counting, or was stopped while counting."
    if free := _pragma(database, "freelist_count"):
        yield f"{free} of its pages are free, and may hold what stood there before."
    if found:
        yield "It is not sealed: SQLite's own counters and the order of its bytes may tell how often it was written."


def _beside(file: Path) -> Iterator[str]:
    return (name for ending in _BESIDE if file.with_name(name := f"{file.name}{ending}").exists())


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
