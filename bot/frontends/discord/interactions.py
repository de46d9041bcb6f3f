"""From an interaction to the answer that Discord takes: the desk is asked, and its reply is drawn.

Forms: https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import json
import logging
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import discord
from discord import InteractionResponseType as Answer
from discord import InteractionType

from bot.conversation.opening import Given
from bot.conversation.reply import Reply
from bot.desk import Desk
from bot.directory.texts import Voice
from bot.frontends.discord import custom_ids, drawing, status
from bot.frontends.discord.commands import TEXT_LENGTH, Commands
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_ANSWERS_KEPT = 1024  # the same reply is the same answer for everybody, so it is drawn and written out once
_SUGGESTION = 100  # characters of a suggestion's name

Json = dict[str, Any]
Interaction = discord.Interaction[Any]


class Interactions:
    """Answers one interaction at a time, and remembers none of them."""

    def __init__(self, desk: Desk, commands: Commands, health: Callable[[], status.Health]) -> None:
        self._desk = desk
        self._commands = commands
        self._health = health
        self._by_type = {
            InteractionType.application_command: self._command,
            InteractionType.autocomplete: self._suggest,
            InteractionType.component: self._press,
            InteractionType.modal_submit: self._tell,
        }

    def answer(self, interaction: Interaction) -> bytes:
        """Return the body to post. Whatever fails on our side, the buyer gets an answer."""
        try:
            return self._by_type[interaction.type](interaction)
        except Exception as error:  # noqa: BLE001 - a buyer never sees nothing, whatever we did wrong
            _LOG.error("an interaction failed: %s", place_of(error))
            if interaction.type is InteractionType.autocomplete:
                return _suggestions(())
            return self._private(interaction, self._desk.apology(_language(interaction)))

    def _command(self, interaction: Interaction) -> bytes:
        data, language = _data(interaction), _language(interaction)
        given = self._given(data)
        match self._commands.key(data["name"]):
            case "dispute":
                filled_in = Given(given.get("what"), given.get("processor"), given.get("product"))
                reply = self._desk.begin(filled_in, language)
            case "whocharged":
                reply = self._desk.whose_charge(given.get("text", "")[:TEXT_LENGTH], language)
            case "whose-charge":
                reply = self._desk.whose_charge("\n".join(_texts_of_the_message(data)), language)
            case "privacy":
                reply = self._desk.privacy(language)
            case "panel" if interaction.permissions.manage_guild or interaction.permissions.administrator:
                return self._public(interaction, self._desk.invitation(str(interaction.guild_locale)))
            case "panel":
                reply = status.refused("panel-not-allowed", self._voice(interaction))
            case "recourse":
                reply = status.status(self._health(), interaction.user.id, self._voice(interaction))
            case _:
                reply = self._desk.open(language)
        return self._private(interaction, reply)

    def _press(self, interaction: Interaction) -> bytes:
        data, language = _data(interaction), _language(interaction)
        custom_id = data["custom_id"]
        if told := custom_ids.told_in(custom_id):
            window = drawing.text_window(told[0], self._voice(interaction))
            return _body(Answer.modal, window)
        token = next(iter(data.get("values", ())), "") if custom_id == custom_ids.CHOOSE else custom_id
        return self._private(interaction, self._desk.press(token, language))

    def _tell(self, interaction: Interaction) -> bytes:
        data, language = _data(interaction), _language(interaction)
        token, _ = custom_ids.told_in(data["custom_id"]) or (data["custom_id"], "")
        text = next(_values(data.get("components", ())), "")
        return self._private(interaction, self._desk.hear(token, text, language))

    def _suggest(self, interaction: Interaction) -> bytes:
        option = next(option for option in _data(interaction)["options"] if option.get("focused"))
        products = self._commands.key(option["name"]) == "product"
        suggest = self._desk.suggest_products if products else self._desk.suggest_processors
        return _suggestions((found.label, found.id) for found in suggest(str(option.get("value", ""))))

    def _given(self, data: Json) -> dict[str | None, str]:
        return {
            self._commands.key(option["name"]): str(option["value"])
            for option in data.get("options", ())
            if "value" in option
        }

    def _private(self, interaction: Interaction, reply: Reply) -> bytes:
        """Answer so that only the buyer sees it: on the buyer's own screen if there is one, else on a new one."""
        in_direct_messages = interaction.context.dm_channel
        on_screen = interaction.message
        own_screen = on_screen is not None and (in_direct_messages or on_screen.flags.ephemeral)
        how = Answer.message_update if own_screen else Answer.channel_message
        # A direct message is private already, and only in a lasting one is a typed answer heard where it belongs.
        return _message(how, reply, self._voice(interaction), ephemeral=not in_direct_messages)

    def _public(self, interaction: Interaction, reply: Reply) -> bytes:
        say = self._desk.directory.texts.in_language(str(interaction.guild_locale))
        return _message(Answer.channel_message, reply, say, ephemeral=False)

    def _voice(self, interaction: Interaction) -> Voice:
        return self._desk.directory.texts.in_language(_language(interaction))


@lru_cache(_ANSWERS_KEPT)
def _message(how: Answer, reply: Reply, say: Voice, *, ephemeral: bool) -> bytes:
    return _body(how, drawing.message(reply, say, ephemeral=ephemeral))


def _suggestions(found: Iterator[tuple[str, str]] | tuple[()]) -> bytes:
    choices = [{"name": label[:_SUGGESTION], "value": name} for label, name in found]
    return _body(Answer.autocomplete_result, {"choices": choices})


def _body(how: Answer, data: Json) -> bytes:
    return json.dumps({"type": how.value, "data": data}, ensure_ascii=False, separators=(",", ":")).encode()


def _data(interaction: Interaction) -> Json:
    return interaction.data  # type: ignore[return-value]  # every kind that is answered here has it


def _language(interaction: Interaction) -> str:
    return str(interaction.locale)


def _values(components: Any) -> Iterator[str]:  # noqa: ANN401 - rows, labels and fields, one inside the other
    """Yield what was typed into the text window."""
    for component in components:
        if component.get("custom_id") == custom_ids.TEXT:
            yield str(component.get("value") or "")
        yield from _values(component.get("components", ()))
        yield from _values(filter(None, [component.get("component")]))


def _texts_of_the_message(data: Json) -> Iterator[str]:
    """Yield what stands in the message that a command was called on, in its embeds and in what it forwards."""
    message = data["resolved"]["messages"][data["target_id"]]
    forwarded = (snapshot["message"] for snapshot in message.get("message_snapshots", ()))
    for one in (message, *forwarded):
        yield one.get("content") or ""
        for embed in one.get("embeds", ()):
            yield from (embed.get(part) or "" for part in ("title", "description"))
            yield from (f"{field.get('name', '')} {field.get('value', '')}" for field in embed.get("fields", ()))
