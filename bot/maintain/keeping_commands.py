"""The commands with which maintainers keep the directory true, and hand it on: export, diff, due, verified …"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from bot.checks import load_checked
from bot.directory.loader import load
from bot.directory.problems import InvalidDirectoryError, UnavailableDirectoryError
from bot.directory.texts import MissingMessageError
from bot.maintain import diff as diffs
from bot.maintain import due as dues
from bot.maintain import export as exports
from bot.maintain import export_sqlite
from bot.maintain import overview as overviews
from bot.maintain import verified as verifying
from bot.maintain.commands import CouldNotRunError, utc_today
from bot.maintain.revision import UnreadableRevisionError, config_at
from bot.maintain.writing import in_place_of
from bot.settings import Settings

_A_DAY = click.DateTime(formats=["%Y-%m-%d"])
_A_FILE = click.Path(dir_okay=False, path_type=Path)
_STANDARD_OUTPUT = Path("-")


@click.command()
@click.option("--json", "json_file", metavar="FILE", type=_A_FILE, help="Write one JSON document; - prints it.")
@click.option("--sqlite", "sqlite_file", metavar="FILE", type=_A_FILE, help="Write a SQLite file that can be searched.")
@click.pass_obj
def export(setting: Settings, json_file: Path | None, sqlite_file: Path | None) -> None:
    """Write the directory for others to use: facts and sources, without phrases and catalogues.

    A FILE that is there is replaced as a whole. The same directory gives the same JSON, byte for byte.
    """
    if json_file is None and sqlite_file is None:
        raise click.UsageError("Say what to write: --json FILE or --sqlite FILE.")
    if sqlite_file == _STANDARD_OUTPUT:
        raise click.UsageError("A SQLite file cannot be printed; name a file, such as --sqlite recourse.sqlite.")
    directory = load_checked(setting.config, utc_today())
    if json_file == _STANDARD_OUTPUT:
        try:
            click.echo(exports.as_json(directory).encode(), nl=False)
        except BrokenPipeError:  # the reader has seen enough
            raise
        except OSError as error:
            raise CouldNotRunError(f"The JSON cannot be printed ({error.strerror}).") from None
    elif json_file:
        with _written(json_file) as beside:
            beside.write_bytes(exports.as_json(directory).encode())
    if sqlite_file:
        with _written(sqlite_file) as beside:
            export_sqlite.write(directory, beside)


@click.command()
@click.option("--into", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Write it into this file.")
@click.pass_obj
def overview(setting: Settings, into: Path | None) -> None:
    """Show the directory at a glance, as Markdown: what is known of whom, and what is missing."""
    directory = load_checked(setting.config, utc_today())
    if into is None:
        click.echo(overviews.overview(directory), nl=False)
        return
    try:
        into.write_text(overviews.put_into(into.read_text("utf-8"), directory), "utf-8")
    except (OSError, UnicodeError, overviews.MissingPlaceError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CouldNotRunError(f"The overview cannot be written into {into}: {reason}.") from None


@click.command()
@click.argument("revision", metavar="REV")
@click.option("--lang", help="Language of the answers, such as de.")
@click.pass_obj
def diff(setting: Settings, revision: str, lang: str | None) -> None:
    """Show which answers changed for buyers since the git revision REV, such as HEAD or v1.2."""
    now = load(setting.config)
    before = _drawn_at(setting.config, revision, lang)
    _print(diffs.in_words(diffs.difference(before, diffs.drawn(now, lang))))


@click.command()
@click.option("--today", type=_A_DAY, metavar="YYYY-MM-DD", help="Judge by this day.")
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="Show so many entries.")
@click.pass_obj
def due(setting: Settings, today: datetime | None, most: int) -> None:
    """Show what a person should look at next: whose newest proof is too old, the most urgent first."""
    found = dues.due(load(setting.config), today.date() if today else utc_today())
    if not found:
        click.echo("Nothing is due.")
        return
    _print(dues.table(found[:most]))
    if len(found) > most:
        click.echo(f"{len(found)} entries are due; these are the first {most}.")


@click.command()
@click.argument("entry_id", metavar="ID")
@click.option("--on", type=_A_DAY, metavar="YYYY-MM-DD", help="The day on which you opened the pages, if not today.")
@click.option("--yes", is_flag=True, help="Do not ask: you have opened the pages.")
@click.pass_obj
def verified(setting: Settings, entry_id: str, on: datetime | None, *, yes: bool) -> None:
    """Note that you opened the pages of ID, a processor or developer, and compared every line."""
    directory = load(setting.config)
    today = utc_today()
    day = on.date() if on else today
    with _sentences():
        entry = verifying.entry(directory, entry_id)
        verifying.refuse_day(entry.record, day, today)
    click.echo(f"Compare every line of {entry.file} with these pages:")
    _print(f"    {address}" for address in entry.pages)
    if not yes and not click.confirm("Did you open the pages yourself and compare every line?"):
        click.echo("Nothing was written.")
        return
    with _sentences():
        verifying.write(setting.config / entry.file, day)
    click.echo(f"{entry.file} says now: verified: {day}")


def _drawn_at(config: Path, revision: str, language: str | None) -> diffs.Drawn:
    try:
        with config_at(config, revision) as folder:
            try:
                return diffs.drawn(load(folder), language)
            except InvalidDirectoryError as error:
                first = error.problems[0]
                place = f"{first.file.relative_to(folder)}:{first.line}"
                reason = f"{len(error.problems)} problems, the first in {place}: {first.message}"
            except (UnavailableDirectoryError, MissingMessageError) as error:
                reason = str(error)
    except UnreadableRevisionError as error:
        raise CouldNotRunError(str(error)) from None
    raise CouldNotRunError(f"This release cannot read the configuration of {revision}: {reason}")


@contextmanager
def _written(file: Path) -> Iterator[Path]:
    try:
        with in_place_of(file) as beside:
            yield beside
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CouldNotRunError(f"{file} cannot be written ({reason}).") from None


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except verifying.CannotVerifyError as error:
        raise CouldNotRunError(str(error)) from None


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
