"""What can be wrong with Discord's API, to be switched on and off from any thread while the bot runs."""

import asyncio
import math
import time
from typing import Any

from aiohttp import web

Json = dict[str, Any]

INVALID = frozenset({401, 403, 429})  # of these Discord takes 10,000 in ten minutes from one address, and no more
_BROKEN = '{"message": "Bad'


class Troubles:
    """The API is well until told otherwise, and again after `recover`. The gateway has troubles of its own.

    Each trouble is of every route, or of those alone whose path ends so (`ends`): "/callback", "/messages".
    """

    def __init__(self) -> None:
        self.invalid = 0  # answers with a status that Discord counts against a bot
        self._seconds = 0.0
        self._trouble: tuple[int, str | Json | None, dict[str, str]] | None = None
        self._ends = ""
        self._over = asyncio.Event()

    def slow(self, seconds: float, *, ends: str = "") -> None:
        """Answer so much later."""
        self.recover()
        self._seconds, self._ends = seconds, ends

    def hang(self, *, ends: str = "") -> None:
        """Take every request, and answer none: on recovery their connections break."""
        self.slow(math.inf, ends=ends)

    def refuse(self, status: int, body: str | Json | None = None, *, ends: str = "") -> None:
        """Answer with a status; 0 breaks the connection."""
        self.recover()
        self._trouble, self._ends = (status, body or {"message": f"{status}: stand-in", "code": 0}, {}), ends

    def garble(self, *, ends: str = "") -> None:
        """Answer with JSON that breaks off, and do nothing."""
        self.recover()
        self._trouble, self._ends = (200, _BROKEN, {}), ends

    def limit(self, seconds: float, *, everywhere: bool = False, ends: str = "") -> None:
        """Say that it was too much: for one route, or for all that the bot does."""
        self.recover()
        headers = {"Retry-After": str(math.ceil(seconds)), "X-RateLimit-Scope": "global" if everywhere else "user"}
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        else:
            of_the_route = {"Limit": 5, "Remaining": 0, "Reset": time.time() + seconds, "Reset-After": seconds}
            headers |= {f"X-RateLimit-{name}": str(value) for name, value in of_the_route.items()}
            headers["X-RateLimit-Bucket"] = "abcd1234"
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
        self._trouble, self._ends = (429, body, headers), ends

    def recover(self) -> None:
        over, self._over = self._over, asyncio.Event()
        self._seconds, self._trouble, self._ends = 0.0, None, ""
        self._soon(over)

    def _soon(self, event: asyncio.Event) -> None:
        """Set an event in the loop that waits for it."""
        raise NotImplementedError

    async def _in_trouble(self, request: web.Request) -> tuple[int, str | Json | None, dict[str, str]] | None:
        """Wait as long as there is to wait, and return what is answered instead of the right answer, if anything is."""
        if not request.path.endswith(self._ends):
            return None
        if self._seconds:
            over, seconds = self._over, self._seconds
            try:
                await asyncio.wait_for(over.wait(), None if seconds == math.inf else seconds)
            except TimeoutError:
                return None
            return (0, None, {}) if seconds == math.inf else None
        return self._trouble
