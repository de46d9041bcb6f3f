"""The privacy statement as a file: Markdown, every language after the other, from the reply that the bot gives."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversation.privacy import privacy
from bot.conversation.reply import Block, Fact
from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.maintain.commands import CouldNotRunError
from bot.maintain.writing import in_place_of

_NOTE = "<!-- Written by `make privacy`, not by hand. -->"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~]")


def markdown(directory: Directory) -> str:
    """Return the statement in all languages, ending with a line break."""
    voices = map(directory.texts.in_language, directory.texts.languages)
    return "\n\n".join((_NOTE, *(part for say in voices for part in _parts(directory, say)))) + "\n"


def write(directory: Directory, file: str) -> None:
    """Write the statement into a file, in place of what is there.

    Raises:
        CouldNotRunError: it cannot be written.
    """
    try:
        with in_place_of(Path(file)) as beside:
            beside.write_text(markdown(directory), "utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise CouldNotRunError(f"{file} cannot be written ({reason}).") from None


def _parts(directory: Directory, say: Voice) -> Iterator[str]:
    reply = privacy(directory, say)
    yield f"# {_plain(reply.heading)}"
    yield _plain(say("privacy-in-a-file", command=say("command-privacy")))
    yield from map(_paragraph, reply.blocks)
    yield "\n".join(map(_fact, reply.facts))


def _paragraph(block: Block) -> str:
    if block.to_copy:
        return f"```\n{block.text}\n```"
    return f"## {_plain(block.heading)}\n\n{_plain(block.text)}" if block.heading else _plain(block.text)


def _fact(fact: Fact) -> str:
    label = f"[{_plain(fact.label)}](<{fact.url}>)" if fact.url else _plain(fact.label)
    return f"- {label}: {_plain(fact.value)}" if fact.value else f"- {label}"


def _plain(text: str) -> str:
    """Return text in which no sign is read as markup."""
    return _MARKUP.sub(r"\\\g<0>", text)
