"""Counts beside the conversation: a reply never waits for a disk."""

import asyncio

from bot.tally.sqlite import Tally


class Counting:
    """Notes a count at once and lets a thread write it; what comes in meanwhile is written together, right after."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._noted = False
        self._writing: asyncio.Task[None] | None = None

    def count(self, category: str) -> None:
        self._tally.note(category)
        self._noted = True
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def close(self) -> None:
        """Wait until all is written that can be, and let the tally say what cannot."""
        if self._writing is not None:
            await self._writing
        await asyncio.to_thread(self._tally.close)

    async def _write(self) -> None:
        while self._noted:
            self._noted = False
            await asyncio.to_thread(self._tally.write)
