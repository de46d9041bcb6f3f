"""Draws a reply with rich. Everything from the directory is plain text to it: no markup is read."""

from rich.console import Console
from rich.text import Text

from bot.conversation.reply import Block, Reply

_COLOURS = {"info": "cyan", "normal": "green", "urgent": "red"}
_READABLE_COLUMNS = 88


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - called while the error is handled; the command line knows what to do with it


def new_console() -> Console:
    """Return a console that breaks lines at a readable width."""
    console = _Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, _READABLE_COLUMNS)
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
        console.print(Text.assemble((f"{fact.label}: ", "bold"), " ".join(filter(None, (fact.value, fact.url)))))
    if choices and reply.choices:
        console.print()
        for number, choice in enumerate(reply.choices, 1):
            hint = f"  {choice.hint}" if choice.hint else ""
            console.print(Text.assemble((f"{number:>3}  ", colour), choice.label, (hint, "dim")))


def _draw_block(console: Console, block: Block) -> None:
    console.print()
    if block.to_copy:
        # Not wrapped and not framed: what is marked with the mouse is exactly what is sent.
        console.print(Text(block.text, style="italic"), soft_wrap=True)
        return
    console.print(Text(block.text))
    if block.party:
        for way in (block.party.contact, block.party.url):
            if way:
                console.print(Text(f"   → {way}", style="cyan"))
