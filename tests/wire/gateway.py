"""The gateway of the stand-in: sessions on websockets, compressed if the client asks for it, resumed or refused."""

import asyncio
import json
import threading
import zlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

Json = dict[str, Any]

PATH, MOVED_PATH, RESUME_PATH, DEAD_PATH = "/gateway/", "/moved/", "/resume/", "/dead/"
_DISPATCH, _RECONNECT, _INVALID, _HELLO, _ACK = 0, 7, 9, 10, 11  # operations, as Discord numbers them
_BROKEN = '{"op": 0, "t": "MESSAGE_CRE'
_TOKEN_REFUSED = 4004
_TRY_AGAIN = 4000  # unknown error: the client may resume


@dataclass
class Session:
    """A gateway session: what was sent in it can be replayed."""

    socket: web.WebSocketResponse | None
    transport: Any
    packer: Any
    shard: int = 0
    silent: bool = False
    events: list[Json] = field(default_factory=list)


class Gateway:
    """Speaks with the bot over websockets. `happened` is notified of all that changes.

    Its troubles can be made from any thread. `slam`, `refuse` and `garble_new` last until `recover`.
    """

    def __init__(
        self,
        shards: int,
        token: str,
        happened: threading.Condition,
        complain: Callable[[str], None],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.shards = shards
        self.base = ""  # of the address, without a path
        self.path = PATH
        self.ready: Json = {}  # what a new session is told beside its own name
        self.identified: list[Json] = []  # what each identify said
        self.resumed = 0
        self.connections = 0  # that were tried
        self.heartbeats = 0
        self.heartbeat_interval = 41250  # milliseconds, for connections to come
        self.sessions: dict[str, Session] = {}
        self.greets = asyncio.Event()  # new connections wait for it
        self.greets.set()
        self.welcomes = asyncio.Event()  # so do new sessions, once they were asked for
        self.welcomes.set()
        self.dead: set[int] = set()  # shards whose sessions are to be resumed where nothing is ever said
        self._token = token
        self._happened = happened
        self._complain = complain
        self._loop = loop
        self._slams = False
        self._refuses = 0
        self._garbles = False

    def drop(self) -> None:
        """Cut every connection off without a word."""
        self._do(self.drop_all())

    def silence(self) -> None:
        """Let all connections that are open now say nothing any more, not even to a heartbeat."""
        for session in self.open_sessions():
            session.silent = True

    def freeze(self) -> None:
        """Let all connections that are open now neither say nor hear anything any more."""
        self.silence()
        for session in self.open_sessions():
            self._loop.call_soon_threadsafe(session.transport.pause_reading)

    def invalidate(self, *, resumable: bool) -> None:
        self._do(self.send_to_all({"op": _INVALID, "d": resumable}))

    def ask_to_reconnect(self) -> None:
        self._do(self.send_to_all({"op": _RECONNECT, "d": None}))

    def end(self, code: int) -> None:
        """Close every connection with one of Discord's codes; 4004 says that the token is no longer valid."""
        self._do(self.close_all(code))

    def garble(self) -> None:
        """Send every connection JSON that breaks off."""
        self._do(self._garble_all())

    def garble_new(self) -> None:
        """Send JSON that breaks off in every new session."""
        self._garbles = True

    def move(self) -> None:
        """Be where only `/gateway/bot` says it."""
        self.path = MOVED_PATH

    def slam(self) -> None:
        """Close every new connection as soon as it has been greeted."""
        self._slams = True

    def refuse(self, status: int) -> None:
        """Answer every new connection with a status of HTTP."""
        self._refuses = status

    def recover(self) -> None:
        self._slams, self._refuses, self._garbles = False, 0, False

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    @property
    def address(self) -> str:
        return f"{self.base}{self.path}"

    def open_sessions(self) -> list[Session]:
        return [one for one in self.sessions.values() if one.socket is not None and not one.socket.closed]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Speak with one connection until it ends."""
        with self._happened:
            self.connections += 1
            self._happened.notify_all()
        if self._refuses or request.path not in (self.path, RESUME_PATH, DEAD_PATH):
            return web.Response(status=self._refuses or 404)
        query = dict(request.query)
        speaks = (query.get("v"), query.get("encoding"), query.get("compress", "zlib-stream"))
        if speaks != ("10", "json", "zlib-stream"):
            self._complain(f"the gateway was asked for what the stand-in does not speak: {query}")
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        session = Session(socket, request.transport, zlib.compressobj() if "compress" in query else None)
        if request.path != DEAD_PATH:
            await self.greets.wait()
            await _send(session, {"op": _HELLO, "d": {"heartbeat_interval": self.heartbeat_interval}})
        if self._slams:
            await socket.close(code=_TRY_AGAIN)
        async for packet in socket:
            if packet.type is aiohttp.WSMsgType.TEXT:
                session = await self._packet(session, json.loads(packet.data), request.path)
        with self._happened:
            self._happened.notify_all()
        return socket

    async def event(self, name: str, data: Json, shard: int = 0) -> None:
        """Send an event in the newest session of a shard."""
        session = next(one for one in reversed(self.sessions.values()) if one.shard == shard)
        await _send_event(session, name, data)

    async def send_to_all(self, payload: Json) -> None:
        for session in self.open_sessions():
            await _send(session, payload)

    async def close_all(self, code: int) -> None:
        if code == _TOKEN_REFUSED:
            self._token = ""  # for good: whoever misses the code, because the connection broke, hears it again
        for session in self.open_sessions():
            if session.socket is not None:
                await session.socket.close(code=code)

    async def _garble_all(self) -> None:
        for session in self.open_sessions():
            await send_text(session, _BROKEN)

    async def drop_all(self) -> None:
        """Cut every connection off without a word."""
        for session in self.open_sessions():
            session.socket = None
            if session.transport is not None:
                session.transport.abort()

    async def _packet(self, session: Session, packet: Json, path: str) -> Session:
        match packet["op"]:
            case 1:
                with self._happened:
                    self.heartbeats += 1
                    self._happened.notify_all()
                await _send(session, {"op": _ACK})
            case 2 if path == RESUME_PATH:
                self._complain("a new session was begun at an address that is only for resuming")
            case 2:
                await self._identify(session, packet["d"])
            case 6:
                return await self._resume(session, packet["d"])
        return session

    async def _identify(self, session: Session, wanted: Json) -> None:
        self.identified.append(wanted)
        if wanted["token"] != self._token and session.socket:
            await session.socket.close(code=_TOKEN_REFUSED)
            return
        session.shard, of = wanted["shard"]
        if of != self.shards:
            self._complain(f"shard {session.shard} of {of}, where {self.shards} were recommended")
        name = f"session-{len(self.sessions)}"
        path = DEAD_PATH if session.shard in self.dead else RESUME_PATH
        own = {"session_id": name, "shard": wanted["shard"], "resume_gateway_url": f"{self.base}{path}"}
        if self._garbles:
            await send_text(session, _BROKEN)
        await self.welcomes.wait()
        await _send_event(session, "READY", {**self.ready, **own})
        with self._happened:
            self.sessions[name] = session
            self._happened.notify_all()

    async def _resume(self, session: Session, wanted: Json) -> Session:
        if wanted["token"] != self._token and session.socket:
            await session.socket.close(code=_TOKEN_REFUSED)
            return session
        old = self.sessions.get(wanted["session_id"])
        if old is None:
            await _send(session, {"op": _INVALID, "d": False})
            return session
        old.silent = False
        old.socket, old.transport, old.packer = session.socket, session.transport, session.packer
        for event in old.events[wanted["seq"] :]:
            await _send(old, event)
        await _send_event(old, "RESUMED", {})
        with self._happened:
            self.resumed += 1
            self._happened.notify_all()
        return old


async def _send_event(session: Session, name: str, data: Json) -> None:
    event = {"op": _DISPATCH, "t": name, "s": len(session.events) + 1, "d": data}
    session.events.append(event)
    await _send(session, event)


async def _send(session: Session, payload: Json) -> None:
    await send_text(session, json.dumps(payload))


async def send_text(session: Session, text: str) -> None:
    """Send one packet, compressed if the client has asked for it."""
    if session.socket is None or session.socket.closed or session.silent:
        return
    if session.packer is None:
        await session.socket.send_str(text)
    else:
        packed = session.packer.compress(text.encode()) + session.packer.flush(zlib.Z_SYNC_FLUSH)
        await session.socket.send_bytes(packed)
