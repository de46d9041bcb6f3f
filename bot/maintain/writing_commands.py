"""The commands that write files of the configuration: its schemas, what can be mended, and new entries."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
from pydantic import TypeAdapter, ValidationError

from bot.directory.explain import message
from bot.directory.fields import Address, Host, Name, ProcessorId, ProductId, Role
from bot.directory.problems import InvalidDirectoryError, Problem
from bot.directory.textfile import UnreadableFileError, read_text
from bot.maintain import new as entries
from bot.maintain import schema as schemas
from bot.maintain.commands import CouldNotRunError, utc_today
from bot.maintain.described import ENTRIES
from bot.maintain.writing import in_place_of
from bot.settings import Settings

_WOULD_CHANGE = 1


@click.command()
@click.pass_obj
def schema(setting: Settings) -> None:
    """Write the JSON Schemas of all files into config/schema, and their names into each file's first line."""
    folder = setting.config / schemas.FOLDER
    with _sentences(folder):
        folder.mkdir(exist_ok=True)
    for name in schemas.MODELS:
        file = folder / f"{name}.json"
        if _write(file, schemas.schema_text(name)):
            click.echo(f"{_shown(file)} is written.")
    _change(setting.config, _files(setting.config), schemas.with_first_line, "names its schema now")
    click.echo(f"{len(schemas.MODELS)} schemas are up to date.")


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only tell which files would change; exit code 1 if any would.")
@click.pass_obj
def fix(setting: Settings, files: tuple[Path, ...], *, check: bool) -> None:
    """Mend white space, the order of keys and phone numbers in all entries, or in these FILEs.

    No entry says anything else afterwards. What a person has to decide, `recourse check` tells.
    """
    try:
        from bot.maintain.fix import mended  # noqa: PLC0415 - ruamel.yaml is an extra, so it may be missing
    except ImportError:
        raise CouldNotRunError('This needs one more library: .venv/bin/pip install --editable ".[maintain]"') from None
    chosen = [_below(setting.config, file) for file in files] or _entries(setting.config)
    if not chosen:
        raise CouldNotRunError(f"There are no entries in {setting.config.resolve()}. Is RECOURSE_CONFIG right?")
    done = "would be mended" if check else "is mended"
    if not _change(setting.config, chosen, mended, done, only_ask=check):
        click.echo("Nothing to mend.")
    elif check:
        sys.exit(_WOULD_CHANGE)


def _form(annotation: Any, *, may_be_empty: bool = False) -> Callable[[str], str]:  # noqa: ANN401
    """Return a parameter's type: a value as the files have it. Whoever types another is told what to write."""
    adapter: TypeAdapter[str] = TypeAdapter(annotation)

    def text(value: str) -> str:
        try:
            return value if may_be_empty and not value else adapter.validate_python(value)
        except ValidationError as error:
            raise click.BadParameter(f"{message(error.errors()[0], value)}.") from None

    return text


_A_NAME = _form(Name)
_AN_ADDRESS = _form(Address)
_A_PROCESSOR_ID = _form(ProcessorId)
_A_DEVELOPER_ID = _form(ProductId)


@click.group()
def new() -> None:
    """Write the file of a new processor or developer, with every key that it may have."""


@new.command("processor")
@click.argument("identity", metavar="[ID]", required=False, type=_A_PROCESSOR_ID)
@click.option("--name", prompt="Name that buyers see", type=_A_NAME, help="The name that buyers see.")
@click.option("--role", prompt="Role", type=click.Choice(get_args(Role)), help="What it is to a buyer.")
@click.option(
    "--source",
    prompt="Page where you read it (empty: none was found)",
    default="",
    show_default=False,
    type=_form(Address, may_be_empty=True),
    help="The page where you read it; empty where none was found.",
)
@click.option("--help-page", type=_AN_ADDRESS, help="The page where a buyer gets help.")
@click.option("--privacy-policy", type=_AN_ADDRESS, help="Its own privacy policy.")
@click.option("--site", type=_form(Host), help="A host of its payment pages, such as buy.pay.example.")
@click.pass_obj
def new_processor(
    setting: Settings,
    identity: str | None,
    *,
    name: str,
    role: Role,
    source: str,
    help_page: str | None,
    privacy_policy: str | None,
    site: str | None,
) -> None:
    """Write processors/ID.yaml. What is needed and not given is asked for."""
    identity = identity or _ask_id(name, _A_PROCESSOR_ID)
    file = Path("processors", f"{identity}.yaml")
    more = {"help": help_page, "privacy_policy": privacy_policy, "site": site}
    _create(setting.config / file, entries.processor(file, utc_today(), name=name, role=role, source=source, more=more))
    click.echo(f"  recourse show {identity}   what a buyer is now told")
    click.echo("  make overview   the table in the README")


@new.command("developer")
@click.argument("identity", metavar="[ID]", required=False, type=_A_DEVELOPER_ID)
@click.option("--name", prompt="Name that buyers see", type=_A_NAME, help="The name that buyers see.")
@click.option("--site", prompt="Its own site", type=_AN_ADDRESS, help="Its own site, such as https://soft.example.")
@click.option("--source", type=_AN_ADDRESS, help="The page where you read it, if it is not the site.")
@click.pass_obj
def new_developer(setting: Settings, identity: str | None, *, name: str, site: str, source: str | None) -> None:
    """Write developers/ID.yaml. What is needed and not given is asked for."""
    identity = identity or _ask_id(name, _A_DEVELOPER_ID)
    file = Path("developers", f"{identity}.yaml")
    _create(setting.config / file, entries.developer(file, utc_today(), name=name, site=site, source=source or site))


def _ask_id(name: str, form: Callable[[str], str]) -> str:
    answer: str = click.prompt("Id, which is the file's name", default=entries.id_from(name) or None, value_proc=form)
    return answer


def _create(file: Path, text: str) -> None:
    """Write a file that is not there yet, and say what comes next."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new_file:
            try:
                new_file.write(text)
                new_file.flush()
            except OSError:  # the disk is full; half an entry is worse than none
                file.unlink()
                raise
    except FileExistsError:
        raise CouldNotRunError(f"{_shown(file)} is there already. Open it, or take another id.") from None
    except OSError as error:
        raise _cannot_write(file, error) from None
    click.echo(f"{_shown(file)} is written. Fill in what you know, then:")
    click.echo("  recourse check   what is wrong or missing, and what to write instead")


def _files(config: Path) -> list[Path]:
    """Return the files that have a schema, with paths that count from the configuration folder."""
    found = (file.relative_to(config) for file in sorted([*config.glob("*.yaml"), *config.glob("*/*.yaml")]))
    return [file for file in found if schemas.has_schema(file)]


def _entries(config: Path) -> list[Path]:
    return [file for file in _files(config) if file.parent.name in ENTRIES]


def _below(config: Path, file: Path) -> Path:
    """Return where a file lies in the configuration; one elsewhere cannot be mended."""
    folder = file.resolve().parent
    if folder.parent != config.resolve() or folder.name not in ENTRIES or file.suffix != ".yaml":
        raise click.UsageError(f"{file} is no entry. Name files of processors/ or developers/ in {_shown(config)}.")
    return Path(folder.name, file.name)


def _change(
    config: Path, files: Iterable[Path], change: Callable[[Path, str], str], done: str, *, only_ask: bool = False
) -> bool:
    """Put what `change` makes of each file in its place, and tell of each that is `done`; say whether any was."""
    any_changed, problems = False, list[Problem]()
    for file in files:
        try:
            before = read_text(config / file)
            after = change(file, before)
        except UnreadableFileError as error:
            problems += [replace(problem, file=config / file) for problem in error.problems]
            continue
        if after != before:
            if not only_ask:
                _write(config / file, after)
            click.echo(f"{_shown(config / file)} {done}.")
            any_changed = True
    if problems:
        raise InvalidDirectoryError(problems)
    return any_changed


def _write(file: Path, text: str) -> bool:
    """Write a file unless it says the same already; say whether it was written."""
    with _sentences(file):
        if file.exists() and file.read_bytes() == text.encode():
            return False
        with in_place_of(file) as beside:
            beside.write_bytes(text.encode())
    return True


@contextmanager
def _sentences(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _cannot_write(file, error) from None


def _cannot_write(file: Path, error: OSError) -> click.ClickException:
    return CouldNotRunError(f"{_shown(file)} cannot be written: {error.strerror or 'unknown reason'}.")


def _shown(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
