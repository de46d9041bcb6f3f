"""The tally in one SQLite file. The table can hold a week, a category and a number; what it cannot hold cannot leak."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.directory.models import CATEGORY_IDS

_LOG = logging.getLogger(__name__)
_BUSY_SECONDS = 0.05  # a count never holds up a reply: what finds the file locked is written with the next one
_LAST_BUSY_SECONDS = 5.0  # at the end there is no next one

_DDL = f"""
CREATE TABLE IF NOT EXISTS tally (
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    category TEXT NOT NULL CHECK (category IN ({", ".join(f"'{name}'" for name in CATEGORY_IDS)})),
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (week, category)
) STRICT, WITHOUT ROWID
"""
_INCREMENT = """
INSERT INTO tally (week, category, n) VALUES (:week, :category, :n)
ON CONFLICT (week, category) DO UPDATE SET n = n + excluded.n
"""
_ALL = "SELECT week, category, n FROM tally ORDER BY week, category"

Clock = Callable[[], datetime]


class UnreadableTallyError(Exception):
    """The file cannot be read as a tally; the text is a sentence for the operator."""


@dataclass(frozen=True, order=True)
class Count:
    """One exact count. `week` is an ISO week in UTC, such as `2026-W47`."""

    week: str
    category: str
    n: int


def iso_week(moment: datetime) -> str:
    year, week, _ = moment.astimezone(UTC).isocalendar()
    return f"{year:04}-W{week:02}"


class Tally:
    """Counts into a file. What cannot be written is kept in memory and written with the next count, or at the end."""

    def __init__(self, file: Path, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._clock = clock
        self._pending: Counter[tuple[str, str]] = Counter()
        self._complained = False

    @property
    def pending(self) -> int:
        """How many counts are not yet written."""
        return self._pending.total()

    def count(self, category: str) -> None:
        """Count one dispute of this category in the current week. Never raises for a store that cannot be written."""
        self._pending[iso_week(self._clock()), category] += 1
        self._write(_BUSY_SECONDS)

    def close(self) -> None:
        """Write what is left; what still cannot be written is lost, and the log says how much."""
        if self._pending:
            self._complained = False
            self._write(_LAST_BUSY_SECONDS, "lost, because the program ends")

    def _write(self, busy_seconds: float, consequence: str = "kept in memory and written later") -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            database = Database(sqlite3.connect(self._file, timeout=busy_seconds))
            try:
                # Each transaction begins with its write: one that began with a read could not wait for a lock.
                if not database["tally"].exists():
                    with database.atomic():
                        database.execute(_DDL)
                with database.atomic():
                    for (week, category), n in self._pending.items():
                        database.execute(_INCREMENT, {"week": week, "category": category, "n": n})
            finally:
                database.close()
        except (OSError, sqlite3.Error) as error:
            if not self._complained:
                reason = getattr(error, "strerror", None) or str(error)
                counts = "1 count" if self.pending == 1 else f"{self.pending} counts"
                _LOG.error("%s cannot be written to %s (%s): %s", counts, self._file, reason, consequence)
            self._complained = True
        else:
            self._pending.clear()
            self._complained = False


def read_counts(file: Path) -> list[Count]:
    """Return all exact counts, oldest week first; none where nothing has been counted yet.

    Raises:
        UnreadableTallyError: the file is there but cannot be read as a tally.
    """
    try:
        if not file.exists():
            if file.parent.exists() and not file.parent.is_dir():
                raise UnreadableTallyError(f"The tally {file} cannot be read (its folder is a file).")
            return []
        database = Database(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True))
        try:
            return [Count(*row) for row in database.execute(_ALL).fetchall()]
        finally:
            database.close()
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableTallyError(f"The tally {file} cannot be read ({reason}).") from None
