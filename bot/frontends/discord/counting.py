"""Counts beside the conversation: a reply never waits for a disk."""

import asyncio
from contextlib import suppress

from bot.tally.sqlite import Tally

_WINDOW = 0.05  # seconds in which counts gather, to be written together


class Counting:
    """Notes a count at once, and lets a thread write what has gathered since the last time."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._noted = False
        self._closing = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    def count(self, category: str) -> None:
        self._tally.note(category)
        self._noted = True
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def close(self) -> None:
        """Write at once all that can be, and let the tally say what cannot."""
        self._closing.set()
        if self._writing is not None:
            await self._writing
        await asyncio.to_thread(self._tally.close)

    async def _write(self) -> None:
        while self._noted:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), _WINDOW)
            self._noted = False
            await asyncio.to_thread(self._tally.write)
