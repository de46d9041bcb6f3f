"""Several processes serve one bot: each holds some of its shards, and all count into one PostgreSQL."""

import signal

import psycopg
import pytest

from tests.conftest import Run
from tests.postgres import Server
from tests.wire.conftest import Running
from tests.wire.people import MANAGE_GUILD, Person
from tests.wire.standin import OWNER_ID, StandIn

SHARDS = 4
ADMINISTRATOR = 1 << 3


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.url(postgres.new_schema())


def of_shard(discord: StandIn, shard: int, number: int = 0) -> Person:
    """Return a buyer in a server that this shard hears."""
    return Person(discord, guild=str(((1000 + number) * SHARDS + shard) << 22), permissions=MANAGE_GUILD)


def counted(url: str) -> dict[str, int]:
    with psycopg.connect(url) as database:
        return dict(database.execute("SELECT category, sum(n)::int FROM tally GROUP BY category"))


def writers(url: str) -> list[tuple[int]]:
    with psycopg.connect(url) as database:
        return database.execute("SELECT ordinal FROM writers ORDER BY ordinal").fetchall()


def dispute(discord: StandIn, what: str, shards: range, number: int = 0) -> None:
    for shard in shards:
        buyer = of_shard(discord, shard, number)
        buyer.calls("dispute", what=what, processor="paddle")
        assert "Paddle" in buyer.text


def none_waits(discord: StandIn, shard: int) -> bool:
    """Say what the owner sees of the process that holds a shard: whether all of its counts are written."""
    owner = Person(discord, user=OWNER_ID, guild=of_shard(discord, shard).guild, permissions=ADMINISTRATOR)
    owner.calls("recourse_status")
    return "**Counts waiting to be written:** 0\n" in f"{owner.text}\n"


def test_one_of_two_processes_is_killed_and_comes_back(running: Running, url: str) -> None:
    discord, first = running.start(shards=SHARDS, wait=False, RECOURSE_SHARDS="0-1/4", RECOURSE_TALLY=url)
    discord.wait_for_shards(2, dead=lambda: first.process.poll() is not None)
    _, second = running.start(discord=discord, RECOURSE_SHARDS="2-3/4", RECOURSE_TALLY=url)
    acknowledged = sent_late = 0
    for turn in range(2):
        dispute(discord, "not-received", range(SHARDS), turn)
        while not (none_waits(discord, 0) and none_waits(discord, 2)):
            assert second.process.poll() is None
        acknowledged += SHARDS
        dispute(discord, "access", range(2, SHARDS), turn)  # these may be lost with it, and none may count twice
        sent_late += 2
        second.process.send_signal(signal.SIGKILL)
        second.process.wait(30)
        second.process.communicate()
        discord.wait_until(lambda: len(discord.gateway.open_sessions()) == 2)
        dispute(discord, "invoice", range(2), turn)  # the other goes on meanwhile
        second = running.restart(second, RECOURSE_SHARDS="2-3/4", RECOURSE_TALLY=url)
    dispute(discord, "not-received", range(2, SHARDS), 9)
    assert first.stops() == (0, "")
    assert second.stops() == (0, "")
    found = counted(url)
    assert found["not-received"] == acknowledged + 2
    assert found["invoice"] == 4
    assert found.get("access", 0) <= sent_late
    assert writers(url) == [(0,), (2,)]


def test_the_tally_is_named_in_a_file_and_all_commands_read_it(running: Running, run: Run, url: str) -> None:
    address = running._data.parent / "address"
    address.write_text(url)
    discord, bot = running.start(RECOURSE_TALLY_FILE=str(address))
    dispute(discord, "access", range(1))
    assert bot.stops() == (0, "")
    assert '"category": "access", "n": 1' in run("stats", "--json", RECOURSE_TALLY_FILE=str(address)).stdout
    assert not bot.data.exists()


def test_a_bot_answers_while_its_database_is_away(running: Running, url: str, postgres: Server) -> None:
    discord, bot = running.start(RECOURSE_TALLY=url)
    postgres.stop()
    try:
        dispute(discord, "access", range(1))
        assert bot.process.poll() is None
    finally:
        postgres.start()
    code, printed = bot.stops()
    assert code == 0
    assert url not in printed
    assert counted(url) == {"access": 1}
