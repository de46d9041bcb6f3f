"""The commands that Discord shows. Their names and descriptions come from the catalogues, in every language.

Form: https://discord.com/developers/docs/interactions/application-commands
"""

from collections.abc import Iterable, Iterator
from typing import Any

from discord import AppCommandOptionType, AppCommandType, Locale, Permissions

from bot.conversation.limits import TEXT_TYPED
from bot.directory.directory import Directory

Json = dict[str, Any]

_COMMANDS = ("dispute", "whocharged", "whose-charge", "privacy", "panel", "recourse", "status")
_OPTIONS = ("what", "processor", "product", "text")

_GUILD, _BOT_DM, _PRIVATE_CHANNEL = 0, 1, 2  # where a command shows
_TO_GUILD, _TO_USER = 0, 1  # how the application was installed
_EVERYWHERE = {"contexts": [_GUILD, _BOT_DM, _PRIVATE_CHANNEL], "integration_types": [_TO_GUILD, _TO_USER]}

# What Discord fills in where a definition says nothing; all else that it adds is its own business.
_COMMAND_DEFAULTS: Json = {
    "type": AppCommandType.chat_input.value,
    "name": "",
    "name_localizations": {},
    "description": "",
    "description_localizations": {},
    "default_member_permissions": None,
    "contexts": [],
    "integration_types": [],
    "nsfw": False,
}
_OPTION_DEFAULTS: Json = {
    "type": 0,
    "name": "",
    "name_localizations": {},
    "description": "",
    "description_localizations": {},
    "required": False,
    "autocomplete": False,
    "min_length": None,
    "max_length": None,
    "channel_types": None,
}
_CHOICE_DEFAULTS: Json = {"name": "", "name_localizations": {}, "value": ""}


class Commands:
    """All commands of one directory. Every name of a command or option is the catalogues' word for its key."""

    def __init__(self, directory: Directory) -> None:
        self.definitions: list[Json] = []
        self.take(directory)

    def take(self, directory: Directory) -> bool:
        """Follow another directory, and say whether that changes any command."""
        before = self.definitions
        self._texts = directory.texts
        self._locales = {
            locale.value: language
            for locale in Locale
            for language in directory.texts.languages[1:]
            if locale.value.split("-")[0] == language
        }
        self._commands = {self._word(f"command-{key}"): key for key in _COMMANDS}
        self._options = {self._word(f"option-{key}"): key for key in _OPTIONS}
        self.definitions = list(self._definitions(directory))
        return self.definitions != before

    def command(self, name: str) -> str | None:
        """Return the key of a command's name."""
        return self._commands.get(name)

    def option(self, name: str) -> str | None:
        """Return the key of an option's name."""
        return self._options.get(name)

    def differ_from(self, registered: Iterable[Json]) -> bool:
        """Say whether Discord holds other commands than these."""
        return _normal_forms(registered) != _normal_forms(self.definitions)

    def _definitions(self, directory: Directory) -> Iterator[Json]:
        what = {**self._option("what"), "choices": [self._category(name) for name in directory.categories]}
        named = {"autocomplete": True, "max_length": TEXT_TYPED}
        typed = [{**self._option(name), **named} for name in ("processor", "product")]
        yield {**self._command("dispute"), **_EVERYWHERE, "options": [what, *typed]}
        text = {**self._option("text"), "required": True, "max_length": TEXT_TYPED}
        yield {**self._command("whocharged"), **_EVERYWHERE, "options": [text]}
        yield {**self._named("command-whose-charge"), **_EVERYWHERE, "type": AppCommandType.message.value}
        yield {**self._command("privacy"), **_EVERYWHERE}
        yield {
            **self._command("panel"),
            "contexts": [_GUILD],
            "integration_types": [_TO_GUILD],
            "default_member_permissions": Permissions(manage_guild=True).value,
        }
        status = {**self._described("command-status"), "type": AppCommandOptionType.subcommand.value}
        yield {
            **self._command("recourse"),
            "contexts": [_GUILD, _BOT_DM],
            "integration_types": [_TO_GUILD, _TO_USER],
            "default_member_permissions": Permissions.none().value,  # administrators alone see it in a server
            "options": [status],
        }

    def _command(self, key: str) -> Json:
        return {**self._described(f"command-{key}"), "type": AppCommandType.chat_input.value}

    def _option(self, key: str) -> Json:
        return {**self._described(f"option-{key}"), "type": AppCommandOptionType.string.value}

    def _category(self, name: str) -> Json:
        return {**self._named(f"category-{name}"), "value": name}

    def _described(self, message: str) -> Json:
        description = f"{message}.description"
        return {
            **self._named(message),
            "description": self._word(description),
            "description_localizations": self._translations(description),
        }

    def _named(self, message: str) -> Json:
        return {"name": self._word(message), "name_localizations": self._translations(message)}

    def _word(self, message: str) -> str:
        return self._texts.in_language(None)(message)

    def _translations(self, message: str) -> dict[str, str]:
        return {locale: self._texts.in_language(language)(message) for locale, language in self._locales.items()}


def _normal_forms(commands: Iterable[Json]) -> list[Json]:
    """Return commands so that those that mean the same are equal, in whichever order they come."""
    forms = (_normal_form(command, _COMMAND_DEFAULTS) for command in commands)
    return sorted(forms, key=lambda form: (form["type"], form["name"]))


def _normal_form(definition: Json, defaults: Json) -> Json:
    given = {name: definition.get(name) for name in defaults}
    form = {name: default if given[name] is None else given[name] for name, default in defaults.items()}
    for name in {"contexts", "integration_types"} & form.keys():
        form[name] = sorted(form[name] or ())
    if form.get("default_member_permissions") is not None:
        form["default_member_permissions"] = str(form["default_member_permissions"])  # Discord answers with a text
    if defaults is not _CHOICE_DEFAULTS:
        form["options"] = [_normal_form(option, _OPTION_DEFAULTS) for option in definition.get("options") or ()]
        form["choices"] = [_normal_form(choice, _CHOICE_DEFAULTS) for choice in definition.get("choices") or ()]
    return form
