"""How fast lines are read, and how that grows: `python -m tests.benchmarks.understanding`.

One run, side by side: the processor part and the whole reading with the shipped directory; then made-up directories of
100 to 100,000 processors (time to build, memory, time for a line), and for 10,000 of them
`rapidfuzz.process.extractOne` over the same names and the same lines, with how often each is right.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from rapidfuzz import fuzz, process, utils

from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.directory.processor import Processor
from bot.understanding.categories import Weighed
from bot.understanding.languages import Languages
from bot.understanding.processors import Processors
from bot.understanding.text import clean
from bot.understanding.understand import Understanding
from tests.accuracy.measure import CONFIG, rows_of
from tests.benchmarks.figures import Curve, Figure, Part, resident, show

_SIZES = (100, 1_000, 10_000, 100_000)
_QUICK_SIZES = (100, 1_000)
_COMPARED = 10_000
_LINES = 300
_RAPIDFUZZ = "rapidfuzz extractOne"
_SLOW_LINES = 40  # rapidfuzz looks at every name for each line
_NOISE = (
    "POS DEBIT {} 12/11",
    "VISA {} 402-935-7733 CA",
    "{} LONDON GB",
    "CARD 4417 {}",
    "{}",
    "RECURRING {} USD 9.99",
)
_ELSEWHERE = ("TESCO STORES 3342", "SHELL OIL 5744 HOUSTON TX", "LIDL SAGT DANKE BERLIN", "UBER *TRIP HELP.UBER.COM")
_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "ix", "ol", "um")]


def measure(*, quick: bool = False) -> Part:
    """Return times in µs a line (medians), memory in MiB, and shares of lines."""
    directory = load(CONFIG)
    lines = [row["text"] for row in rows_of("lines") if row["kind"] == "statement"]
    languages = Languages({})  # lines in capitals are no sentences of any language
    shipped = Processors(directory, languages)
    whole = Understanding(directory)
    figures = [
        Figure("shipped directory, the processor alone", _median(partial(_read, shipped), lines), "µs a line"),
        Figure("shipped directory, the whole reading", _median(whole.read, lines), "µs a line"),
    ]
    times, memory = [], []
    for size in _QUICK_SIZES if quick else _SIZES:
        made_up = _directory(directory, size)
        gc.collect()
        before, start = resident(), time.perf_counter()
        index = Processors(made_up, languages)
        built, grown = time.perf_counter() - start, resident() - before
        pairs = _lines(made_up)
        ours = _median(partial(_read, index), [line for line, _ in pairs])
        right = sum(_read(index, line) == wanted for line, wanted in pairs)
        times.append((size, ours))
        memory.append((size, grown))
        what = f"{size:,} processors"
        if size == _COMPARED:
            figures += _compared(made_up, pairs, ours, right / len(pairs))
        else:
            figures.append(Figure(f"{what}, the processor alone", ours, "µs a line"))
            figures.append(Figure(f"{what}, right", right / len(pairs), "of the lines"))
        figures.append(Figure(f"{what}, to build", built * 1000, "ms"))
        figures.append(Figure(f"{what}, memory", grown, "MiB"))
    (least, fastest), (most, slowest) = times[0], times[-1]
    figures.append(
        Figure(f"a line with {most:,} processors", slowest, "µs a line").against(f"with {least:,} processors", fastest)
    )
    curves = [
        Curve("Reading a statement line", "processors", "µs a line", "ours", times),
        Curve("Memory of what reads", "processors", "MiB", "ours", memory),
    ]
    return Part("understanding", figures, curves)


def _compared(
    directory: Directory, pairs: list[tuple[str, str | None]], ours: float, ours_right: float
) -> list[Figure]:
    names = {processor.name: processor.id for processor in directory.processors.values()}

    def nearest(line: str) -> str | None:
        found = process.extractOne(
            line, names.keys(), scorer=fuzz.partial_ratio, processor=utils.default_process, score_cutoff=90
        )
        return names[found[0]] if found else None

    some = pairs[:: max(1, len(pairs) // _SLOW_LINES)]
    theirs = _median(nearest, [line for line, _ in some], repeat=1)
    right = sum(nearest(line) == wanted for line, wanted in some) / len(some)
    what = f"{len(names):,} processors"
    return [
        Figure(f"{what}, the processor alone", ours, "µs a line").against(_RAPIDFUZZ, theirs),
        Figure(f"{what}, right", ours_right, "of the lines").against(_RAPIDFUZZ, right),
    ]


def _read(index: Processors, line: str) -> str | None:
    told = index.read(clean(line), asked=False, weigh=lambda _: Weighed((), names_nobody=False))
    return told.candidates[0].processor if told.candidates else None


def _directory(shipped: Directory, size: int) -> Directory:
    """Return a directory of made-up processors, the same for the same size."""
    chosen = random.Random(size)
    processors: dict[str, Processor] = {}
    while len(processors) < size:
        name = "".join(chosen.choices(_SYLLABLES, k=chosen.randint(3, 5))).capitalize()
        processors.setdefault(name.lower()[:24], _processor(name))
    return replace(shipped, processors=processors)


def _processor(name: str) -> Processor:
    host = f"{name.lower()}.example"
    return Processor.model_validate(
        {
            "id": name.lower()[:24],
            "name": name,
            "role": "merchant-of-record",
            "status": {"state": "active"},
            "recognise": {
                "statement": ({"text": f"{name.upper()}*", "kind": "prefix", "confidence": "high"},),
                "senders": (host,),
                "sites": (host,),
            },
            "collected": "2026-11",
            "sources": (),
        }
    )


def _lines(directory: Directory) -> list[tuple[str, str | None]]:
    """Return lines with who they are of: two thirds of some processor, the rest of none, half of those near misses."""
    chosen = random.Random(len(directory.processors))
    known = chosen.choices(list(directory.processors.values()), k=_LINES * 2 // 3)
    pairs: list[tuple[str, str | None]] = [
        (chosen.choice(_NOISE).format(f"{processor.name.upper()}{chosen.choice(('*', ' *', '* '))}SHOP"), processor.id)
        for processor in known
    ]
    for processor in chosen.choices(list(directory.processors.values()), k=(_LINES - len(pairs)) // 2):
        longer = f"{processor.name}{chosen.choice(_SYLLABLES)}"
        if longer.lower() not in directory.processors:
            pairs.append((chosen.choice(_NOISE).format(f"{longer.upper()} SHOP"), None))
    pairs += [(chosen.choice(_ELSEWHERE), None) for _ in range(_LINES - len(pairs))]
    chosen.shuffle(pairs)
    return pairs


def _median(read: Callable[[str], object], lines: Iterable[str], repeat: int = 7) -> float:
    """Return the median over the lines of the best of several times, in microseconds."""

    def once(line: str) -> float:
        start = time.perf_counter()
        read(line)
        return time.perf_counter() - start

    return statistics.median(min(once(line) for _ in range(repeat)) for line in lines) * 1e6


if __name__ == "__main__":
    show([measure()])
