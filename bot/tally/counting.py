"""Counts into a store: in memory first, and soon after, all that has gathered, in one transaction."""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

from bot.logs import place_of
from bot.tally.files import Count
from bot.tally.retention import first_day_kept
from bot.tally.weeks import iso_week

_LOG = logging.getLogger(__name__)
_BUSY_SECONDS = 1.0  # what finds the store busy for longer is written later
_PAUSE_SECONDS = 1.0  # after a write that failed, however many counts come
_RETRY_SECONDS = 2.0  # unless the next count comes earlier
_LAST_BUSY_SECONDS = 5.0  # at the end there is no next one
_LAST_SECONDS = 12.0  # for that and one under way before it; a look-up of a host's name could hang for longer
_LOST = "lost, because the program ends"

Clock = Callable[[], datetime]
Counts = Counter[tuple[str, str]]  # by week and category


class CannotWriteError(Exception):
    """A store cannot be written to now; the text says why, in words for the operator that fit into brackets."""


class Store(Protocol):
    """Where counts are kept; `str()` is what the operator knows it by. Its errors never hold a secret."""

    def may_hold_counts(self) -> bool:
        """Say whether anything could be wrong with it before the first count."""

    def write(self, counts: Counts, busy_seconds: float, fold_before: date | None) -> Counts:
        """Add counts and fold weeks that ended before a day, all in one transaction; return what its rules refuse.

        Without counts it only looks. What an error leaves unwritten has to be among the counts of the next call.

        Raises:
            CannotWriteError: the counts are not known to be written.
        """

    def close(self) -> None:
        """Let go of what was held from one write to the next."""

    def read(self) -> list[Count]:
        """Return all exact counts, oldest week first; none where nothing has been counted yet.

        Raises:
            UnreadableTallyError: it cannot be read, or holds something else.
        """

    def forget(self, before: str) -> int:
        """Delete every week and quarter that ended before the week `before` began; return how many counts those were.

        Raises:
            UnreadableTallyError: it cannot be changed, or holds no counts.
        """

    def fill(self, counts: list[Count]) -> None:
        """Write counts into a store that has none, all or nothing.

        Raises:
            UnreadableTallyError: it cannot be written, or has some.
        """


class Tally:
    """Counts into a store. A thread of its own writes; what cannot be written waits in memory, and is tried again."""

    def __init__(
        self,
        store: Store,
        clock: Clock = lambda: datetime.now(UTC),
        *,
        window: float = 0.05,
        keep_months: int = 36,
    ) -> None:
        """For `window` seconds counts gather: what stands in it is lost if the power fails, and nothing else.

        Weeks that are older than `keep_months` are folded into quarters.
        """
        self._store = store
        self._clock = clock
        self._window = window
        self._keep_months = keep_months
        self._pending: Counts = Counter()
        self._today = date.min  # the day of the last count
        self._is_new = False
        self._durable = 0
        self._changing = threading.Condition()  # held while it adds up, never while the store is written
        self._closing, self._ended = threading.Event(), threading.Event()
        self._complained = False
        self._folded: date | None = None  # the day on which old weeks were last folded
        threading.Thread(target=self._write_until_closed, name="tally", daemon=True).start()
        atexit.register(self.close)  # a second signal may come while the first one's close waits for the store

    @property
    def pending(self) -> int:
        """How many counts are not yet written."""
        with self._changing:
            return self._pending.total()

    @property
    def durable(self) -> int:
        """How many counts of this process the store has, and keeps whatever ends the process."""
        return self._durable

    def count(self, category: str) -> None:
        """Count one dispute of this category in the current week. Never waits for the store, nor raises for it."""
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
        # Not join: one that a signal interrupts takes the thread for ended.
        if not self._ended.wait(_LAST_SECONDS) and self.pending:
            self._complained = False
            self._complain("it does not answer", _LOST)
        atexit.unregister(self.close)

    def _write_until_closed(self) -> None:
        try:
            self._write_what_gathers()
            self._store.close()
        finally:
            self._ended.set()

    def _write_what_gathers(self) -> None:
        if self._store.may_hold_counts():  # what is wrong with it is said at the start, not with the first dispute
            self._write(_BUSY_SECONDS)
        while not self._closing.is_set():
            with self._changing:
                patience = _RETRY_SECONDS if self._pending else None
                self._changing.wait_for(lambda: self._is_new or self._closing.is_set(), patience)
                self._is_new = False
            self._closing.wait(_PAUSE_SECONDS if self._complained else self._window)
            if self.pending:
                self._write(_BUSY_SECONDS)
        if self.pending:
            self._complained = False
            self._write(_LAST_BUSY_SECONDS, _LOST)

    def _write(self, busy_seconds: float, consequence: str = "kept in memory and written later") -> None:
        with self._changing:
            noted, today = self._pending.copy(), self._today
        is_to_fold = noted and today != self._folded
        try:
            refused = self._store.write(
                noted, busy_seconds, first_day_kept(today, self._keep_months) if is_to_fold else None
            )
        except CannotWriteError as error:
            self._complain(str(error), consequence)
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
            self._complain("their category is refused there", consequence)
        else:
            self._complained = False

    def _complain(self, why: str, consequence: str) -> None:
        if not self._complained:
            counts = {0: "counts", 1: "1 count"}.get(self.pending, f"{self.pending} counts")
            _LOG.error("%s cannot be written to %s (%s): %s", counts, self._store, why, consequence)
        self._complained = True
