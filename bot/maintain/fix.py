"""Mends what is mechanical in an entry's file: white space, the order of keys, how phone numbers are written.

ruamel.yaml writes the file anew and keeps its comments. It counts a comment as a part of what stands before it, though;
so that one above a key goes along with the key, keys change places as whole lines.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from bot.directory import yamlfile
from bot.directory.records import Record, record_in
from bot.directory.textfile import SIZE_CAP
from bot.maintain.described import ENTRIES, keys
from bot.maintain.phones import in_full
from bot.maintain.schema import with_first_line

_ROUNDS = 3  # no text has needed more; a comment behind a hyphen takes two
_MARK = "\ufdd0"  # which Unicode leaves to programs, so no text has it


class _Part(NamedTuple):
    """A key of a mapping, an item of a list, or the end of either: its line, and the first of the comments above it."""

    start: int
    line: int
    key: Any


def mended(file: PurePath, text: str) -> str:
    """Return the text of an entry's file, mended. `file` counts from the configuration folder.

    It says the same as before, phone numbers apart: those get the form that the file needs. Lines end as before.

    Raises:
        UnreadableFileError: the text is no YAML that the bot can read.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    said = _said(file, text)
    steps = (
        lambda text: text.replace("\t", " "),  # ruamel.yaml reads no tabs
        lambda text: re.sub(r" +$|^(---|\.\.\.) *\n?", "", text, flags=re.MULTILINE),
        _written_anew,
        lambda text: _in_order(text, ENTRIES[file.parent.name]),
        lambda text: text.rstrip("\n") + "\n",
        lambda text: with_first_line(file, text),
    )
    for _ in range(_ROUNDS):
        before = text
        for step in steps:
            with suppress(Exception):  # ruamel.yaml can raise anything; such a step is left out
                after = step(text)
                text = after if _said(file, after) == said else text
        if text == before:
            break
    return text.replace("\n", line_end)


def _said(file: PurePath, text: str) -> object:
    """Return what no step may change: the values, phone numbers apart, and how many comments follow the first line."""
    value = yamlfile.parse(Path(file), text).value
    for phone in _records(value, "contact", "phone"):
        phone.pop("number", None)
    return value, with_first_line(file, text).count("#")


class _AsWritten(VersionedResolver):
    """Takes no text for a number, a date or a yes, so that each is written again as it was."""

    versioned_resolver = {"": [("tag:yaml.org,2002:null", re.compile("$"))]}  # noqa: RUF012 - a property there


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _AsWritten
    yaml.preserve_quotes = True
    yaml.width = SIZE_CAP  # no line is broken
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written_anew(text: str) -> str:
    """Return the text as ruamel.yaml writes it, but each comment in the column of its block: it would not move them."""
    lines = text.splitlines(keepends=True)
    for parts, _, column in _blocks(lines, _yaml().load(text), None, range(len(lines))):
        for part in parts:
            for at in range(part.start, part.line):
                lines[at] = lines[at].replace("#", "#" + _MARK * (column + 1), 1)
    entry, written = _yaml().load("".join(lines)), io.StringIO()
    _write_numbers_in_full(entry)
    _yaml().dump(entry, written)
    alone = re.compile(f"^ *#({_MARK}*){_MARK}", re.MULTILINE)
    return alone.sub(lambda found: " " * len(found[1]) + "#", written.getvalue()).replace(_MARK, "")


def _in_order(text: str, model: type[Record]) -> str:
    lines = text.splitlines(keepends=True)
    for parts, order, _ in _blocks(lines, _yaml().load(text), model, range(len(lines))):
        parts[0] = parts[0]._replace(start=parts[0].line)  # what stands above the first key stays there
        if known := [part for part in parts if part.key in order]:  # others stay behind the key before them
            _sort(lines, [*known, parts[-1]], order)
    return "".join(lines)


def _sort(lines: list[str], parts: Sequence[_Part], order: Sequence[str]) -> None:
    """Sort the lines of a mapping's keys. The last part is their end; comments come to stand above a hyphen."""
    top, end = parts[0].start, parts[-1].start
    hyphen = lines[top].removesuffix(lines[top].lstrip(" -"))  # of a list, or blanks alone
    lines[top] = " " * len(hyphen) + lines[top].removeprefix(hyphen)
    (_, comments, first), *others = sorted(
        (order.index(part.key), part.line - part.start, lines[part.start : after.start])
        for part, after in pairwise(parts)
    )
    first[:comments] = [line.removeprefix(" " * len(hyphen.lstrip())) for line in first[:comments]]
    first[comments] = hyphen + first[comments].removeprefix(" " * len(hyphen))
    lines[top:end] = chain(first, *(block for _, _, block in others))


def _blocks(
    lines: Sequence[str], node: object, model: type[Record] | None, within: range, *, column: int = 0
) -> Iterator[tuple[list[_Part], list[str], int]]:
    """Yield the parts of each block of lines in a node, inner blocks first. `within` are the lines that can be its own.

    With them come the order that `model` has for its keys, and the column in which ruamel.yaml writes the block.
    """
    if not isinstance(node, CommentedMap | CommentedSeq) or node.fa.flow_style() or not node:
        return
    types = dict(keys(model)) if model and isinstance(node, CommentedMap) else {}
    parts = list[_Part]()
    for key, (line, *_) in node.lc.data.items():
        above = range(_above(lines, line, node.lc.col) if parts else within.start, line)
        parts.append(_Part(next((at for at in above if lines[at] != "\n"), line), line, key))
    parts.append(_Part(_above(lines, within.stop, node.lc.col), within.stop, None))
    for part, after in pairwise(parts):
        held = record_in(types.get(part.key)) if isinstance(node, CommentedMap) else model
        yield from _blocks(lines, node[part.key], held, range(part.line + 1, after.start), column=column + 2)
    yield parts, list(types), column


def _above(lines: Sequence[str], line: int, column: int) -> int:
    """Return the first of the comments and empty lines right above a line. Deeper comments belong to what is above."""
    while line and re.match(rf" {{,{column}}}#|\n", lines[line - 1]):
        line -= 1
    return line


def _write_numbers_in_full(entry: object) -> None:
    countries = {str(seller.get("country")) for seller in _records(entry, "legal_seller")}
    country = countries.pop() if len(countries) == 1 else None
    for phone in _records(entry, "contact", "phone"):
        number, scope = phone.get("number"), phone.get("for")
        named = scope.get("en", scope) if isinstance(scope, dict) else scope
        if isinstance(number, str) and isinstance(named, str | None) and (full := in_full(number, named, country)):
            phone["number"] = DoubleQuotedScalarString(full)


def _records(value: object, *path: str) -> list[dict[str, Any]]:
    """Return the records in the list to which these keys lead; none where something else stands there."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list | tuple) else []
