"""Tells an event that is delivered twice, as happens when a connection resumes."""

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.frontends.discord.marks import mark, new_salt

_SECONDS_KEPT = 600
_MARKS_KEPT = 20_000


class Deliveries:
    """Keeps a salted mark of each event, which does not tell its id, for ten minutes at most."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._salt = new_salt()
        self._marks: OrderedDict[bytes, float] = OrderedDict()  # oldest first

    def is_first(self, event: int) -> bool:
        """Say whether this event comes for the first time, and note that it came."""
        self.forget_old_ones()
        if len(self._marks) >= _MARKS_KEPT:
            self._marks.popitem(last=False)
        found = mark(event, self._salt)
        if found in self._marks:
            return False
        self._marks[found] = self._clock()
        return True

    def forget_old_ones(self) -> None:
        too_old = self._clock() - _SECONDS_KEPT
        while self._marks and next(iter(self._marks.values())) < too_old:
            self._marks.popitem(last=False)
