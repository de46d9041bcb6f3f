"""What a buyer would be told about one processor. Nothing is counted."""

from dataclasses import replace

from rich.console import Console
from rich.text import Text

from bot.conversation.answer import answer
from bot.conversation.case import Case
from bot.conversation.state import State
from bot.directory.models import Directory
from bot.directory.texts import Voice
from bot.frontends.drawing import draw


def show_category(console: Console, directory: Directory, processor: str, category: str, say: Voice) -> None:
    """Draw the answer; for a processor that has ended its question and the answer to each choice of it."""
    state = State(category=category, processor=processor, told_apart=True, product="?")
    reply = answer(directory, state, say)
    draw(console, reply)
    if reply.kind == "question":
        for choice, when in zip(reply.choices, ("recent", "between", "years-ago"), strict=True):
            console.print(Text(f"\n── {choice.label} ──", style="bold"))
            draw(console, answer(directory, replace(state, when=when), say), choices=False)


def show_all(console: Console, directory: Directory, processor: str, say: Voice) -> None:
    """Draw each category in one line: who comes first, who next, who last."""
    entry = directory.processors[processor]
    console.print(Text(entry.name, style="bold"))
    for category in directory.categories:
        case = Case(directory, State(category=category, processor=processor), say)
        if case.has_ended:
            orders = [
                f"{say(f'ended-{when}')}: {_order(directory, replace(case.state, when=when), say)}"
                for when in ("recent", "between", "years-ago")
            ]
        else:
            orders = [_order(directory, case.state, say)]
        console.print(Text.assemble("\n", (say(f"category-{category}"), "bold"), "  ", (category, "dim")))
        for order in orders:
            console.print(Text(f"   {order}"))


def _order(directory: Directory, state: State, say: Voice) -> str:
    reply = answer(directory, replace(state, told_apart=True, product="?"), say)
    return " → ".join(party.name for party in reply.parties)
