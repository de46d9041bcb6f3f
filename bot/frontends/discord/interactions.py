"""From an interaction to the answer that Discord takes: the desk is asked, and its reply is drawn.

Forms: https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import json
import logging
from collections.abc import Callable, Iterable
from functools import lru_cache

from discord import InteractionResponseType as Answer
from discord import InteractionType

from bot.conversation.limits import CHOICES, TEXT_TYPED
from bot.conversation.opening import Given
from bot.conversation.reply import Reply
from bot.conversation.state import UNKNOWN
from bot.desk import Desk
from bot.directory.texts import Voice
from bot.frontends.discord import custom_ids, drawing, status
from bot.frontends.discord.commands import Commands
from bot.frontends.discord.events import Interaction, Json, all_text, parts
from bot.frontends.discord.measures import Errors
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_ANSWERS_KEPT = 1024  # the same reply is the same answer for everybody, so it is drawn and written out once
_SUGGESTION = 100  # characters of a suggestion's name


class Interactions:
    """Answers one interaction at a time, and remembers none of them."""

    def __init__(self, desk: Desk, commands: Commands, health: Callable[[], status.Health]) -> None:
        self.failed = Errors()
        self._desk = desk
        self._commands = commands
        self._health = health
        self._message = lru_cache(_ANSWERS_KEPT)(_drawn)
        self._by_type = {
            InteractionType.application_command: self._command,
            InteractionType.autocomplete: self._suggest,
            InteractionType.component: self._press,
            InteractionType.modal_submit: self._tell,
        }

    def answer(self, interaction: Interaction, *, refused: bool) -> bytes:
        """Return the body to post: an answer, or that it was too much at once.

        Whatever fails on our side, the buyer gets an answer.
        """
        try:
            if refused:
                return self._refusal(interaction)
            return self._by_type[interaction.type](interaction)
        except Exception as error:  # noqa: BLE001 - a buyer never sees nothing, whatever we did wrong
            self.failed.note(type(error).__name__)
            _LOG.error("an interaction failed: %s", place_of(error))
            if interaction.type is InteractionType.autocomplete:
                return _suggestions(())
            return self._private(interaction, self._desk.apology(interaction.language))

    def _command(self, interaction: Interaction) -> bytes:
        data, language = interaction.data, interaction.language
        given = self._given(data)
        match self._commands.command(data["name"]):
            case "dispute":
                filled_in = Given(given.get("what"), given.get("processor"), given.get("product"))
                reply = self._desk.begin(filled_in, language)
            case "whocharged":
                reply = self._desk.whose_charge(given.get("text", ""), language)
            case "whose-charge":
                message = data["resolved"]["messages"][data["target_id"]]
                reply = self._desk.whose_charge(all_text(message), language, asked_who=False)
            case "privacy":
                reply = self._desk.privacy(language)
            case "panel" if interaction.is_moderator:
                return self._public(interaction, self._desk.invitation(interaction.server_language))
            case "panel":
                reply = status.refused("panel-not-allowed", self._voice(interaction))
            case "recourse":
                reply = status.status(self._health(), interaction.user_id, self._voice(interaction))
                return _drawn(Answer.channel_message, reply, self._voice(interaction), ephemeral=True)
            case _:
                reply = self._desk.open(language)
        return self._private(interaction, reply)

    def _press(self, interaction: Interaction) -> bytes:
        data, language = interaction.data, interaction.language
        custom_id = data["custom_id"]
        if told := custom_ids.told_in(custom_id):
            window = drawing.text_window(told[0], self._voice(interaction))
            return _body(Answer.modal, window)
        token = next(iter(data.get("values", ())), "") if custom_id == custom_ids.CHOOSE else custom_id
        return self._private(interaction, self._desk.press(token, language))

    def _tell(self, interaction: Interaction) -> bytes:
        data = interaction.data
        token, _ = custom_ids.told_in(data["custom_id"]) or (data["custom_id"], "")
        fields = (part for part in parts(data.get("components")) if part.get("custom_id") == custom_ids.TEXT)
        text = next((str(field.get("value") or "") for field in fields), "")
        return self._private(interaction, self._desk.hear(token, text[:TEXT_TYPED], interaction.language))

    def _suggest(self, interaction: Interaction) -> bytes:
        option = next(option for option in interaction.data["options"] if option.get("focused"))
        kind = self._commands.option(option["name"])
        suggest = self._desk.suggest_products if kind == "product" else self._desk.suggest_processors
        found = suggest(str(option.get("value", "")))[: CHOICES - 1]
        # Whoever finds nothing that fits would stop here, so there is always a way to go on.
        way_on = (self._voice(interaction)(f"{kind}-not-known"), UNKNOWN)
        return _suggestions([*((suggestion.label, suggestion.id) for suggestion in found), way_on])

    def _refusal(self, interaction: Interaction) -> bytes:
        """Refuse without a word to suggest, or on a screen beside the one that the buyer has."""
        if interaction.type is InteractionType.autocomplete:
            return _suggestions(())
        say = self._voice(interaction)
        return self._message(Answer.channel_message, status.refused("too-many", say), say, ephemeral=True)

    def _given(self, data: Json) -> dict[str | None, str]:
        return {
            self._commands.option(option["name"]): str(option["value"])[:TEXT_TYPED]
            for option in data.get("options", ())
            if "value" in option
        }

    def _private(self, interaction: Interaction, reply: Reply) -> bytes:
        """Answer so that only the buyer sees it: on the buyer's own screen if there is one, else on a new one."""
        how = Answer.message_update if interaction.on_own_screen else Answer.channel_message
        # A direct message is private already, and only in a lasting one is a typed answer heard where it belongs.
        return self._message(how, reply, self._voice(interaction), ephemeral=not interaction.in_direct_messages)

    def _public(self, interaction: Interaction, reply: Reply) -> bytes:
        say = self._desk.directory.texts.in_language(interaction.server_language)
        return self._message(Answer.channel_message, reply, say, ephemeral=False)

    def _voice(self, interaction: Interaction) -> Voice:
        return self._desk.directory.texts.in_language(interaction.language)


def _drawn(how: Answer, reply: Reply, say: Voice, *, ephemeral: bool) -> bytes:
    return _body(how, drawing.message(reply, say, ephemeral=ephemeral))


def _suggestions(found: Iterable[tuple[str, str]]) -> bytes:
    choices = [{"name": label[:_SUGGESTION], "value": name} for label, name in found]
    return _body(Answer.autocomplete_result, {"choices": choices})


def _body(how: Answer, data: Json) -> bytes:
    return json.dumps({"type": how.value, "data": data}, ensure_ascii=False, separators=(",", ":")).encode()
