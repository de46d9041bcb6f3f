"""Tells the interactions that come too late to be answered, as they do by the thousand once a connection resumes.

When an interaction was made stands in its id: https://discord.com/developers/docs/reference#snowflakes
"""

import time
from collections.abc import Callable

from discord.utils import DISCORD_EPOCH

_SECONDS_TO_ANSWER = 3  # after that Discord takes none
_SECONDS_OF_WINDOW = 300
_AGREEING = 2  # arrivals; a single id may come from a clock that goes wrong


class Ages:
    """Keeps the quickest arrivals of the last minutes, by which the clock of this machine differs from Discord's.

    Too late is only what is so by both of its clocks: one may be set wrong, and the other may jump where a virtual
    machine is moved.
    """

    def __init__(self, wall: Callable[[], float] = time.time, clock: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._clock = clock
        self._before: list[float] = []  # of the window before this one
        self._quickest: list[float] = []  # of this one
        self._end = clock() + _SECONDS_OF_WINDOW

    def is_too_late(self, event: int) -> bool:
        """Say whether an answer to this interaction would be refused."""
        made = ((event >> 22) + DISCORD_EPOCH) / 1000
        now = self._clock()
        if now >= self._end:
            self._before = self._quickest if now < self._end + _SECONDS_OF_WINDOW else []
            self._quickest, self._end = [], now + _SECONDS_OF_WINDOW
        self._quickest = sorted([*self._quickest, now - made])[:_AGREEING]
        late = now - made - sorted(self._before + self._quickest)[:_AGREEING][-1]
        return min(late, self._wall() - made) > _SECONDS_TO_ANSWER
