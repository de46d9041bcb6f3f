"""The real bot under steady load while one thing after the other goes wrong: `python -m tests.soak`, or `make soak`.

The rate is half of the highest that a short calibration finds. What breaks when follows from a seed, up to the bot's own
timing. Promises: outside of injected outages no deadline is missed; what goes wrong with the tally, the configuration or
direct messages excuses none; the tally holds exactly what the generator's own ledger says, but for what a kill takes with
the last moments; memory does not grow; every outage ends. Exit code 1 if one of them is broken.
"""

import json
import os
import random
import re
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click

from bot.tally.files import read_counts
from tests.benchmarks.figures import machine, resident
from tests.benchmarks.interactions import RECOURSE, Events, Process
from tests.conftest import CONFIG, ROOT
from tests.soak.busy import Busy, counted_for_a_message, scripted
from tests.soak.faults import ANYTIME, KILL, SILENCE, STOP, Fault, World
from tests.soak.ledger import SECONDS_TO_WRITE, Life, Window, difference

_WARM_UP = 2_000  # events
_CALIBRATION = 5.0  # s
_LONG_RUN = 600.0  # s; in a shorter one nobody waits for a minute of silence
_QUIET_AT_THE_END = 12.0  # s
_STAYS_WITHIN = 0.02  # of the middle third's memory
_SECONDS_TO_DRAIN = 5.0


@dataclass(frozen=True)
class Reading:
    """The memory of the bot in MiB, `at` seconds after the begin."""

    at: float
    process: int
    memory: float


class Soak:
    """One run. The generator works in the stand-in's thread; what breaks, breaks from the main one."""

    def __init__(self, folder: Path, events: Events, chance: random.Random) -> None:
        self.data, self.config = folder / "data", folder / "config"
        shutil.copytree(CONFIG, self.config)
        self.discord = Busy(scripted(events), counted_for_a_message(events))
        self.windows: list[Window] = []
        self.happened: list[tuple[str, float]] = []  # each fault with the seconds until buyers were answered at once
        self.readings: list[Reading] = []
        self.logged: Counter[str] = Counter()
        self.broken: list[str] = []  # promises
        self.killed_away = 0
        self._chance = chance
        self._expected: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self._reading_log: list[threading.Thread] = []
        self._began = self._until = 0.0
        self.bot = self._started()

    def calibrate(self) -> float:
        """Return the highest rate, in events a second."""
        stream = self.discord.events()
        self.discord.run(self.discord.so_many(stream, _WARM_UP), timeout=None)
        answered, seconds = self.discord.run(self.discord.for_seconds(stream, _CALIBRATION), timeout=None)
        # What calibrating counted is not the ledger's: a stop writes it, and the ledger begins after it.
        self.bot.end()
        self._before = self._tally()
        self.bot = self._started()
        return answered / seconds

    def run(self, rate: float, seconds: float) -> None:
        """Send at this rate for so long, while things go wrong, then stop the bot and reconcile."""
        self._began = time.monotonic()
        self._until = self._began + seconds
        measuring = threading.Thread(target=self._measure, daemon=True)
        measuring.start()
        sending = threading.Thread(target=self._send, args=(rate,))
        sending.start()
        world = World(self.discord, self.data, self.config, lambda: self.bot.id, self._restart, self._chance)
        for fault in self._plan(seconds):
            self._suffer(fault, world)
        sending.join()
        measuring.join()
        time.sleep(_SECONDS_TO_DRAIN)
        self._stop()

    def _send(self, rate: float) -> None:
        self.discord.run(self.discord.keep_sending(rate, self._until), timeout=None)

    def _plan(self, seconds: float) -> Iterator[Fault]:
        """Yield one fault after the other, with pauses; what starts another process comes in the first third only."""
        long = seconds >= _LONG_RUN
        first = [KILL, STOP, KILL, STOP, SILENCE] if long else [KILL, STOP]
        self._chance.shuffle(first)
        rest: list[Fault] = []
        while (left := self._until - _QUIET_AT_THE_END - time.monotonic()) > 0:
            time.sleep(min(left, self._chance.uniform(6, 18) if long else self._chance.uniform(1, 3)))
            if time.monotonic() > self._until - _QUIET_AT_THE_END:
                return
            if first and time.monotonic() < self._began + seconds / 4:
                yield first.pop()
                continue
            if not rest:  # each comes before any comes again
                rest = self._chance.sample(ANYTIME, len(ANYTIME))
            yield rest.pop()

    def _suffer(self, fault: Fault, world: World) -> None:
        begin = time.monotonic()
        fault.inject(world)
        over = time.monotonic()
        recovered = self.discord.wait_for(lambda: self.discord.ledger.fresh > over, fault.recovers)
        end = time.monotonic()
        self.happened.append((fault.name, end - begin))
        if not recovered:
            self.broken.append(f"{fault.recovers:.0f} s after “{fault.name}” nobody is answered at once")
        if fault.excused:
            self.windows.append(Window(fault.name, begin, end, recovered))

    def _started(self) -> Process:
        ours, theirs = os.pipe()
        process = Process(self.discord, RECOURSE, self.data, config=self.config, log=theirs)
        os.close(theirs)
        reading = threading.Thread(target=self._read_log, args=(ours,), daemon=True)
        reading.start()
        self._reading_log.append(reading)
        sessions = len(self.discord.gateway.sessions)
        if (
            not self.discord.wait_for(lambda: len(self.discord.gateway.sessions) > sessions or process.has_ended(), 60)
            or process.has_ended()
        ):
            raise RuntimeError("the bot did not connect")
        return process

    def _read_log(self, descriptor: int) -> None:
        with os.fdopen(descriptor, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                self.logged[re.sub(r"\d+", "#", line.strip()).replace(str(ROOT), "")[:150]] += 1

    def _restart(self, number: int) -> None:
        if number == signal.SIGKILL:
            self._kill()
        else:
            self._stop()
        self.discord.ledger.begin_life()
        self.bot = self._started()

    def _kill(self) -> None:
        when = time.monotonic()
        self.bot.end(signal.SIGKILL)
        time.sleep(0.5)  # what it had sent still arrives
        life, tally = self.discord.ledger.lives[-1], self._tally()
        found = tally - self._before
        lost = life.counted - found
        too_many = found - life.counted - self.discord.ledger.perhaps(when - 60)
        old_ones_lost = life.before(when - SECONDS_TO_WRITE) - found
        if too_many or old_ones_lost:
            self.broken.append(f"a kill took {old_ones_lost.total()} older counts; {too_many.total()} too many")
        self.killed_away += lost.total()
        self._expected += found
        self._before = tally

    def _stop(self) -> None:
        """Stop the bot in order: then the tally has exactly what the ledger has."""
        code = self.bot.end()
        if code != 0:
            self.broken.append(f"SIGTERM ended the bot with exit code {code}")
        time.sleep(0.5)
        life, tally = self.discord.ledger.lives[-1], self._tally()
        if unlike := difference(life.counted, tally - self._before):
            self.broken.append(f"the tally is not what the ledger says: {unlike}")
        self._expected += life.counted
        self._before = tally

    def _tally(self) -> Counter[str]:
        found = Counter[str]()
        for count in read_counts(self.data / "tally.sqlite3"):
            found[count.category] += count.n
        return found

    def expected(self) -> Counter[str]:
        """Return what the tally has to hold of this run: exactly, since what a kill left was read right after it."""
        return self._expected

    def _measure(self) -> None:
        while (now := time.monotonic()) < self._until:
            with suppress(OSError, IndexError):  # there is none just now
                self.readings.append(Reading(now - self._began, self.bot.id, resident(self.bot.id)))
            time.sleep(1)


def as_stats_says(data: Path) -> Counter[str]:
    """Return what `recourse stats --json` tells the operator."""
    environment = {**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": str(data)}
    command = [sys.executable, "-m", "bot", "stats", "--json"]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout
    found = Counter[str]()
    for count in json.loads(said):
        found[count["category"]] += count["n"]
    return found


@click.command()
@click.option("--minutes", default=30.0, show_default=True)
@click.option("--seed", type=int, help="[default: another one each time]")
def main(minutes: float, seed: int | None) -> None:
    """Run, and print what came of it."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    with tempfile.TemporaryDirectory() as folder, closing(Events()) as events:
        soak = Soak(Path(folder), events, random.Random(seed))
        highest = soak.calibrate()
        counted_before = soak._tally()
        known = machine()
        click.echo(f"{known['cpu']}, {known['cores']} cores, {known['kernel']}, Python {known['python']}; seed {seed}")
        click.echo(f"highest rate {highest:,.0f} a second; {minutes:g} minutes at {highest / 2:,.0f}")
        soak.run(highest / 2, minutes * 60)
        _print_faults(soak)
        _print_answers(soak)
        _print_memory(soak)
        _print_counts(soak, as_stats_says(soak.data) - counted_before)
        soak.discord.close()
    for promise in soak.broken:
        click.echo(f"BROKEN: {promise}")
    if soak.broken:
        sys.exit(1)
    click.echo("All promises were kept.")


def _print_faults(soak: Soak) -> None:
    click.echo(f"{len(soak.happened)} faults, with the seconds until buyers were answered at once:")
    names = dict.fromkeys(name for name, _ in soak.happened)
    for name in names:
        took = [seconds for other, seconds in soak.happened if other == name]
        click.echo(f"  {name}: {len(took)} times, {statistics.median(took):.1f} s, at most {max(took):.1f} s")


def _print_answers(soak: Soak) -> None:
    ledger = soak.discord.ledger
    outside, inside = ledger.missed(soak.windows, time.monotonic())
    p50, p99 = (1000 * statistics.quantiles(ledger.latencies, n=100)[percent - 1] for percent in (50, 99))
    click.echo(f"{ledger.sent:,} interactions; p50 {p50:.1f} ms, p99 {p99:.1f} ms, over everything that was in time")
    click.echo(f"  the generator's own longest stall: {1000 * soak.discord.longest_stall:.0f} ms")
    missed = ", ".join(f"{name} {number:,}" for name, number in inside.most_common()) or "none"
    click.echo(f"  deadlines missed in injected outages: {inside.total():,} ({missed})")
    click.echo(f"  deadlines missed outside: {len(outside)}")
    if outside:
        when = ", ".join(f"{sent - soak.windows[0].begin:.1f}" for sent in islice(outside, 10)) if soak.windows else ""
        soak.broken.append(f"{len(outside)} deadlines were missed outside (s after the first outage: {when})")
    sent, answered = soak.discord.messages_sent, soak.discord.messages_answered
    click.echo(f"{sent:,} direct messages, {answered:,} answered")
    click.echo("log, numbers replaced by #:")
    for line, number in soak.logged.most_common(15):
        click.echo(f"  {number:,} × {line}")
    if any("Traceback" in line for line in soak.logged):
        soak.broken.append("there is a traceback in the log")


def _print_memory(soak: Soak) -> None:
    end = max(reading.at for reading in soak.readings)
    thirds = [[one for one in soak.readings if n * end / 3 <= one.at <= (n + 1) * end / 3] for n in range(3)]
    in_words = ", ".join(f"{_memory(third):.1f}" for third in thirds)
    click.echo(f"memory in MiB, medians of the thirds: {in_words}; every tenth of the run: {_curve(soak.readings)}")
    if len({one.process for third in thirds[1:] for one in third}) > 1:
        click.echo("  the last two thirds are not of one process, so they are not compared")
        return
    grown = _memory(thirds[2]) / _memory(thirds[1]) - 1
    click.echo(f"  the last third against the middle one: {grown:+.2%}")
    if abs(grown) > _STAYS_WITHIN:
        soak.broken.append(f"the memory of the last third differs by {grown:+.2%} from that of the middle one")


def _memory(readings: Sequence[Reading]) -> float:
    return statistics.median(one.memory for one in readings)


def _curve(readings: Sequence[Reading]) -> str:
    return " ".join(f"{one.memory:.0f}" for one in readings[:: max(1, len(readings) // 10)])


def _print_counts(soak: Soak, told: Counter[str]) -> None:
    lives: Sequence[Life] = soak.discord.ledger.lives
    in_ledger = sum(life.counted.total() for life in lives)
    click.echo(f"counts: ledger {in_ledger:,}, `recourse stats` {told.total():,}, in {len(lives)} processes")
    click.echo(f"  kills took {soak.killed_away} of the last {SECONDS_TO_WRITE:.0f} s with them")
    if unlike := difference(soak.expected(), told):
        soak.broken.append(f"`recourse stats` differs from what has to be there: {unlike}")


if __name__ == "__main__":
    main()
