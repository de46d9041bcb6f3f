"""What is planted inside of the running bot is found; what fails inside of it with a canary in its hands tells none."""

from collections.abc import Iterator

import pytest

from tests.canaries import plants, search
from tests.canaries.attack import MarkedDiscord, Spied, a_minute_later
from tests.canaries.canaries import Canaries

_FIRST_OF_FAULTS = 2_000_000
_FIRST_ID = 5_000_000

# What is in the chain of whatever holds it. A frame or a thread may stand between.
_CHAIN = {
    "module global": "str < list < dict < ",
    "closure": "str < cell < tuple < function _in_a_closure.<locals>.<lambda> < list < ",
    "slot": "str < tests.canaries.plants._Slotted < ",
    "attribute": "bytes < tuple < list < dict < ",
    "task": " < _asyncio.Task < ",
    "thread": "str < ",
    "lru_cache": "str < functools._lru_cache_wrapper < ",
    "exception": " < ValueError < list < ",
    "number": "int < dict < list < ",
    "buffer": "memoryview < list < ",
}
_TOLD = {
    "warning": "WARNING bot.logs: UserWarning at ",
    "thread": "ERROR bot.logs: a thread failed: ValueError at ",
    "destructor": "ERROR bot.logs: an error could not be raised: ValueError at ",
    "task": "ERROR asyncio: (text left out, written at base_events.py:",
    "callback": "ERROR asyncio: (text left out, written at base_events.py:",
    "top": "CRITICAL bot.logs: the program failed: ValueError at ",
    "library": "ERROR discord.http: it failed\n  ValueError at ",
}


@pytest.fixture(scope="module")
def discord() -> Iterator[MarkedDiscord]:
    own = MarkedDiscord(Canaries(_FIRST_ID))
    yield own
    own.close()


@pytest.fixture(scope="module")
def bot(discord: MarkedDiscord, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spied]:
    own = Spied(tmp_path_factory.mktemp("planted"), "run", discord=discord)
    yield own
    own.close()


@pytest.fixture(scope="module")
def held(bot: Spied) -> dict[str, str]:
    """Plant in every place at once, and return by what each one is held."""
    made = Canaries()
    for where in plants.HELD:
        bot.order("hold", where=where, canary=made.snowflake(where) if where == "number" else made.word(where))
    return {made.kinds[number]: chain for number, chain in bot.held()[0].items() if number in made.kinds}


@pytest.mark.parametrize("where", plants.HELD)
def test_what_is_held_inside_is_found_with_what_holds_it(held: dict[str, str], where: str) -> None:
    assert _CHAIN[where] in held[where]


@pytest.mark.parametrize("where", plants.SHOWN)
def test_what_is_shown_outside_is_found_there_and_only_there(bot: Spied, where: str) -> None:
    made = Canaries(1_000_000 + 100 * list(plants.SHOWN).index(where))
    bot.order("show", where=where, canary=made.word(where))
    place, _ = plants.SHOWN[where]
    assert [name for name, left in bot.left().items() if left & made.kinds.keys()] == [place]


@pytest.mark.parametrize("where", plants.FAULTS)
def test_a_fault_is_told_by_its_place(bot: Spied, where: str) -> None:
    made = Canaries(_FIRST_OF_FAULTS + 100 * list(plants.FAULTS).index(where))
    before = bot.complained.stat().st_size
    bot.order("fail", where=where, canary=made.word(where))
    told = bot.complained.read_bytes()[before:].decode()
    assert _TOLD[where] in told
    assert "Traceback" not in told
    assert not search.in_bytes(told.encode())


def test_a_fault_is_forgotten_a_minute_later(bot: Spied, discord: MarkedDiscord) -> None:
    made = Canaries(first := _FIRST_OF_FAULTS + 50_000)
    for where in plants.FAULTS:
        bot.order("fail", where=where, canary=made.word(where))
    a_minute_later(discord, bot)
    held, _ = bot.held(first)
    assert {made.kinds.get(number): chain for number, chain in held.items() if number < _FIRST_ID} == {}
