"""How the bot is seen from outside: whether it lives, whether it is ready, and its numbers. Nothing is of buyers.

It runs in the bot's own loop, so that an answer says that the loop turns.
"""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from typing import cast

import click
from aiohttp import web
from yarl import URL

from bot.frontends.discord.status import Health
from bot.live import Live
from bot.settings import Address, InvalidSettingError
from bot.tally.counting import Tally

_SECONDS_TO_FINISH = 1  # for whoever is still reading at the end
_SECONDS_IDLE = 75  # that a connection is kept open without a request
_CONNECTIONS = 64  # the newest ones; so whoever asks never takes the files that Discord and the tally need
_AT_ONCE = 16  # that are accepted before one of them is closed
_UNAVAILABLE = 503  # HTTP


@asynccontextmanager
async def seen(address: Address | None, health: Callable[[], Health], live: Live, tally: Tally) -> AsyncIterator[None]:
    """Serve /healthz, /readyz and /metrics while the body runs, or nothing without an address.

    Raises:
        InvalidSettingError: nothing can listen there, or a library is missing.
    """
    if address is None:
        yield
        return
    runner = web.AppRunner(
        _application(health, live, tally),
        access_log=None,
        shutdown_timeout=_SECONDS_TO_FINISH,
        keepalive_timeout=_SECONDS_IDLE,
        lingering_time=0,  # what somebody sends along is not read
    )
    await runner.setup()
    try:
        try:
            newest = _newest(cast("web.Server", runner.server))
            loop = asyncio.get_running_loop()
            door = await loop.create_server(newest, address.host, address.port, backlog=_AT_ONCE)
        except (OSError, UnicodeError) as error:  # a name may be none that the system can look up
            raise InvalidSettingError(f"RECOURSE_OPS: nothing can listen on {address} ({_reason(error)}).") from None
        host, port, *_ = door.sockets[0].getsockname()
        url = URL.build(scheme="http", host=host, port=port)
        click.echo(f"Seen from outside at {url}/healthz, /readyz and /metrics.", err=True)
        with closing(door):
            yield
    finally:
        await runner.cleanup()


def _application(health: Callable[[], Health], live: Live, tally: Tally) -> web.Application:
    try:
        from bot.frontends import metrics  # noqa: PLC0415 - prometheus_client is an extra, so it may be missing
    except ImportError:
        raise InvalidSettingError(
            'RECOURSE_OPS needs one more library: .venv/bin/pip install --editable ".[ops]"'
        ) from None
    numbers = metrics.Metrics(health, live, tally)

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_: web.Request) -> web.Response:
        if why := _not_ready(health()):
            return web.Response(text=f"not ready: {why}\n", status=_UNAVAILABLE)
        return web.Response(text="ready\n")

    async def numbered(_: web.Request) -> web.Response:
        return web.Response(body=numbers.written(), headers={"Content-Type": metrics.CONTENT_TYPE})

    application = web.Application()
    for path, handler in {"/healthz": healthz, "/readyz": readyz, "/metrics": numbered}.items():
        application.router.add_get(path, handler)  # and HEAD
    return application


def _newest(server: web.Server) -> Callable[[], asyncio.Protocol]:
    """Return what makes a connection's protocol, and closes the oldest connection of those that are too many."""
    made: deque[web.RequestHandler] = deque()

    def connected() -> asyncio.Protocol:
        if len(made) == _CONNECTIONS:
            made.popleft().force_close()  # most often it has ended long ago
        made.append(server())
        return made[-1]

    return connected


def _not_ready(health: Health) -> str:
    """Return why no buyer may be sent here now, or nothing. A directory is loaded, or there would be nobody to ask."""
    if health.stopping:
        return "stopping"
    if not health.shards:
        return "not connected to Discord yet"
    if health.open_shards < health.shards:
        return f"{health.open_shards} of {health.shards} connections to Discord are open"
    return ""


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None) or 0
    if number > 0:
        return os.strerror(number)  # asyncio's own text says the address once more
    return getattr(error, "strerror", None) or "it is no address"
