"""A stand-in for Discord that sends events at a steady rate, whatever becomes of them, and replays them on resuming."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any, SupportsIndex, overload

from aiohttp import web

from bot.conversation.opening import Given
from bot.conversation.state import START, State, encode
from bot.desk import Desk
from tests.benchmarks.interactions import Events, Load
from tests.soak.ledger import Ledger
from tests.wire.gateway import Session, send_text
from tests.wire.standin import Handler

Json = dict[str, Any]

_TICK = 0.005  # s
_STALL = 0.5  # s
_REPLAYABLE = 100_000  # events
_MESSAGES_EVERY = 1.0  # s
_MESSAGE = "the key never came, I paid via Paddle"


@dataclass(frozen=True)
class Scripted:
    """An event whose ids are still to be filled in, and the category that is counted for it."""

    event: str
    category: str | None


def scripted(events: Events) -> list[Scripted]:
    """Return conversations of all kinds. What each counts, a desk of the generator's own says."""
    counted: list[str] = []
    desk = Desk(events.directory, counted.append)
    script: list[Scripted] = []

    def add(event: str, _: object = None) -> None:
        script.append(Scripted(event, counted.pop() if counted else None))

    for category in events.directory.categories:
        for name in events.directory.bot.offered_processors[:8]:
            asked = State(category=category, told_apart=True)
            told = replace(asked, processor=name)
            letter = replace(told, step="letter", counted=True)
            words = f"the key never came, I paid with {events.directory.processors[name].name}"
            add(events.command("dispute"), desk.begin(Given()))
            for shown, leads_to in ((START, asked), (asked, told), (told, letter)):
                add(events.press(shown, leads_to), desk.press(encode(leads_to)))
            add(events.command("dispute", what=category, processor=name), desk.begin(Given(category, name)))
            add(events.typed(name[:4]))
            add(events.text(words), desk.hear(encode(START), words))
    return script


def counted_for_a_message(events: Events) -> str:
    counted: list[str] = []
    Desk(events.directory, counted.append).hear(None, _MESSAGE, written="chat")
    return counted[0]


class Busy(Load):
    """Sends at a rate, and notes each answer as it arrives, before anything is wrong with it."""

    def __init__(self, script: Sequence[Scripted], category_of_messages: str) -> None:
        self.ledger = Ledger()
        self.steady = False  # from then on the ledger is kept
        self.longest_stall = 0.0  # s, of the generator itself
        self.messages_sent = self.messages_answered = 0
        self.refusals_left = 0  # a limit of the API says no more than so many times
        self._script = script
        self._category_of_messages = category_of_messages
        self._channels: set[str] = set()
        super().__init__()

    def events(self) -> Iterator[str]:
        return cycle(one.event for one in self._script)

    def wait_for(self, came_true: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so, at most so long, and say whether it is."""
        end = time.monotonic() + seconds
        with self._happened:
            while not came_true() and time.monotonic() < end:
                self._happened.wait(0.1)
            return came_true()

    async def keep_sending(self, rate: float, until: float) -> None:
        self.steady = True
        began = last = next_message = time.monotonic()
        chance, script, sent = random.Random(0), cycle(range(len(self._script))), 0
        while (now := time.monotonic()) < until:
            stalled = now - last - _TICK
            self.longest_stall = max(self.longest_stall, stalled)
            if stalled > _STALL:
                began += stalled  # sent all at once, what is missing would be another rate
            last = now
            if now >= next_message:
                next_message += _MESSAGES_EVERY * chance.uniform(0.5, 1.5)
                await self._send_message()
            while sent < (now - began) * rate:
                await self._send_interaction(next(script))
                sent += 1
            await asyncio.sleep(_TICK)

    async def _send_interaction(self, which: int) -> None:
        number = self.new_id()
        self.ledger.send(number, self._script[which].category, time.monotonic())
        data = self._script[which].event.replace("@ID@", number)
        await self._send("INTERACTION_CREATE", data, (which, number))

    async def _send_message(self) -> None:
        channel = self.new_id()
        self._channels.add(channel)
        self.messages_sent += 1
        author = {"id": self.new_id(), "username": "buyer", "discriminator": "0", "avatar": None}
        message = self.new_message(channel, author, content=_MESSAGE)
        await self._send("MESSAGE_CREATE", json.dumps(message), message)

    async def _send(self, name: str, data: str, kept: object) -> None:
        session = next(reversed(self.gateway.sessions.values()))
        events = self._kept(session)
        events.keep(name, kept)
        with suppress(ConnectionError, RuntimeError):  # the other side is gone, and will resume or not
            await send_text(session, f'{{"op":0,"t":"{name}","s":{len(events)},"d":{data}}}')

    def _kept(self, session: Session) -> "_Kept":
        if not isinstance(session.events, _Kept):
            session.events = _Kept(session.events, self._script)
        return session.events

    async def _handled(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        parts = request.path.split("/")
        if not self.steady:
            return await super()._handled(handler, request)
        if parts[-1] == "callback":
            await request.read()
            arrived = time.monotonic()
            trouble = await self._trouble_of(request, parts[-3], arrived)
            return trouble or web.Response(status=204)
        if request.method == "POST" and parts[-1] == "messages":
            self._note_message(parts[-2])
        return await super()._handled(handler, request)

    async def _trouble_of(self, request: web.Request, number: str, arrived: float) -> web.Response | None:
        refuses = self._trouble is not None and request.path.endswith(self._ends)
        if refuses and self._trouble and self._trouble[0] == 429:
            self.refusals_left -= 1
            refuses = self.refusals_left >= 0
        self.ledger.answer(number, arrived, taken=not refuses)
        if not refuses and not self._seconds:
            return None
        trouble = await self._in_trouble(request)
        if trouble is None:
            return None
        status, body, headers = trouble
        if status == 0 and request.transport is not None:
            request.transport.abort()
        return web.json_response(body, status=status or 500, headers=headers)

    def _note_message(self, channel: str) -> None:
        if channel in self._channels:
            self._channels.remove(channel)
            self.messages_answered += 1
            self.ledger.lives[-1].count(self._category_of_messages, time.monotonic())


class _Kept(list[Json]):
    """The events of a session, kept small: an interaction is told by its place in the script and its number."""

    def __init__(self, before: Sequence[Json], script: Sequence[Scripted]) -> None:
        super().__init__(before)
        self._small: dict[int, tuple[str, object]] = {}
        self._script = script

    def keep(self, name: str, what: object) -> None:
        self._small[len(self)] = name, what
        self._small.pop(len(self) - _REPLAYABLE, None)
        self.append({})

    @overload
    def __getitem__(self, index: SupportsIndex) -> Json: ...
    @overload
    def __getitem__(self, index: slice) -> list[Json]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Json | list[Json]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index.__index__()
        if place not in self._small:
            return super().__getitem__(place)
        name, what = self._small[place]
        if isinstance(what, tuple):
            which, number = what
            what = json.loads(self._script[which].event.replace("@ID@", number))
        return {"op": 0, "t": name, "s": place + 1, "d": what}
