"""Whatever breaks around the bot: buyers are answered where Discord can be reached, and all goes on by itself after."""

import asyncio
import resource
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.frontends.discord.network import HeldBackError, restraint
from bot.frontends.discord.pace import Pace
from tests.conftest import mend
from tests.wire.conftest import Bot
from tests.wire.people import Person
from tests.wire.standin import Asked, StandIn
from tests.wire.test_live import sees
from tests.wire.test_running import counted

Start = Callable[..., tuple[StandIn, Bot]]

MACHINE = Path(__file__).parent / "machine"
FEW = 12  # requests or connections that may be tried while a fault lasts


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StandIn, Bot]]:
    """A bot that lives through fault after fault."""
    discord = StandIn()
    running = Bot(discord, tmp_path_factory.mktemp("steady") / "data").ready()
    yield discord, running
    code, printed = running.stops()
    discord.close()
    assert code == 0
    assert "Traceback" not in printed
    assert discord.complaints == []


def is_answered(discord: StandIn) -> None:
    """Let somebody new, in a server of their own, have a dispute. The stand-in takes nothing after three seconds."""
    buyer = Person(discord, guild=discord.new_id())
    buyer.calls("dispute", what="not-received", processor="paddle")
    assert "Paddle: The key or download never came" in buyer.text


def test_what_comes_too_late_is_neither_answered_nor_counted(start: Callable[..., tuple[StandIn, Bot]]) -> None:
    discord, bot = start()
    is_answered(discord)
    buyer = Person(discord, guild=discord.new_id())
    buyer.calls("dispute", what="not-received")
    late = buyer.interaction(buyer.value_of("Paddle"))
    late["id"] = discord.id_made(10)
    asked = discord.send(late)
    is_answered(discord)
    assert bot.stops() == (0, "")
    assert not asked.answers
    assert counted(bot.data) == 2


def test_a_bot_that_may_begin_no_more_connections_waits_until_it_may(start: Start) -> None:
    prepared = StandIn()
    prepared.sessions_left = 0
    discord, bot = start(discord=prepared)
    is_answered(discord)
    code, printed = bot.stops()
    assert code == 0
    assert "Discord lets this bot begin no more connections today: it waits until they are counted anew" in printed


def test_commands_that_are_registered_late_hold_up_nobody(start: Start) -> None:
    prepared = StandIn()
    prepared.hang(ends="/commands")
    discord, bot = start(discord=prepared)
    is_answered(discord)
    assert not discord.commands
    discord.recover()
    discord.wait_until(lambda: bool(discord.commands))
    assert bot.stops() == (0, "")


def test_commands_that_discord_takes_only_in_hours_are_left_as_they_are(start: Start) -> None:
    prepared = StandIn()
    prepared.limit(18000, everywhere=True, ends="/commands")
    discord, bot = start(discord=prepared)
    bot.says("the commands could not be registered (Discord takes none for 18000 s)")
    writer = Person(discord, "direct message")
    writer.writes("the key never came")
    assert "Who took the money?" in writer.text
    assert bot.stops()[0] == 0


def test_a_text_that_is_not_yet_answered_at_the_end_is_not_counted_either(start: Start) -> None:
    discord, bot = start()
    writer = Person(discord, "direct message")
    discord.hang(ends="/messages")
    writer.sends("I paid via Paddle and the key never came")
    discord.wait_until(lambda: discord.requests[-1][0] == "GET")
    assert bot.stops() == (0, "")
    assert not (bot.data / "tally.sqlite3").exists()


def crowd(discord: StandIn, size: int) -> list[Asked]:
    """Let so many press at once, each in a server of their own."""
    person = Person(discord, guild=discord.new_id())
    person.calls("dispute", what="not-received")
    paddle, asked = person.value_of("Paddle"), []
    for _ in range(size):
        person.becomes_another()
        asked.append(discord.send(person.interaction(paddle)))
    return asked


def all_answered(discord: StandIn, asked: list[Asked]) -> bool:
    discord.wait_until(lambda: all(one.answered.is_set() for one in asked))
    return all(len(one.answers) == 1 for one in asked)


API_FAULTS: dict[str, Callable[[StandIn, str], None]] = {
    "HTTP 500": lambda discord, ends: discord.refuse(500, ends=ends),
    "HTTP 502": lambda discord, ends: discord.refuse(502, ends=ends),
    "HTTP 503": lambda discord, ends: discord.refuse(503, "<html>", ends=ends),
    "a limit of the route": lambda discord, ends: discord.limit(0.5, ends=ends),
    "a limit of everything": lambda discord, ends: discord.limit(0.5, everywhere=True, ends=ends),
    "broken JSON": lambda discord, ends: discord.garble(ends=ends),
    "no answer": lambda discord, ends: discord.hang(ends=ends),
    "slow answers": lambda discord, ends: discord.slow(0.5, ends=ends),
    "broken connections": lambda discord, ends: discord.refuse(0, ends=ends),
}


@pytest.mark.parametrize("fault", API_FAULTS)
def test_while_direct_messages_fail_everybody_else_is_answered_and_then_they_are_again(
    steady: tuple[StandIn, Bot], fault: str
) -> None:
    discord, _ = steady
    writer, other = Person(discord, "direct message"), Person(discord, "direct message")
    before = len(discord.requests)
    API_FAULTS[fault](discord, "/messages")
    writer.sends("the key never came")
    path = f"/channels/{writer.channel}/messages"
    discord.wait_until(lambda: any(asked == path for _, asked in discord.requests[before:]))
    assert all_answered(discord, crowd(discord, 5))
    assert sum(asked == path for _, asked in discord.requests[before:]) <= FEW
    discord.recover()
    other.writes("the key never came")
    assert "Who took the money?" in other.text
    is_answered(discord)


def test_however_many_direct_messages_hang_everybody_else_is_answered(start: Start) -> None:
    discord, _ = start()
    discord.hang(ends="/messages")
    for _ in range(520):
        Person(discord, "direct message").sends("the key never came")
    assert all_answered(discord, crowd(discord, 5))


@pytest.mark.parametrize("fault", sorted(API_FAULTS.keys() - {"slow answers"}))
def test_while_answers_are_not_taken_each_is_tried_twice_at_most_and_the_next_one_is_taken(
    steady: tuple[StandIn, Bot], fault: str
) -> None:
    discord, _ = steady
    before = len(discord.requests)
    API_FAULTS[fault](discord, "/callback")
    buyer = Person(discord, guild=discord.new_id())
    asked = [discord.send(buyer.event(2, {"id": "1", "name": "dispute", "type": 1})) for _ in range(5)]
    discord.wait_until(lambda: len(discord.requests) >= before + len(asked))
    discord.recover()
    is_answered(discord)
    tries = [sum(one.token in path for _, path in discord.requests[before:]) for one in asked]
    assert all(1 <= tried <= 2 for tried in tries)


def test_slow_answers_are_all_in_time(steady: tuple[StandIn, Bot]) -> None:
    discord, _ = steady
    discord.slow(0.5, ends="/callback")
    person = Person(discord)
    asked = []
    for _ in range(40):
        person.becomes_another()
        asked.append(discord.send(person.event(2, {"id": "1", "name": "dispute", "type": 1})))
    assert all_answered(discord, asked)
    discord.recover()


def test_an_answer_that_arrived_before_its_connection_broke_is_seen_once(steady: tuple[StandIn, Bot]) -> None:
    discord, _ = steady
    discord.faults["callback, after all"].append((0, None))
    buyer = Person(discord)
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    is_answered(discord)


def test_refusals_have_an_end(discord: StandIn) -> None:
    async def ask(times: int) -> Counter[str]:
        """Ask without a token, and count what became of it."""
        became: Counter[str] = Counter()
        headers = {"User-Agent": "DiscordBot (test)"}
        async with aiohttp.ClientSession(headers=headers, trace_configs=[restraint()]) as session:
            for _ in range(times):
                try:
                    async with session.get(f"{discord.url}/users/@me") as response:
                        became[str(response.status)] += 1
                except HeldBackError:
                    became["held back"] += 1
        return became

    became = asyncio.run(ask(1400))
    assert 1000 <= became["401"] == discord.invalid <= 1200
    assert became["held back"] == 1400 - became["401"]


def test_a_pace_has_room_again_as_time_goes_on() -> None:
    now = 0.0
    pace = Pace(2, 10, lambda: now)
    for _ in range(2):
        assert pace.has_room()
        pace.take()
    assert not pace.has_room()
    pace.take()  # known too late
    now = 19.9
    assert not pace.has_room()
    now = 20.1
    assert pace.has_room()
    now = 1000.0
    assert pace.has_room()
    pace.take()
    pace.take()
    assert not pace.has_room(), "what was not taken does not gather without an end"


def test_a_gateway_that_falls_silent_is_left_and_the_session_resumed(start: Start, tmp_path: Path) -> None:
    prepared = StandIn()
    prepared.gateway.heartbeat_interval = 1000
    discord, bot = start(discord=prepared, PYTHONPATH=str(MACHINE), MACHINE=str(tmp_path))
    discord.gateway.silence()
    beats = discord.gateway.heartbeats + 2  # by then all that was said before has arrived
    discord.wait_until(lambda: discord.gateway.heartbeats >= beats)
    (tmp_path / "clocks").write_text("0 100", "ascii")  # seconds in which nothing came
    discord.wait_until(lambda: discord.gateway.resumed == 1)
    is_answered(discord)
    assert discord.gateway.connections == 2
    assert len(discord.gateway.identified) == 1
    assert bot.stops()[0] == 0


def test_a_silent_gateway_does_not_hold_up_a_stop(start: Start) -> None:
    discord, bot = start()
    is_answered(discord)
    discord.gateway.freeze()
    assert bot.stops() == (0, "")
    assert counted(bot.data) == 1


def test_connections_that_end_at_once_are_neither_spun_on_nor_given_up(start: Start) -> None:
    discord, bot = start()
    discord.gateway.slam()
    discord.gateway.drop()
    bot.says("connections to Discord end as soon as they begin")
    assert discord.gateway.connections <= FEW
    assert len(discord.gateway.identified) == 1
    discord.gateway.recover()
    discord.wait_for_shards()
    is_answered(discord)
    assert discord.gateway.connections <= FEW + 2
    code, printed = bot.stops()
    assert code == 0
    assert "Traceback" not in printed


def test_heartbeats_without_a_pause_are_a_packet_that_cannot_be_read(start: Start) -> None:
    discord, bot = start()
    before = discord.gateway.heartbeats
    discord.gateway.heartbeat_interval = 0
    discord.gateway.drop()
    bot.says("a new session is begun, because a packet could not be read: ValueError at ")
    assert bot.stops()[0] == 0
    assert discord.gateway.heartbeats == before


def test_a_session_that_is_invalidated_but_can_be_resumed_is(start: Start) -> None:
    discord, bot = start()
    discord.gateway.invalidate(resumable=True)
    discord.wait_until(lambda: discord.gateway.resumed == 1)
    is_answered(discord)
    assert len(discord.gateway.identified) == 1
    assert bot.stops() == (0, "")


def test_a_packet_that_is_no_json_costs_a_session_and_a_gateway_that_moved_is_found(start: Start) -> None:
    discord, bot = start()
    discord.gateway.move()
    discord.gateway.garble()
    discord.wait_until(lambda: len(discord.gateway.identified) == 2)
    discord.wait_for_shards()
    is_answered(discord)
    assert discord.gateway.connections <= FEW
    code, printed = bot.stops()
    assert code == 0
    assert "a new session is begun, because a packet could not be read: JSONDecodeError at " in printed


def test_without_names_the_bot_goes_on_by_the_addresses_that_it_knows(start: Start, tmp_path: Path) -> None:
    prepared = StandIn()
    prepared.url, prepared.gateway.base = (
        one.replace("127.0.0.1", "localhost") for one in (prepared.url, prepared.gateway.base)
    )
    discord, bot = start(discord=prepared, PYTHONPATH=str(MACHINE), MACHINE=str(tmp_path))
    (tmp_path / "names-gone").touch()
    discord.gateway.drop()
    discord.wait_until(lambda: discord.gateway.resumed == 1)
    is_answered(discord)
    discord.faults["callback"].append((0, None))  # no connection is kept
    is_answered(discord)
    (tmp_path / "names-gone").unlink()
    is_answered(discord)
    assert discord.gateway.connections == 2
    assert bot.stops() == (0, "")


def test_without_names_at_the_start_it_ends_with_a_sentence(start: Start, tmp_path: Path) -> None:
    (tmp_path / "names-gone").touch()
    prepared = StandIn()
    prepared.url = prepared.url.replace("127.0.0.1", "localhost")
    _, bot = start(discord=prepared, wait=False, PYTHONPATH=str(MACHINE), MACHINE=str(tmp_path))
    code, printed = bot.ends()
    assert code == 2
    assert printed.startswith("Discord cannot be reached.")
    assert len(printed.splitlines()) == 1


def test_a_look_up_that_hangs_does_not_hold_up_a_stop(start: Start, tmp_path: Path) -> None:
    (tmp_path / "names-silent").touch()
    prepared = StandIn()
    prepared.url = prepared.url.replace("127.0.0.1", "localhost")
    _, bot = start(discord=prepared, wait=False, PYTHONPATH=str(MACHINE), MACHINE=str(tmp_path))
    bot.says("a look-up hangs")
    assert bot.stops() == (0, "a look-up hangs\n")


def test_clocks_that_jump_hold_up_nobody_and_lose_no_count(start: Start, tmp_path: Path) -> None:
    discord, bot = start(PYTHONPATH=str(MACHINE), MACHINE=str(tmp_path))
    for seconds in (0, 400 * 86400, -400 * 86400, 3600):
        (tmp_path / "clocks.new").write_text(f"{seconds} 0", "ascii")
        (tmp_path / "clocks.new").replace(tmp_path / "clocks")
        is_answered(discord)
        assert all_answered(discord, crowd(discord, 10))
    discord.gateway.drop()
    discord.wait_until(lambda: discord.gateway.resumed == 1)
    is_answered(discord)
    assert bot.stops() == (0, "")
    with closing(sqlite3.connect(bot.data / "tally.sqlite3")) as database:
        weeks = dict(database.execute("SELECT week, sum(n) FROM tally GROUP BY week"))
    assert sum(weeks.values()) == 4 * 11 + 1
    assert sorted(weeks.values())[:2] == [11, 11], "a year ahead and a year back"


def test_whatever_happens_to_the_database_buyers_are_answered_and_counted(start: Start) -> None:
    discord, bot = start()
    file = bot.data / "tally.sqlite3"
    is_answered(discord)
    discord.wait_until(lambda: file.exists() and counted(bot.data) == 1)

    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))  # as on a full disk
    assert all_answered(discord, crowd(discord, 20))
    owner = Person.owner(discord)
    assert sees(owner, "Counts waiting to be written:** 20", "recourse_status")
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    is_answered(discord)
    discord.wait_until(lambda: counted(bot.data) == 22)

    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert all_answered(discord, crowd(discord, 20))
        assert sees(owner, "Counts waiting to be written:** 20", "recourse_status")
        other.rollback()
    discord.wait_until(lambda: counted(bot.data) == 42)

    away = bot.data.with_name("away")
    bot.data.rename(away)
    assert all_answered(discord, crowd(discord, 20))
    discord.wait_until(lambda: file.exists() and counted(bot.data) == 20)
    shutil.rmtree(bot.data)
    away.rename(bot.data)
    is_answered(discord)
    discord.wait_until(lambda: counted(bot.data) == 43)
    code, printed = bot.stops()
    assert code == 0
    assert len(printed.splitlines()) <= 4
    assert "Traceback" not in printed


def test_a_configuration_that_goes_and_comes_back_is_missed_by_nobody(start: Start, config: Path) -> None:
    discord, bot = start(RECOURSE_CONFIG=str(config))
    owner = Person.owner(discord)
    away = config.with_name("away")
    config.rename(away)
    assert sees(owner, "Errors for which the last change was not taken:", "recourse_status")
    is_answered(discord)
    mend(away / "processors" / "paddle.yaml", "help: https://paddle.net", "help: https://paddle.net/new-help")
    away.rename(config)
    buyer = Person(discord)
    assert sees(buyer, "https://paddle.net/new-help", "dispute", what="not-received", processor="paddle")
    assert sees(owner, "Problems of the directory:** none", "recourse_status")
    code, printed = bot.stops()
    assert code == 0
    assert "Traceback" not in printed


def test_a_stop_under_load_counts_exactly_what_was_answered(start: Start) -> None:
    discord, bot = start()
    is_answered(discord)
    discord.slow(0.2, ends="/callback")
    asked = [one for _ in range(4) for one in crowd(discord, 25)]
    assert bot.stops(signal.SIGTERM) == (0, "")
    answered = sum(bool(one.answers) for one in asked)
    assert answered >= 1
    assert counted(bot.data) == 1 + answered


def test_kill_under_load_loses_nothing_that_was_written_and_the_next_process_goes_on(
    start: Start, restart: Callable[[Bot], Bot]
) -> None:
    discord, bot = start()
    first = crowd(discord, 20)
    assert all_answered(discord, first)
    discord.wait_until(lambda: (bot.data / "tally.sqlite3").exists() and counted(bot.data) == 20)
    asked = crowd(discord, 200)
    bot.kill()
    written = counted(bot.data)
    assert 20 <= written <= 100 + len(asked)
    with closing(sqlite3.connect(bot.data / "tally.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    discord.wait_for_no_shards()
    again = restart(bot)
    is_answered(discord)
    assert again.stops() == (0, "")
    assert counted(bot.data) == written + 1


@pytest.mark.parametrize("told_by", ["the API", "the gateway and the API"])
def test_a_token_that_is_taken_back_under_way_ends_it_cleanly(start: Start, told_by: str) -> None:
    discord, bot = start()
    is_answered(discord)
    discord.refuse(401, {"message": "401: Unauthorized", "code": 0}, ends="/messages")
    Person(discord, "direct message").sends("the key never came")
    if told_by != "the API":
        discord.gateway.end(4004)
    code, printed = bot.ends()
    assert code == 2
    assert printed.startswith("Discord does not accept the token.")
    assert len(printed.splitlines()) == 1
    assert discord.invalid <= 1
    assert counted(bot.data) == 1
