"""Asks web addresses, politely: who asks is said, one request a host at a time, a pause between, little is read.

Nothing is judged here but whether an address is public; cookies, bodies and answers live no longer than the asking.
"""

import asyncio
import ipaddress
import re
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import aiohttp
from aiohttp.abc import ResolveResult
from yarl import URL

from bot.maintain.links import REDIRECTS, Answer, Hop, is_served

USER_AGENT = "Recourse link check (sees whether the addresses in a helpdesk's directory still lead to the right pages)"
READ_AT_MOST = 256 * 1024  # bytes of a page
REDIRECTS_AT_MOST = 5
HOSTS_AT_ONCE = 8
PAUSE = 1.0  # seconds between two requests to one host
PATIENCE = 20.0  # seconds for one request, from the name to the last byte
WAIT_AT_MOST = 30.0  # seconds that a host may ask for in Retry-After
_HEAD_REFUSED = {403, 405, 501}
_ASKS_TO_WAIT = {429, 503}
_NAMES_AT_HOME = {"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "onion"}

Sleep = Callable[[float], Awaitable[None]]


class _UnreachableError(Exception):
    """The text says why, and goes on where the address ends."""


class _NotPublicError(OSError):
    """A name leads to no public address."""


class _Said(NamedTuple):
    status: int
    location: str | None
    retry_after: float | None  # seconds
    content_type: str
    charset: str | None
    body: bytes


async def ask(
    addresses: Iterable[str],
    *,
    arrived: Callable[[str], None] = lambda _: None,
    pause: float = PAUSE,
    patience: float = PATIENCE,
    hosts_at_once: int = HOSTS_AT_ONCE,
    sleep: Sleep = asyncio.sleep,
    connector: aiohttp.BaseConnector | None = None,
) -> dict[str, Answer]:
    """Ask every address, and return what came of it; `arrived` hears of each as it is done. Raises nothing for any.

    `pause` and `patience` are in seconds. Names that lead to no public address are asked through one's own
    `connector` alone, which is closed at the end; literal and private ones never.
    """
    async with aiohttp.ClientSession(
        connector=connector or public_connector(),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain;q=0.9, */*;q=0.1"},
        timeout=aiohttp.ClientTimeout(total=patience),
    ) as session:
        asking = _Asking(session, pause, patience, asyncio.Semaphore(hosts_at_once), sleep)

        async def one(address: str) -> tuple[str, Answer]:
            answer = await asking.follow(address)
            arrived(address)
            return address, answer

        return dict(await asyncio.gather(*map(one, addresses)))


def public_connector() -> aiohttp.BaseConnector:
    """Return the way to public addresses alone. Inside a running loop."""
    return aiohttp.TCPConnector(resolver=_PublicResolver())


def is_public(url: URL) -> bool:
    """Say whether an address is that of a web page anybody can open: no IP address, no name of some inner network."""
    last = (url.host or "").rstrip(".").rpartition(".")
    return (
        url.scheme in {"http", "https"}
        and url.user is None
        and bool(last[0])
        and last[2].casefold() not in _NAMES_AT_HOME
        and re.fullmatch(r"\d+|0x[0-9a-f]*|.*:.*", last[2], re.IGNORECASE) is None
    )


class _Host:
    """One request at a time: whoever holds `free` may ask."""

    def __init__(self) -> None:
        self.free = asyncio.Lock()
        self.was_asked = False


class _Asking:
    def __init__(
        self,
        session: aiohttp.ClientSession,
        pause: float,
        patience: float,
        at_once: asyncio.Semaphore,
        sleep: Sleep,
    ) -> None:
        self._session = session
        self._pause = pause
        self._patience = patience
        self._at_once = at_once
        self._sleep = sleep
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    async def follow(self, address: str) -> Answer:
        """Ask an address and those that it redirects to."""
        hops: list[Hop] = []
        try:
            been = [URL(address).with_fragment(None)]
            said = await self._look(been[0])
            while said.status in REDIRECTS and said.location:
                been.append(_redirected(been, said.location))
                hops.append(Hop(said.status, str(been[-1])))
                said = await self._look(been[-1])
            return Answer(tuple(hops), said.status, said.content_type, said.charset, said.body)
        except (_UnreachableError, aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            return Answer(tuple(hops), failure=self._why(error))

    async def _look(self, url: URL) -> _Said:
        """Ask for the head of a page, and for the page itself where the head was refused or there is one to read."""
        if not is_public(url):
            raise _UnreachableError("is no public web address, so nobody was asked")
        host = self._hosts[str(url.host)]
        async with host.free:
            said = await self._request("HEAD", url, host)
            if said.status in _HEAD_REFUSED or is_served(said.status):
                said = await self._request("GET", url, host)
            return said

    async def _request(self, method: str, url: URL, host: _Host) -> _Said:
        """Ask once, and once more where the host says when."""
        said = await self._request_once(method, url, host)
        if said.status not in _ASKS_TO_WAIT or said.retry_after is None:
            return said
        if said.retry_after > WAIT_AT_MOST:
            raise _UnreachableError(f"answers {said.status} and asks to wait {said.retry_after:.0f} seconds")
        await self._sleep(said.retry_after)
        return await self._request_once(method, url, host)

    async def _request_once(self, method: str, url: URL, host: _Host) -> _Said:
        if host.was_asked:
            await self._sleep(self._pause)
        host.was_asked = True
        async with self._at_once, self._session.request(method, url, allow_redirects=False) as response:
            return _Said(
                response.status,
                response.headers.get("Location"),
                _seconds(response.headers.get("Retry-After"), response.headers.get("Date")),
                response.content_type if "Content-Type" in response.headers else "",
                response.charset,
                await _beginning(response) if method == "GET" else b"",
            )

    def _why(self, error: Exception) -> str:
        match error:
            case _UnreachableError():
                return str(error)
            case aiohttp.ClientConnectorDNSError() if isinstance(error.os_error, _NotPublicError):
                return "leads into an inner network, so nobody was asked"
            case aiohttp.ClientConnectorDNSError():
                return "has a name that leads nowhere"
            case aiohttp.ClientConnectorCertificateError():
                return "has a certificate that does not hold"
            case aiohttp.ClientSSLError():
                return "cannot be reached encrypted"
            case TimeoutError():
                return f"does not answer within {self._patience:g} seconds"
            case aiohttp.ClientConnectorError():
                return "takes no connection"
            case aiohttp.ServerDisconnectedError() | aiohttp.ClientPayloadError() | OSError():
                return "cuts the connection"
            case _:
                return "gives an answer that cannot be read"


def _redirected(been: Sequence[URL], location: str) -> URL:
    """Return where a redirect leads; `been` is the way until here."""
    to = been[-1].join(URL(location)).with_fragment(None)
    if to in been:
        raise _UnreachableError("redirects in a circle")
    if len(been) > REDIRECTS_AT_MOST:
        raise _UnreachableError(f"redirects more than {REDIRECTS_AT_MOST} times")
    return to


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    read = bytearray()
    while len(read) < READ_AT_MOST and (piece := await response.content.read(READ_AT_MOST - len(read))):
        read += piece
    response.close()
    return bytes(read)


def _seconds(retry_after: str | None, date: str | None) -> float | None:
    """Return how long Retry-After asks to wait; a day and time counts from that of the answer itself."""
    if retry_after is None:
        return None
    if re.fullmatch(r"\d{1,9}", retry_after.strip(), re.ASCII):
        return float(retry_after)
    try:
        wait = parsedate_to_datetime(retry_after) - parsedate_to_datetime(date or "")
    except (ValueError, TypeError):
        return None
    return max(0.0, wait.total_seconds())


class _PublicResolver(aiohttp.ThreadedResolver):
    """Resolves names to public addresses alone, so that nobody's page leads into the network at home."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await super().resolve(host, port, family)
        public = [one for one in found if _is_global(one["host"])]
        if not public:
            raise _NotPublicError
        return public


def _is_global(host: str) -> bool:
    address = ipaddress.ip_address(host.partition("%")[0])
    return address.is_global and not address.is_multicast
