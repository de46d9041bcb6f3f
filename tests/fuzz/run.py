"""Tries inputs on several processes, and gathers what became of them."""

import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from bot.logs import place_of
from tests.fuzz.attempts import Attempts, BrokenPromiseError
from tests.fuzz.inputs import Kind, kind_of

_AT_ONCE = 1000  # inputs that a process tries before it tells of them


@dataclass
class Found:
    """What became of inputs. `raised` are numbers with the place, `slowest` processor seconds with a number."""

    outcomes: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    raised: list[tuple[int, str]] = field(default_factory=list)
    slowest: dict[Kind, tuple[float, int]] = field(default_factory=dict)

    def add(self, other: "Found") -> None:
        self.outcomes += other.outcomes
        self.raised += other.raised
        for kind, slow in other.slowest.items():
            self.slowest[kind] = max(slow, self.slowest.get(kind, slow))


def tried(attempts: Attempts, seed: int, numbers: Iterable[int]) -> Found:
    """Try inputs, and go on whatever they do."""
    found = Found()
    for number in numbers:
        kind, began = kind_of(number), time.process_time()
        try:
            outcome = attempts.attempt(seed, number)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            outcome = "raised"
            said = f" ({error})" if isinstance(error, BrokenPromiseError) else ""
            found.raised.append((number, f"{place_of(error)}{said}"))
        taken = (time.process_time() - began, number)
        found.slowest[kind] = max(taken, found.slowest.get(kind, taken))
        found.outcomes[kind, outcome] += 1
    return found


_mine: Attempts
_folder: tempfile.TemporaryDirectory[str]


def _begin() -> None:
    global _mine, _folder  # noqa: PLW0603 - what a process of the pool works with
    _folder = tempfile.TemporaryDirectory()
    _mine = Attempts(Path(_folder.name))


def _tried_here(seed: int, first: int, end: int) -> Found:
    return tried(_mine, seed, range(first, end))


def tried_by_all(seed: int, inputs: int, processes: int) -> Iterator[Found]:
    """Try inputs in several processes, and yield what became of some, time and again."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin) as pool:
        firsts = range(0, inputs, _AT_ONCE)
        parts = [pool.submit(_tried_here, seed, first, min(first + _AT_ONCE, inputs)) for first in firsts]
        for part in as_completed(parts):
            yield part.result()
