"""Posts the answer to an interaction. An answer is repeated only where the connection broke.

It may have arrived all the same; then Discord says so to the second one, and nobody sees it.
"""

import json
import logging
import time
from contextlib import suppress

import aiohttp

from bot.frontends.discord.measures import Durations, Errors
from bot.frontends.discord.network import restraint

_LOG = logging.getLogger(__name__)
_TIMEOUT = aiohttp.ClientTimeout(total=5)  # seconds; after three Discord takes no answer, but one may be under way
_FIRST_REFUSAL = 300  # HTTP
_CODES = range(1, 1_000_000)  # Discord's own; a longer number is none, and could be anybody's


class Callbacks:
    """Measures how long it took until an answer was taken, counts those that were not, and keeps nothing of them.

    10062 (unknown interaction) happens at random, and 40060 says that it was answered already: neither is an error.
    """

    def __init__(self, api: str, user_agent: str, connector: aiohttp.TCPConnector) -> None:
        """`connector` is for these alone, so that no answer waits for anything else, and is closed with them."""
        self.taken = Durations()
        self.refused = Errors()
        self._api = api
        headers = {"Content-Type": "application/json", "User-Agent": user_agent}
        self._session = aiohttp.ClientSession(
            connector=connector, trace_configs=[restraint()], timeout=_TIMEOUT, headers=headers
        )

    async def post(self, interaction: int, token: str, body: bytes, arrived: float) -> None:
        """Post an answer to what arrived then, by `time.perf_counter`. Never raises for what the other side does."""
        address = f"{self._api}/interactions/{interaction}/{token}/callback"
        try:
            try:
                await self._post(address, body, arrived)
            except aiohttp.ClientConnectionError:  # as those do that were kept open while the network was gone
                await self._post(address, body, arrived)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._note(type(error).__name__)

    async def close(self) -> None:
        await self._session.close()

    async def _post(self, address: str, body: bytes, arrived: float) -> None:
        async with self._session.post(address, data=body, allow_redirects=False) as response:
            if response.status >= _FIRST_REFUSAL:
                self._note(_reason(response.status, await response.read()))
            else:
                self.taken.note(time.perf_counter() - arrived)

    def _note(self, reason: str) -> None:
        self.refused.note(reason)
        _LOG.info("an answer was not taken (%s)", reason)


def _reason(status: int, body: bytes) -> str:
    """Return Discord's own error code where there is one, which says more than the status."""
    with suppress(ValueError, AttributeError):
        code = json.loads(body).get("code")
        if isinstance(code, int) and code in _CODES:
            return str(code)
    return f"HTTP {status}"
