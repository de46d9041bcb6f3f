"""Times the real bot against two bare ones, on the same stand-in for Discord. Nothing here is a test.

    .venv/bin/python -m tests.benchmarks.interactions [--conversations N]

Three kinds of events: *presses*, which are conversations of a command and three presses, so that most answers have been
drawn before; *unseen*, presses that lead to answers which are never kept; *mixed*, with free texts, look-ups, options and
suggestions. Latency is from the event on the gateway to the answer's arrival, one at a time; throughput is with many
under way. The stand-in takes a core of its own, so the processor time that a bot spends on one event stands beside them.
Scaling: one process with both of two shards, then two processes with one each, in turn, with mixed events.
Memory is read after 1,000 and up to N conversations (100,000), each of a buyer who never comes back.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.conversation.answer import answer
from bot.conversation.state import START, State, encode
from bot.directory.loader import load
from bot.frontends.discord import custom_ids, drawing
from tests.benchmarks.figures import Curve, Figure, Part, cpu_seconds, resident, show
from tests.conftest import CONFIG, ROOT
from tests.wire.gateway import send_text
from tests.wire.people import Person
from tests.wire.standin import BOT_USER, TOKEN, Handler, StandIn

_BARE = [sys.executable, "-m", "tests.benchmarks.bare_bots"]
RECOURSE = [sys.executable, "-m", "bot", "run"]
_BOTS = {
    "Recourse": RECOURSE,
    "(a) three buttons": [*_BARE, "buttons"],
    "(b) our components": [*_BARE, "advice"],
}
_KINDS = ("presses", "unseen", "mixed")
_UNDER_WAY = 64
_READINGS = (1_000, 3_000, 10_000, 30_000)  # of memory, after so many conversations
_AT_LEAST, _AT_MOST = "≥ 0.9", "≤ 1.15"
_ABOUT_SCALING = (
    "Scaling: the stand-in and what sends the events take a core of their own. With two cores two processes share what is "
    "left, so their throughput says little; the processor time an event says what a second process costs, and the "
    "line below it what follows for two cores, as long as nothing else is the narrow place."
)


@dataclass(frozen=True)
class Much:
    """How much of everything."""

    conversations: int = 100_000
    rounds: int = 4
    warm_up: int = 1000  # interactions of a kind
    one_by_one: int = 400  # interactions a round
    seconds: float = 3  # of full load a round


_QUICK = Much(conversations=2_000, rounds=1, warm_up=200, one_by_one=200, seconds=1)


class Load(StandIn):
    """A stand-in that checks nothing and keeps nothing, so that it is fast."""

    def __init__(self, shards: int = 1) -> None:
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._sequence = 1000
        super().__init__(shards)
        self._shown = self.new_message("1", BOT_USER)

    async def answered_after(self, event: str) -> float:
        """Send an interaction whose ids are still to be filled in; return the seconds until its answer came."""
        number = self.new_id()
        arrived: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[number] = arrived
        self._sequence += 1
        data = event.replace("@ID@", number)
        began = time.perf_counter()
        # In the newest sessions, one of each shard, in turn.
        session = list(self.gateway.sessions.values())[-1 - self._sequence % self.shards]
        await send_text(session, f'{{"op":0,"t":"INTERACTION_CREATE","s":{self._sequence},"d":{data}}}')
        return await arrived - began

    async def one_by_one(self, events: Iterator[str], number: int) -> list[float]:
        return [await self.answered_after(event) for event in islice(events, number)]

    async def for_seconds(self, events: Iterator[str], seconds: float) -> tuple[int, float]:
        """Keep many under way for so long; return how many were answered, and in how many seconds."""
        began = time.perf_counter()
        end = began + seconds

        async def one_after_the_other() -> int:
            answered = 0
            while time.perf_counter() < end:
                await self.answered_after(next(events))
                answered += 1
            return answered

        answered = await asyncio.gather(*(one_after_the_other() for _ in range(_UNDER_WAY)))
        return sum(answered), time.perf_counter() - began

    async def so_many(self, events: Iterator[str], number: int) -> None:
        rest = islice(events, number)

        async def one_after_the_other() -> None:
            for event in rest:
                await self.answered_after(event)

        await asyncio.gather(*(one_after_the_other() for _ in range(_UNDER_WAY)))

    async def _handled(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        parts = request.path.split("/")
        if parts[-1] != "callback":
            return await super()._handled(handler, request)
        await request.read()
        self._waiting.pop(parts[-3]).set_result(time.perf_counter())
        if "with_response" not in request.query:
            return web.Response(status=204)
        # discord.py asks for what became of its answer, and Discord then says it.
        made = {"interaction": {"id": parts[-3], "type": 3}, "resource": {"type": 4, "message": self._shown}}
        return web.json_response(made, content_type="application/json")


class Process:
    """One process of a bot, which holds some of the shards of a stand-in."""

    def __init__(
        self,
        discord: StandIn,
        command: list[str],
        data: Path,
        *,
        shards: str = "",
        config: Path = CONFIG,
        log: int = subprocess.DEVNULL,
    ) -> None:
        settings = {"DISCORD_API_URL": discord.url, "DISCORD_TOKEN": TOKEN, "RECOURSE_DATA": str(data)}
        environment = {**os.environ, **settings, "RECOURSE_CONFIG": str(config), "RECOURSE_SHARDS": shards}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
        self.id = self._process.pid

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait for the end, and return the exit code."""
        self._process.send_signal(number)
        return self._process.wait(60)


class Measured:
    """A bot under load, and its figures over all rounds."""

    def __init__(self, command: list[str], data: Path, much: Much, processes: Sequence[str] = ("",)) -> None:
        """`processes` are the shards that each process holds; one that is not told holds all."""
        of = max((int(one.partition("/")[2]) for one in processes if one), default=1)
        self.discord = Load(of)
        self._much = much
        self._processes = [Process(self.discord, command, data, shards=shards) for shards in processes]
        self.discord.wait_for_shards(dead=lambda: any(one.has_ended() for one in self._processes))
        self.latencies: dict[str, list[float]] = defaultdict(list)  # by kind of events
        self.rates: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, list[float]] = defaultdict(list)
        self.cpu_of_stand_in: list[float] = []

    def warm_up(self, events: Iterator[str]) -> None:
        self.discord.run(self.discord.one_by_one(events, self._much.warm_up), timeout=None)

    def measure(self, kind: str, events: Iterator[str]) -> None:
        self.latencies[kind] += self.discord.run(self.discord.one_by_one(events, self._much.one_by_one), timeout=None)
        before, before_us = self._cpu_seconds(), time.process_time()
        answered, seconds = self.discord.run(self.discord.for_seconds(events, self._much.seconds), timeout=None)
        self.rates[kind].append(answered / seconds)
        self.cpu[kind].append((self._cpu_seconds() - before) / answered)
        self.cpu_of_stand_in.append((time.process_time() - before_us) / answered)

    def resident(self) -> float:
        """Return the resident memory of all processes together, in MiB."""
        return sum(resident(one.id) for one in self._processes)

    def end(self) -> None:
        for one in self._processes:
            one.end()
        self.discord.close()

    def _cpu_seconds(self) -> float:
        return sum(cpu_seconds(one.id) for one in self._processes)


class Events:
    """What buyers do, without an end, in one language, each event by another buyer in another server."""

    def __init__(self) -> None:
        self.directory = load(CONFIG)
        self._say = self.directory.texts.in_language("en")
        self._discord = StandIn()
        self._buyer = Person(self._discord)

    def close(self) -> None:
        self._discord.close()

    def presses(self) -> Iterator[str]:
        events = []
        for category in self.directory.categories:
            for processor in self.directory.bot.offered_processors[:10]:
                asked = State(category=category, told_apart=True)
                told = replace(asked, processor=processor)
                letter = replace(told, step="letter", counted=True)
                events.append(self.command("dispute"))
                events += [self.press(*step) for step in ((START, asked), (asked, told), (told, letter))]
        return cycle(events)

    def unseen(self) -> Iterator[str]:
        """Yield more answers in turn than are kept, so that each has been forgotten when it comes again."""
        return cycle(
            self.press(START, State(category=category, processor=processor, paid=paid, told_apart=True, when="between"))
            for category in self.directory.categories
            for processor in self.directory.processors
            for paid in ("credit-card", "paypal", "direct-debit", "crypto")
        )

    def mixed(self) -> Iterator[str]:
        events = []
        for number, (name, processor) in enumerate(self.directory.processors.items()):
            category = list(self.directory.categories)[number % 13]
            known = State(category=category, processor=name, told_apart=True)
            events += [
                self.command("dispute", what=category, processor=name),
                self.command("whocharged", text=f"{processor.name} 12345"),
                self.typed(processor.name[:4]),
                self.text(f"the key never came, I paid with {processor.name}"),
                self.press(START, known),
                self.press(known, replace(known, step="letter", counted=True)),
            ]
        return cycle(events)

    def typed(self, letters: str) -> str:
        """Return the event of these letters in the option for a processor."""
        focused = {"name": "processor", "type": 3, "value": letters, "focused": True}
        return _event(self._buyer.event(4, {"id": "1", "name": "dispute", "type": 1, "options": [focused]}))

    def text(self, text: str) -> str:
        """Return the event of a text from the window of the first question."""
        field = {"type": 4, "custom_id": "text", "value": text}
        window = {"custom_id": custom_ids.tell(encode(START), "en"), "components": [{"type": 18, "component": field}]}
        return _event(self._buyer.event(5, window, on_screen=True))

    def command(self, name: str, **options: str) -> str:
        given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
        return _event(self._buyer.event(2, {"id": "1", "name": name, "type": 1, "options": given}))

    def press(self, shown: State, leads_to: State) -> str:
        screen = drawing.message(answer(self.directory, shown, self._say), self._say, ephemeral=True)
        self._buyer.screen = self._discord.new_message(self._buyer.channel, {}, **screen)
        press = {"custom_id": encode(leads_to), "component_type": 2}
        return _event(self._buyer.event(3, press, on_screen=True))


def _event(interaction: dict[str, Any]) -> str:
    interaction |= {"id": "@ID@", "token": "token-@ID@"}
    interaction["member"]["user"]["id"] = interaction["guild_id"] = interaction["guild"]["id"] = "@ID@"
    return json.dumps(interaction)


def measure(*, quick: bool = False, much: Much | None = None) -> Part:
    """Return latency and processor time in ms, throughput in events a second, and memory in MiB."""
    much = much or (_QUICK if quick else Much())
    events = Events()
    with tempfile.TemporaryDirectory() as data, closing(events):
        figures = [*_speed(Path(data), events, much), *_scaling(Path(data), events, much)]
        memory = _memory(Path(data), events, much.conversations)
    figures += [Figure(f"memory after {int(number):,} conversations", grown, "MiB") for number, grown in memory]
    curve = Curve("Memory of the bot", "conversations", "MiB", "resident", memory)
    return Part("Discord, beside bare bots", figures, [curve], [_ABOUT_SCALING])


def _speed(data: Path, events: Events, much: Much) -> list[Figure]:
    bots = {name: Measured(command, data, much) for name, command in _BOTS.items()}
    figures: list[Figure] = []
    for kind in _KINDS:
        streams = {name: getattr(events, kind)() for name in bots}
        for name, measured in bots.items():
            measured.warm_up(streams[name])
        for turn in range(much.rounds):
            for name in sorted(bots, reverse=bool(turn % 2)):
                bots[name].measure(kind, streams[name])
        ours, *others = bots.values()
        for name, other in zip(list(bots)[1:], others, strict=True):
            figures += _compared(kind, ours, name, other)
    for measured in bots.values():
        measured.end()
    return figures


def _compared(kind: str, ours: Measured, name: str, other: Measured) -> Iterator[Figure]:
    for percent in (50, 99):
        mine, theirs = (1000 * _percentile(one.latencies[kind], percent) for one in (ours, other))
        yield Figure(f"{kind}: p{percent}", mine, "ms", aim=_AT_MOST).against(name, theirs)
    yield _in_turn(
        Figure(f"{kind}: throughput", 0, "a second", aim=_AT_LEAST), ours.rates[kind], name, other.rates[kind]
    )
    mine_cpu, their_cpu = ([1000 * seconds for seconds in one.cpu[kind]] for one in (ours, other))
    yield _in_turn(Figure(f"{kind}: processor time an event", 0, "ms"), mine_cpu, name, their_cpu)


def _in_turn(figure: Figure, ours: list[float], name: str, theirs: list[float]) -> Figure:
    """Return the median of ours, with the median ratio of the turns, which what else the machine does spoils least."""
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return replace(figure, value=statistics.median(ours), ratio=ratio).against(name, statistics.median(theirs))


def _scaling(data: Path, events: Events, much: Much) -> list[Figure]:
    """Measure two processes against one, both with two shards."""
    shapes = {"one process": ("0-1/2",), "two processes": ("0/2", "1/2")}
    bots = {name: Measured(RECOURSE, data, much, processes) for name, processes in shapes.items()}
    streams = {name: events.mixed() for name in bots}
    for name, measured in bots.items():
        measured.warm_up(streams[name])
    for turn in range(much.rounds):
        for name in sorted(bots, reverse=bool(turn % 2)):
            bots[name].measure("mixed", streams[name])
    one, two = bots.values()
    ours, theirs = ([1000 * seconds for seconds in bot.cpu["mixed"]] for bot in (two, one))
    of_stand_in = 1000 * statistics.median(two.cpu_of_stand_in)
    memory, alone = two.resident(), one.resident()
    for measured in bots.values():
        measured.end()
    return [
        _in_turn(
            Figure("two processes: throughput", 0, "a second"), two.rates["mixed"], "one process", one.rates["mixed"]
        ),
        _in_turn(Figure("two processes: processor time an event", 0, "ms"), ours, "one process", theirs),
        Figure("  the stand-in's own, an event", of_stand_in, "ms"),
        Figure("  what two cores of their own could answer", 2 * 1000 / statistics.median(ours), "a second").against(
            "one process and one core", 1000 / statistics.median(theirs)
        ),
        Figure("two processes: memory together", memory, "MiB").against("one process", alone),
    ]


def _memory(data: Path, events: Events, wanted: int) -> list[tuple[float, float]]:
    measured = Measured(RECOURSE, data, Much())
    stream = events.presses()
    found: list[tuple[float, float]] = []
    done = 0
    for number in (*(reading for reading in _READINGS if reading < wanted), wanted):
        measured.discord.run(measured.discord.so_many(stream, 4 * (number - done)), timeout=None)
        done = number
        found.append((number, measured.resident()))
    measured.end()
    return found


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int, default=Much.conversations)
    show([measure(much=Much(conversations=parser.parse_args().conversations))])
