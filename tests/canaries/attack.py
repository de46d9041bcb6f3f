"""Conversations full of canaries with the real bot, and the places where none of them may be left."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.canaries import search
from tests.canaries.canaries import Canaries
from tests.conftest import CONFIG, ROOT
from tests.wire.gateway import send_text
from tests.wire.people import Person, Place
from tests.wire.standin import TOKEN, Handler, StandIn

Json = dict[str, Any]

_PLACES: tuple[Place, ...] = ("server", "direct message", "private channel")
_SECONDS_TO_END = 30


class MarkedDiscord(StandIn):
    """A Discord on which every id is a canary. What the bot answers is kept as bytes, to be searched."""

    def __init__(self, canaries: Canaries) -> None:
        self.canaries = canaries
        self.answers: list[bytes] = []
        super().__init__()

    def new_id(self) -> str:
        return self.canaries.snowflake("id of an event, a message or a channel")

    def say(self, text: str) -> None:
        """Send a text on the gateway as it is."""
        for session in self.gateway.open_sessions():
            self.run(send_text(session, text))

    def forget(self) -> None:
        """Let go of what is over, so that many conversations fit into the memory."""
        self.asked.clear()
        self.requests.clear()
        self.messages.clear()
        self.answers.clear()
        for session in self.gateway.sessions.values():
            session.events[:] = [{}] * len(session.events)

    def _unlike_the_description(self, *_: object) -> list[str]:
        return []  # other tests hold every request against it, which takes a while

    async def _handled(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        answered = await super()._handled(handler, request)
        body = await request.read()
        # The mark against sending a message twice is the id of the one that it answers, which Discord knows.
        sent = json.loads(body) if body.startswith(b"{") else {}
        sent.pop("nonce", None)
        self.answers.append(json.dumps(sent, ensure_ascii=False).encode())
        return answered


class Stranger(Person):
    """Somebody of whom everything is a canary, in a place of their own."""

    def __init__(self, discord: MarkedDiscord, place: Place, language: str) -> None:
        self._canaries = made = discord.canaries
        user, server = made.snowflake("user id"), made.snowflake("server id")
        super().__init__(discord, place, language=language, user=user, guild=server)
        self.channel = made.snowflake("channel id")
        self._about = {
            "username": made.word("user name"),
            "global_name": made.foreign_word("name in Cyrillic"),
            "avatar": made.word("avatar"),
        }
        self._nick = made.word("nickname")
        self._server_name = made.word("server name")
        self._role = made.snowflake("role id")

    @property
    def user(self) -> Json:
        return {**super().user, **self._about}

    def text(self) -> str:  # type: ignore[override]  # of a person it is what they see, which nobody here reads
        return ""

    def event(self, kind: int, data: Json, *, on_screen: bool = False) -> Json:
        event = super().event(kind, data, on_screen=on_screen)
        event["token"] = self._canaries.word("interaction token")
        if "guild" in event:
            event["guild"]["name"] = self._server_name
            event["member"] |= {"nick": self._nick, "roles": [self._role]}
            event["channel"] |= {"name": self._canaries.word("channel name"), "topic": self._server_name}
        return event

    def says(self, *before: str) -> str:
        """Return a text with all that a buyer should not write, behind some words that are understood."""
        made = self._canaries
        said = (made.word("text"), made.foreign_word("text"), made.email(), made.card(), made.emoji())
        return " ".join((*before, made.statement_line(), *said))

    def message(self) -> Json:
        """Return somebody's message with a canary in each of its parts."""
        made = self._canaries
        embed = {
            "title": made.word("embed"),
            "description": self.says(),
            "url": f"https://{made.word('embed')}.example/{made.word('embed')}",
            "author": {"name": made.word("embed")},
            "fields": [{"name": made.word("embed"), "value": self.says()}],
            "footer": {"text": made.word("embed")},
        }
        file = {"id": made.snowflake("file"), "filename": f"{made.word('file')}.pdf", "url": "https://cdn.example/x"}
        forwarded = {"message": {"content": self.says("FS *"), "embeds": [embed]}}
        return self.discord.new_message(
            self.channel,
            self.user,
            content=self.says("what is this?"),
            embeds=[embed],
            attachments=[file],
            message_snapshots=[forwarded],
            mentions=[self.user],
        )


def conversation(discord: MarkedDiscord, turn: int) -> None:
    """Hold one conversation with everything that a buyer can do; `turn` varies place and language."""
    buyer = Stranger(discord, _PLACES[turn % 3], ("en-US", "de", "fr")[turn // 3 % 3])
    made = discord.canaries
    buyer.calls("dispute", what="access", processor=made.statement_line(), product=made.word("option"))
    buyer.types("dispute", "processor", f"padd {made.word('suggestion')}")
    buyer.types("dispute", "product", made.word("suggestion"))
    buyer.calls("whocharged", text=buyer.says())
    buyer.calls("dispute", what="not-received", processor="paddle")
    buyer.presses(buyer.first_token)
    buyer.calls("dispute")
    buyer.tells(buyer.says("the key never came, paid with Gumroad"))
    buyer.asks_about(buyer.message())
    if buyer.place == "direct message":
        buyer.writes(buyer.says("the key never came"))
        buyer.writes(buyer.says("Paddle"), in_reply_to=buyer.screen, message_snapshots=[{"message": buyer.message()}])


def forgery(discord: MarkedDiscord, turn: int) -> None:
    """Send what no client sends: tokens that name canaries, and events that our code fails on."""
    buyer = Stranger(discord, _PLACES[turn % 3], discord.canaries.word("language"))
    made = discord.canaries
    buyer.calls("dispute")
    for token in (f"1aa----00.{made.word('token')}.", f"1aa----00.paddle.{made.word('token')}", made.word("token")):
        buyer.presses(token)
        buyer.presses("choose", token)
        field = {"type": 4, "custom_id": "text", "value": buyer.says("Paddle")}
        discord.interact(buyer.event(5, {"custom_id": f"t:de:{token}", "components": [field]}, on_screen=True))
    for data in (
        {"name": made.word("command"), "options": made.word("command")},
        {"name": "dispute", "options": [{"name": "what", "value": {"a": made.word("option")}}]},
        {"name": "Whose charge is this?", "target_id": made.snowflake("target"), "resolved": {}},
    ):
        discord.interact(buyer.event(2, {"id": "1", "type": 1, **data}))
    discord.interact(buyer.event(4, {"name": "dispute", "options": [{made.word("option"): made.word("option")}]}))
    for event in (
        {"id": made.word("broken"), "type": 2, "token": made.word("broken"), "member": made.word("broken")},
        {"id": made.snowflake("broken"), "type": 3, "data": made.word("broken")},
    ):
        discord.dispatch("INTERACTION_CREATE", event)
    message = discord.new_message(buyer.channel, buyer.user, content=buyer.says())
    for wrong in ({"embeds": made.word("broken")}, {"components": [made.word("broken")]}, {"id": made.word("broken")}):
        discord.dispatch("MESSAGE_CREATE", {**message, **wrong})
    discord.dispatch("GUILD_MEMBER_ADD", {"user": buyer.user, "nick": made.word("broken")})
    discord.dispatch(made.word("broken").upper(), message)


def refusal(discord: MarkedDiscord, turn: int) -> None:
    """Let Discord refuse answers with words that repeat what was in them."""
    made = discord.canaries
    buyer, writer = Stranger(discord, "server", "de"), Stranger(discord, "direct message", "en-US")
    said = {"message": made.word("refusal"), "errors": {made.word("refusal"): made.card()}, "retry_after": 0.01}
    answers: tuple[tuple[int, object], ...] = (
        (400, {**said, "code": 50035}),
        (404, {**said, "code": 10062}),
        (429, {**said, "code": 0, "global": False}),
        (500, {**said, "code": int(made.snowflake("refusal"))}),
        (503, f"<html>{made.word('refusal')}"),
        (0, None),
    )
    status, answer = answers[turn % len(answers)]
    buyer.calls("dispute")
    discord.faults["callback"].append((status, answer))
    discord.send(buyer.interaction(buyer.first_token))
    discord.wait_until(lambda: not discord.faults["callback"])
    for route in (f"{method} /channels/{writer.channel}/messages" for method in ("GET", "POST")):
        discord.faults[route].append(((403, 400, 429)[turn % 3], {**said, "code": 50007, "global": False}))
        writer.sends(writer.says("the key never came"))
        discord.wait_until(lambda route=route: not discord.faults[route])  # type: ignore[misc]
    writer.writes(writer.says("it was charged twice"))


class Spied:
    """The real bot with a spy inside. All that it can leave behind lies below one folder."""

    def __init__(self, folder: Path, *arguments: str, discord: StandIn | None = None, **environment: str) -> None:
        self.data, self.temporary, self.home = (folder / name for name in ("data", "temporary", "home"))
        for place in (self.temporary, self.home):
            place.mkdir(parents=True)
        self.printed, self.complained = folder / "stdout", folder / "stderr"
        ours, theirs = socket.socketpair()
        settings = {
            "RECOURSE_CONFIG": str(CONFIG),
            "RECOURSE_DATA": str(self.data),
            "RECOURSE_LOG_LEVEL": "DEBUG",
            "DISCORD_API_URL": discord.url if discord else "",
            "DISCORD_TOKEN": TOKEN,
            "TMPDIR": str(self.temporary),
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            **environment,
        }
        command = [sys.executable, "-W", "default", "-m", "tests.canaries.spy", str(theirs.fileno()), *arguments]
        with self.printed.open("wb") as stdout, self.complained.open("wb") as stderr:
            self.process = subprocess.Popen(
                command,
                cwd=self.home,
                env={**os.environ, **settings},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=stdout,
                stderr=stderr,
            )
        theirs.close()
        self._socket = ours
        self._orders = ours.makefile("rw", encoding="utf-8")
        if discord:
            try:
                discord.wait_for_shards(dead=lambda: self.process.poll() is not None)
            except AssertionError as error:
                self.close()
                raise AssertionError(f"{error}: {self.complained.read_text('utf-8')}") from None

    def order(self, what: str, **more: object) -> Json:
        """Let the spy inside do something, and return what it says about it."""
        self._orders.write(f"{json.dumps({'do': what, **more})}\n")
        self._orders.flush()
        return dict(json.loads(self._orders.readline()))

    def held(self, first: int = 0) -> tuple[dict[int, str], int]:
        """Return the canaries that can be reached inside, with what holds them, and how many objects there are."""
        seen = self.order("walk", first=first)
        return {int(number): chain for number, chain in seen["found"].items()}, seen["objects"]

    def left(self) -> dict[str, set[int]]:
        """Return the canaries in each place outside."""
        return {
            "data folder": search.in_folder(self.data),
            "stdout": search.in_bytes(self.printed.read_bytes()),
            "stderr": search.in_bytes(self.complained.read_bytes()),
            "temporary folder": search.in_folder(self.temporary),
            "home and working folder": search.in_folder(self.home),
        }

    def kinds_left(self, made: Canaries) -> dict[str, dict[str, int]]:
        """Return how many of each kind are in each place where there are any."""
        return {place: made.by_kind(found) for place, found in self.left().items() if found}

    def bytes_left(self) -> dict[str, int]:
        """Return how many bytes each of these places has."""
        folders = {"data folder": self.data, "temporary folder": self.temporary, "home and working folder": self.home}
        files = {"stdout": self.printed, "stderr": self.complained}
        sizes = {name: search.size_of(folder) for name, folder in folders.items()}
        return sizes | {name: file.stat().st_size for name, file in files.items()}

    def ends(self, number: int | None = signal.SIGTERM) -> int:
        """Stop it, if it does not stop by itself, and return its exit code."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(_SECONDS_TO_END)
        self.close()
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(_SECONDS_TO_END)
        for end in (self.process.stdin, self._orders, self._socket):
            with suppress(OSError):  # what could not be said to the one that has ended
                if end is not None:
                    end.close()


def a_minute_later(discord: StandIn, bot: Spied) -> None:
    """Let a minute pass inside, during which Discord answers heartbeats and says nothing else."""
    for _ in range(3):
        bot.order("move", seconds=20.5)
        discord.run(discord.gateway.send_to_all({"op": 11}))


def many(discord: MarkedDiscord, number: int, each: Callable[[int], None] = lambda _: None) -> None:
    """Hold so many conversations; some of them are forged or refused. `each` is called after each."""
    kinds: Iterator[Callable[[MarkedDiscord, int], None]] = cycle([*[conversation] * 8, forgery, refusal])
    for turn in range(number):
        next(kinds)(discord, turn // 10 if turn % 10 > 7 else turn)
        each(turn)


def stats_of(bot: Spied) -> bytes:
    """Return all that the operator can ask for about the counts."""
    printed = b""
    for form in ((), ("--json",)):
        settings = {"RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": str(bot.data)}
        command = [sys.executable, "-m", "bot", "stats", *form]
        printed += subprocess.check_output(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.STDOUT)
    return printed


def in_memory(process: int) -> tuple[set[int], int]:
    """Return the canaries in all that a process may write to, also where it is free again, and how many bytes that is.

    Raises:
        OSError: this system does not let us look.
    """
    found: set[int] = set()
    size = 0
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text("utf-8").splitlines():
            span, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            first, end = (int(part, 16) for part in span.split("-"))
            memory.seek(first)
            with suppress(OSError):  # some of the system's own cannot be read
                content = memory.read(end - first)
                size += len(content)
                found |= search.in_bytes(content)
    return found, size
