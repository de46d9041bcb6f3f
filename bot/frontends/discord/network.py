"""The way to Discord: names that outlive a failing name service, and an end to requests that Discord refuses.

Discord shuts out an address that gets 10,000 answers with 401, 403 or 429 in ten minutes.
Source: https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
"""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import aiohttp
from aiohttp.abc import ResolveResult
from discord.http import HTTPClient

from bot.frontends.discord.lookups import LookUps
from bot.frontends.discord.pace import Pace

# To one host. An answer that waits for another one comes too late; all else is held to fifty requests a second.
# Together they leave room among 1,024 open files.
CONNECTIONS_FOR_ANSWERS, CONNECTIONS = 500, 200
_SECONDS_TO_RESOLVE = 1.0  # of the three that an answer may take
_INVALID = frozenset({401, 403, 429})
_INVALID_AT_ONCE, _SECONDS_FOR_ONE_MORE = 1000, 0.5  # 2,200 of each kind in ten minutes


_Name = tuple[str, int, socket.AddressFamily]


class HeldBackError(aiohttp.ClientError):
    """A request was not made, because Discord has refused too many."""


class LastKnown(aiohttp.ThreadedResolver):
    """Goes on with the last addresses of a name for as long as it cannot be resolved."""

    def __init__(self) -> None:
        super().__init__(loop=cast("asyncio.AbstractEventLoop", LookUps()))
        self._known: dict[_Name, list[ResolveResult]] = {}
        self._under_way: dict[_Name, asyncio.Task[list[ResolveResult]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        name = host, port, family
        if name not in self._known:
            return await self._look_up(*name)
        if name not in self._under_way:
            self._under_way[name] = asyncio.create_task(self._look_up(*name))
            self._under_way[name].add_done_callback(lambda done: self._ended(name, done))
        await asyncio.wait([self._under_way[name]], timeout=_SECONDS_TO_RESOLVE)  # whoever is slow is believed later
        return self._known[name]

    async def _look_up(self, *name: *_Name) -> list[ResolveResult]:
        self._known[name] = await super().resolve(*name)
        return self._known[name]

    def _ended(self, name: _Name, done: asyncio.Task[list[ResolveResult]]) -> None:
        del self._under_way[name]
        if not done.cancelled():
            done.exception()  # else asyncio would log it


@contextmanager
def global_limit_let_go(http: HTTPClient) -> Iterator[None]:
    """Cancelled while it waits for the end of a global limit, discord.py would let nobody ask anything ever again."""
    try:
        yield
    except asyncio.CancelledError:
        http._global_over.set()  # noqa: SLF001 - it has no other name
        raise


def connector(connections: int, names: LastKnown) -> aiohttp.TCPConnector:
    """Return one that opens so many connections to one host."""
    return aiohttp.TCPConnector(limit=0, limit_per_host=connections, resolver=names)


def restraint() -> aiohttp.TraceConfig:
    """Return what holds a session's requests back once too many were refused."""
    refusals = Pace(_INVALID_AT_ONCE, _SECONDS_FOR_ONE_MORE)

    async def ask(_: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestStartParams) -> None:
        if not refusals.has_room():
            raise HeldBackError

    async def note(_: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams) -> None:
        if end.response.status in _INVALID:
            refusals.take()

    watching = aiohttp.TraceConfig()
    watching.on_request_start.append(ask)
    watching.on_request_end.append(note)
    return watching
