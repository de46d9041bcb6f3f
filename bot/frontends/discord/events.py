"""The two kinds of events that are heard, as far as they matter to us. Whatever else Discord sends along is not kept.

Forms: https://discord.com/developers/docs/interactions/receiving-and-responding and …/resources/message
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from discord import ChannelType, InteractionType, MessageFlags, MessageType, Permissions

Json = dict[str, Any]

_BOT_DM = 1  # the context of a direct message with the bot, and with nobody else
_EPHEMERAL = MessageFlags(ephemeral=True).value
_TEXTS = (MessageType.default.value, MessageType.reply.value)


@dataclass(frozen=True)
class Interaction:
    """A command, a press, a submitted text, or what is typed into an option."""

    id: int
    token: str
    type: InteractionType
    data: Json
    language: str
    server_language: str
    user_id: int
    server_id: int | None
    is_moderator: bool
    in_direct_messages: bool
    on_own_screen: bool  # whether it came from a message that only this buyer sees

    @classmethod
    def read(cls, raw: Json) -> "Interaction | None":
        """Return what an event says, or None for a kind that is not answered.

        Raises:
            Exception: the event has not the form that Discord describes.
        """
        kind = raw["type"]
        if kind not in {known.value for known in InteractionType} - {InteractionType.ping.value}:
            return None
        member, message = raw.get("member") or {}, raw.get("message") or {}
        permissions = Permissions(int(member.get("permissions") or 0))
        in_direct_messages = _is_in_direct_messages(raw)
        ephemeral = bool(int(message.get("flags") or 0) & _EPHEMERAL)
        return cls(
            id=_snowflake(raw["id"]),
            token=str(raw["token"]),
            type=InteractionType(kind),
            data=raw.get("data") or {},
            language=str(raw.get("locale") or ""),
            server_language=str(raw.get("guild_locale") or ""),
            user_id=_snowflake((member.get("user") or raw.get("user") or {}).get("id") or 0),
            server_id=_snowflake(raw["guild_id"]) if raw.get("guild_id") else None,
            is_moderator=permissions.manage_guild or permissions.administrator,
            in_direct_messages=in_direct_messages,
            on_own_screen=bool(message) and (in_direct_messages or ephemeral),
        )


def _is_in_direct_messages(raw: Json) -> bool:
    if "context" in raw:
        return bool(raw["context"] == _BOT_DM)
    # A server that speaks Discord's language may know no contexts; then a channel of two is with the bot.
    return not raw.get("guild_id") and (raw.get("channel") or {}).get("type") == ChannelType.private.value


@dataclass(frozen=True)
class DirectMessage:
    """What somebody wrote to the bot. `replied_to` is the message that it answers, as Discord sent it along."""

    id: int
    channel: int
    user_id: int
    text: str
    replied_to: Json | None

    @classmethod
    def read(cls, raw: Json) -> "DirectMessage | None":
        """Return what an event says, or None for what no person wrote to the bot. Raises as `Interaction.read` does."""
        if raw.get("guild_id") or raw["author"].get("bot") or raw.get("type", 0) not in _TEXTS:
            return None
        return cls(
            id=_snowflake(raw["id"]),
            channel=_snowflake(raw["channel_id"]),
            user_id=_snowflake(raw["author"]["id"]),
            text=all_text(raw),
            replied_to=raw.get("referenced_message"),
        )


def _snowflake(value: str | int) -> int:
    """Return an id, which is a number of 64 bits and comes as text."""
    number = int(value)
    if not 0 <= number < 1 << 64:
        raise ValueError("no id of Discord's")
    return number


def all_text(message: Json) -> str:
    """Return what stands in a message: its text, its embeds, its components, and what it forwards."""
    forwarded = (snapshot.get("message") or {} for snapshot in message.get("message_snapshots") or ())
    lines = (line for one in (message, *forwarded) for line in _lines(one))
    return "\n".join(line for line in lines if line)


def parts(components: Iterable[Json] | None) -> Iterator[Json]:
    """Yield every component, with those that others hold."""
    for component in components or ():
        yield component
        yield from parts(component.get("components"))
        yield from parts(held for name in ("component", "accessory") if (held := component.get(name)))


def _lines(message: Json) -> Iterator[str]:
    yield message.get("content") or ""
    for embed in message.get("embeds") or ():
        yield from (embed.get(name) or "" for name in ("title", "description", "url"))
        yield (embed.get("author") or {}).get("name") or ""
        yield from (f"{field.get('name', '')} {field.get('value', '')}" for field in embed.get("fields") or ())
        yield (embed.get("footer") or {}).get("text") or ""
    yield from (part.get("content") or "" for part in parts(message.get("components")))
