"""The conversation in a terminal: a number chooses, anything else is heard. Works just as well through a pipe."""

import logging
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from bot.conversation.answer import apology
from bot.conversation.reply import Reply
from bot.desk import Desk
from bot.frontends.drawing import draw, new_console
from bot.frontends.lines import Line, read_lines
from bot.logs import place_of

_LOG = logging.getLogger(__name__)
_NUMBER_DIGITS = 2  # a longer number is not meant as a choice: it may be an order number


def chat(desk: Desk, language: str | None) -> None:
    """Talk until the input ends."""
    console = new_console()
    say = desk.directory.texts.in_language(language)
    reply = desk.open(language)
    draw(console, reply)
    console.print(Text(f"\n{say('terminal-how')}", style="dim"))
    for line in _asked(console):
        reply = _answer(desk, reply, line.text, language)
        draw(console, reply)
    console.print(Text(f"\n{say('terminal-bye')}", style="dim"))


def _asked(console: Console) -> Iterator[Line]:
    lines = read_lines()
    while True:
        console.print(Text("\n› ", style="bold"), end="")
        console.file.flush()
        line = next(lines, None)
        if line is None:
            console.print()
            return
        yield line


def _answer(desk: Desk, reply: Reply, text: str, language: str | None) -> Reply:
    try:
        number = text.strip()
        if not (number.isascii() and number.isdigit() and len(number) <= _NUMBER_DIGITS):
            return desk.hear(reply.token, text, language)
        if 1 <= int(number) <= len(reply.choices):
            return desk.press(reply.choices[int(number) - 1].token, language)
        say = desk.directory.texts.in_language(language)
        return reply.with_words_before(say("no-such-choice", number=int(number), last=len(reply.choices)))
    except Exception as error:  # noqa: BLE001 - a buyer never sees a traceback, whatever we did wrong
        _LOG.error("a reply failed: %s", place_of(error))
        return apology(desk.directory, desk.directory.texts.in_language(language))
