"""Hands an input to the program as its front ends do, and holds what comes back against what was promised."""

import asyncio
import json
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import discord
from discord.http import Route

from bot.conversation.limits import TOKEN_LENGTH
from bot.conversation.opening import Given
from bot.conversation.reply import Reply
from bot.conversation.state import MalformedTokenError, decode, encode
from bot.desk import Desk
from bot.directory.fields import CATEGORY_IDS
from bot.directory.loader import load
from bot.frontends.discord import drawing
from bot.frontends.discord.ages import Ages
from bot.frontends.discord.client import Client
from bot.frontends.discord.events import DirectMessage, Interaction
from bot.frontends.discord.measures import Durations, Errors
from bot.logs import place_of
from bot.settings import DiscordSettings
from tests.conftest import CONFIG
from tests.directory.test_mutations import Changed
from tests.fuzz.inputs import CANARY, LANGUAGES, Event, Inputs, chance_of, kind_of, real_lines
from tests.wire import limits

Json = dict[str, Any]


class BrokenPromiseError(Exception):
    """Nothing failed, but what came back is not what was promised."""


class Attempts:
    """Tries one input after the other. Everything is the program's own, but the network."""

    def __init__(self, folder: Path) -> None:
        directory = load(CONFIG)
        self.desk = Desk(directory, lambda _: None)
        self.desk.prepare()
        for text in real_lines()[::40]:  # the phrases of a language are made ready with its first text
            self.desk.hear(None, text)
        self._inputs = Inputs(directory)
        self._changed = Changed(folder)
        self._discord = _Discord(self.desk)

    def close(self) -> None:
        self._discord.close()

    def attempt(self, seed: int, number: int) -> str:
        """Try an input, and return what became of it, in a word or two.

        Raises:
            Exception: a finding: nothing that comes in may raise.
        """
        chance = chance_of(seed, number)
        match kind_of(number):
            case "tokens":
                return self._token(self._inputs.token(chance), chance)
            case "texts":
                return self._text(self._inputs.text(chance), chance)
            case "interactions":
                return self._discord.attempt(self._inputs.event(chance, number))
            case "yaml":
                return "taken" if self._changed.is_taken(*self._inputs.file(chance)) else "refused with words"

    def _token(self, token: str, chance: random.Random) -> str:
        language = chance.choice(LANGUAGES)
        reply = self.desk.press(token, language)
        self._hold(reply, language)
        try:
            state = decode(token)
        except MalformedTokenError as error:
            _promise(str(error) == str(MalformedTokenError()), "an error says more than that it is no token")
            return "not a token"
        _promise(len(encode(state)) <= TOKEN_LENGTH, "a token of more than 100 characters")
        _promise(decode(encode(state)) == state, "a token that is not read as it was written")
        return "pressed"

    def _text(self, text: str, chance: random.Random) -> str:
        language, door = chance.choice(LANGUAGES), chance.randrange(6)
        if door == 0:
            self._hold(self.desk.whose_charge(text, language, asked_who=chance.random() < 0.5), language)
            return "whose charge"
        if door == 1:
            given = Given(
                chance.choice((None, "x", *CATEGORY_IDS)), chance.choice((None, text)), chance.choice((None, text))
            )
            self._hold(self.desk.begin(given, language), language)
            return "filled in"
        if door == 2:
            for suggest in (self.desk.suggest_processors, self.desk.suggest_products):
                _promise(CANARY not in str(suggest(text)), "a text is repeated in suggestions")
            self.desk.language_of(text)
            return "suggested"
        token = self._inputs.token(chance) if chance.random() < 0.7 else None
        self._hold(self.desk.hear(token, text, language, written=chance.choice(("form", "chat"))), language)
        return "heard"

    def _hold(self, reply: Reply, language: str | None) -> None:
        say = self.desk.directory.texts.in_language(language)
        message = drawing.message(reply, say, ephemeral=True)
        _within_limits(limits.message_complaints(message), json.dumps(message, ensure_ascii=False))
        for token in (reply.token, *(choice.token for choice in reply.choices)):
            _promise(len(token) <= TOKEN_LENGTH, "a token of more than 100 characters")


class _Discord:
    """The real client without a connection. What it would post is looked at."""

    def __init__(self, desk: Desk) -> None:
        setting = DiscordSettings("token", "http://127.0.0.1:9/api/v10", None)
        self._runner = asyncio.Runner()
        self._posted: list[Json] = []
        self.taken, self.refused = Durations(), Errors()  # as of Callbacks
        self._event: Event | None = None
        self._failed: list[str] = []
        self._client = self._runner.run(self._new_client(desk, setting))

    async def _new_client(self, desk: Desk, setting: DiscordSettings) -> Client:
        client = Client(desk, lambda: (), lambda: 0, setting)
        self._unused = client._callbacks
        client._callbacks = cast("Any", self)
        client._ages = Ages(lambda: 0, lambda: 0)  # nothing comes too late
        client.http.request = self._request  # type: ignore[method-assign]  # the network is outside
        client._AutoShardedClient__shards = {}  # type: ignore[attr-defined]
        client._connection.user = cast("discord.ClientUser", discord.Object(1000000000000000001))
        return client

    def close(self) -> None:
        self._runner.run(self._unused.close())
        self._runner.run(self._client._connector.close())
        self._runner.close()

    def attempt(self, event: Event) -> str:
        self._event = event
        self._posted.clear()
        with _noting_failures() as failed:
            outcome = self._runner.run(self._heard(event))
        _promise(event.changed or not failed, f"an apology for an event as Discord sends it: {failed}")
        for body in self._posted:
            _hold_body(body)
        return f"an apology: {failed[0]}" if failed else outcome

    async def post(self, interaction: int, token: str, body: bytes, arrived: float) -> None:  # noqa: ARG002 - as Callbacks does
        self._posted.append(json.loads(body))

    async def _request(self, route: Route, **parameters: Any) -> Any:
        if route.method == "GET" and self._event is not None:
            return self._event.listed
        self._posted.append({"type": 4, "data": parameters["json"]})
        return {}

    async def _heard(self, event: Event) -> str:
        """Do what the client does with an event, but for what it keeps back from the log."""
        is_message = event.name == "MESSAGE_CREATE"
        try:
            read = DirectMessage.read(event.data) if is_message else Interaction.read(event.data)
        except Exception as error:  # noqa: BLE001 - it says of itself that it raises for what has not the form
            _promise(event.changed, f"an event as Discord sends it is not read: {place_of(error)}")
            return f"not read: {place_of(error)}"
        (self._client._hear_message if is_message else self._client._hear_interaction)(event.data)
        tasks = tuple(self._client._under_way)
        for answered in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(answered, BaseException):
                raise answered
        if read is None:
            return "not for us"
        return "answered" if self._posted else "ignored"


class _Noting(logging.Handler):
    def __init__(self, failed: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._failed = failed

    def emit(self, record: logging.LogRecord) -> None:
        self._failed.append(str(record.args[0]) if isinstance(record.args, tuple) and record.args else record.msg)


@contextmanager
def _noting_failures() -> Iterator[list[str]]:
    """Gather the places of what the front end apologises for."""
    failed: list[str] = []
    handler, log = _Noting(failed), logging.getLogger("bot.frontends.discord")
    log.addHandler(handler)
    propagated, log.propagate = log.propagate, False
    try:
        yield failed
    finally:
        log.removeHandler(handler)
        log.propagate = propagated


def _hold_body(body: Json) -> None:
    data, written = body["data"], json.dumps(body, ensure_ascii=False)
    match body["type"]:
        case 4 | 7:
            _within_limits(limits.message_complaints(data), written)
        case 8:
            _within_limits(limits.suggestion_complaints(data["choices"]), written)
        case 9:
            _within_limits(limits.window_complaints(data), written)
        case other:
            raise BrokenPromiseError(f"an answer of type {other}")


def _within_limits(complaints: list[str], written: str) -> None:
    _promise(not complaints, f"Discord would not take it: {complaints[:1]}")
    _promise(CANARY not in written, "what somebody wrote is repeated")


def _promise(kept: bool, broken: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not kept:
        raise BrokenPromiseError(broken)
