"""Texts in direct messages. Where a conversation stands is read from our own last messages, and nowhere else."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord.http import HTTPClient, Route

from bot.conversation.reply import Reply
from bot.desk import Desk
from bot.frontends.discord import custom_ids, drawing
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_MESSAGES_READ = 5


class DirectMessages:
    """Answers one text at a time in each channel, so that the second of two quick ones finds the first one's answer."""

    def __init__(self, desk: Desk, http: HTTPClient) -> None:
        self._desk = desk
        self._http = http
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()

    async def answer(self, message: discord.Message, own_id: int) -> None:
        """Answer a text. Never raises for what the other side does."""
        async with self._in_turn(message.channel.id):
            try:
                token, language = await self._heard_in(message, own_id)
                reply = self._reply(token, message.content, language)
                await self._send(message, reply, language)
            except (discord.DiscordException, OSError) as error:
                _LOG.warning("a direct message was not answered: %s", place_of(error))

    def _reply(self, token: str | None, text: str, language: str | None) -> Reply:
        try:
            return self._desk.hear(token, text, language)
        except Exception as error:  # noqa: BLE001 - a buyer never sees nothing, whatever we did wrong
            _LOG.error("a direct message failed: %s", place_of(error))
            return self._desk.apology(language)

    async def _send(self, message: discord.Message, reply: Reply, language: str | None) -> None:
        say = self._desk.directory.texts.in_language(language)
        # With the nonce a message that is sent again after an unclear failure still arrives once.
        once = {"nonce": str(message.id), "enforce_nonce": True}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=message.channel.id)
        await self._http.request(route, json={**drawing.message(reply, say, ephemeral=False), **once})

    async def _heard_in(self, message: discord.Message, own_id: int) -> tuple[str | None, str | None]:
        """Return token and language of the message that this one replies to, or of our newest one; else nothing."""
        replied_to = message.reference.resolved if message.reference else None
        if isinstance(replied_to, discord.Message) and (told := _told_in((replied_to,), own_id)):
            return told
        try:
            newest_first = [one async for one in message.channel.history(limit=_MESSAGES_READ)]
        except discord.DiscordException as error:
            _LOG.info("a conversation begins anew, because the last messages cannot be read: %s", place_of(error))
            newest_first = []
        return _told_in(newest_first, own_id) or (None, None)

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


def _told_in(messages: Iterable[discord.Message], own_id: int) -> tuple[str, str] | None:
    ours = (message for message in messages if message.author.id == own_id)
    found = (custom_ids.told_in(custom_id) for one in ours for custom_id in _all_custom_ids(one.components))
    return next((told for told in found if told), None)


def _all_custom_ids(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        yield getattr(component, "custom_id", None) or ""
        yield from _all_custom_ids(getattr(component, "children", ()))
