"""The commands with which anybody can see what is kept: audit."""

import sys
from pathlib import Path

import click

from bot.tally.audit import audit as judged
from bot.understanding.text import clean

_IN_WORDS = {
    "sealed": "Sealed: {rows}, {total} in all, and every byte of the file follows from them.",
    "counts alone": "Counts alone: {rows}, {total} in all, by week and kind of dispute.",
    "more than counts": "More than counts. This is not what Recourse writes.",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def audit(file: Path) -> None:
    """Say whether FILE holds anonymous counts and nothing else. Exit code 1 if it does not."""
    found = judged(file)
    click.echo(_IN_WORDS[found.verdict].format(rows=_number(found.rows, "row"), total=_number(found.total, "count")))
    for finding in found.findings:
        click.echo(f"  {clean(finding)}")  # names in a stranger's file may steer the terminal
    if found.verdict == "counts alone" and found.findings:
        click.echo("  `recourse stats --seal` ends that, until the next count.")
    if found.verdict == "more than counts":
        sys.exit(1)


def _number(n: int, name: str) -> str:
    return f"{n} {name}{'s' * (n != 1)}"
