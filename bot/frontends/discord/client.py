"""The connection to Discord. Events come in here and are handed on; what is said and drawn is decided elsewhere."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import aiohttp
import click
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.desk import Desk
from bot.directory.problems import Problem
from bot.frontends.discord import forgetting, gateway, network
from bot.frontends.discord.ages import Ages
from bot.frontends.discord.callbacks import Callbacks
from bot.frontends.discord.commands import Commands
from bot.frontends.discord.deliveries import Deliveries
from bot.frontends.discord.direct_messages import DirectMessages, is_token_refused
from bot.frontends.discord.events import DirectMessage, Interaction, Json
from bot.frontends.discord.interactions import Interactions
from bot.frontends.discord.measures import Errors
from bot.frontends.discord.rates import ANSWERS, MESSAGES, SUGGESTIONS, Rates, Verdict
from bot.frontends.discord.status import Health
from bot.logs import place_of
from bot.settings import DiscordSettings

_LOG = logging.getLogger(__name__)
_SECONDS_TO_FINISH = 5
_SECONDS_TO_CLOSE = 3
_LAUNCHES = 60  # tries to open the first connection, five seconds apart
_LONGEST_LIMIT = 60.0  # seconds; where Discord lets us wait longer, we do without

# We neither speak nor listen, and say so once for discord.py, which would warn about it at every start.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Client(discord.AutoShardedClient):
    """Hears commands, presses and direct messages, and holds nobody: no member, no message, no server."""

    def __init__(
        self,
        desk: Desk,
        problems: Callable[[], Sequence[Problem]],
        pending: Callable[[], int],
        setting: DiscordSettings,
    ) -> None:
        """`problems` tells those of the directory; `pending` says how many counts are not yet written."""
        Route.BASE = setting.api
        names = network.LastKnown()
        self._connector = network.connector(network.CONNECTIONS, names)
        super().__init__(
            connector=self._connector,
            http_trace=network.restraint(),
            max_ratelimit_timeout=_LONGEST_LIMIT,
            intents=discord.Intents(dm_messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        # Of any other event discord.py would build people, servers and messages, keep some of them, and end the
        # process over one that it cannot read.
        self._connection.parsers = {
            "INTERACTION_CREATE": self._guarded(self._hear_interaction),
            "MESSAGE_CREATE": self._guarded(self._hear_message),
        }
        self._shards = setting.shards
        self._desk = desk
        self._problems = problems
        self._pending = pending
        self._commands = Commands(desk.directory)
        self._interactions = Interactions(desk, self._commands, self.health)
        for_answers = network.connector(network.CONNECTIONS_FOR_ANSWERS, names)
        self._callbacks = Callbacks(setting.api, self.http.user_agent, for_answers)
        self._direct_messages = DirectMessages(desk, self.http)
        self._ages = Ages()
        self._deliveries = Deliveries()
        self._rates = Rates()
        self.token_refused = asyncio.get_running_loop().create_future()  # has a result once it is
        self.paces = gateway.Paces(1, 1)
        self._under_way: set[asyncio.Task[None]] = set()
        self._forgetting: asyncio.Task[None] | None = None
        self._stopping = False
        self._failed = Errors()
        self._launches = 0
        self._started = time.monotonic()

    async def setup_hook(self) -> None:
        self._forgetting = asyncio.create_task(self._forget_regularly())
        if self.application and self.application.interactions_endpoint_url:
            _LOG.error(
                "Discord sends all commands to the interactions endpoint of this application, and none of them here. "
                "Remove that address in Discord's developer portal."
            )
        # discord.py goes to an address of its own when the number of shards is given, or when a session has become
        # invalid. The API says where its gateway is.
        recommended, sessions = await gateway.find(self)
        self.shard_count = self._shards.of if self._shards else recommended
        self.shard_ids = list(self._shards.ids if self._shards else range(recommended))
        self.paces = gateway.Paces(len(self.shard_ids), self.shard_count)
        self._work_on(self._register_commands())
        if sessions["remaining"] < len(self.shard_ids):  # to a bot that begins more of them Discord gives a new token
            _LOG.error("Discord lets this bot begin no more connections today: it waits until they are counted anew")
            await asyncio.sleep(sessions["reset_after"] / 1000)

    async def launch_shards(self) -> None:
        await super().launch_shards()
        connections = f"{len(self.shards)} of {self.shard_count} connections"
        click.echo(f"Recourse is on Discord as {self.user}: {connections}. Ctrl-C ends it.", err=True)

    async def launch_shard(self, _: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        # discord.py calls this again from inside itself after each failure, without an end.
        self._launches += 1
        if self._launches > _LAUNCHES:
            raise discord.GatewayNotFound
        # Not the address that is given: meanwhile the gateway may have been found at another one.
        await super().launch_shard(DiscordWebSocket.DEFAULT_GATEWAY, shard_id, initial=initial)
        self._launches = 0

    async def finish(self) -> None:
        """Take no more work, and finish what is under way."""
        self._stopping = True
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=_SECONDS_TO_FINISH)
            for task in late:
                task.cancel()  # what it would still count, nobody would write

    async def close(self) -> None:
        await self.finish()  # discord.py closes by itself when the gateway refuses the token
        if self._forgetting is not None:
            self._forgetting.cancel()
        cutting_off = asyncio.create_task(self._cut_off())
        await super().close()
        cutting_off.cancel()
        await self._callbacks.close()

    async def _cut_off(self) -> None:
        await asyncio.sleep(_SECONDS_TO_CLOSE)  # discord.py waits half a minute for a gateway that has fallen silent
        await self._connector.close()

    def _guarded(self, hear: Callable[[Json], None]) -> Callable[[Json], None]:
        def hear_anything(raw: Json) -> None:
            try:
                hear(raw)
            except Exception as error:  # noqa: BLE001 - one odd event ends no conversation but its own
                self._failed.note(type(error).__name__)
                _LOG.error("an event could not be read: %s", place_of(error))

        return hear_anything

    def _hear_interaction(self, raw: Json) -> None:
        arrived = time.perf_counter()
        interaction = Interaction.read(raw)
        if interaction is None:
            return
        if self._ages.is_too_late(interaction.id):
            self._callbacks.refused.note("late")  # an answer would be, and would hold up those that are not
            return
        verdict = self._verdict(interaction)
        if verdict != "ignore" and self._is_taken(interaction.id):
            self._work_on(self._answer(interaction, arrived, refused=verdict == "refuse"))

    def _hear_message(self, raw: Json) -> None:
        message = DirectMessage.read(raw)
        if message is None or self.user is None:
            return
        verdict = self._rates.verdict(MESSAGES, message.user_id)
        if verdict != "ignore" and self._is_taken(message.id):
            self._work_on(self._direct_messages.answer(message, self.user.id, refused=verdict == "refuse"))

    async def _answer(self, interaction: Interaction, arrived: float, *, refused: bool) -> None:
        body = self._interactions.answer(interaction, refused=refused)
        await self._callbacks.post(interaction.id, interaction.token, body, arrived)

    def _verdict(self, interaction: Interaction) -> Verdict:
        if interaction.user_id == self._owner():
            return "answer"  # while others hammer, whoever runs the bot has to see how it is doing
        rate = SUGGESTIONS if interaction.type is discord.InteractionType.autocomplete else ANSWERS
        return self._rates.verdict(rate, interaction.user_id, interaction.server_id)

    def _is_taken(self, event: int) -> bool:
        return not self._stopping and self._deliveries.is_first(event)

    def _work_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._worked)

    def _worked(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if is_token_refused(error):
            if not self.token_refused.done():
                self.token_refused.set_result(error)
        elif error is not None:
            self._failed.note(type(error).__name__)
            _LOG.error("an event was not answered: %s", place_of(error))

    async def _forget_regularly(self) -> None:
        while True:
            await asyncio.sleep(forgetting.SECONDS_BETWEEN)
            forgetting.forget(self.http)
            self._deliveries.forget_old_ones()
            self._rates.forget_old_ones()

    def renew_commands(self) -> None:
        """Register the commands again if the words for them have changed."""
        differ = self._commands.take(self._desk.directory)
        if differ and self.application_id:  # before the login there is nothing to renew
            self._work_on(self._register_commands())

    async def _register_commands(self) -> None:
        """Register our commands where Discord holds other ones. Without it the old ones go on working."""
        ours = "/applications/{application_id}/commands"
        held, wanted = (Route(method, ours, application_id=self.application_id) for method in ("GET", "PUT"))
        try:
            # Without the parameter Discord leaves the translations out.
            registered = await self.http.request(held, params={"with_localizations": "true"})
            if self._commands.differ_from(registered):
                await self.http.request(wanted, json=self._commands.definitions)
        except discord.HTTPException as error:
            if is_token_refused(error):
                raise
            _LOG.error("the commands could not be registered (HTTP %s, code %s)", error.status, error.code)
        except discord.RateLimited as error:
            _LOG.error("the commands could not be registered (Discord takes none for %.0f s)", error.retry_after)
        except (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            _LOG.error("the commands could not be registered (%s)", place_of(error))

    def health(self) -> Health:
        failed = {
            "event": self._failed,
            "interaction": self._interactions.failed,
            "message": self._direct_messages.failed,
        }
        return Health(
            owner=self._owner(),
            directory=self._desk.directory,
            problems=tuple(self._problems()),
            open_shards=sum(map(gateway.is_open, self.shards.values())),
            shards=len(self.shard_ids or ()),
            seconds_up=int(time.monotonic() - self._started),
            pending=self._pending(),
            refused=self._callbacks.refused,
            taken=self._callbacks.taken,
            failed=failed,
            stopping=self._stopping,
        )

    def _owner(self) -> int | None:
        application = self.application
        if application is None:
            return None
        return application.team.owner_id if application.team else application.owner.id
