"""The commands. Each loads what it needs, hands over, and turns what went wrong into a sentence and an exit code.

0 it worked · 1 the configuration has errors (`check`) · 2 it could not run · 130 Ctrl-C · 141 the reader went away
"""

import io
import json
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn, get_args

import click

from bot import checks, logs, settings
from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.loader import Files, load, load_bot
from bot.directory.models import Bot
from bot.directory.problems import InvalidDirectoryError, Problem, UnavailableDirectoryError
from bot.directory.texts import MissingMessageError
from bot.live import Live
from bot.maintain.commands import Commands, number_of, utc_today
from bot.maintain.revision import UnreadableRevisionError, changed_since
from bot.maintain.told import Format, told
from bot.settings import InvalidSettingError, Settings
from bot.tally.counting import Tally
from bot.tally.files import UnreadableTallyError
from bot.tally.sealing import seal
from bot.tally.stores import NOT_SHARDED, store_at
from bot.tally.weeks import is_week

_LOG = logging.getLogger(__name__)
_COULD_NOT_RUN = 2
_INTERRUPTED = 130
_READER_GONE = 141


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="recourse")
@click.pass_context
def cli(context: click.Context) -> None:
    """Find out whom to turn to when a software purchase went wrong."""
    context.obj = settings.from_environment()
    logs.configure(context.obj.log_level)


@cli.command()
@click.option("--lang", help="Language of the conversation, such as de.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line in, one a line out.")
@click.pass_obj
def chat(setting: Settings, lang: str | None, *, as_json: bool) -> None:
    """Talk to the helpdesk in the terminal."""
    live = Live(Files(setting.config), utc_today)
    tally = _tally(setting, live.directory.bot)
    desk = Desk(live.directory, tally.count)
    try:
        with live.watching(desk):
            if as_json:
                from bot.frontends import jsonlines  # noqa: PLC0415 - the terminal's drawing is not needed then

                jsonlines.chat(desk, lang)
            else:
                from bot.frontends import terminal  # noqa: PLC0415

                terminal.chat(desk, lang)
    finally:
        tally.close()


@cli.command()
@click.pass_obj
def run(setting: Settings) -> None:
    """Answer buyers on Discord until the program is told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # nothing is under way yet
    discord_setting = settings.discord_from_environment()
    live = Live(Files(setting.config), utc_today)
    from bot.frontends.discord import service  # noqa: PLC0415 - discord.py is slow to import, and only needed here

    shards = discord_setting.shards
    tally = _tally(setting, live.directory.bot, shards.ids.start if shards else NOT_SHARDED)
    try:
        signalled = service.serve(discord_setting, live, tally)
    except service.CannotServeError as error:
        _stop(str(error))
    if signalled == signal.SIGINT:
        sys.exit(_INTERRUPTED)


@cli.command()
@click.argument("processor")
@click.option("--category", type=click.Choice(CATEGORY_IDS), help="The whole answer for one category.")
@click.option("--lang", help="Language of the answer, such as de.")
@click.pass_obj
def show(setting: Settings, processor: str, category: str | None, lang: str | None) -> None:
    """Show what a buyer is told about PROCESSOR. Counts nothing."""
    from bot.frontends import drawing  # noqa: PLC0415 - rich is slow to import
    from bot.maintain.show import answers, in_short, meant  # noqa: PLC0415

    directory = checks.load_checked(setting.config, utc_today())
    if processor not in directory.processors:
        _stop(f"There is no processor with this id. {meant(directory, processor)}")
    say = directory.texts.in_language(lang)
    if category:
        drawing.draw_answers(drawing.new_console(), answers(directory, processor, category, say))
    else:
        name = directory.processors[processor].name
        drawing.draw_in_short(drawing.new_console(), name, in_short(directory, processor, say))


@cli.command()
@click.option("--lang", help="Language of the statement, such as de.")
@click.option("--into", metavar="FILE", help="Write it into FILE in all languages, as Markdown.")
@click.pass_obj
def privacy(setting: Settings, lang: str | None, into: str | None) -> None:
    """Say what is kept and what not, who runs this bot, and how to check it."""
    from bot.conversation.privacy import privacy as stated  # noqa: PLC0415
    from bot.frontends import drawing  # noqa: PLC0415 - rich is slow to import
    from bot.maintain.statement import write  # noqa: PLC0415

    directory = checks.load_checked(setting.config, utc_today())
    if into is not None:
        write(directory, into)
    else:
        drawing.draw(drawing.new_console(), stated(directory, directory.texts.in_language(lang)), choices=False)


@cli.command()
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as for each line of standard input.")
@click.option("--lang", help="Language of the evidence and the warnings, such as de.")
@click.pass_obj
def understand(setting: Settings, text: tuple[str, ...], lang: str | None, *, as_json: bool) -> None:
    """Show what the bot understands of TEXT: who took the money, what went wrong.

    Without TEXT it reads one text a line from standard input and writes one JSON object a line. Keeps nothing.
    """
    from bot.frontends.lines import read_lines  # noqa: PLC0415 - only needed here
    from bot.maintain.understood import as_data, in_words  # noqa: PLC0415
    from bot.understanding.understand import Understanding  # noqa: PLC0415

    directory = checks.load_checked(setting.config, utc_today())
    understanding = Understanding(directory)
    say = directory.texts.in_language(lang)
    if text and not as_json:
        for sentence in in_words(directory, understanding.read(" ".join(text)), say):
            click.echo(sentence)
        return
    for line in [" ".join(text)] if text else (line.text for line in read_lines()):
        click.echo(json.dumps(as_data(directory, understanding.read(line), say), ensure_ascii=False))


@cli.command()
@click.option("--format", "form", type=click.Choice(get_args(Format)), default="text", help="How problems are told.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--since", metavar="REV", help="All errors, and what else is in files changed since a git revision.")
@click.pass_obj
def check(setting: Settings, form: Format, since: str | None, *, strict: bool) -> None:
    """Load and check the configuration. Exit code 1 if it has errors."""
    directory: Directory | None = None
    try:
        directory = load(setting.config)
        problems = sorted(checks.check(directory, setting.config, utc_today()))
    except InvalidDirectoryError as error:
        problems = error.problems
    if since is not None:
        try:
            changed = changed_since(since, setting.config)
        except UnreadableRevisionError as error:
            _stop(str(error))
        # An error is told wherever it stands: a new entry may make an old one wrong.
        problems = [problem for problem in problems if problem.severity == "error" or problem.file in changed]
    for piece in told(problems, form):
        click.echo(piece)
    counting = ("error", "warning") if strict else ("error",)
    failed = any(problem.severity in counting for problem in problems)
    if form == "text":
        click.echo(f"{_counted(problems)}." if failed or directory is None else _inventory(directory, problems))
    if failed:
        sys.exit(1)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="The exact counts as JSON.")
@click.option(
    "--seal", "is_sealing", is_flag=True, help="Rewrite the file so that its bytes tell nothing but the counts."
)
@click.option("--forget-before", metavar="WEEK", help="Delete all counts before a week, such as 2025-W01.")
@click.pass_obj
def stats(setting: Settings, forget_before: str | None, *, as_json: bool, is_sealing: bool) -> None:
    """Show the exact counts. They are for the operator alone."""
    place = setting.tally or setting.tally_file("" if setting.data else load_bot(setting.config).paths.data)
    store = store_at(place)
    if is_sealing and not isinstance(place, Path):
        raise click.UsageError("Only a SQLite file can be sealed. The bytes of a database are its server's.")
    if forget_before is not None:
        if not is_week(forget_before):
            raise click.UsageError("There is no such week. Write a year and an ISO week, such as 2025-W01.")
        _say(f"{number_of(store.forget(forget_before), 'count')} forgotten.")
    if is_sealing:
        _say(f"Sealed: {number_of(seal(Path(place)), 'row')}. Until the next count every byte follows from them.")
    counts = store.read()
    if as_json:
        click.echo(json.dumps([asdict(count) for count in counts]))
    elif not is_sealing and forget_before is None:
        from bot.frontends import drawing  # noqa: PLC0415 - rich is slow to import

        drawing.draw_counts(drawing.new_console(), counts, str(store))


def _tally(setting: Settings, bot: Bot, *ordinal: int) -> Tally:
    store, counting = store_at(setting.tally or setting.tally_file(bot.paths.data), *ordinal), bot.tally
    return Tally(store, window=counting.window_ms / 1000, keep_months=counting.keep_months)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)  # what is asked for as JSON stays JSON


def _counted(problems: Iterable[Problem]) -> str:
    of_kind = Counter(problem.severity for problem in problems)
    return ", ".join(number_of(number, kind) for kind, number in sorted(of_kind.items()))


def _inventory(directory: Directory, others: Sequence[Problem]) -> str:
    parts = (
        (len(directory.processors), "processor"),
        (len(directory.developers), "developer"),
        (len(directory.rules), "rule"),
        (len(directory.texts.languages), "language"),
    )
    counted = ", ".join(number_of(number, name) for number, name in parts)
    return f"No errors: {counted}." + (f" {_counted(others)}." if others else "")


def _stop(sentence: str) -> NoReturn:
    with suppress(OSError):  # nobody may be reading, and the exit code says it too
        click.echo(sentence, err=True)
    sys.exit(_COULD_NOT_RUN)


def _end(number: int, _: object) -> NoReturn:
    """End on a signal as on any other way out, so that no count is left behind. A second one changes nothing."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn everything that can go wrong outside a command's own business into a sentence and an exit code."""
    try:
        yield
    except (InvalidSettingError, UnavailableDirectoryError, UnreadableTallyError, MissingMessageError) as error:
        _stop(str(error))
    except InvalidDirectoryError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        _stop("The configuration has errors. Mend them and start again.")
    except click.exceptions.Exit as request:
        sys.exit(request.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # What is still in the buffer has nowhere to go; without this, Python complains about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_READER_GONE)
    except OSError as error:
        _stop(f"Recourse could not go on: {error.strerror or type(error).__name__}.")
    except Exception as error:  # noqa: BLE001 - nobody gets a traceback for their input
        _stop(f"Recourse failed, and the fault is ours: {logs.place_of(error)}.")


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no arrow shows another sign
    # Not cli.main(): that would answer a closed pipe itself, with the code that means "errors" here.
    with _sentences(), cli.make_context("recourse", sys.argv[1:]) as context:
        cli.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
