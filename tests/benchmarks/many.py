"""What becomes of counts of many processes. Run `.venv/bin/python -m tests.benchmarks.many [--kills 200]`; no test.

Kills: two processes count into one PostgreSQL (started here, with fsync), each count under a week and category of its
own, so that one that was counted twice or not at all is seen as itself. At a random moment one of them gets `kill -9`
and another takes its place under the same ordinal, while the other goes on; each has its own ledger, of what it counted
and of what was acknowledged as durable, in memory that outlives it. Every fourth time the server is stopped at once and
started again as well, as after a power cut.
Speed: durable counts a second of one process and of two at once, all in one week, so that all write the same rows.
"""

import argparse
import logging
import mmap
import os
import random
import signal
import struct
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count as numbers

from bot.directory.fields import CATEGORY_IDS
from bot.tally.counting import Tally
from bot.tally.postgres import PostgresStore
from tests.benchmarks.tally import forked
from tests.postgres import Server, programs

_WINDOW = 0.05
_PROCESSES = 2
_SECONDS_COUNTED = 5.0
_LEDGER = struct.Struct("QQ")  # counted, acknowledged
_COUNTS_A_LIFE = 2000
# One week for each count: the clock goes back, and nothing is ever old enough to be folded.
_LAST_MONDAY = datetime(9990, 1, 1, tzinfo=UTC)
_KEEP_MONTHS = 12 * 8000


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    kills: int = parser.parse_args().kills
    logging.disable()  # that the server is away is meant
    installed = programs()
    if installed is None:
        raise SystemExit("PostgreSQL is not installed.")
    server = Server(installed)
    try:
        _killed(server, kills)
        for processes in (1, _PROCESSES):
            _speed(server, processes)
    finally:
        server.remove()


class _Life:
    """One process that counts, from its start to its end."""

    def __init__(self, url: str, ordinal: int, number: int) -> None:
        self.number = number
        self.ledger = mmap.mmap(-1, _LEDGER.size)
        self.process = forked(_count_for_ever, url, ordinal, self.ledger, number)

    def end(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _killed(server: Server, kills: int) -> None:
    chance = random.Random(7)
    url = server.url(server.new_schema())
    names = numbers()
    ordinals = range(0, 16 * _PROCESSES, 16)
    lives = {ordinal: _Life(url, ordinal, next(names)) for ordinal in ordinals}
    ended: list[_Life] = []
    stops = 0
    for kill in range(kills):
        time.sleep(chance.uniform(0.01, 0.35))
        if kill % 4 == 3:
            server.stop("immediate")
            server.start()
            stops += 1
            time.sleep(chance.uniform(0.01, 0.35))
        ordinal = chance.choice(ordinals)
        lives[ordinal].end()
        ended.append(lives[ordinal])
        lives[ordinal] = _Life(url, ordinal, next(names))
    for life in lives.values():
        life.end()
        ended.append(life)
    with closing(PostgresStore(url, -1)) as store:
        found = {(count.week, count.category): count.n for count in store.read()}
    lost = waiting = acknowledged = counted = 0
    for life in ended:
        begun, durable = _LEDGER.unpack(life.ledger[:])
        missing = [n for n in range(begun) if _name(life.number, n) not in found]
        lost += sum(n < durable for n in missing)
        waiting += sum(n >= durable for n in missing)
        counted, acknowledged = counted + begun, acknowledged + durable
    doubled = sum(n - 1 for n in found.values())
    print(f"kill -9: {kills} of {_PROCESSES} processes in turn; the server stopped at once {stops} times")
    print(
        f"  {counted:,} counted, {acknowledged:,} acknowledged as durable: of them lost {lost}, counted twice {doubled}"
    )
    print(f"  lost with what was not acknowledged yet: {waiting / len(ended):.1f} a kill")


def _count_for_ever(url: str, ordinal: int, ledger: mmap.mmap, number: int) -> None:
    chance = random.Random()
    shown = iter(_moment(number, n) for n in numbers())
    tally = Tally(PostgresStore(url, ordinal), lambda: next(shown), window=_WINDOW, keep_months=_KEEP_MONTHS)
    for n in range(_COUNTS_A_LIFE):
        tally.count(_name(number, n)[1])
        _LEDGER.pack_into(ledger, 0, n + 1, tally.durable)
        time.sleep(chance.choice((0, 0, 0.0001, 0.002)))
    while True:
        _LEDGER.pack_into(ledger, 0, _COUNTS_A_LIFE, tally.durable)
        time.sleep(0.01)


def _moment(number: int, n: int) -> datetime:
    return _LAST_MONDAY - timedelta(weeks=number // len(CATEGORY_IDS) * _COUNTS_A_LIFE + n)


def _name(number: int, n: int) -> tuple[str, str]:
    year, week, _ = _moment(number, n).isocalendar()
    return f"{year:04}-W{week:02}", CATEGORY_IDS[number % len(CATEGORY_IDS)]


def _speed(server: Server, processes: int) -> None:
    url = server.url(server.new_schema())
    ledgers = [mmap.mmap(-1, _LEDGER.size) for _ in range(processes)]
    began = time.perf_counter()
    children = [forked(_count_quickly, url, which, ledger) for which, ledger in enumerate(ledgers)]
    for child in children:
        os.waitpid(child, 0)
    seconds = time.perf_counter() - began
    acknowledged = sum(_LEDGER.unpack(ledger[:])[1] for ledger in ledgers)
    with closing(PostgresStore(url, -1)) as store:
        held = sum(count.n for count in store.read())
    if held != acknowledged:
        raise RuntimeError("counts are missing")
    print(f"durable counts a second, {processes} at once: {held / seconds:,.0f}")


def _count_quickly(url: str, ordinal: int, ledger: mmap.mmap) -> None:
    tally = Tally(PostgresStore(url, ordinal), window=_WINDOW)
    began = time.perf_counter()
    for n in numbers():
        tally.count(CATEGORY_IDS[n % len(CATEGORY_IDS)])
        if time.perf_counter() - began > _SECONDS_COUNTED:
            break
    tally.close()
    _LEDGER.pack_into(ledger, 0, n + 1, tally.durable)


if __name__ == "__main__":
    main()
