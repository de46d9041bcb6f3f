"""Times the real bot against two bare ones, on the same stand-in for Discord. Nothing here is a test.

    .venv/bin/python -m tests.benchmarks.interactions [--conversations N]

Three kinds of events: *presses*, which are conversations of a command and three presses, so that most answers have been
drawn before; *unseen*, presses that lead to answers which are never kept; *mixed*, with free texts, look-ups, options and
suggestions. Latency is from the event on the gateway to the answer's arrival, one at a time; throughput is with many
under way. The stand-in takes a core of its own, so the processor time that a bot spends on one event stands beside them.
Memory is read after 1,000 and after N conversations (100,000), each of a buyer who never comes back.
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
from bot.frontends.discord import custom_ids, drawing
from tests.conftest import CONFIG, ROOT
from tests.wire.gateway import send_text
from tests.wire.people import Person
from tests.wire.standin import BOT_USER, TOKEN, Handler, StandIn

_BARE = [sys.executable, "-m", "tests.benchmarks.bare_bots"]
_BOTS = {
    "Recourse": [sys.executable, "-m", "bot", "run"],
    "(a) three buttons": [*_BARE, "buttons"],
    "(b) our components": [*_BARE, "advice"],
}
_KINDS = ("presses", "unseen", "mixed")
_ROUNDS = 4
_ONE_BY_ONE = 400  # interactions a round
_UNDER_WAY = 64
_SECONDS = 3  # of full load a round
_FIRST_READING = 1000  # conversations


class Load(StandIn):
    """A stand-in that checks nothing and keeps nothing, so that it is fast."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._sequence = 1000
        super().__init__()
        self._shown = self.new_message("1", BOT_USER)

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


class Measured:
    """A bot under load, and its figures over all rounds."""

    def __init__(self, command: list[str], data: Path) -> None:
        self.discord = Load()
        settings = {"DISCORD_API_URL": self.discord.url, "DISCORD_TOKEN": TOKEN, "RECOURSE_DATA": str(data)}
        environment = {**os.environ, **settings, "RECOURSE_CONFIG": str(CONFIG)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        self.discord.wait_for_shards(dead=lambda: self.process.poll() is not None)
        self.latencies: dict[str, list[float]] = {kind: [] for kind in _KINDS}
        self.rates: dict[str, list[float]] = {kind: [] for kind in _KINDS}
        self.cpu: dict[str, list[float]] = {kind: [] for kind in _KINDS}

    def measure(self, kind: str, events: Iterator[str]) -> None:
        self.latencies[kind] += self.discord.run(self.discord.one_by_one(events, _ONE_BY_ONE), timeout=None)
        before = self._cpu_seconds()
        answered, seconds = self.discord.run(self.discord.for_seconds(events, _SECONDS), timeout=None)
        self.rates[kind].append(answered / seconds)
        self.cpu[kind].append((self._cpu_seconds() - before) / answered)

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


class Events:
    """What buyers do, without an end, in one language, each event by another buyer in another server."""

    def __init__(self) -> None:
        self._directory = load(CONFIG)
        self._say = self._directory.texts.in_language("en")
        self._discord = StandIn()
        self._buyer = Person(self._discord)

    def close(self) -> None:
        self._discord.close()

    def presses(self) -> Iterator[str]:
        events = []
        for category in self._directory.categories:
            for processor in self._directory.bot.offered_processors[:10]:
                asked = State(category=category, told_apart=True)
                told = replace(asked, processor=processor)
                letter = replace(told, step="letter", counted=True)
                events.append(self._command("dispute"))
                events += [self._press(*step) for step in ((START, asked), (asked, told), (told, letter))]
        return cycle(events)

    def unseen(self) -> Iterator[str]:
        """Yield more answers in turn than are kept, so that each has been forgotten when it comes again."""
        return cycle(
            self._press(
                START, State(category=category, processor=processor, paid=paid, told_apart=True, when="between")
            )
            for category in self._directory.categories
            for processor in self._directory.processors
            for paid in ("credit-card", "paypal", "direct-debit", "crypto")
        )

    def mixed(self) -> Iterator[str]:
        events = []
        for number, (name, processor) in enumerate(self._directory.processors.items()):
            category = list(self._directory.categories)[number % 13]
            known = State(category=category, processor=name, told_apart=True)
            focused = {"name": "processor", "type": 3, "value": processor.name[:4], "focused": True}
            field = {"type": 4, "custom_id": "text", "value": f"the key never came, I paid with {processor.name}"}
            window = {
                "custom_id": custom_ids.tell(encode(START), "en"),
                "components": [{"type": 18, "component": field}],
            }
            events += [
                self._command("dispute", what=category, processor=name),
                self._command("whocharged", text=f"{processor.name} 12345"),
                _event(self._buyer.event(4, {"id": "1", "name": "dispute", "type": 1, "options": [focused]})),
                _event(self._buyer.event(5, window, on_screen=True)),
                self._press(START, known),
                self._press(known, replace(known, step="letter", counted=True)),
            ]
        return cycle(events)

    def _command(self, name: str, **options: str) -> str:
        given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
        return _event(self._buyer.event(2, {"id": "1", "name": name, "type": 1, "options": given}))

    def _press(self, shown: State, leads_to: State) -> str:
        screen = drawing.message(answer(self._directory, shown, self._say), self._say, ephemeral=True)
        self._buyer.screen = self._discord.new_message(self._buyer.channel, {}, **screen)
        press = {"custom_id": encode(leads_to), "component_type": 2}
        return _event(self._buyer.event(3, press, on_screen=True))


def _event(interaction: dict[str, Any]) -> str:
    interaction |= {"id": "@ID@", "token": "token-@ID@"}
    interaction["member"]["user"]["id"] = interaction["guild_id"] = interaction["guild"]["id"] = "@ID@"
    return json.dumps(interaction)


def main() -> None:
    """Print the figures and their ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int, default=100_000)
    wanted = parser.parse_args().conversations
    events = Events()
    with tempfile.TemporaryDirectory() as data:
        _speed(Path(data), events)
        _memory(Path(data), events, wanted)
    events.close()


def _speed(data: Path, events: Events) -> None:
    bots = {name: Measured(command, data) for name, command in _BOTS.items()}
    for kind in _KINDS:
        streams = {name: getattr(events, kind)() for name in bots}
        for name, measured in bots.items():  # to warm up
            measured.discord.run(measured.discord.one_by_one(streams[name], 1000), timeout=None)
        for turn in range(_ROUNDS):
            for name in sorted(bots, reverse=bool(turn % 2)):
                bots[name].measure(kind, streams[name])
        _print_figures(kind, bots)
    for measured in bots.values():
        measured.end()


def _print_figures(kind: str, bots: dict[str, Measured]) -> None:
    print(f"{kind:20}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}{'(from to)':>14}{'CPU ms each':>13}")
    for name, measured in bots.items():
        p50, p99 = (1000 * _percentile(measured.latencies[kind], percent) for percent in (50, 99))
        rates, cpu = measured.rates[kind], 1000 * statistics.median(measured.cpu[kind])
        spread = f"({min(rates):.0f} {max(rates):.0f})"
        print(f"{name:20}{p50:9.2f}{p99:9.2f}{statistics.median(rates):10.0f}{spread:>14}{cpu:13.2f}")
    ours, *others = bots.items()
    for name, other in others:
        p50, p99 = (_percentile(ours[1].latencies[kind], n) / _percentile(other.latencies[kind], n) for n in (50, 99))
        rate, cpu = (
            statistics.median(a / b for a, b in zip(mine[kind], theirs[kind], strict=True))
            for mine, theirs in ((ours[1].rates, other.rates), (ours[1].cpu, other.cpu))
        )
        print(f"ours / {name:20} p50 {p50:.2f}  p99 {p99:.2f}  throughput {rate:.2f}  CPU {cpu:.2f}")


def _memory(data: Path, events: Events, wanted: int) -> None:
    measured = Measured(_BOTS["Recourse"], data)
    stream = events.presses()
    print(f"resident before any conversation  {measured.resident():.1f} MiB")
    done = 0
    for number in (min(_FIRST_READING, wanted), wanted):
        measured.discord.run(measured.discord.so_many(stream, 4 * (number - done)), timeout=None)
        done = number
        print(f"resident after {number:>7} conversations  {measured.resident():.1f} MiB")
    measured.end()


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


if __name__ == "__main__":
    main()
