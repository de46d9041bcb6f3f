"""`verified:`, the day on which a person opened the pages of an entry. Nothing else writes it."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bot.checks.ages import first_day
from bot.checks.check import processor_file
from bot.checks.entries import developer_file
from bot.directory import yamlfile
from bot.directory.directory import Directory
from bot.directory.models import Developer
from bot.directory.processor import Processor
from bot.directory.textfile import UnreadableFileError
from bot.directory.yamlfile import Value
from bot.maintain.to_open import to_open
from bot.maintain.writing import in_place_of

KEY = "verified"
_ABOVE = ("collected", "as_of")  # a new line goes below the first of them that is there


class CannotVerifyError(Exception):
    """The day is not written; the text is a sentence for the maintainer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A processor or developer with its file, counted from `config/`, and the addresses to open."""

    file: str
    record: Processor | Developer
    pages: tuple[str, ...]


def entry(directory: Directory, name: str) -> Entry:
    """Return what has this id. Where a processor and a developer share it, `developers/ID` tells them apart.

    Raises:
        CannotVerifyError: there is no such entry, or it has no page that could be opened.
    """
    found = [(file, record) for file, record in _all(directory) if name in {record.id, file.removesuffix(".yaml")}]
    if not found:
        raise CannotVerifyError(f"There is no processor and no developer with the id {name}.")
    if len(found) > 1:
        ways = " or ".join(file.removesuffix(".yaml") for file, _ in found)
        raise CannotVerifyError(f"A processor and a developer have this id; write {ways}.")
    file, record = found[0]
    pages = to_open(directory, record)
    if not pages:
        raise CannotVerifyError(f"{record.name} has no page that could be opened. Add a source with an address first.")
    return Entry(file, record, pages)


def refuse_day(record: Processor | Developer, day: date, today: date) -> None:
    """Refuse a day on which nobody can have compared the entry as it stands.

    Raises:
        CannotVerifyError: it has not come yet, or the newest source is younger.
    """
    if day > today:
        raise CannotVerifyError(f"{day} has not come yet. Write the day on which you opened the pages.")
    dates = (record.as_of, *(source.date for source in record.sources))
    newest = max((known for known in dates if known), key=first_day, default=None)
    if newest and day < first_day(newest):
        raise CannotVerifyError(f"The newest source is of {newest}, so nobody compared it on {day}. Write a later day.")


def with_day(text: str, day: date) -> str:
    """Return the text of an entry's file with `verified: <day>`, and all else as it was.

    Raises:
        CannotVerifyError: its keys do not stand in lines of their own.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise CannotVerifyError("The file is written in braces. Give each key a line of its own first.")
    values = {key.value: (key, value) for key, value in root.value}
    if KEY in values:
        _, value = values[KEY]
        start, end = value.start_mark.index, value.end_mark.index
        return f"{text[:start]}{' ' * (start == end)}{day}{text[end:]}"  # after a bare colon stands no space yet
    above, value = values[next(key for key in _ABOVE if key in values)]
    line = f"{' ' * above.start_mark.column}{KEY}: {day}"
    line_break = "\r\n" if "\r\n" in text else "\n"
    end = text.find("\n", value.end_mark.index) + 1
    return f"{text[:end]}{line}{line_break}{text[end:]}" if end else f"{text}{line_break}{line}"


def write(file: Path, day: date) -> None:
    """Set the one line in the file, read it again, and put the old text back unless only that line changed.

    Raises:
        CannotVerifyError: it did not work out; the file is as it was.
    """
    try:
        before, said = file.read_bytes(), _said(file)
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        _replace(file, mark + with_day(before.removeprefix(mark).decode(), day).encode())
        if _said(file) != {**said, KEY: str(day)}:
            _replace(file, before)
            raise CannotVerifyError(f"{file} is as it was: more than {KEY}: would have changed. Write it by hand.")
    except OSError as error:
        raise CannotVerifyError(f"{file} cannot be written ({error.strerror}).") from None


def _replace(file: Path, content: bytes) -> None:
    with in_place_of(file) as beside:
        beside.write_bytes(content)


def _said(file: Path) -> dict[str, Value]:
    """Return what a file says; nothing where it cannot be read."""
    try:
        value = yamlfile.read(file).value
    except UnreadableFileError:
        return {}
    return value if isinstance(value, dict) else {}


def _all(directory: Directory) -> Iterator[tuple[str, Processor | Developer]]:
    for processor in directory.processors.values():
        yield processor_file(processor.id), processor
    for developer in directory.developers.values():
        yield developer_file(developer.id), developer
