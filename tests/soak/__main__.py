"""The real bot under steady load while one thing after the other goes wrong: `python -m tests.soak`, or `make soak`.

The rate is half of the highest that a short calibration finds. What breaks when follows from a seed, up to the bot's own
timing. Promises: outside of injected outages no deadline is missed; what goes wrong with the tally, the configuration or
direct messages excuses none; the tally holds exactly what the generator's own ledger says, but for what a kill takes with
the last moments; in a run of ten minutes or more the last third's memory is within 2 % of the middle one's; every outage
ends. Exit code 1 if one of them is broken.
"""

import json
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import click

from tests.benchmarks.figures import machine
from tests.benchmarks.interactions import Events
from tests.conftest import CONFIG, ROOT
from tests.soak.ledger import SECONDS_TO_WRITE, difference
from tests.soak.run import LONG_RUN, Reading, Soak

_STAYS_WITHIN = 0.02  # of the middle third's memory


@click.command()
@click.option("--minutes", default=30.0, show_default=True)
@click.option("--seed", type=int, help="[default: another one each time]")
def main(minutes: float, seed: int | None) -> None:
    """Run, and print what came of it."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    with tempfile.TemporaryDirectory() as folder, closing(Events()) as events:
        soak = Soak(Path(folder), events, random.Random(seed))
        highest = soak.calibrate()
        known = machine()
        click.echo(f"{known['cpu']}, {known['cores']} cores, {known['kernel']}, Python {known['python']}; seed {seed}")
        click.echo(f"highest rate {highest:,.0f} a second; {minutes:g} minutes at {highest / 2:,.0f}")
        soak.run(highest / 2, minutes * 60)
        _print_faults(soak)
        _print_answers(soak)
        _print_memory(soak)
        _print_counts(soak, as_stats_says(soak.data) - soak.at_the_begin)
        soak.discord.close()
    for promise in soak.broken:
        click.echo(f"BROKEN: {promise}")
    if soak.broken:
        sys.exit(1)
    click.echo("All promises were kept.")


def _print_faults(soak: Soak) -> None:
    click.echo(f"{len(soak.happened)} faults, the seconds until buyers were answered at once, and growth of memory:")
    for name in dict.fromkeys(one.name for one in soak.happened):
        those = [one for one in soak.happened if one.name == name]
        seconds, grown = [one.seconds for one in those], ", ".join(f"{one.grown:+.1f}" for one in those)
        click.echo(
            f"  {name}: {len(those)} ×, median {statistics.median(seconds):.1f} s, at most {max(seconds):.1f} s; {grown} MiB"
        )


def _print_answers(soak: Soak) -> None:
    ledger = soak.discord.ledger
    outside, inside = ledger.missed(soak.windows, soak.ended)
    click.echo(f"{ledger.sent:,} interactions, {ledger.in_time:,} answered in time")
    for where, seconds in zip(("outside of outages", "in them"), ledger.latencies(soak.windows), strict=True):
        if len(seconds) > 1:
            p50, p99 = (1000 * statistics.quantiles(seconds, n=100)[percent - 1] for percent in (50, 99))
            click.echo(f"  {where}: p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    click.echo(f"  the generator's own longest stall: {1000 * soak.discord.longest_stall:.0f} ms")
    missed = ", ".join(f"{name} {number:,}" for name, number in inside.most_common()) or "none"
    click.echo(f"  deadlines missed in injected outages: {inside.total():,} ({missed})")
    click.echo(f"  deadlines missed outside: {len(outside)}")
    if outside:
        when = ", ".join(f"{sent - soak.windows[0].begin:.1f}" for sent in islice(outside, 10)) if soak.windows else ""
        soak.broken.append(f"{len(outside)} deadlines were missed outside (s after the first outage: {when})")
    sent, answered = soak.discord.messages_sent, soak.discord.messages_answered
    click.echo(f"{sent:,} direct messages, {answered:,} answered")
    click.echo("log, numbers replaced by #:")
    for line, number in soak.logged.most_common(15):
        click.echo(f"  {number:,} × {line}")
    if any("Traceback" in line for line in soak.logged):
        soak.broken.append("there is a traceback in the log")


def _print_memory(soak: Soak) -> None:
    end = max(reading.at for reading in soak.readings)
    thirds = [[one for one in soak.readings if n * end / 3 <= one.at <= (n + 1) * end / 3] for n in range(3)]
    in_words = ", ".join(f"{_memory(third):.1f}" for third in thirds)
    click.echo(f"memory in MiB, medians of the thirds: {in_words}; every tenth of the run: {_curve(soak.readings)}")
    if len({one.process for third in thirds[1:] for one in third}) > 1:
        click.echo("  the last two thirds are not of one process, so they are not compared")
        return
    grown = _memory(thirds[2]) / _memory(thirds[1]) - 1
    click.echo(f"  the last third against the middle one: {grown:+.2%}")
    if end < LONG_RUN * 0.9:
        click.echo("  in so short a run each fault comes once or twice, so this is no promise")
    elif abs(grown) > _STAYS_WITHIN:
        soak.broken.append(f"the memory of the last third differs by {grown:+.2%} from that of the middle one")


def _memory(readings: Sequence[Reading]) -> float:
    return statistics.median(one.memory for one in readings)


def _curve(readings: Sequence[Reading]) -> str:
    return " ".join(f"{one.memory:.0f}" for one in readings[:: max(1, len(readings) // 10)])


def _print_counts(soak: Soak, told: Counter[str]) -> None:
    lives = soak.discord.ledger.lives
    in_ledger = sum(life.counted.total() for life in lives)
    click.echo(f"counts: ledger {in_ledger:,}, `recourse stats` {told.total():,}, in {len(lives)} processes")
    click.echo(f"  kills took {soak.killed_away} of the last {SECONDS_TO_WRITE:.0f} s with them")
    click.echo(f"  and left {soak.killed_unanswered} whose answer was still to be sent")
    if unlike := difference(soak.expected, told):
        soak.broken.append(f"`recourse stats` differs from what has to be there: {unlike}")


def as_stats_says(data: Path) -> Counter[str]:
    """Return what `recourse stats --json` tells the operator."""
    environment = {**os.environ, "RECOURSE_CONFIG": str(CONFIG), "RECOURSE_DATA": str(data)}
    command = [sys.executable, "-m", "bot", "stats", "--json"]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout
    found = Counter[str]()
    for count in json.loads(said):
        found[count["category"]] += count["n"]
    return found


if __name__ == "__main__":
    main()
