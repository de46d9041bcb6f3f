"""How often something may happen: so often at once, and after that once in so many seconds."""

import time
from collections.abc import Callable


class Pace:
    """A token bucket. More may be taken than there is, if it is known too late; then the wait is longer."""

    def __init__(self, at_once: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._seconds = seconds
        self._clock = clock
        self._left = float(at_once)
        self._last = clock()

    def has_room(self) -> bool:
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._last) / self._seconds)
        self._last = now
        return self._left >= 1

    def take(self) -> None:
        self._left -= 1
