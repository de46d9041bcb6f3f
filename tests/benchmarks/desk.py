"""Times what a buyer waits for. Run with `.venv/bin/python -m tests.benchmarks.desk`; nothing here is a test.

Start: `recourse chat --json` to its first reply, in turn with a bare import of the libraries that it cannot do without.
Desk: one press and one free-text message, by language, with the tally on the real disk of the temporary folder.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from bot.conversation.state import State, encode
from bot.desk import Desk
from bot.directory.loader import load
from bot.tally.counting import Tally
from bot.tally.sqlite import SqliteStore
from tests.benchmarks.figures import Figure, Part, show
from tests.conftest import CONFIG, ROOT

_STARTS, _QUICK_STARTS = 15, 3
_REPEATS, _QUICK_REPEATS = 400, 20
_BARE = [sys.executable, "-c", "import pydantic, yaml, click"]
_CHAT = [sys.executable, "-m", "bot", "chat", "--json"]


def measure(*, quick: bool = False) -> Part:
    """Return medians in milliseconds."""
    with tempfile.TemporaryDirectory() as data:
        started = _started(data, _QUICK_STARTS if quick else _STARTS)
        return Part("what one buyer waits for", [started, *_desk(Path(data), _QUICK_REPEATS if quick else _REPEATS)])


def _started(data: str, times: int) -> Figure:
    environment = {**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": data}
    ours, bare = [], []
    for _ in range(times):
        bare.append(_ms(lambda: subprocess.run(_BARE, check=True, cwd=ROOT)))
        ours.append(_ms(lambda: _first_reply(environment)))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    whose = "import pydantic, yaml, click"
    return Figure("start to first reply", statistics.median(ours), "ms", ratio=ratio).against(
        whose, statistics.median(bare)
    )


def _first_reply(environment: dict[str, str]) -> None:
    done = subprocess.run(
        _CHAT, input=b'{"open": true}\n', stdout=subprocess.PIPE, check=True, cwd=ROOT, env=environment
    )
    if not done.stdout.startswith(b'{"kind": "question"'):
        raise RuntimeError("the first reply is not the opening question")


def _desk(data: Path, repeats: int) -> Iterator[Figure]:
    tally = Tally(SqliteStore(data / "tally.sqlite3"))
    desk = Desk(load(CONFIG), tally.count)
    opened = desk.open().token
    fresh = encode(State(category="not-received", processor="paddle"))
    told = encode(State(category="not-received", processor="paddle", counted=True))
    long = "I paid and the key never came. " * 60
    with closing(tally):
        for name, work in (
            ("press, a question", lambda: desk.press(opened)),
            ("press, the advice", lambda: desk.press(told)),
            ("press, the advice, counted", lambda: desk.press(fresh)),
            ("press, the advice, in German", lambda: desk.press(told, "de")),
            ("hear, a sentence", lambda: desk.hear(opened, "I was overcharged, the line says PADDLE.NET* FRESHL")),
            ("hear, 1,800 characters", lambda: desk.hear(opened, long)),
        ):
            yield Figure(name, statistics.median(_ms(work) for _ in range(repeats)), "ms")


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    show([measure()])
