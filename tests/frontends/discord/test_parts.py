"""The small parts of the Discord front end that time, threads or Discord's own wording decide about."""

import asyncio
import gc
import os
import sys
from urllib.parse import urlsplit

import discord
from yarl import URL

from bot.directory.directory import Directory
from bot.frontends.discord.commands import Commands
from bot.frontends.discord.deliveries import Deliveries
from bot.frontends.discord.forgetting import forget
from tests.wire import limits
from tests.wire.returned import as_discord_returns
from tests.wire.standin import BOT_ID


def test_an_event_is_first_once_in_ten_minutes() -> None:
    now = [1000.0]
    deliveries = Deliveries(lambda: now[0])
    assert [deliveries.is_first(event) for event in (1, 2, 1)] == [True, True, False]
    now[0] += 599
    assert not deliveries.is_first(2)
    now[0] += 2
    assert deliveries.is_first(2)
    assert len(deliveries._marks) == 1


def test_marks_of_events_are_bounded_and_tell_no_id() -> None:
    deliveries = Deliveries(lambda: 0.0)
    for event in range(25_000):
        assert deliveries.is_first(event)
    assert len(deliveries._marks) == 20_000
    assert not deliveries.is_first(24_999)
    assert (24_999).to_bytes(8) not in deliveries._marks
    assert Deliveries(lambda: 0.0).is_first(1), "another process has another salt"


def test_what_discord_returns_of_our_commands_is_the_same_to_us(directory: Directory) -> None:
    commands = Commands(directory)
    returned = [
        as_discord_returns(command, BOT_ID, with_translations=True) for command in reversed(commands.definitions)
    ]
    assert not commands.differ_from(returned)
    assert commands.differ_from([])
    assert commands.differ_from(returned[1:])
    assert commands.differ_from([{**returned[0], "description": "another"}, *returned[1:]])
    assert commands.differ_from([{**returned[-1], "options": returned[-1]["options"][:2]}, *returned[:-1]])
    assert commands.differ_from([*returned, {**returned[0], "name": "old"}])


def test_the_commands_are_within_discords_limits(directory: Directory) -> None:
    assert limits.command_complaints(Commands(directory).definitions) == []


def test_command_names_lead_back_to_their_keys(directory: Directory) -> None:
    commands = Commands(directory)
    assert commands.command("dispute") == "dispute"
    assert commands.command("Whose charge is this?") == "whose-charge"
    assert commands.option("processor") == "processor"
    assert commands.command("something else") is commands.option("dispute") is None


def test_what_the_libraries_keep_of_addresses_is_forgotten() -> None:
    """Fails where a library begins to keep them elsewhere."""
    canary = f"canary{os.getpid()}"

    async def act() -> None:
        client = discord.Client(intents=discord.Intents.none())
        async with client:
            URL(f"https://discord.example/interactions/1/{canary}/callback").with_query(a="b")
            urlsplit(f"https://{canary}.example/{canary}")
            client.http.get_ratelimit(f"POST /channels/{{channel_id}}/messages:{canary}")
            assert kept(canary)
            forget(client.http)
            assert not kept(canary)

    asyncio.run(act())


def kept(canary: str) -> list[object]:
    """Return the tuples, lists and mappings that the process holds and that have a text with the canary in them."""
    gc.collect()
    here = {id(sys._getframe()), id(sys._getframe(1))}
    return [
        holder
        for holder in gc.get_objects()
        if isinstance(holder, dict | list | tuple | URL) and id(holder) not in here and holds(holder, canary)
    ]


def holds(holder: dict[object, object] | list[object] | tuple[object, ...] | URL, canary: str) -> bool:
    if isinstance(holder, URL):
        return canary in str(holder)
    return any(isinstance(item, str) and canary in item and item != canary for item in tuple(holder))
