"""The connection to Discord. Events come in here and are handed on; what is said and drawn is decided elsewhere."""

import asyncio
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.desk import Desk
from bot.directory.problems import Problem
from bot.frontends.discord.callbacks import Callbacks
from bot.frontends.discord.commands import Commands
from bot.frontends.discord.deliveries import Deliveries
from bot.frontends.discord.direct_messages import DirectMessages
from bot.frontends.discord.interactions import Interactions
from bot.frontends.discord.status import Health
from bot.logs import place_of
from bot.settings import Shards

_LOG = logging.getLogger(__name__)
_SECONDS_TO_FINISH = 5

# We neither speak nor listen, and say so once for discord.py, which would warn about it at every start.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Client(discord.AutoShardedClient):
    """Receives commands, presses and direct messages, and holds nobody: no member, no message, no user."""

    def __init__(self, desk: Desk, problems: Sequence[Problem], api: str, shards: Shards | None) -> None:
        Route.BASE = api
        super().__init__(
            intents=discord.Intents(dm_messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._shards = shards
        self._desk = desk
        self._problems = tuple(problems)
        self._commands = Commands(desk.directory)
        self._interactions = Interactions(desk, self._commands, self._health)
        self._callbacks = Callbacks(api, self.http.user_agent)
        self._direct_messages = DirectMessages(desk, self.http)
        self._deliveries = Deliveries()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self._started = time.monotonic()

    async def setup_hook(self) -> None:
        if self.application and self.application.interactions_endpoint_url:
            _LOG.error(
                "Discord sends all commands to the interactions endpoint of this application, and none of them here. "
                "Remove that address in Discord's developer portal."
            )
        await self._register_commands()

    async def launch_shards(self) -> None:
        # discord.py goes to an address of its own when the number of shards is given, or when a session has become
        # invalid. The API says where its gateway is.
        recommended, address, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
        self.shard_count = self._shards.of if self._shards else recommended
        self.shard_ids = list(self._shards.ids if self._shards else range(recommended))
        await super().launch_shards()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.ping or not self._is_taken(interaction.id):
            return
        with self._at_work():
            await self._callbacks.post(interaction.id, interaction.token, self._interactions.answer(interaction))

    async def on_message(self, message: discord.Message) -> None:
        if message.guild or message.author.bot or self.user is None or not self._is_taken(message.id):
            return
        with self._at_work():
            await self._direct_messages.answer(message, self.user.id)

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        # The arguments are the event itself: who did what. Type and place of the error are enough to find it.
        error = sys.exception()
        _LOG.error("%s failed: %s", event_method, place_of(error) if error else "unknown")

    async def stop(self) -> None:
        """Take no more work, finish what is under way, and leave."""
        self._stopping = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_SECONDS_TO_FINISH)
        await self.close()

    async def close(self) -> None:
        await super().close()
        await self._callbacks.close()

    def _is_taken(self, event: int) -> bool:
        return not self._stopping and self._deliveries.is_first(event)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("events are handled in tasks")
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    async def _register_commands(self) -> None:
        """Register our commands where Discord holds other ones. Without it the old ones go on working."""
        try:
            ours = "/applications/{application_id}/commands"
            held = Route("GET", ours, application_id=self.application_id)
            # Without the parameter Discord leaves the translations out.
            if self._commands.differ_from(await self.http.request(held, params={"with_localizations": "true"})):
                wanted = Route("PUT", ours, application_id=self.application_id)
                await self.http.request(wanted, json=self._commands.definitions)
        except discord.HTTPException as error:
            _LOG.error("the commands could not be registered (HTTP %s, code %s)", error.status, error.code)

    def _health(self) -> Health:
        application = self.application
        owners: set[int] = set()
        if application:
            owners = {member.id for member in application.team.members} if application.team else {application.owner.id}
        return Health(
            owners=frozenset(owners),
            directory=self._desk.directory,
            problems=self._problems,
            open_shards=sum(not shard.is_closed() for shard in self.shards.values()),
            shards=len(self.shards),
            seconds_up=int(time.monotonic() - self._started),
            refused=self._callbacks.refused,
        )
