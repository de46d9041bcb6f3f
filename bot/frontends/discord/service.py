"""Runs the client until it is told to stop, and leaves in order."""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.desk import Desk
from bot.frontends import ops
from bot.frontends.discord.client import Client
from bot.live import Live
from bot.settings import DiscordSettings
from bot.tally.counting import Tally

_NOT_ACCEPTED = (
    "Discord does not accept the token. Copy it anew from the page “Bot” of your application in Discord's developer "
    "portal, and set DISCORD_TOKEN or DISCORD_TOKEN_FILE."
)
_NOT_DISCORD = (
    "What answers at DISCORD_API_URL is not Discord's API. Its address ends with the version, as in /api/v10."
)
_TRY_AGAIN = "Check the network and DISCORD_API_URL, then start again."


class CannotServeError(Exception):
    """Discord cannot be served; the text is a sentence for the operator."""


def serve(setting: DiscordSettings, live: Live, tally: Tally) -> int:
    """Serve buyers on Discord until a signal comes, and return its number.

    Raises:
        CannotServeError: the token is refused, or Discord cannot be reached at the start.
        InvalidSettingError: RECOURSE_OPS cannot be served.
    """
    return asyncio.run(_serve(setting, live, tally))


async def _serve(setting: DiscordSettings, live: Live, tally: Tally) -> int:
    desk = Desk(live.directory, tally.count)
    client = Client(desk, lambda: live.problems, lambda: tally.pending, setting)
    signalled = _signalled()
    loop = asyncio.get_running_loop()
    renew = partial(loop.call_soon_threadsafe, client.renew_commands)
    async with client, ops.seen(setting.ops, client.health, live, tally):
        serving = asyncio.create_task(_connected(client, setting.token, desk))
        endings: tuple[asyncio.Future[Any], ...] = (serving, signalled, client.token_refused)
        try:
            with live.watching(desk, on_taken=renew):
                await asyncio.wait(endings, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await client.finish()
            # Before the connection is closed, which may take its time; and by a thread of its own, because those of the
            # loop may all be waiting for names.
            with ThreadPoolExecutor(1) as own:
                await loop.run_in_executor(own, tally.close)
            await client.close()
            serving.cancel()
            (ended,) = await asyncio.gather(serving, return_exceptions=True)
    if signalled.done():
        return signalled.result()
    raise _why(client.token_refused.result() if client.token_refused.done() else ended)


async def _connected(client: Client, token: str, desk: Desk) -> None:
    try:
        await client.login(token)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        raise
    except Exception as error:
        raise CannotServeError(_NOT_DISCORD) from error
    await asyncio.to_thread(desk.prepare)  # else the first text would hold up everybody
    await client.connect()


def _signalled() -> asyncio.Future[int]:
    """Return what becomes the number of the first signal that asks to stop; later ones change nothing."""
    loop = asyncio.get_running_loop()
    signalled: asyncio.Future[int] = loop.create_future()

    def note(number: int) -> None:
        if not signalled.done():
            signalled.set_result(number)

    def stop(number: int, _: object) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it the work
            loop.call_soon_threadsafe(note, number)

    # Not the loop's own handlers: when it closes, they would leave the process without any.
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    return signalled


def _why(error: BaseException | None) -> BaseException:
    """Return what ended the service, as a sentence where it is not our fault."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004) | discord.HTTPException(status=401):
            return CannotServeError(_NOT_ACCEPTED)
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4013):
            return CannotServeError("Discord refuses the intents of this bot: direct messages alone.")
        case discord.HTTPException(status=status):
            return CannotServeError(f"Discord cannot be served now: its API answered with HTTP {status}. {_TRY_AGAIN}")
        case discord.ConnectionClosed(code=code):
            return CannotServeError(f"Discord ended the connection with code {code}. {_TRY_AGAIN}")
        case discord.RateLimited(retry_after=seconds):
            return CannotServeError(
                f"Discord takes no request of this bot for {seconds:.0f} s. Start again after that."
            )
        case discord.GatewayNotFound() | aiohttp.ClientError() | OSError() | None:
            return CannotServeError(f"Discord cannot be reached. {_TRY_AGAIN}")
        case _:
            return error
