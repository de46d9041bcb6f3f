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
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient

from bot.frontends.discord import network
from bot.frontends.discord.gateway import Gateway, Paces
from bot.frontends.discord.network import LastKnown, global_limit_let_go


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


def test_connections_begin_their_sessions_one_after_the_other_and_resume_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under_way, seen = Counter[bool](), list[tuple[bool, int]]()

    async def connect(*_: object, resume: bool, **__: object) -> None:
        under_way[resume] += 1
        seen.append((resume, under_way[resume]))
        await asyncio.sleep(0)
        under_way[resume] -= 1

    async def connect_all() -> None:
        client = SimpleNamespace(paces=Paces(3, 3))
        await asyncio.gather(*(Gateway.from_client(client, resume=resume) for resume in (False, True) * 3))

    monkeypatch.setattr(DiscordWebSocket, "from_client", connect)
    asyncio.run(connect_all())
    assert sorted(seen) == [(False, 1)] * 3 + [(True, 1), (True, 2), (True, 3)]


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
