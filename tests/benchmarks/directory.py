"""How loading and reloading grow with the directory: `python -m tests.benchmarks.directory`; nothing here is a test.

The processors are the shipped ones, and copies of them with other ids, names, hosts and statement texts, in a temporary
folder. PyYAML's C loader reads the same files beside ours. A reload is what the watcher does from quiet to live; while
it runs in its thread, an event loop ticks every millisecond, and its longest gap is the stall.
"""

import asyncio
import gc
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import yaml
from fluent.syntax import FluentParser

from bot import checks
from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.fields import PROCESSOR_ID_LENGTH
from bot.directory.loader import Files
from bot.directory.problems import Problem
from bot.directory.processor import Processor
from bot.directory.watcher import Watcher
from tests.benchmarks.figures import Curve, Figure, Part, resident, show
from tests.conftest import CONFIG, mend

_SIZES = (100, 1_000, 10_000)
_QUICK_SIZES = (100, 300)
_CHECKED = 1_000  # all checks
_TODAY = date(2026, 11, 29)
_TICK = 0.001  # s
_CURVES = {
    "Loading": ("load", "load again, nothing changed"),
    "A change, from quiet to live": ("a contact, quiet to live", "a name, quiet to live"),
    "What others wait for meanwhile": ("a contact, longest stall", "a name, longest stall"),
}
_HOST = re.compile(r"(?P<below>(?:[\w-]+\.)*)(?P<name>[\w-]+\.[\w-]+)")
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def measure(*, quick: bool = False) -> Part:
    """Return times in ms, at each size of the directory, and the memory of a processor in KiB."""
    sizes = _QUICK_SIZES if quick else _SIZES
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as fresh:
        # Each in a process of its own, so that memory is seen.
        measured = list(zip(sizes, fresh.map(_measured, sizes), strict=True))
    figures = [figure for _, found in measured for figure in found]
    curves = [
        Curve(picture, "processors", "ms", whose, [(size, _value(found, whose)) for size, found in measured])
        for picture, lines in _CURVES.items()
        for whose in lines
    ]
    return Part("directory", figures, curves)


def _value(figures: Iterable[Figure], name: str) -> float:
    return next(one.value for one in figures if one.name.endswith(f": {name}"))


def _measured(size: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config"
        shutil.copytree(CONFIG, config)
        few = Files(config).load()
        write_copies(config, size)
        figures = list(_loaded(config, few))
        files = Files(config)
        directory = files.load()
        if size == _CHECKED:
            figures.append(Figure("all checks", _ms(lambda: list(checks.check(directory, config, _TODAY))), "ms"))
        desk = Desk(directory, lambda _: None)
        figures.append(Figure("first text read after", _ms(desk.prepare), "ms"))
        for name, old, new in (
            ("a contact", "help: https://paddle.net", "help: https://paddle.net/a"),
            ("a statement text", '"PADDLE.NET*"', '"PADDLE.NET/*"'),
            ("a name", "Paddle Classic", "Paddle Old"),
        ):
            mend(config / "processors" / "paddle.yaml", old, new)
            taken, stall = asyncio.run(_while_ticking(partial(_reload, files, desk)))
            figures.append(Figure(f"{name}, quiet to live", taken, "ms"))
            figures.append(Figure(f"{name}, longest stall", stall, "ms"))
        return [replace(one, name=f"{size:,} processors: {one.name}") for one in figures]


def _loaded(config: Path, few: Directory) -> Iterator[Figure]:
    paths = sorted(path for path in config.rglob("*.yaml") if path.parent.name != "deploy")  # those are not ours
    catalogues = [path.read_text("utf-8") for path in config.rglob("*.ftl")]
    gc.collect()
    before = resident()
    files = Files(config)
    loaded = _ms(files.load)
    directory = files.load()
    gc.collect()
    grown = (resident() - before) / (len(directory.processors) - len(few.processors))
    parsed = _ms(lambda: [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in paths])
    yield Figure("load", loaded, "ms").against("PyYAML's C loader, the same files", parsed)
    yield Figure("of it, Fluent's own parser", _ms(lambda: list(map(FluentParser().parse, catalogues))), "ms")
    if len(directory.processors) > _SIZES[0]:
        yield Figure("memory a processor", grown * 1024, "KiB")
    yield Figure("load again, nothing changed", _ms(files.load), "ms")
    yield Figure("is anything new?", _ms(files.load_changed), "ms")


def _reload(files: Files, desk: Desk) -> None:
    """Do what the watcher does once the folder is quiet: see whether it changed, load, check, swap."""
    before = desk.directory

    def take(directory: Directory) -> Sequence[Problem]:
        list(checks.check_live(directory, files.config, _TODAY, before))
        desk.take(directory)
        return ()

    Watcher(files, take, _refuse)._read()
    if desk.directory is before:
        raise RuntimeError("the edit went unseen")


def _refuse(problems: Sequence[Problem]) -> None:
    raise RuntimeError(str(problems[0]))


async def _while_ticking(work: Callable[[], None]) -> tuple[float, float]:
    """Do the work in a thread; return how long it took and the longest wait of the loop beyond its tick, in ms."""
    gaps: list[float] = []

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_TICK)
            gaps.append(time.perf_counter() - began - _TICK)

    ticking = asyncio.create_task(tick())
    began = time.perf_counter()
    await asyncio.to_thread(work)
    taken = time.perf_counter() - began
    await asyncio.sleep(2 * _TICK)
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    return 1000 * taken, 1000 * max(gaps)


def write_copies(config: Path, size: int) -> None:
    """Add processors until there are `size`: in a copy whatever betrays a processor begins with a made-up word."""
    shipped = {path.stem: path.read_text("utf-8") for path in sorted((config / "processors").glob("*.yaml"))}
    processors = Files(config).load().processors
    betraying = {name: _betraying(processors[name]) for name in shipped}
    chosen = random.Random(size)
    number, words = len(shipped), set[str]()
    while number < size:
        word = "".join(chosen.choices(_SYLLABLES, k=4))
        if word in words:
            continue
        words.add(word)
        for name, text in list(shipped.items())[: size - number]:
            copy = config / "processors" / f"{f'{word}-{name}'[:PROCESSOR_ID_LENGTH].rstrip('-')}.yaml"
            copy.write_text(betraying[name].sub(partial(_renamed, word), text), "utf-8")
        number += len(shipped)


def _betraying(processor: Processor) -> re.Pattern[str]:
    known = processor.recognise
    texts: Iterable[str] = (
        processor.name,
        *processor.also_known_as,
        *processor.hosts,
        *known.mailboxes,
        *(statement.text for statement in known.statement),
        *known.everyday_words,
        *known.spellings,
        *known.not_names,
    )
    longest_first = sorted(texts, key=len, reverse=True)
    old = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w./@-])(?P<scheme>https?://(?:www\.)?)?(?P<old>{old})(?![\w-])")


def _renamed(word: str, found: re.Match[str]) -> str:
    scheme, old = found["scheme"] or "", found["old"]
    cased = word.upper() if old.isupper() else word.capitalize() if old[0].isupper() else word
    host = _HOST.fullmatch(old)  # the name of a host stands behind whatever lies below it
    return f"{scheme}{host['below']}{cased}{host['name']}" if host else f"{scheme}{cased}{old}"


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    show([measure()])
