"""Draws replies and tables with rich. Everything from the directory is plain text to it: no markup is read."""

import os
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.conversation.reply import Block, Reply
from bot.maintain.show import Short
from bot.tally.files import Count

_COLOURS = {"info": "cyan", "normal": "green", "urgent": "red"}
_READABLE_COLUMNS = 88
_LEAST_COLUMNS = 20
_SIZES = {"COLUMNS", "LINES"}
_LONGEST_BAR = 30  # columns
_NUMBER_COLUMNS = 5


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - called while the error is handled; the command line knows what to do with it


def new_console() -> Console:
    """Return a console that breaks lines at a readable width."""
    sane = {
        name: value for name, value in os.environ.items() if name not in _SIZES or (value.isascii() and value.isdigit())
    }
    console = _Console(markup=False, highlight=False, emoji=False, _environ=sane)
    console.width = max(_LEAST_COLUMNS, min(console.width, _READABLE_COLUMNS))
    return console


def draw(console: Console, reply: Reply, *, choices: bool = True) -> None:
    """Draw one reply; the choices are numbered from 1."""
    colour = _COLOURS[reply.severity]
    console.print()
    console.print(Text(reply.heading, style=f"bold {colour}"))
    for warning in reply.warnings:
        console.print(Text(f"! {warning}", style="bold yellow"))
    for block in reply.blocks:
        _draw_block(console, block)
    if reply.facts:
        console.print()
    for fact in reply.facts:
        if fact.value:
            console.print(Text.assemble((f"{fact.label}: ", "bold"), fact.value))
        else:
            console.print(Text(f"{fact.label}:", style="bold"))
        _draw_way(console, fact.url)
    if choices and reply.choices:
        console.print()
        for number, choice in enumerate(reply.choices, 1):
            hint = f"  {choice.hint}" if choice.hint else ""
            line = Text.assemble(choice.label, (hint, "dim"))
            for part, text in enumerate(line.wrap(console, console.width - _NUMBER_COLUMNS)):
                label = f"{number:>3}  " if part == 0 else " " * _NUMBER_COLUMNS
                console.print(Text.assemble((label, colour), text))
    if reply.notice:
        draw_notice(console, reply.notice)


def draw_notice(console: Console, notice: str) -> None:
    """Draw what became of the last input, right above the prompt."""
    console.print(Text(f"\n{notice}", style="yellow"))


def draw_answers(console: Console, answers: Iterable[tuple[str | None, Reply]]) -> None:
    """Draw an answer, and the cases that follow a question under their labels."""
    for case, reply in answers:
        if case:
            console.print(Text(f"\n── {case} ──", style="bold"))
        draw(console, reply, choices=case is None)


def draw_in_short(console: Console, name: str, shorts: Iterable[Short]) -> None:
    """Draw every category with the order of its parties."""
    console.print(Text(name, style="bold"))
    for short in shorts:
        console.print(Text.assemble("\n", (short.label, "bold"), "  ", (short.category, "dim")))
        for order in short.orders:
            console.print(Text(f"   {order}"))


def draw_counts(console: Console, counts: Sequence[Count], place: str) -> None:
    """Draw the exact counts as a table with a bar for each, all to one scale."""
    if not counts:
        console.print(f"Nothing has been counted yet in {place}.", soft_wrap=True)
        return
    most = max(count.n for count in counts)
    table = Table("Week", "Category", "n", "", box=None)
    for count in counts:
        table.add_row(count.week, count.category, str(count.n), "█" * max(1, round(_LONGEST_BAR * count.n / most)))
    console.print(table)


def _draw_block(console: Console, block: Block) -> None:
    console.print()
    if block.to_copy:
        # Not wrapped and not framed: what is marked with the mouse is exactly what is sent.
        console.print(Text(block.text, style="italic"), soft_wrap=True)
        return
    if block.heading:
        console.print(Text(block.heading, style="bold"))
    console.print(Text(block.text))
    if block.party:
        _draw_way(console, block.party.contact)
        _draw_way(console, block.party.url)


def _draw_way(console: Console, way: str | None) -> None:
    if way:
        # An address is never broken: it could not be copied.
        console.print(Text(f"   → {way}", style="cyan"), soft_wrap=True)
