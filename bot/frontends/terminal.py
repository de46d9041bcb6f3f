"""The conversation in a terminal: a number chooses, anything else is heard. Works just as well through a pipe."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from bot.conversation.reply import Reply
from bot.desk import Desk
from bot.frontends.drawing import draw, draw_notice, new_console
from bot.frontends.lines import read_lines
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_PROMPT = "› "
# A longer number is not meant as a choice: it may be an order number.
_NUMBER = re.compile(r"#?([0-9]{1,2})[.)]?")


def chat(desk: Desk, language: str | None) -> None:
    """Talk until the input ends."""
    console = new_console()
    say = desk.directory.texts.in_language(language)
    reply = desk.open(language)
    draw(console, reply)
    console.print(Text(f"\n{say('terminal-how')}", style="dim"))
    for text in _typed(console):
        number = _number_in(text)
        if number is not None and not 1 <= number <= len(reply.choices):
            draw_notice(console, say("no-such-choice", last=len(reply.choices)))
        else:
            reply = _answer(desk, reply, text, number, language)
            draw(console, reply)
            reply = replace(reply, notice=None)
        del text  # nothing that was typed is kept while the next line is waited for
    console.print(Text(f"\n{say('terminal-bye')}", style="dim"))


def _typed(console: Console) -> Iterator[str]:
    """Yield what is typed: with line editing where a person sits, as plain lines from a pipe."""
    if sys.stdin is not None and sys.stdin.isatty():
        _edit_lines()
        while True:
            console.print()
            try:
                yield input(_PROMPT)
            except EOFError:
                return
    for line in read_lines():
        console.print(Text(f"\n{_PROMPT}"))
        yield line.text
        del line


def _number_in(text: str) -> int | None:
    number = _NUMBER.fullmatch(text.strip())
    return int(number[1]) if number else None


def _edit_lines() -> None:
    """Give `input` its line editing where the system has it, but no memory of what was typed."""
    with suppress(ImportError):
        import readline  # noqa: PLC0415 - only here, and not on every system

        readline.set_auto_history(False)


def _answer(desk: Desk, reply: Reply, text: str, number: int | None, language: str | None) -> Reply:
    try:
        if number is None:
            return desk.hear(reply.token, text, language)
        return desk.press(reply.choices[number - 1].token, language)
    except Exception as error:  # noqa: BLE001 - a buyer never sees a traceback, whatever we did wrong
        _LOG.error("a reply failed: %s", place_of(error))
        return desk.apology(language)
