"""The exact counts, for the operator alone."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.tally.sqlite import Count

_BAR = 30  # columns of the longest bar


def draw_counts(console: Console, counts: Sequence[Count]) -> None:
    """Draw a table with a bar for each count, all to one scale."""
    if not counts:
        console.print("Nothing has been counted yet.")
        return
    most = max(count.n for count in counts)
    table = Table("Week", "Category", "n", "", box=None)
    for count in counts:
        table.add_row(count.week, count.category, str(count.n), "█" * max(1, round(_BAR * count.n / most)))
    console.print(table)
