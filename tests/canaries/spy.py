"""The real bot in a process of its own, with a spy inside: every logger at DEBUG, and a thread that obeys the tests.

    python -m tests.canaries.spy <file descriptor> <the bot's own arguments>

One JSON object a line comes in, one a line goes out. The clock that the bot's timers follow can be moved on, so that a
minute passes at once.
"""

import asyncio
import json
import logging
import socket
import sys
import threading
import time
from io import TextIOWrapper
from typing import Any

_now = time.monotonic
_moved = 0.0  # seconds


def _moved_clock() -> float:
    return _now() + _moved


time.monotonic = _moved_clock  # before the bot is loaded, which may take it over

from bot import logs  # noqa: E402
from bot.__main__ import main  # noqa: E402
from tests.canaries import plants  # noqa: E402
from tests.canaries.walk import found_in_process  # noqa: E402

_configure = logs.configure


def _configure_and_open_all(level: str) -> None:
    """Configure as ever; then let every logger there is say all that it has to say, through the same handler."""
    _configure(level)
    logging.root.setLevel(logging.DEBUG)
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.setLevel(logging.DEBUG)
            logger.disabled = False


def _obey_all(orders: TextIOWrapper) -> None:
    while _obey(orders):
        pass


def _obey(orders: TextIOWrapper) -> bool:
    """Obey one order. It is in no variable of anybody's once that is done."""
    order = json.loads(orders.readline() or "{}")
    answer = _done(order)
    order.clear()
    orders.write(f"{json.dumps(answer)}\n")
    orders.flush()
    return answer is not None


def _done(order: dict[str, Any]) -> object:
    match order:
        case {"do": "walk", "first": first}:
            found, looked_at = found_in_process(first)
            return {"found": found, "objects": looked_at}
        case {"do": "move", "seconds": seconds}:
            _move(seconds)
        case {"do": "hold", "where": where, "canary": canary}:
            plants.HELD[where](canary)
        case {"do": "show", "where": where, "canary": canary}:
            plants.SHOWN[where][1](canary)
        case {"do": "fail", "where": where, "canary": canary}:
            plants.FAULTS[where](canary)
        case _:
            return None
    return {}


def _move(seconds: float) -> None:
    """Let time pass, and wait until all that was due has been done."""
    global _moved  # noqa: PLW0603 - there is one clock
    _moved += seconds

    async def have_their_turn() -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(have_their_turn(), plants.running_loop()).result()


def _watch() -> None:
    connection = socket.socket(fileno=int(sys.argv.pop(1)))
    orders = connection.makefile("rw", encoding="utf-8")
    threading.Thread(target=_obey_all, args=(orders,), name="spy", daemon=True).start()
    logs.configure = _configure_and_open_all


if __name__ == "__main__":
    _watch()
    main()
