"""A stand-in for Discord: its REST API and its gateway on a real socket, strict where Discord is strict.

It runs in a thread of its own, so that tests can act as people do, one step after the other. Every request is checked
on arrival; what is wrong with one is kept in `complaints`.
"""

import asyncio
import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from aiohttp import web

from tests.wire import limits
from tests.wire.gateway import DEAD_PATH, MOVED_PATH, PATH, RESUME_PATH, Gateway
from tests.wire.openapi import description
from tests.wire.returned import as_discord_returns
from tests.wire.troubles import INVALID, Troubles

Json = dict[str, Any]
T = TypeVar("T")

TOKEN = "MTIzNDU2.stand-in.token"  # noqa: S105 - of no real bot
BOT_ID = "1000000000000000001"
OWNER_ID = "1000000000000000002"
GUILD_ID = "1000000000000000004"
CHANNEL_ID = "1000000000000000005"
SECONDS_TO_ANSWER = 3
_EPOCH = 1420070400000  # the first millisecond of 2015, from which ids count
_PREFIX = "/api/v10"
Handler = Callable[[web.Request, Any], Awaitable[tuple[int, Any]]]

BOT_USER: Json = {"id": BOT_ID, "username": "recourse", "discriminator": "0", "avatar": None, "bot": True}


@dataclass
class Asked:
    """An interaction under way, and how it was answered."""

    token: str
    message: Json | None
    began: float
    command: str
    in_direct_messages: bool
    answers: list[Json] = field(default_factory=list)
    shown: Json | None = None
    answered: threading.Event = field(default_factory=threading.Event)


class StandIn(Troubles):
    """`url` is what the bot is given as the address of the API. `gateway` is where events are sent."""

    def __init__(self, shards: int = 1) -> None:
        super().__init__()
        self.shards = shards
        self.complaints: list[str] = []
        self.commands: list[Json] = []
        self.registrations = 0
        self.messages: dict[str, list[Json]] = defaultdict(list)  # by channel, oldest first
        # By route: status and body to answer, 0 for a broken connection; "…, after all" where it was done all the same.
        self.faults: dict[str, deque[tuple[int, Any]]] = defaultdict(deque)
        self.forbidden = ""  # a route that is refused for good
        self.requests: list[tuple[str, str]] = []
        self.asked: dict[str, Asked] = {}
        self.sessions_left = 999  # that the bot may begin today; the day ends in 200 ms
        self.team: Json | None = None
        self.endpoint: str | None = None
        self._fine: set[tuple[str, str]] = set()
        self.public: list[str] = []  # all that anybody can read, as JSON
        self._let_through = asyncio.Event()  # callbacks wait for it
        self._let_through.set()
        self._happened = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self.gateway = Gateway(shards, TOKEN, self._happened, self.complaints.append, self._loop)
        self._moments = itertools.count(1)
        self._ids = itertools.count(1)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.run(self._start())

    def run(self, work: Coroutine[Any, Any, T], timeout: float | None = 30) -> T:
        """Run something in the stand-in's own loop, from a test's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def close(self) -> None:
        self.recover()
        self.run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _soon(self, event: asyncio.Event) -> None:
        self._loop.call_soon_threadsafe(event.set)

    def new_id(self) -> str:
        return self.id_made(0)

    def id_made(self, seconds_ago: float) -> str:
        """Return an id that tells when it was made, as all of Discord's do."""
        milliseconds = int((time.time() - seconds_ago) * 1000) - _EPOCH
        return str(milliseconds << 22 | next(self._ids) & 0x3FFFFF)

    def wait_for_shards(self, number: int | None = None, *, dead: Callable[[], bool] = lambda: False) -> None:
        """Wait until so many shards are connected, or complain that the bot has ended (`dead`)."""
        wanted = self.shards if number is None else number
        with self._happened:
            for _ in range(300):
                if len(self.gateway.open_sessions()) >= wanted:
                    return
                if dead():
                    raise AssertionError("the bot has ended")
                self._happened.wait(0.1)
        raise AssertionError("the bot did not connect")

    def wait_for_no_shards(self) -> None:
        with self._happened:
            assert self._happened.wait_for(lambda: not self.gateway.open_sessions(), 30)

    def wait_until(self, came_true: Callable[[], bool]) -> None:
        """Wait until something is so; whatever happens here is followed by a look, and so is a tenth of a second."""
        with self._happened:
            for _ in range(600):
                if came_true():
                    return
                self._happened.wait(0.1)
        raise AssertionError("it did not come true")

    def interact(self, interaction: Json) -> Asked:
        """Send an interaction, as Discord does, and return it once it was answered."""
        asked = self.send(interaction)
        answered = asked.answered.wait(SECONDS_TO_ANSWER)
        assert answered, "the application did not respond"
        return asked

    def send(self, interaction: Json, times: int = 1) -> Asked:
        asked = Asked(
            interaction["token"],
            interaction.get("message"),
            time.monotonic(),
            command=interaction["data"].get("name", ""),
            in_direct_messages=interaction.get("context") == 1 or interaction.get("channel", {}).get("type") == 1,
        )
        self.asked[interaction["id"]] = asked
        for _ in range(times):
            self.dispatch("INTERACTION_CREATE", interaction, guild=interaction.get("guild_id"))
        return asked

    def dispatch(self, name: str, data: Json, guild: str | None = None) -> None:
        shard = (int(guild) >> 22) % self.shards if guild else 0
        self.run(self.gateway.event(name, data, shard))

    def hold_answers(self) -> None:
        """Let answers to interactions wait until they are let through."""
        self._loop.call_soon_threadsafe(self._let_through.clear)

    def let_answers_through(self) -> None:
        self._loop.call_soon_threadsafe(self._let_through.set)

    def greet_nobody(self) -> None:
        """Let new connections to the gateway wait for its first word."""
        self._loop.call_soon_threadsafe(self.gateway.greets.clear)

    def greet_again(self) -> None:
        self._loop.call_soon_threadsafe(self.gateway.greets.set)

    def welcome_nobody(self) -> None:
        """Let new sessions wait until they may begin."""
        self._loop.call_soon_threadsafe(self.gateway.welcomes.clear)

    def welcome_again(self) -> None:
        self._loop.call_soon_threadsafe(self.gateway.welcomes.set)

    def wait_for_message(self, channel: str, number: int) -> Json:
        """Return the newest message of a channel once it has so many."""
        with self._happened:
            assert self._happened.wait_for(lambda: len(self.messages[channel]) >= number, 10), "no message came"
        return self.messages[channel][-1]

    async def _start(self) -> None:
        app = web.Application()
        for path in (PATH, MOVED_PATH, RESUME_PATH, DEAD_PATH):
            app.router.add_get(path, self.gateway.handle)
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/gateway/bot", self._gateway_address),
            ("GET", "/applications/{application}/commands", self._get_commands),
            ("PUT", "/applications/{application}/commands", self._put_commands),
            ("GET", "/channels/{channel}/messages", self._get_messages),
            ("POST", "/channels/{channel}/messages", self._post_message),
            ("POST", "/interactions/{interaction}/{token}/callback", self._callback),
            ("*", "/{unknown:.*}", self._unknown),
        )
        for method, path, handler in routes:
            app.router.add_route(method, _PREFIX + path, partial(self._checked, handler))
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}{_PREFIX}"
        self.gateway.base = f"ws://127.0.0.1:{port}"
        guilds = [{"id": GUILD_ID, "unavailable": True}]
        self.gateway.ready = {"v": 10, "user": BOT_USER, "guilds": guilds, "application": {"id": BOT_ID, "flags": 0}}

    async def _checked(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        try:
            response = await self._handled(handler, request)
            self.invalid += response.status in INVALID
            return response
        finally:
            with self._happened:
                self._happened.notify_all()

    async def _handled(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(_PREFIX)
        with self._happened:
            self.requests.append((request.method, path))
            self._happened.notify_all()
        body = await request.json() if request.can_read_body else None
        self.complaints += self._unlike_the_description(request.method, path, body)
        if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            self.complaints.append("the User-Agent is not of the form that Discord wants")
        is_callback = path.endswith("/callback")
        if not is_callback and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _answer(401, {"message": "401: Unauthorized", "code": 0}, request)
        if is_callback:
            await self._let_through.wait()
        if trouble := await self._in_trouble(request):
            return _troubled(*trouble, request)
        route = "callback" if is_callback else f"{request.method} {path}"
        if faults := self.faults[f"{route}, after all"]:
            await handler(request, body)
        faults = faults or self.faults[route]
        if faults:
            return _troubled(*faults.popleft(), {}, request)
        if path == self.forbidden:
            return _answer(403, {"message": "Missing Access", "code": 50001}, request)
        status, answer = await handler(request, body)
        return _answer(status, answer, request)

    def _unlike_the_description(self, method: str, path: str, body: object) -> list[str]:
        described = description()
        if described is None:
            return []
        # The same answer goes to many, and looking it over takes longer than making it.
        known = path.rpartition("/")[2], json.dumps(body)
        if not path.endswith("/callback") or known not in self._fine:
            found = described.complaints(method, path, body)
            if found:
                return found
            self._fine.add(known)
        return []

    async def _unknown(self, request: web.Request, _: object) -> tuple[int, Any]:
        self.complaints.append(f"the stand-in has no {request.method} {request.path}")
        return 404, {"message": "404: Not Found", "code": 0}

    async def _me(self, *_: object) -> tuple[int, Any]:
        return 200, BOT_USER

    async def _application(self, *_: object) -> tuple[int, Any]:
        owner = {"id": OWNER_ID, "username": "owner", "discriminator": "0", "avatar": None}
        return 200, {
            "team": self.team,
            "interactions_endpoint_url": self.endpoint,
            "id": BOT_ID,
            "name": "recourse",
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "00",
            "flags": 0,
            "owner": owner,
        }

    async def _gateway_address(self, *_: object) -> tuple[int, Any]:
        limit = {"total": 1000, "remaining": self.sessions_left, "reset_after": 200, "max_concurrency": 1}
        return 200, {"url": self.gateway.address, "shards": self.shards, "session_start_limit": limit}

    async def _get_commands(self, request: web.Request, _: object) -> tuple[int, Any]:
        with_translations = request.query.get("with_localizations") == "true"
        return 200, [
            as_discord_returns(command, BOT_ID, with_translations=with_translations) for command in self.commands
        ]

    async def _put_commands(self, _: web.Request, body: list[Json]) -> tuple[int, Any]:
        self.complaints += limits.command_complaints(body)
        self.commands = [{**command, "id": self.new_id(), "version": self.new_id()} for command in body]
        self.registrations += 1
        return 200, [as_discord_returns(command, BOT_ID, with_translations=True) for command in self.commands]

    async def _get_messages(self, request: web.Request, _: object) -> tuple[int, Any]:
        newest_first = self.messages[request.match_info["channel"]][::-1]
        return 200, newest_first[: int(request.query.get("limit", "50"))]

    async def _post_message(self, request: web.Request, body: Json) -> tuple[int, Any]:
        channel = request.match_info["channel"]
        self.complaints += limits.message_complaints(body)
        if body["flags"] & limits.EPHEMERAL:
            self.complaints.append("a message outside of an interaction cannot be ephemeral")
        sent_before = [one for one in self.messages[channel] if body.get("nonce") and one["nonce"] == body["nonce"]]
        if sent_before and body.get("enforce_nonce"):
            return 200, sent_before[0]
        message = self.new_message(channel, BOT_USER, **body)
        self.post(message)
        return 200, message

    async def _callback(self, request: web.Request, body: Json) -> tuple[int, Any]:
        asked = self.asked.get(request.match_info["interaction"])
        if asked is None or asked.token != request.match_info["token"]:
            self.complaints.append("an interaction was answered that was never sent")
            return 404, {"message": "Unknown interaction", "code": 10062}
        if time.monotonic() - asked.began > SECONDS_TO_ANSWER:
            return 404, {"message": "Unknown interaction", "code": 10062}
        asked.answers.append(body)
        if len(asked.answers) > 1:
            if body != asked.answers[0]:  # else the connection broke, and nobody could know that it had arrived
                self.complaints.append("an interaction was answered twice")
            return 400, {"message": "Interaction has already been acknowledged.", "code": 40060}
        self.complaints += self._taken(asked, body)
        asked.answered.set()
        return 204, None

    def _taken(self, asked: Asked, body: Json) -> list[str]:
        """Show what an answer brings, and return what is wrong with it."""
        data = body["data"]
        match body["type"]:
            case 4:
                asked.shown = self.new_message("", BOT_USER, **data)
                return [*limits.message_complaints(data), *self._seen_by_others(asked, data)]
            case 7 if asked.message is not None:
                kept = asked.message["flags"] & limits.EPHEMERAL
                now = self._now()
                changed = {"components": data["components"], "flags": data["flags"] | kept, "edited_timestamp": now}
                asked.shown = {**asked.message, **changed}
                others = [] if asked.in_direct_messages or kept else ["a message that all see was edited for one"]
                return [*limits.message_complaints(data), *others]
            case 8:
                return limits.suggestion_complaints(data["choices"])
            case 9:
                return limits.window_complaints(data)
        return [f"an answer of type {body['type']} does not fit here"]

    def _seen_by_others(self, asked: Asked, data: Json) -> list[str]:
        """Keep what all see, and complain where only the buyer should have seen it."""
        if asked.in_direct_messages or data["flags"] & limits.EPHEMERAL:
            return []
        self.public.append(json.dumps(data, ensure_ascii=False))
        return [] if asked.command == "panel" else ["an answer for one person was shown to all"]

    def _now(self) -> str:
        """Return a moment later than any before."""
        seconds = next(self._moments)
        return f"2026-01-01T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+00:00"

    def new_message(self, channel: str, author: Json, **parts: Any) -> Json:  # noqa: ANN401
        return {
            "id": self.new_id(),
            "channel_id": channel,
            "author": author,
            "content": "",
            "timestamp": self._now(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": 0,
            "components": [],
            "nonce": None,
            **parts,
        }

    def post(self, message: Json) -> None:
        with self._happened:
            self.messages[message["channel_id"]].append(message)
            self._happened.notify_all()


def _troubled(status: int, body: object, headers: dict[str, str], request: web.Request) -> web.Response:
    """Answer what is no right answer; a text is sent as it is, and with status 0 the connection breaks."""
    if status == 0 and request.transport is not None:
        request.transport.abort()
    response = _answer(status or 500, body, request)
    response.headers.update(headers)
    if isinstance(body, str):
        response.body = body.encode()
    return response


def _answer(status: int, body: object, request: web.Request) -> web.Response:
    if body is None:
        return web.Response(status=status)
    # Without a charset, as Discord sends it: discord.py reads nothing else as JSON.
    response = web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")
    response.headers["Via"] = "1.1 stand-in"  # without it, discord.py takes a 429 for a ban and gives up
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.enable_compression()
    return response
