"""Texts in direct messages. Where a conversation stands is read from our own last messages, and nowhere else."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route

from bot.conversation.reply import Reply
from bot.desk import Desk
from bot.frontends.discord import custom_ids, drawing, status
from bot.frontends.discord.events import DirectMessage, Json, parts
from bot.frontends.discord.measures import Errors
from bot.frontends.discord.network import global_limit_let_go
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_MESSAGES_READ = 5
_MESSAGES = "/channels/{channel_id}/messages"
_SECONDS_TO_READ = 10  # our last messages; without them a conversation begins anew
_SECONDS_TO_ANSWER = 60  # after that nobody waits for an answer any more, nor keeps the text
# All that the other side can make of an answer: also none at all, one that is no JSON, and one that lacks something.
_OF_THE_OTHER_SIDE = (
    discord.DiscordException,
    aiohttp.ClientError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)


class DirectMessages:
    """Answers one text at a time in each channel, so that the second of two quick ones finds the first one's answer."""

    def __init__(self, desk: Desk, http: HTTPClient) -> None:
        self.failed = Errors()
        self._desk = desk
        self._http = http
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()

    async def answer(self, message: DirectMessage, own_id: int, *, refused: bool) -> None:
        """Answer a text, or say that it was too much at once.

        Raises for what the other side does only if it no longer takes the token: `is_token_refused`.
        """
        try:
            async with asyncio.timeout(_SECONDS_TO_ANSWER), self._in_turn(message.channel):
                token, language = await self._heard_in(message, own_id)
                language = language or self._desk.language_of(message.text)
                reply = self._reply(token, message.text, language, refused=refused)
                await self._send(message, reply, language)
        except _OF_THE_OTHER_SIDE as error:
            if is_token_refused(error):
                raise
            self.failed.note(type(error).__name__)
            _LOG.warning("a direct message was not answered: %s", place_of(error))

    def _reply(self, token: str | None, text: str, language: str | None, *, refused: bool) -> Reply:
        try:
            if refused:
                return status.refused("too-many", self._desk.directory.texts.in_language(language))
            return self._desk.hear(token, text, language, written="chat")
        except Exception as error:  # noqa: BLE001 - a buyer never sees nothing, whatever we did wrong
            self.failed.note(type(error).__name__)
            _LOG.error("a direct message failed: %s", place_of(error))
            return self._desk.apology(language)

    async def _send(self, message: DirectMessage, reply: Reply, language: str | None) -> None:
        say = self._desk.directory.texts.in_language(language)
        # With the nonce a message that is sent again after an unclear failure still arrives once.
        once = {"nonce": str(message.id), "enforce_nonce": True}
        body = {**drawing.message(reply, say, ephemeral=False), **once}
        try:
            await self._request("POST", message.channel, json=body)
        except aiohttp.ClientConnectionError:  # which discord.py does not try again
            await self._request("POST", message.channel, json=body)

    async def _heard_in(self, message: DirectMessage, own_id: int) -> tuple[str | None, str | None]:
        """Return token and language of the message that this one replies to, or of our newest one; else nothing."""
        try:
            if message.replied_to and (told := _told_in([message.replied_to], own_id)):
                return told
            async with asyncio.timeout(_SECONDS_TO_READ):
                last = await self._request("GET", message.channel, params={"limit": str(_MESSAGES_READ)})
            # A screen that was edited is newer than its place in the channel says.
            newest_first = sorted(last, key=_last_changed, reverse=True)
            return _told_in(newest_first, own_id) or (None, None)
        except _OF_THE_OTHER_SIDE as error:
            if is_token_refused(error):
                raise
            _LOG.info("a conversation begins anew, because the last messages cannot be read: %s", place_of(error))
            return None, None

    async def _request(self, method: str, channel: int, **parameters: Any) -> Any:  # noqa: ANN401 - JSON
        with global_limit_let_go(self._http):
            return await self._http.request(Route(method, _MESSAGES, channel_id=channel), **parameters)

    @asynccontextmanager
    async def _in_turn(self, channel: int) -> AsyncIterator[None]:
        self._waiting[channel] += 1
        try:
            async with self._turns.setdefault(channel, asyncio.Lock()):
                yield
        finally:
            self._waiting[channel] -= 1
            if not self._waiting[channel]:
                del self._waiting[channel], self._turns[channel]


def is_token_refused(error: BaseException | None) -> bool:
    return isinstance(error, discord.HTTPException) and error.status == HTTPStatus.UNAUTHORIZED


def _last_changed(message: Json) -> str:
    """Return the moment as ISO 8601 in UTC, whose order is that of its letters."""
    return str(message.get("edited_timestamp") or message["timestamp"])


def _told_in(messages: Iterable[Json], own_id: int) -> tuple[str, str] | None:
    ours = (message for message in messages if message["author"]["id"] == str(own_id))
    found = (custom_ids.told_in(part.get("custom_id") or "") for one in ours for part in parts(one.get("components")))
    return next((told for told in found if told), None)
