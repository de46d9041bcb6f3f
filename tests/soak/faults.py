"""What goes wrong, one thing at a time. Each says whether buyers cannot be reached meanwhile, which excuses a deadline."""

import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import mend
from tests.soak.busy import Busy

CALLBACK, MESSAGES = "/callback", "/messages"
_SHORT, _LONG = 2.0, 6.0  # s
_SILENCE = 60.0  # s without a word, after which discord.py connects anew; it looks with every heartbeat
_HANGING = 4.0  # s, the same each time: how many wait at most decides about the memory
_REFUSALS = 300  # far fewer than those after which the bot holds itself back


@dataclass(frozen=True)
class World:
    """All that faults can reach. `restart` ends the bot by a signal and starts it anew."""

    discord: Busy
    data: Path
    config: Path
    process: Callable[[], int]
    restart: Callable[[int], None]
    chance: random.Random


@dataclass(frozen=True)
class Fault:
    """`inject` returns once it is over. Buyers have to be answered at once `recovers` seconds later, or sooner."""

    name: str
    inject: Callable[[World], None]
    excused: bool
    recovers: float = 15.0


def _gateway(break_it: Callable[[Busy], None]) -> Callable[[World], None]:
    return lambda world: break_it(world.discord)


def _silence(world: World) -> None:
    resumed = world.discord.gateway.resumed
    world.discord.gateway.silence()
    world.discord.wait_for(lambda: world.discord.gateway.resumed > resumed, 2.5 * _SILENCE)


def _api(trouble: Callable[[Busy, str], None], ends: str) -> Callable[[World], None]:
    def inject(world: World) -> None:
        world.discord.refusals_left = _REFUSALS
        trouble(world.discord, ends)
        time.sleep(world.chance.uniform(_SHORT, _LONG))
        world.discord.recover()

    return inject


def _hang(ends: str) -> Callable[[World], None]:
    def inject(world: World) -> None:
        world.discord.hang(ends=ends)
        time.sleep(_HANGING)
        world.discord.recover()

    return inject


def _slow(world: World) -> None:
    world.discord.slow(_SHORT, ends=CALLBACK)
    time.sleep(_HANGING)
    world.discord.recover()


def _lock(world: World) -> None:
    with closing(sqlite3.connect(world.data / "tally.sqlite3", timeout=10, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        time.sleep(world.chance.uniform(_SHORT, _LONG))
        database.execute("ROLLBACK")


def _fill_the_disk(world: World) -> None:
    """Let the bot's process write to no file, as on a full disk or one that has become read-only."""
    with _no_room(world.process()):
        time.sleep(world.chance.uniform(_SHORT, _LONG))


@contextmanager
def _no_room(process: int) -> Iterator[None]:
    _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))


def _edit(world: World) -> None:
    file = world.config / "processors" / "paddle.yaml"
    before = file.read_bytes()
    mend(file, "help: https://paddle.net", "help: https://paddle.net/help")
    time.sleep(_SHORT)
    file.write_bytes(before)
    time.sleep(_SHORT)


def _break_the_configuration(world: World) -> None:
    file = world.config / world.chance.choice(("bot.yaml", "categories.yaml", "processors/paddle.yaml"))
    before = file.read_bytes()
    file.write_bytes(before[: len(before) // 2] + b"\n: [\n")
    time.sleep(world.chance.uniform(_SHORT, _LONG))
    file.write_bytes(before)
    time.sleep(_SHORT)


ANYTIME = (
    Fault("gateway cut off", _gateway(lambda discord: discord.gateway.drop()), excused=True),
    Fault("gateway: reconnect", _gateway(lambda discord: discord.gateway.ask_to_reconnect()), excused=True),
    Fault("session invalid", _gateway(lambda discord: discord.gateway.invalidate(resumable=False)), excused=True),
    Fault("session invalid, resumable", _gateway(lambda discord: discord.gateway.invalidate(resumable=True)), excused=True),
    Fault("answers: 429", _api(lambda discord, ends: discord.limit(1, ends=ends), CALLBACK), excused=True),
    Fault("answers: 503", _api(lambda discord, ends: discord.refuse(503, ends=ends), CALLBACK), excused=True),
    Fault("answers: connection breaks", _api(lambda discord, ends: discord.refuse(0, ends=ends), CALLBACK), excused=True),
    Fault("answers: slow", _slow, excused=True),
    Fault("answers: never", _hang(CALLBACK), excused=True),
    Fault("messages: 429", _api(lambda discord, ends: discord.limit(1, ends=ends), MESSAGES), excused=False),
    Fault("messages: 503", _api(lambda discord, ends: discord.refuse(503, ends=ends), MESSAGES), excused=False),
    Fault("messages: never", _hang(MESSAGES), excused=False),
    Fault("tally locked", _lock, excused=False),
    Fault("disk full", _fill_the_disk, excused=False),
    Fault("configuration edited", _edit, excused=False),
    Fault("configuration broken and mended", _break_the_configuration, excused=False),
)  # fmt: skip
# After these the process is another one, or had a long queue; memory is compared of what comes later.
KILL = Fault("kill -9 and restart", lambda world: world.restart(signal.SIGKILL), excused=True, recovers=60)
STOP = Fault("SIGTERM and restart", lambda world: world.restart(signal.SIGTERM), excused=True, recovers=60)
SILENCE = Fault("gateway silent", _silence, excused=True, recovers=120)
