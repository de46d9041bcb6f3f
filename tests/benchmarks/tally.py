"""What becomes of counts. Run with `.venv/bin/python -m tests.benchmarks.tally [--kills 1000]`; nothing here is a test.

Kills: two processes count into one file, each count under a week and category of its own, so that one that was counted
twice or not at all is seen as itself. At a random moment both get `kill -9`; each has kept its own ledger, of what it
counted and of what the tally had acknowledged as durable, in memory that outlives it. Every fourth time a third
process seals the file meanwhile, over and over, and is killed as well.
Speed: durable counts a second, in turn with the `sqlite3` module itself, with the same group commit: one transaction for
all that came within 50 ms, one statement for each count. Both with the same safety (`synchronous = EXTRA`).
Sealing: one history in many orders, cut into many batches; how many bytes of the sealed files differ.
"""

import argparse
import gc
import mmap
import os
import random
import signal
import statistics
import struct
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count as numbers
from pathlib import Path

from bot.directory.fields import CATEGORY_IDS
from bot.tally import schema
from bot.tally.counting import Tally
from bot.tally.files import UnreadableTallyError, opened, read_counts, rows
from bot.tally.sealing import seal
from bot.tally.sqlite import SqliteStore
from tests.benchmarks.figures import Figure, Part, show

_WINDOW = 0.05
_COUNTERS = 2
_LEDGER = struct.Struct("QQ")  # counted, acknowledged
# One week for each count: the clock goes back, so that none of them is ever old enough to be folded.
_LAST_MONDAY = datetime(9990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Much:
    """How much of everything."""

    kills: int = 1000
    seconds_counted: float = 5.0
    times_counted: int = 3
    orders: int = 100


_QUICK = _Much(kills=16, seconds_counted=0.5, times_counted=1, orders=10)


def measure(*, quick: bool = False, much: _Much | None = None) -> Part:
    """Return counts, counts a second, and bytes."""
    much = much or (_QUICK if quick else _Much())
    gc.freeze()  # what the children of a fork never look at is not copied for each of them
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        return Part("tally", [*_killed(place, much.kills), _speed(place, much), *_sealed(place, much.orders)])


def _killed(folder: Path, kills: int) -> list[Figure]:
    chance = random.Random(7)
    lost = doubled = in_window = acknowledged = worst = 0
    for number in range(0, kills, _COUNTERS):
        file = folder / f"{number}.sqlite3"
        ledgers = [mmap.mmap(-1, _LEDGER.size) for _ in range(_COUNTERS)]
        children = [forked(_count_for_ever, file, ledger, which) for which, ledger in enumerate(ledgers)]
        if number % (4 * _COUNTERS) == 0:
            children.append(forked(_seal_for_ever, file))
        time.sleep(chance.uniform(0.01, 0.35))
        for child in chance.sample(children, len(children)):
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)
        found = {(count.week, count.category): count.n for count in read_counts(file)}
        doubled += sum(n - 1 for n in found.values())
        for which, ledger in enumerate(ledgers):
            counted, durable = _LEDGER.unpack(ledger[:])
            missing = [n for n in range(counted) if _name(which, n) not in found]
            lost += sum(n < durable for n in missing)
            # The one that was under way when the signal came is in no ledger yet.
            waiting = len(missing) - sum(n < durable for n in missing)
            in_window, worst, acknowledged = in_window + waiting, max(worst, waiting), acknowledged + durable
        file.unlink(missing_ok=True)
    return [
        Figure("processes killed", kills),
        Figure("  counts acknowledged as durable", acknowledged),
        Figure("  of them lost", lost),
        Figure("  counted twice", doubled),
        Figure("  lost with the open window, a kill", in_window / kills),
        Figure("  at most", worst),
    ]


def forked(work: Callable[..., None], *arguments: object) -> int:
    """Let a process of its own do something, and return its id."""
    child = os.fork()
    if child:
        return child
    try:
        work(*arguments)
    finally:
        os._exit(1)


def _count_for_ever(file: Path, ledger: mmap.mmap, which: int) -> None:
    chance = random.Random()
    shown = iter(_moment(n) for n in numbers())
    tally = Tally(SqliteStore(file), lambda: next(shown), window=_WINDOW)
    for n in numbers():
        tally.count(_name(which, n)[1])
        _LEDGER.pack_into(ledger, 0, n + 1, tally.durable)
        time.sleep(chance.choice((0, 0, 0.0001, 0.002)))


def _seal_for_ever(file: Path) -> None:
    while True:
        with suppress(UnreadableTallyError):  # it is not there yet
            seal(file)
        time.sleep(0.01)


def _moment(n: int) -> datetime:
    return _LAST_MONDAY - timedelta(weeks=n)


def _name(which: int, n: int) -> tuple[str, str]:
    year, week, _ = _moment(n).isocalendar()
    return f"{year:04}-W{week:02}", CATEGORY_IDS[which]


def _speed(folder: Path, much: _Much) -> Figure:
    ours, raw = [], []
    for number in range(much.times_counted):
        raw.append(_raw_a_second(folder / f"raw{number}.sqlite3", much.seconds_counted))
        ours.append(_ours_a_second(folder / f"ours{number}.sqlite3", much.seconds_counted))
    ratio = statistics.median(a / b for a, b in zip(ours, raw, strict=True))
    name, whose = "durable counts", "the sqlite3 module itself"
    return Figure(name, statistics.median(ours), "a second", ratio=ratio).against(whose, statistics.median(raw))


def _ours_a_second(file: Path, wanted: float) -> float:
    tally = Tally(SqliteStore(file), window=_WINDOW)
    began = time.perf_counter()
    for n in numbers():
        tally.count(CATEGORY_IDS[n % len(CATEGORY_IDS)])
        if time.perf_counter() - began > wanted:
            break
    tally.close()
    seconds = time.perf_counter() - began
    if sum(count.n for count in read_counts(file)) != n + 1:
        raise RuntimeError("counts are missing")
    return (n + 1) / seconds


def _raw_a_second(file: Path, wanted: float) -> float:
    week = datetime.now(UTC).strftime("%G-W%V")
    database = opened(file, 1.0)
    insert = "INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT (week, category) DO UPDATE SET n = n + 1"
    began = commit_at = time.perf_counter()
    for n in numbers():
        now = time.perf_counter()
        if now >= commit_at:
            if database.in_transaction:
                database.execute("COMMIT")
            if now - began > wanted:
                break
            database.execute("BEGIN IMMEDIATE")
            commit_at = now + _WINDOW
        database.execute(insert, (week, CATEGORY_IDS[n % len(CATEGORY_IDS)]))
    database.close()
    return n / (time.perf_counter() - began)


def _sealed(folder: Path, orders: int) -> list[Figure]:
    chance = random.Random(7)
    history = [(f"2026-W{chance.randint(1, 52):02}", chance.choice(CATEGORY_IDS)) for _ in range(2000)]
    files = []
    for number in range(orders):
        chance.shuffle(history)
        file = folder / f"sealed{number}.sqlite3"
        left = history[:]
        while left:
            batch, left = left[: (size := chance.choice((1, 7, 100, 1000)))], left[size:]
            with closing(opened(file, 1.0)) as database, schema.transaction(database):
                for name in batch:
                    schema.add(database, {name: 1})
        if chance.random() < 0.3:
            seal(file)
        seal(file)
        files.append(file.read_bytes())
    with closing(opened(file, 1.0)) as database:
        held = len(rows(database))
    differing = sum(a != b for other in files[1:] for a, b in zip(files[0], other, strict=True))
    return [
        Figure("one history sealed, orders of 2,000 counts", orders),
        Figure("  rows", held),
        Figure("  bytes", len(files[0])),
        Figure("  bytes that differ", differing),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=_Much.kills)
    show([measure(much=_Much(kills=parser.parse_args().kills))])
