"""discord.py's connection to the gateway, so that it neither spins nor ends over what it cannot read.

By itself it connects again at once, however soon each connection ends; waits up to 17 minutes after several failures,
and lets all other connections wait with it; ends the process over a packet that is no JSON; beats as often as it is
told to; and never asks again where the gateway is.
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Self

import aiohttp
import discord
import discord.gateway
import discord.shard
import yarl
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket, KeepAliveHandler, ReconnectWebSocket

from bot.frontends.discord.network import global_limit_let_go
from bot.frontends.discord.pace import Pace
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_CONNECTIONS, _SECONDS_BETWEEN = 5, 2.0
_SESSIONS, _SECONDS_BETWEEN_SESSIONS = 20, 120.0  # 740 a day; after 1,000 Discord takes the token back
_LONGEST_WAIT = 5  # as a power of two, in seconds
_SECONDS_TO_BEGIN = 15  # a session, once it is its turn
_SHORTEST_BEAT, _LONGEST_BEAT = 1, 300  # seconds between two heartbeats; Discord says 41
_GOES_ON = (ReconnectWebSocket, discord.ConnectionClosed, aiohttp.ClientError, OSError)


class Paces:
    """How many connections, and how many new sessions among them, a process may begin.

    Connections are counted when they are tried, sessions once they were asked for: Discord counts no others.
    Sessions are begun in `turn`: before each one discord.py waits for the five seconds that Discord wants between two.
    """

    def __init__(self, shards: int, of: int) -> None:
        """`shards` of the bot's `of` shards are this process's own, and so is that part of the bot's sessions."""
        self.turn = asyncio.Lock()
        self._connections = Pace(_CONNECTIONS + shards, _SECONDS_BETWEEN)
        self._sessions = Pace(max(1, _SESSIONS * shards // of) + shards, _SECONDS_BETWEEN_SESSIONS * of / shards)

    def allow(self, *, resume: bool) -> bool:
        if not self._connections.has_room() or not (resume or self._sessions.has_room()):
            return False
        self._connections.take()
        return True

    def note_session(self) -> None:
        self._sessions.take()


class Gateway(DiscordWebSocket):
    """Takes the place of discord.py's own. Its client has `paces`."""

    @classmethod
    async def from_client(cls, client: Any, *, resume: bool = False, **options: Any) -> Self:  # noqa: ANN401
        if resume:
            return await cls._connected(client, resume=True, **options)
        async with client.paces.turn, asyncio.timeout(_SECONDS_TO_BEGIN):
            return await cls._connected(client, resume=False, **options)

    @classmethod
    async def _connected(cls, client: Any, *, resume: bool, **options: Any) -> Self:  # noqa: ANN401
        if not client.paces.allow(resume=resume):
            _LOG.warning("connections to Discord end as soon as they begin: the next one is tried later")
            raise TimeoutError  # discord.py waits then, longer each time
        try:
            connected = await super().from_client(client, resume=resume, **options)
        except ReconnectWebSocket:
            if resume:
                raise
            await _find_again(client)
            raise ConnectionAbortedError from None  # of a new connection discord.py expects nothing else
        except (aiohttp.ClientError, OSError):
            if not resume:
                await _find_again(client)
            raise
        if not resume:
            client.paces.note_session()
        return connected

    async def received_message(self, msg: Any, /) -> None:  # noqa: ANN401
        try:
            await super().received_message(msg)
        except _GOES_ON:
            raise
        except Exception as error:  # noqa: BLE001 - what it is depends on what came
            # A resumed session would bring the same packet again.
            _LOG.error("a new session is begun, because a packet could not be read: %s", place_of(error))
            await self.close()
            raise ReconnectWebSocket(self.shard_id, resume=False) from None


class _Shard(discord.shard.Shard):
    """Comes back beside the others. By itself discord.py brings one back after the other, however long each takes."""

    _coming_back: asyncio.Task[None] | None = None

    async def reidentify(self, exc: ReconnectWebSocket) -> None:
        self._come_back(super().reidentify(exc))

    async def reconnect(self) -> None:
        self._come_back(super().reconnect())

    async def close(self) -> None:
        if self._coming_back is not None:
            self._coming_back.cancel()
        await super().close()

    def _come_back(self, way: Coroutine[Any, Any, None]) -> None:
        self._coming_back = asyncio.create_task(way)  # what goes wrong in it, it tells discord.py by itself


class _Heartbeat(KeepAliveHandler):
    """Takes no interval that would let it spin, or never beat."""

    def __init__(self, *, interval: float, **options: Any) -> None:  # noqa: ANN401
        if not _SHORTEST_BEAT <= interval <= _LONGEST_BEAT:
            raise ValueError("no interval of heartbeats")
        super().__init__(interval=interval, **options)


def is_open(shard: discord.ShardInfo) -> bool:
    """Whether Discord has let the connection begin. To discord.py it is open as soon as it has asked for that."""
    connection = shard._parent.ws  # noqa: SLF001 - only there it says so
    return connection.open and connection.session_id is not None


class _Backoff(ExponentialBackoff[Any]):
    """Waits half a minute at most, so that buyers do not wait long for a Discord that is back."""

    def __init__(self) -> None:
        super().__init__()
        self._max = _LONGEST_WAIT


async def find(client: discord.Client) -> tuple[int, Any]:
    """Ask where the gateway is. Return how many connections Discord recommends, and the limit of new sessions.

    Raises:
        ValueError, LookupError, TypeError: the answer is none of Discord's.
    """
    recommended, address, limit = await client.http.get_bot_gateway()
    gateway = yarl.URL(address)
    if recommended < 1 or gateway.scheme not in {"ws", "wss"}:
        raise ValueError("no gateway")
    DiscordWebSocket.DEFAULT_GATEWAY = gateway
    return recommended, limit


async def _find_again(client: discord.Client) -> None:
    """Find the gateway once it cannot be reached where it was. If that fails, too, the address stays."""
    with (
        suppress(discord.DiscordException, aiohttp.ClientError, OSError, ValueError, LookupError, TypeError),
        global_limit_let_go(client.http),
    ):
        await find(client)


# discord.py takes all of them from its own modules.
vars(discord.shard).update(DiscordWebSocket=Gateway, ExponentialBackoff=_Backoff, Shard=_Shard)
vars(discord.gateway).update(KeepAliveHandler=_Heartbeat)
