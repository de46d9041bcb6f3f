"""Counts into one SQLite file: in memory first, and soon after, all that has gathered, in one transaction."""

import atexit
import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from bot.logs import place_of
from bot.tally.files import UnreadableTallyError, is_there, opened, reason
from bot.tally.retention import fold
from bot.tally.schema import ForeignTallyError, add, transaction
from bot.tally.weeks import iso_week

_LOG = logging.getLogger(__name__)
_BUSY_SECONDS = 1.0  # what finds the file locked for longer is written later
_RETRY_SECONDS = 10.0  # unless the next count comes earlier
_LAST_BUSY_SECONDS = 5.0  # at the end there is no next one

Clock = Callable[[], datetime]


class Tally:
    """Counts into a file. A thread of its own writes; what cannot be written waits in memory, and is tried again."""

    def __init__(
        self,
        file: Path,
        clock: Clock = lambda: datetime.now(UTC),
        *,
        window: float = 0.05,
        keep_months: int = 36,
    ) -> None:
        """For `window` seconds counts gather: what stands in it is lost if the power fails, and nothing else.

        Weeks that are older than `keep_months` are folded into quarters.
        """
        self._file = file
        self._clock = clock
        self._window = window
        self._keep_months = keep_months
        self._pending: Counter[tuple[str, str]] = Counter()
        self._today = date.min  # the day of the last count
        self._is_new = False
        self._durable = 0
        self._changing = threading.Condition()  # held for as long as it takes to add up, never while a file is written
        self._closing, self._ended = threading.Event(), threading.Event()
        self._complained = False
        self._folded: date | None = None  # the day on which old weeks were last folded
        threading.Thread(target=self._write_until_closed, name="tally", daemon=True).start()
        atexit.register(self.close)  # a second signal may come while the first one's close waits for the file

    @property
    def pending(self) -> int:
        """How many counts are not yet written."""
        with self._changing:
            return self._pending.total()

    @property
    def durable(self) -> int:
        """How many counts of this process are on the disk, and outlive whatever ends it."""
        return self._durable

    def count(self, category: str) -> None:
        """Count one dispute of this category in the current week. Never waits for a file, and never raises for one."""
        now = self._clock()
        with self._changing:
            self._pending[iso_week(now), category] += 1
            self._today = now.date()
            self._is_new = True
            self._changing.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is pending, at most so long; return whether it is so."""
        with self._changing:
            return self._changing.wait_for(lambda: not self._pending, seconds)

    def close(self) -> None:
        """Write what is left; what still cannot be written is lost, and the log says how much."""
        self._closing.set()
        with self._changing:
            self._changing.notify_all()
        self._ended.wait()  # not join: one that a signal interrupts takes the thread for ended
        atexit.unregister(self.close)

    def _write_until_closed(self) -> None:
        try:
            self._write_what_gathers()
        finally:
            self._ended.set()

    def _write_what_gathers(self) -> None:
        if _may_be_there(self._file):  # what is wrong with it is said at the start, not with the first dispute
            self._write(_BUSY_SECONDS)
        while not self._closing.is_set():
            with self._changing:
                patience = _RETRY_SECONDS if self._pending else None
                self._changing.wait_for(lambda: self._is_new or self._closing.is_set(), patience)
                self._is_new = False
            self._closing.wait(self._window)
            if self.pending:
                self._write(_BUSY_SECONDS)
        if self.pending:
            self._complained = False
            self._write(_LAST_BUSY_SECONDS, "lost, because the program ends")

    def _write(self, busy_seconds: float, consequence: str = "kept in memory and written later") -> None:
        with self._changing:
            noted, today = self._pending.copy(), self._today
        try:
            database = opened(self._file, busy_seconds)
            try:
                with transaction(database):
                    refused = add(database, noted)
                    if noted and today != self._folded:
                        fold(database, today, self._keep_months)
            finally:
                with suppress(sqlite3.Error):  # it is written by then, and may not be written again
                    database.close()
        except (OSError, ValueError, sqlite3.Error, ForeignTallyError) as error:
            self._complain(reason(error), consequence)
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the counts wait and the thread goes on
            self._complain(place_of(error), consequence)
            return
        self._folded = today
        written = noted - refused
        with self._changing:
            self._pending -= written
            self._durable += written.total()
            self._changing.notify_all()
        if refused:
            self._complain("the file refuses their category", consequence)
        else:
            self._complained = False

    def _complain(self, why: str, consequence: str) -> None:
        if not self._complained:
            counts = {0: "counts", 1: "1 count"}.get(self.pending, f"{self.pending} counts")
            _LOG.error("%s cannot be written to %s (%s): %s", counts, self._file, why, consequence)
        self._complained = True


def _may_be_there(file: Path) -> bool:
    try:
        return is_there(file)
    except UnreadableTallyError:  # why it cannot be seen is said when it is opened
        return True
