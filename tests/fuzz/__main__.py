"""Very many inputs by chance: `python -m tests.fuzz --inputs 1000000`, or `make fuzz`.

Each input follows from the seed and its number: `--seed S --number N` tries that one again and shows where it fails.
Exit code 1 if anything raised, or broke a promise.
"""

import os
import secrets
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import click

from tests.fuzz.attempts import Attempts
from tests.fuzz.inputs import SHARES, Kind
from tests.fuzz.run import Found, tried_by_all

_TIMES_TOLD = 20
_FINDINGS_SHOWN = 20
_PLACES_SHOWN = 12


@click.command()
@click.option("--inputs", default=1_000_000, show_default=True)
@click.option("--seed", type=int, help="[default: another one each time]")
@click.option("--number", type=int, help="Try this input alone, and show where it fails.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True)
def main(inputs: int, seed: int | None, number: int | None, processes: int) -> None:
    """Try inputs on all cores, and print what became of them."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    if number is not None:
        with tempfile.TemporaryDirectory() as folder:
            click.echo(Attempts(Path(folder)).attempt(seed, number))
        return
    shares = ", ".join(f"{kind} {share} %" for kind, share in SHARES.items())
    click.echo(f"seed {seed}; {inputs:,} inputs: {shares}", err=True)
    began = time.monotonic()
    found, told = Found(), 0
    for part in tried_by_all(seed, inputs, processes):
        found.add(part)
        if found.outcomes.total() * _TIMES_TOLD // inputs > told:
            told = found.outcomes.total() * _TIMES_TOLD // inputs
            click.echo(f"{100 * told // _TIMES_TOLD:3} %  {len(found.raised)} raised", err=True)
    _print(found, seed, time.monotonic() - began)
    if found.raised:
        sys.exit(1)


def _print(found: Found, seed: int, seconds: float) -> None:
    by_kind: dict[Kind, Counter[str]] = defaultdict(Counter)
    for (kind, outcome), number in found.outcomes.items():
        by_kind[kind][outcome] += number
    for kind in SHARES:
        outcomes, raised = by_kind[kind], by_kind[kind]["raised"]
        slow, which = found.slowest.get(kind, (0.0, 0))
        click.echo(f"{kind}: {outcomes.total():,} inputs, {raised} unhandled; slowest {slow:.2f} s (number {which})")
        in_short = Counter[str]()
        for outcome, number in outcomes.items():
            in_short[outcome.partition(":")[0]] += number
        click.echo("  " + ", ".join(f"{outcome} {number:,}" for outcome, number in in_short.most_common()))
        places = [(outcome, number) for outcome, number in outcomes.most_common() if ":" in outcome]
        for outcome, number in places[:_PLACES_SHOWN]:
            click.echo(f"    {outcome} {number:,}")
        if len(places) > _PLACES_SHOWN:
            click.echo(f"    … and {len(places) - _PLACES_SHOWN} other places")
    total = found.outcomes.total()
    for number, place in sorted(found.raised)[:_FINDINGS_SHOWN]:
        click.echo(f"FOUND {place}: python -m tests.fuzz --seed {seed} --number {number}")
    click.echo(
        f"{len(found.raised)}/{total:,} unhandled; seed {seed}; {seconds:.0f} s, {total / seconds:,.0f} a second"
    )


if __name__ == "__main__":
    main()
