"""Times the real bot against two bare ones, on the same stand-in for Discord. Nothing here is a test.

    .venv/bin/python -m tests.benchmarks.interactions                     latency and throughput, about two minutes
    .venv/bin/python -m tests.benchmarks.interactions --conversations N   resident memory after 1,000 and N of them

A conversation is a command and three presses, by a buyer who never comes back. Latency is from the event on the gateway
to the answer's arrival, one at a time; throughput is with many under way. The stand-in takes a core of its own, so the
processor time that a bot spends on one interaction is shown beside them.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.conversation.answer import answer
from bot.conversation.state import START, State, encode
from bot.directory.loader import load
from bot.frontends.discord import drawing
from tests.conftest import CONFIG, ROOT
from tests.wire.gateway import send_text
from tests.wire.people import Person
from tests.wire.standin import TOKEN, Handler, StandIn

_BARE = [sys.executable, "-m", "tests.benchmarks.bare_bots"]
_BOTS = {
    "Recourse": [sys.executable, "-m", "bot", "run"],
    "(a) three buttons": [*_BARE, "buttons"],
    "(b) our components": [*_BARE, "advice"],
}
_ROUNDS = 5
_ONE_BY_ONE = 400  # interactions a round
_UNDER_WAY = 64
_SECONDS = 4  # of full load a round
_FIRST_READING = 1000  # conversations


class Load(StandIn):
    """A stand-in that checks nothing and keeps nothing, so that it is fast."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._sequence = 1000
        super().__init__()

    async def answered_after(self, event: str) -> float:
        """Send an interaction whose ids are still to be filled in; return the seconds until its answer came."""
        number = self.new_id()
        arrived: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[number] = arrived
        self._sequence += 1
        data = event.replace("@ID@", number)
        began = time.perf_counter()
        session = next(reversed(self.gateway.sessions.values()))
        await send_text(session, f'{{"op":0,"t":"INTERACTION_CREATE","s":{self._sequence},"d":{data}}}')
        return await arrived - began

    async def one_by_one(self, events: Iterator[str], number: int) -> list[float]:
        return [await self.answered_after(event) for event in islice(events, number)]

    async def for_seconds(self, events: Iterator[str], seconds: float) -> float:
        """Keep many under way for so long; return how many a second were answered."""
        began = time.perf_counter()
        end = began + seconds

        async def one_after_the_other() -> int:
            answered = 0
            while time.perf_counter() < end:
                await self.answered_after(next(events))
                answered += 1
            return answered

        answered = await asyncio.gather(*(one_after_the_other() for _ in range(_UNDER_WAY)))
        return sum(answered) / (time.perf_counter() - began)

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
        return web.Response(status=204)


class Measured:
    """A bot under load, and its figures over all rounds."""

    def __init__(self, command: list[str], data: Path) -> None:
        self.discord = Load()
        settings = {"DISCORD_API_URL": self.discord.url, "DISCORD_TOKEN": TOKEN, "RECOURSE_DATA": str(data)}
        environment = {**os.environ, **settings, "RECOURSE_CONFIG": str(CONFIG)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        self.discord.wait_for_shards(dead=lambda: self.process.poll() is not None)
        self.latencies: list[float] = []
        self.rates: list[float] = []
        self.cpu: list[float] = []

    def measure(self, events: Iterator[str]) -> None:
        self.latencies += self.discord.run(self.discord.one_by_one(events, _ONE_BY_ONE), timeout=None)
        before = self._cpu_seconds()
        rate = self.discord.run(self.discord.for_seconds(events, _SECONDS), timeout=None)
        self.rates.append(rate)
        self.cpu.append((self._cpu_seconds() - before) / (rate * _SECONDS))

    def resident(self) -> float:
        """Return the resident memory in MiB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.discord.close()

    def _cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def conversations() -> Iterator[str]:
    """Yield the events of conversations without end, of many kinds, each of another buyer."""
    directory, discord = load(CONFIG), StandIn()
    say = directory.texts.in_language("en")
    buyer = Person(discord)
    events = []
    for category in directory.categories:
        for processor in directory.bot.offered_processors[:10]:
            asked = State(category=category, told_apart=True)
            told = replace(asked, processor=processor)
            letter = replace(told, step="letter", counted=True)
            command = {"id": "1", "name": "dispute", "type": 1, "options": []}
            events.append(_event(buyer.event(2, command)))
            for shown, leads_to in ((START, asked), (asked, told), (told, letter)):
                screen = drawing.message(answer(directory, shown, say), say, ephemeral=True)
                buyer.screen = discord.new_message(buyer.channel, {}, **screen)
                press = {"custom_id": encode(leads_to), "component_type": 2}
                events.append(_event(buyer.event(3, press, on_screen=True)))
    discord.close()
    return cycle(events)


def _event(interaction: dict[str, Any]) -> str:
    interaction |= {"id": "@ID@", "token": "token-@ID@"}
    interaction["member"]["user"]["id"] = "@ID@"
    return json.dumps(interaction)


def main() -> None:
    """Print the figures: medians, and ratios to the bare bots."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int)
    wanted = parser.parse_args().conversations
    with tempfile.TemporaryDirectory() as data:
        if wanted:
            _memory(Path(data), wanted)
        else:
            _speed(Path(data))


def _speed(data: Path) -> None:
    bots = {name: Measured(command, data) for name, command in _BOTS.items()}
    events = conversations()
    for measured in bots.values():
        measured.discord.run(measured.discord.one_by_one(events, _ONE_BY_ONE), timeout=None)  # to warm up
    for _ in range(_ROUNDS):
        for measured in bots.values():
            measured.measure(events)
    print(f"{'':20}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}{'CPU ms each':>13}")
    for name, measured in bots.items():
        p50, p99 = _percentile(measured.latencies, 50), _percentile(measured.latencies, 99)
        rate, cpu = statistics.median(measured.rates), statistics.median(measured.cpu)
        print(f"{name:20}{1000 * p50:9.2f}{1000 * p99:9.2f}{rate:10.0f}{1000 * cpu:13.2f}")
    ours, *others = bots.items()
    for name, other in others:
        p50, p99 = (_percentile(ours[1].latencies, n) / _percentile(other.latencies, n) for n in (50, 99))
        rate = statistics.median(a / b for a, b in zip(ours[1].rates, other.rates, strict=True))
        cpu = statistics.median(a / b for a, b in zip(ours[1].cpu, other.cpu, strict=True))
        print(f"ours / {name:20} p50 {p50:.2f}  p99 {p99:.2f}  throughput {rate:.2f}  CPU {cpu:.2f}")
    for measured in bots.values():
        measured.end()


def _memory(data: Path, wanted: int) -> None:
    measured = Measured(_BOTS["Recourse"], data)
    events = conversations()
    print(f"resident before any conversation  {measured.resident():.1f} MiB")
    done = 0
    for number in (min(_FIRST_READING, wanted), wanted):
        measured.discord.run(measured.discord.so_many(events, 4 * (number - done)), timeout=None)
        done = number
        print(f"resident after {number:>7} conversations  {measured.resident():.1f} MiB")
    measured.end()


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    main()
