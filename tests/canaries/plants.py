"""What can go wrong inside of the bot, done on purpose: places that keep a canary, and faults that could print one."""

import asyncio
import gc
import logging
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_in_a_global: list[str] = []
_holders: list[object] = []  # what would otherwise be gone at once


class _Slotted:
    __slots__ = ("held",)

    def __init__(self, held: str) -> None:
        self.held = held


class _Attributed:
    pass


@lru_cache
def _cached(text: str) -> int:
    return len(text)


def _in_a_closure(canary: str) -> None:
    _holders.append(lambda: canary)


def _in_a_slot(canary: str) -> None:
    _holders.append(_Slotted(canary))


def _in_an_attribute(canary: str) -> None:
    attributed = _Attributed()
    attributed.__dict__["held"] = {"deep": [(canary.encode("utf-16-le"),)]}
    _holders.append(attributed)


def _in_a_task(canary: str) -> None:
    async def waits(held: str) -> str:
        await asyncio.Event().wait()
        return held

    _holders.append(asyncio.run_coroutine_threadsafe(waits(canary), running_loop()))


def _in_a_thread(canary: str) -> None:
    def waits(held: str) -> str:
        threading.Event().wait()
        return held

    threading.Thread(target=waits, args=(canary,), daemon=True).start()


def _in_an_exception(canary: str) -> None:
    try:
        int(canary)
    except ValueError as error:
        _holders.append(error)


def _as_a_number(canary: str) -> None:
    _holders.append({int(canary): None})


def _in_a_buffer(canary: str) -> None:
    _holders.append(memoryview(bytearray(canary, "utf-8")))


HELD: dict[str, Callable[[str], object]] = {
    "module global": _in_a_global.append,
    "closure": _in_a_closure,
    "slot": _in_a_slot,
    "attribute": _in_an_attribute,
    "task": _in_a_task,
    "thread": _in_a_thread,
    "lru_cache": _cached,
    "exception": _in_an_exception,
    "number": _as_a_number,
    "buffer": _in_a_buffer,
}


def _print_to_stdout(canary: str) -> None:
    sys.stdout.write(f"{canary}\n")
    sys.stdout.flush()


def _print_to_stderr(canary: str) -> None:
    sys.stderr.write(f"{canary}\n")
    sys.stderr.flush()


def _print_a_traceback(canary: str) -> None:
    try:
        int(canary)
    except ValueError:
        traceback.print_exc()
    sys.stderr.flush()


def _log_a_line_of_our_own(canary: str) -> None:
    logging.getLogger("bot.planted").error("a buyer wrote %s", canary)


def _leave_a_file(canary: str) -> None:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(canary.encode("utf-16-be"))


def _name_a_file(canary: str) -> None:
    Path(tempfile.gettempdir(), canary).touch()


SHOWN: dict[str, tuple[str, Callable[[str], object]]] = {
    "print": ("stdout", _print_to_stdout),
    "standard error": ("stderr", _print_to_stderr),
    "traceback": ("stderr", _print_a_traceback),
    "log record of our own": ("stderr", _log_a_line_of_our_own),
    "temporary file": ("temporary folder", _leave_a_file),
    "name of a temporary file": ("temporary folder", _name_a_file),
}


def _warn(canary: str) -> None:
    warnings.warn(f"odd: {canary}", UserWarning, stacklevel=1)


def _fail_in_a_thread(canary: str) -> None:
    thread = threading.Thread(target=int, args=(canary,), name=canary)
    thread.start()
    thread.join()


class _FailsAtTheEnd:
    def __init__(self, canary: str) -> None:
        self._canary = canary

    def __del__(self) -> None:
        raise ValueError(self._canary)

    def __repr__(self) -> str:
        return self._canary


def _fail_where_nobody_can_raise(canary: str) -> None:
    _FailsAtTheEnd(canary)
    gc.collect()


def _fail_in_a_task(canary: str) -> None:
    async def fails(text: str) -> None:
        int(text)

    async def begins() -> None:
        asyncio.create_task(fails(canary), name=canary)  # noqa: RUF006 - nobody is to ask what became of it
        await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(begins(), running_loop()).result()
    gc.collect()


def _fail_in_a_callback(canary: str) -> None:
    loop = running_loop()
    loop.call_soon_threadsafe(int, canary)
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()  # that it has had its turn


def _fail_at_the_top(canary: str) -> None:
    try:
        int(canary)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def _log_as_a_library(canary: str) -> None:
    logger = logging.getLogger("discord.http")
    logger.warning("%s responded", canary)
    logger.warning(f"{canary} filled in")  # noqa: G004 - what a library may do, here and below
    logger.warning(f"{canary} %s", "filled in half")  # noqa: G004
    logger.warning(ValueError(canary))
    logger.warning("%d", canary)
    try:
        int(canary)
    except ValueError:
        logger.exception("it failed", stack_info=True)


FAULTS: dict[str, Callable[[str], object]] = {
    "warning": _warn,
    "thread": _fail_in_a_thread,
    "destructor": _fail_where_nobody_can_raise,
    "task": _fail_in_a_task,
    "callback": _fail_in_a_callback,
    "top": _fail_at_the_top,
    "library": _log_as_a_library,
}


def running_loop() -> asyncio.AbstractEventLoop:
    """Return the loop of the bot, which runs in another thread."""
    loops = [one for one in gc.get_objects() if isinstance(one, asyncio.AbstractEventLoop)]
    return next(loop for loop in loops if loop.is_running())
