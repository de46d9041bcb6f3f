"""The way to Discord, where the other side is slow or says no."""

import asyncio
import math
from collections import Counter
from types import SimpleNamespace
from typing import Any

import discord
import discord.gateway
import pytest
from aiohttp import ThreadedResolver
from discord.http import HTTPClient, Route

from bot.desk import Desk
from bot.directory.directory import Directory
from bot.frontends.discord import network
from bot.frontends.discord.client import Client
from bot.frontends.discord.gateway import Paces
from bot.frontends.discord.network import LastKnown, global_limit_let_go
from bot.settings import DiscordSettings


def test_whoever_is_cancelled_in_a_global_limit_lets_others_ask_again() -> None:
    async def cancelled() -> bool:
        http = HTTPClient(asyncio.get_running_loop())
        http._global_over = asyncio.Event()

        async def waits() -> None:
            with global_limit_let_go(http):
                await http._global_over.wait()

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(waits(), 0.01)
        return http._global_over.is_set()

    assert asyncio.run(cancelled())


def test_only_sessions_that_were_asked_for_are_counted_and_each_process_has_its_part() -> None:
    tries = Paces(4, 16)
    assert [tries.allow(resume=False) for _ in range(11)] == [*[True] * 9, False, False]
    begun = Paces(4, 16)
    for _ in range(9):
        begun.note_session()
    assert not begun.allow(resume=False)
    assert begun.allow(resume=True)


@pytest.mark.parametrize("interval", [0, -5, 0.001, 301, math.inf, math.nan])
def test_heartbeats_that_would_spin_or_never_come_are_refused(interval: float) -> None:
    connection: Any = SimpleNamespace(thread_id=0, _max_heartbeat_timeout=60)
    assert discord.gateway.KeepAliveHandler(ws=connection, interval=41.25).interval == 41.25
    with pytest.raises(ValueError, match="heartbeats"):
        discord.gateway.KeepAliveHandler(ws=connection, interval=interval)


def test_connections_begin_their_sessions_one_after_the_other(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)  # a client sets it for the whole process
    pause, pausing, slept = asyncio.sleep, Counter[str](), list[tuple[float, int]]()

    async def sleep(seconds: float) -> None:
        pausing["now"] += 1
        slept.append((seconds, pausing["now"]))
        await pause(0)
        pausing["now"] -= 1

    async def begin() -> None:
        setting = DiscordSettings("token", "http://discord.example/api/v10", None)
        async with Client(Desk(directory, lambda _: None), tuple, lambda: 0, setting) as client:
            monkeypatch.setattr(asyncio, "sleep", sleep)
            await asyncio.gather(*(client.before_identify_hook(shard) for shard in range(3)))
            monkeypatch.undo()

    asyncio.run(begin())
    assert slept == [(5, 1)] * 3


def test_a_name_service_that_is_slow_is_believed_later(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = ([{"host": host}] for host in ("192.0.2.1", "192.0.2.2"))
    monkeypatch.setattr(network, "_SECONDS_TO_RESOLVE", 0)

    async def resolved() -> list[object]:
        answers = asyncio.Queue[Any]()
        monkeypatch.setattr(ThreadedResolver, "resolve", lambda *_: answers.get())
        resolver = LastKnown()
        answers.put_nowait(old)
        found: list[object] = [await resolver.resolve("discord.example"), await resolver.resolve("discord.example")]
        answers.put_nowait(new)
        await asyncio.gather(*resolver._under_way.values())
        answers.put_nowait(new)
        return [*found, await resolver.resolve("discord.example")]

    assert asyncio.run(resolved()) == [old, old, new]
