"""What a buyer would be told about one processor. Nothing is counted."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.conversation.answer import answer
from bot.conversation.questions import ENDED_SPANS
from bot.conversation.reply import Reply
from bot.conversation.state import UNKNOWN, State
from bot.directory.directory import Directory
from bot.directory.texts import Voice


@dataclass(frozen=True, slots=True)
class Short:
    """One category in short: who comes first, who next, who last; a line for each case of an ended processor."""

    category: str
    label: str
    orders: tuple[str, ...]


def answers(directory: Directory, processor: str, category: str, say: Voice) -> Iterator[tuple[str | None, Reply]]:
    """Yield the answer; for an ended processor its question, and then the answer to each choice under its label."""
    state = _told(category, processor)
    first = answer(directory, state, say)
    yield None, first
    if first.kind == "question":
        for when in ENDED_SPANS:
            yield say(f"ended-{when}"), answer(directory, replace(state, when=when), say)


def in_short(directory: Directory, processor: str, say: Voice) -> Iterator[Short]:
    """Yield every category in one line, or in three for an ended processor."""
    for category in directory.categories:
        told = answers(directory, processor, category, say)
        orders = tuple(
            f"{case}: {_order(reply)}" if case else _order(reply) for case, reply in told if reply.kind == "advice"
        )
        yield Short(category, say(f"category-{category}"), orders)


def meant(directory: Directory, written: str) -> str:
    """Return a sentence that names the id of whoever a person may have meant, or else all ids."""
    names = {
        name.casefold(): entry.id
        for entry in directory.processors.values()
        for name in (*entry.also_known_as, entry.name, entry.id)
    }
    spoken = written.casefold()
    close = [spoken] if spoken in names else difflib.get_close_matches(spoken, names, 3)
    likely = list(dict.fromkeys(names[name] for name in close))
    hint = f"Did you mean {' or '.join(likely)}? " if likely else ""
    return f"{hint}Known: {', '.join(directory.processors)}."


def _told(category: str, processor: str) -> State:
    """Return the state in which no question is left but that of an ended processor."""
    return State(category=category, processor=processor, told_apart=True, product=UNKNOWN)


def _order(reply: Reply) -> str:
    return " → ".join(party.name for party in reply.parties)
