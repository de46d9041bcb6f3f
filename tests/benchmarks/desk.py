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
from collections.abc import Callable
from pathlib import Path

from bot.conversation.state import State, encode
from bot.desk import Desk
from bot.directory.loader import load
from bot.tally.counting import Tally
from bot.tally.sqlite import SqliteStore
from tests.conftest import CONFIG, ROOT

_STARTS = 15
_REPEATS = 400
_BARE = [sys.executable, "-c", "import pydantic, yaml, click"]
_CHAT = [sys.executable, "-m", "bot", "chat", "--json"]


def main() -> None:
    """Print all figures: medians, in milliseconds, and their ratios."""
    with tempfile.TemporaryDirectory() as data:
        _starts(data)
        _desk(Path(data))


def _starts(data: str) -> None:
    environment = {**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": data}
    ours, bare = [], []
    for _ in range(_STARTS):
        bare.append(_seconds(lambda: subprocess.run(_BARE, check=True, cwd=ROOT)))
        ours.append(_seconds(lambda: _first_reply(environment)))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    print(f"start to first reply  {_ms(ours)} ms   import pydantic, yaml, click  {_ms(bare)} ms   ratio {ratio:.2f}")


def _first_reply(environment: dict[str, str]) -> None:
    done = subprocess.run(
        _CHAT, input=b'{"open": true}\n', stdout=subprocess.PIPE, check=True, cwd=ROOT, env=environment
    )
    if not done.stdout.startswith(b'{"kind": "question"'):
        raise RuntimeError("the first reply is not the opening question")


def _desk(data: Path) -> None:
    desk = Desk(load(CONFIG), Tally(SqliteStore(data / "tally.sqlite3")).count)
    opened = desk.open().token
    fresh = encode(State(category="not-received", processor="paddle"))
    told = encode(State(category="not-received", processor="paddle", counted=True))
    long = "I paid and the key never came. " * 60
    for name, work in (
        ("press, a question", lambda: desk.press(opened)),
        ("press, the advice", lambda: desk.press(told)),
        ("press, the advice, counted", lambda: desk.press(fresh)),
        ("press, the advice, in German", lambda: desk.press(told, "de")),
        ("hear, a sentence", lambda: desk.hear(opened, "I was overcharged, the line says PADDLE.NET* FRESHL")),
        ("hear, 1,800 characters", lambda: desk.hear(opened, long)),
    ):
        print(f"{name:30} {_ms([_seconds(work) for _ in range(_REPEATS)])} ms")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ms(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):.2f}"


if __name__ == "__main__":
    main()
