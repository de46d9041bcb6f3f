"""Looks names up in threads that hold up no end: a name service that says nothing lets a look-up hang for a minute.

asyncio's own threads are waited for when the program ends.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

_T = TypeVar("_T")


class LookUps:
    """What aiohttp's resolver asks of its event loop."""

    async def getaddrinfo(self, host: str, port: int, **options: int) -> list[tuple[Any, ...]]:
        return await _in_a_thread(partial(socket.getaddrinfo, host, port, **options))

    async def getnameinfo(self, address: tuple[Any, ...], flags: int) -> tuple[str, str]:
        return await _in_a_thread(partial(socket.getnameinfo, address, flags))


async def _in_a_thread(work: Callable[[], _T]) -> _T:
    done: Future[_T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            done.set_exception(error)

    threading.Thread(target=run, name="look-up", daemon=True).start()
    return await asyncio.wrap_future(done)
