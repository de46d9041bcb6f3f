"""The tally in one SQLite file. The table can hold a week, a category and a number; what it cannot hold cannot leak."""

import logging
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.directory.fields import CATEGORY_IDS

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
    """Counts into a file. What cannot be written is kept in memory and written with the next count, or at the end.

    Counts may be noted in one thread while another one writes.
    """

    def __init__(self, file: Path, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._clock = clock
        self._pending: Counter[tuple[str, str]] = Counter()
        self._changing = threading.Lock()  # held for as long as it takes to add up, never while a file is written
        self._complained = False

    @property
    def pending(self) -> int:
        """How many counts are not yet written."""
        with self._changing:
            return self._pending.total()

    def count(self, category: str) -> None:
        """Count one dispute of this category in the current week. Never raises for a store that cannot be written."""
        self.note(category)
        self.write()

    def note(self, category: str) -> None:
        """Count one dispute in memory alone, to be written soon."""
        with self._changing:
            self._pending[iso_week(self._clock()), category] += 1

    def write(self) -> None:
        """Write all that was noted, in one transaction."""
        self._write(_BUSY_SECONDS)

    def close(self) -> None:
        """Write what is left; what still cannot be written is lost, and the log says how much."""
        if self._pending:
            self._complained = False
            self._write(_LAST_BUSY_SECONDS, "lost, because the program ends")

    def _write(self, busy_seconds: float, consequence: str = "kept in memory and written later") -> None:
        with self._changing:
            noted = self._pending.copy()
        refused: Counter[tuple[str, str]] = Counter()
        with _uninterrupted():
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                database = Database(sqlite3.connect(self._file, timeout=busy_seconds))
                try:
                    refused = _write_to(database, noted)
                finally:
                    database.close()
            except (OSError, ValueError, sqlite3.Error) as error:
                self._complain(getattr(error, "strerror", None) or str(error), consequence)
                return
            with self._changing:
                self._pending += refused
                self._pending -= noted
        if refused:
            self._complain("the file refuses their category", consequence)
        else:
            self._complained = False

    def _complain(self, reason: str, consequence: str) -> None:
        if not self._complained:
            counts = "1 count" if self.pending == 1 else f"{self.pending} counts"
            _LOG.error("%s cannot be written to %s (%s): %s", counts, self._file, reason, consequence)
        self._complained = True


def _write_to(database: Database, noted: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Write all that was noted in one transaction, and return what the file's own rules refuse."""
    refused: Counter[tuple[str, str]] = Counter()
    # Each transaction begins with its write: one that began with a read could not wait for a lock.
    if not database["tally"].exists():
        with database.atomic():
            database.execute(_DDL)
    with database.atomic():
        for (week, category), n in noted.items():
            try:
                database.execute(_INCREMENT, {"week": week, "category": category, "n": n})
            except sqlite3.IntegrityError:
                refused[week, category] = n
    return refused


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold signals back while a count is written: one that came between commit and note would count twice."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
        if not file.is_file():
            raise UnreadableTallyError(f"The tally {file} cannot be read (it is no file).")
        database = Database(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True))
        try:
            counts = [Count(*row) for row in database.execute(_ALL).fetchall()] if database["tally"].exists() else []
        finally:
            database.close()
        if not all(isinstance(count.week, str) and isinstance(count.n, int) and count.n > 0 for count in counts):
            raise UnreadableTallyError(f"The tally {file} cannot be read (it holds something else than counts).")
    except (OSError, ValueError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableTallyError(f"The tally {file} cannot be read ({reason}).") from None
    return counts
