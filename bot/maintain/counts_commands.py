"""The commands about what is kept: tally, audit, with which anybody can see it, and release, which publishes some."""

import sys
from pathlib import Path

import click

from bot.conversation.privacy import HIDDEN_UNDER
from bot.directory.loader import load_bot
from bot.maintain.commands import CouldNotRunError, number_of, utc_today
from bot.maintain.writing import in_place_of
from bot.settings import Settings
from bot.tally.audit import audit as judged
from bot.tally.release import Release, as_csv, as_json
from bot.tally.released import CannotReleaseError, next_release, publish, released
from bot.tally.stores import copy as copied
from bot.tally.stores import store_at
from bot.tally.weeks import is_week
from bot.understanding.text import clean

_IN_WORDS = {
    "sealed": "Sealed: {rows}, {total} in all, and every byte of the file follows from them.",
    "counts alone": "Counts alone: {rows}, {total} in all, by week and kind of dispute.",
    "more than counts": "More than counts. This is not what Recourse writes.",
}


@click.group()
def tally() -> None:
    """Take all counts from one store to another."""


@tally.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="[TO]", required=False)
@click.pass_obj
def copy(setting: Settings, source: str, target: str | None) -> None:
    """Copy all counts FROM one store TO another, which has none yet: all or nothing.

    Each is a SQLite file, or an address such as postgresql://user@host/database. Leave the password out of it, where
    others could see it: PGPASSWORD, or a file that PGPASSFILE names, is read too. Without TO they go where the bot is
    set up to count. FROM is only read. Stop the bot before, since what it counts meanwhile is not copied.
    """
    counts = copied(store_at(source), store_at(target or setting.tally or _file(setting)))
    click.echo(f"{number_of(sum(count.n for count in counts), 'count')} in {number_of(len(counts), 'row')} copied.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def audit(file: Path) -> None:
    """Say whether FILE holds anonymous counts and nothing else. Exit code 1 if it does not."""
    found = judged(file)
    click.echo(
        _IN_WORDS[found.verdict].format(rows=number_of(found.rows, "row"), total=number_of(found.total, "count"))
    )
    for finding in found.findings:
        click.echo(f"  {clean(finding)}")  # names in a stranger's file may steer the terminal
    if found.verdict == "counts alone" and found.findings:
        click.echo("  `recourse stats --seal` ends that, until the next count.")
    if found.verdict == "more than counts":
        sys.exit(1)


@click.command()
@click.option("--until", metavar="WEEK", help="The last week to release, such as 2026-W40. [default: the last over]")
@click.option(
    "--k",
    type=click.IntRange(min=HIDDEN_UNDER),  # buyers are told so: less would break what they were told
    default=HIDDEN_UNDER,
    show_default=True,
    help="Hide every number under K.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of all releases. [default: releases, in the folder of the tally's file]",
)
@click.option("--redraw", is_flag=True, help="Release nothing; write CSV and chart of all releases again.")
@click.pass_obj
def release(setting: Settings, until: str | None, k: int, into: Path | None, *, redraw: bool) -> None:
    """Write what may be published of the counts, as JSON, CSV and a chart: weeks that are over, each once.

    The JSON files in the folder of releases say which weeks were released. Keep them all, and all in one folder.
    """
    if until is not None and not is_week(until):
        raise click.UsageError("There is no such week. Write a year and an ISO week, such as 2026-W40.")
    file = _file(setting)
    folder = into or file.parent / "releases"
    try:
        earlier = released(folder)
        if redraw:
            _redraw(folder, earlier)
            return
        new = next_release(store_at(setting.tally or file).read(), earlier, until=until, today=utc_today(), k=k)
        drawn = _drawn(new)
        publish(folder, new, earlier, {".json": as_json(new).encode(), **drawn})
    except CannotReleaseError as error:
        raise CouldNotRunError(str(error)) from None
    for end in (".json", *drawn):
        click.echo(f"{folder / new.name}{end} is written.")
    for heading, sentences in (("Guaranteed", new.guarantee), ("Not guaranteed", new.not_guaranteed)):
        click.echo(f"{heading}:")
        for sentence in sentences:
            click.echo(f"  {sentence}")


def _file(setting: Settings) -> Path:
    return setting.tally_file("" if setting.data else load_bot(setting.config).paths.data)


def _drawn(new: Release) -> dict[str, bytes]:
    """Return all files that follow from a release, by the ends of their names."""
    table = {".csv": as_csv(new).encode()}
    try:
        from bot.tally.chart import pictures  # noqa: PLC0415 - matplotlib is an extra, so it may be missing
    except ImportError:
        click.echo('No chart, which needs one more library: .venv/bin/pip install --editable ".[charts]"', err=True)
        click.echo("With it, `recourse release --redraw` draws the charts of all releases.", err=True)
        return table
    return table | pictures(new)


def _redraw(folder: Path, earlier: list[Release]) -> None:
    if not earlier:
        raise CannotReleaseError(f"There is no release in {folder}.")
    for one in earlier:
        for end, content in _drawn(one).items():
            file = folder / f"{one.name}{end}"
            try:
                with in_place_of(file) as beside:
                    beside.write_bytes(content)
            except OSError as error:
                raise CannotReleaseError(f"{file} cannot be written ({error.strerror}).") from None
            click.echo(f"{file} is written.")
