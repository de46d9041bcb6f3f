"""What Discord limits in length and form is within it, in every language: it refuses all commands for one bad name."""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.directory.texts import Texts

_NAME = re.compile(r"[-_'\w]{1,32}")
_DESCRIPTION = 100  # characters; of a command, an option and a choice
_MENU_NAME = 32
_WINDOW = {"tell-title": 45, "tell-label": 45, "tell-description": 100, "tell-placeholder": 100, "choose": 150}


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for language in directory.texts.languages:
        for message, text in _texts(directory.texts, language):
            fault = _fault(message, text, directory.texts)
            if fault:
                yield Finding(f"texts/{language}.ftl", (message,), f"{message} {fault}")
        yield from _doubles(directory.texts, language)


def _texts(texts: Texts, language: str) -> Iterator[tuple[str, str]]:
    shown = re.compile(r"(command|option|category)-[\w.-]+(?<!\.hint)")
    for message in sorted(texts.variables[language]):
        if shown.fullmatch(message) or message in _WINDOW:
            yield message, texts.in_language(language)(message)


def _doubles(texts: Texts, language: str) -> Iterator[Finding]:
    """Yield commands of one name, and options of one name: each has to be told from its neighbours."""
    for kind in ("command", "option"):
        seen: dict[str, str] = {}
        for message in sorted(texts.variables[language]):
            if message.startswith(f"{kind}-") and "." not in message:
                name = texts.in_language(language)(message)
                if name in seen:
                    fault = f"{message} has the same name as {seen[name]}; write another"
                    yield Finding(f"texts/{language}.ftl", (message,), fault)
                seen[name] = message


def _fault(message: str, text: str, texts: Texts) -> str | None:
    """Return what is wrong with a text, and what to write instead."""
    is_name = message.startswith(("command-", "option-")) and not message.endswith(".description")
    is_typed = f"{message}.description" in texts.variables[texts.languages[0]]
    if is_name and is_typed:
        fine = _NAME.fullmatch(text) and text == text.lower()
        return None if fine else "is what people type; write 1 to 32 lower-case letters or digits, without spaces"
    most = _MENU_NAME if is_name else _WINDOW.get(message, _DESCRIPTION)
    return None if 1 <= len(text) <= most else f"has {len(text)} characters; Discord takes {most} at most"


CHECK = Check(
    id="discord-texts",
    severity="error",
    rule="Names and descriptions of commands, and the text window, are as short as Discord wants them.",
    find=find,
    good={"texts/de.ftl": ("command-panel = startknopf", "command-panel = start")},
    bad={"texts/de.ftl": ("command-panel = startknopf", "command-panel = Start Knopf")},
    live=("whole",),
)
