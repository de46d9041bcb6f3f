"""One run: the bot is started, driven, broken and stopped, and its counts are held against the ledger each time."""

import os
import random
import re
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.tally.files import read_counts
from tests.benchmarks.figures import resident
from tests.benchmarks.interactions import RECOURSE, Events, Process
from tests.conftest import CONFIG, ROOT
from tests.soak.busy import Busy, counted_for_a_message, scripted
from tests.soak.faults import ANYTIME, KILL, SILENCE, STOP, Fault, World
from tests.soak.ledger import SECONDS_TO_ANSWER, SECONDS_TO_WRITE, Window, difference

_WARM_UP = 2_000  # events
_CALIBRATION = 5.0  # s
LONG_RUN = 600.0  # s; in a shorter one nobody waits for a minute of silence
_QUIET_AT_THE_END = 12.0  # s
_SECONDS_TO_DRAIN = 5.0


@dataclass(frozen=True)
class Reading:
    """The memory of the bot in MiB, `at` seconds after the begin."""

    at: float
    process: int
    memory: float


@dataclass(frozen=True)
class Happened:
    """A fault, the seconds until buyers were answered at once, and by how many MiB the memory of the bot grew."""

    name: str
    seconds: float
    grown: float


class Soak:
    """One run. The generator works in the stand-in's thread; what breaks, breaks from the main one."""

    def __init__(self, folder: Path, events: Events, chance: random.Random) -> None:
        self.data, self.config = folder / "data", folder / "config"
        shutil.copytree(CONFIG, self.config)
        self.discord = Busy(scripted(events), counted_for_a_message(events))
        self.windows: list[Window] = []
        self.happened: list[Happened] = []
        self.readings: list[Reading] = []
        self.logged: Counter[str] = Counter()
        self.broken: list[str] = []  # promises
        self.killed_away = self.killed_unanswered = 0  # counts: lost with a kill, and kept though no answer left
        self.expected: Counter[str] = Counter()  # what the tally has to hold of this run; a kill's was read after it
        self._chance = chance
        self.at_the_begin: Counter[str] = Counter()  # what calibrating has counted
        self._before: Counter[str] = Counter()
        self._began = self._until = self.ended = 0.0
        self.bot = self._started()

    def calibrate(self) -> float:
        """Return the highest rate, in events a second."""
        stream = self.discord.events()
        self.discord.run(self.discord.so_many(stream, _WARM_UP), timeout=None)
        answered, seconds = self.discord.run(self.discord.for_seconds(stream, _CALIBRATION), timeout=None)
        # What calibrating counted is not the ledger's: a stop writes it, and the ledger begins after it.
        self.bot.end()
        self.at_the_begin = self._before = self._tally()
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
        self.ended = time.monotonic()
        self._stop()

    def _send(self, rate: float) -> None:
        self.discord.run(self.discord.keep_sending(rate, self._until), timeout=None)

    def _plan(self, seconds: float) -> Iterator[Fault]:
        """Yield one fault after the other, with pauses; what starts another process comes in the first third only."""
        long = seconds >= LONG_RUN
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
        begin, before = time.monotonic(), resident(self.bot.id)
        fault.inject(world)
        over = time.monotonic()
        recovered = self.discord.wait_for(lambda: self.discord.ledger.fresh > over, fault.recovers)
        end = time.monotonic()
        self.happened.append(Happened(fault.name, end - begin, resident(self.bot.id) - before))
        if not recovered:
            self.broken.append(f"{fault.recovers:.0f} s after “{fault.name}” nobody is answered at once")
        if fault.excused:
            self.windows.append(Window(fault.name, begin, end, recovered))

    def _started(self) -> Process:
        ours, theirs = os.pipe()
        process = Process(self.discord, RECOURSE, self.data, config=self.config, log=theirs)
        os.close(theirs)
        threading.Thread(target=self._read_log, args=(ours,), daemon=True).start()
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
                short = line.strip().replace(f"{ROOT}/", "").replace(f"{self.data.parent}/", "")
                self.logged[re.sub(r"\d+", "#", short)[:150]] += 1

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
        too_many = found - life.counted
        too_many -= self.discord.ledger.perhaps(when - SECONDS_TO_ANSWER, when)
        old_ones_lost = life.before(when - SECONDS_TO_WRITE) - found
        if too_many or old_ones_lost:
            self.broken.append(f"a kill took {old_ones_lost.total()} older counts; {too_many.total()} too many")
        self.killed_away += lost.total()
        self.killed_unanswered += (found - life.counted).total()
        self.expected += found
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
        self.expected += life.counted
        self._before = tally

    def _tally(self) -> Counter[str]:
        found = Counter[str]()
        for count in read_counts(self.data / "tally.sqlite3"):
            found[count.category] += count.n
        return found

    def _measure(self) -> None:
        while (now := time.monotonic()) < self._until:
            with suppress(OSError, IndexError):  # there is none just now
                self.readings.append(Reading(now - self._began, self.bot.id, resident(self.bot.id)))
            time.sleep(1)
