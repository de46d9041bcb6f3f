"""Mends what is mechanical in an entry's file: white space, the order of keys, how phone numbers are written.

Only whole lines are moved, and only phone numbers are written anew; everything else stays as its author wrote it. (A
YAML library that writes the file anew would lose such things as `null` and the width of lines.)
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import cast

import yaml

from bot.directory import yamlfile
from bot.directory.models import Developer
from bot.directory.processor import Processor
from bot.directory.records import Record, record_in
from bot.directory.textfile import UnreadableFileError
from bot.maintain.described import keys
from bot.maintain.phones import in_full
from bot.maintain.schema import with_first_line

MENDED: Mapping[str, type[Record]] = {"processors": Processor, "developers": Developer}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def mended(file: PurePath, text: str) -> str:
    """Return the text of an entry's file, mended. `file` counts from the configuration folder.

    It says the same as before, phone numbers apart: those get the form that the file needs. Lines end as before.

    Raises:
        UnreadableFileError: the text is no YAML that the bot can read.
    """
    path, model = Path(file), MENDED[file.parent.name]
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    said = yamlfile.parse(path, text).value
    steps: Sequence[Callable[[str], str]] = (
        lambda text: with_first_line(file, text),
        _without_trailing_blanks,
        _without_tabs,
        lambda text: text.rstrip("\n") + "\n",
        lambda text: _in_order(text, model),
    )
    for step in steps:
        after = step(text)
        if after != text and _says(path, after, said):
            text = after
    text = _with_full_numbers(text) if model is Processor else text
    return text.replace("\n", line_end)


def _says(path: Path, text: str, said: yamlfile.Value) -> bool:
    try:
        return yamlfile.parse(path, text).value == said
    except UnreadableFileError:
        return False


def _without_trailing_blanks(text: str) -> str:
    lines = text.splitlines(keepends=True)
    within = {line for first, end in _texts_in_lines(_compose(text)) for line in range(first, end)}
    return "".join(line if at in within else re.sub(r"[ \t]+$", "", line) for at, line in enumerate(lines))


def _texts_in_lines(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Yield the first line and the line behind the last one of each text that has several; blanks may count there."""
    if isinstance(node, yaml.CollectionNode):
        for item in node.value:
            for part in item if isinstance(item, tuple) else (item,):
                yield from _texts_in_lines(part)
    elif node.end_mark.line > node.start_mark.line:
        yield node.start_mark.line, _end(node)


def _without_tabs(text: str) -> str:
    return text.replace("\t", "  ")


def _in_order(text: str, model: type[Record]) -> str:
    lines = text.splitlines(keepends=True)
    root = _compose(text)
    _sort(lines, root, model, _end(root))
    return "".join(lines)


def _sort(lines: list[str], node: yaml.Node, model: type[Record], end: int) -> None:
    """Put the lines of a mapping, which end before line `end`, into the order of the model's keys.

    A key takes the comments right above it along; what stands above the first key stays there.
    """
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return
    types = dict(keys(model))
    for key, value in node.value:
        if record := record_in(types.get(key.value)):
            for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                _sort(lines, item, record, _end(item))
    column = node.value[0][0].start_mark.column
    starts = list(_starts(lines, node, column))
    before = lines[starts[0]][:column]  # blanks, or the hyphen of a list
    lines[starts[0]] = " " * column + lines[starts[0]][column:]
    blocks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    places = _places([key.value for key, _ in node.value], list(types))
    lines[starts[0] : end] = [line for _, block in sorted(zip(places, blocks, strict=True)) for line in block]
    lines[starts[0]] = before + lines[starts[0]][column:]


def _starts(lines: Sequence[str], node: yaml.MappingNode, column: int) -> Iterator[int]:
    """Yield the line in which each key's block begins: its own, or that of the first comment right above it."""
    above = None
    for key, value in node.value:
        start = key.start_mark.line
        while above is not None and start > above and _belongs_below(lines[start - 1], column):
            start -= 1
        yield start
        above = _end(value)


def _belongs_below(line: str, column: int) -> bool:
    return not line.strip() or (line.lstrip(" ").startswith("#") and line.index("#") == column)


def _places(written: Sequence[str], known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each key belongs; one that the model does not know stays behind the key before it."""
    place = -1
    for number, key in enumerate(written):
        place = known.index(key) if key in known else place
        yield place, number


def _end(node: yaml.Node) -> int:
    """Return the line behind a node's last one. (The parser lets a block end only where the next key begins.)"""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    mark = node.end_mark
    return mark.line + 1 if mark.column else mark.line


def _with_full_numbers(text: str) -> str:
    lines = text.splitlines(keepends=True)
    root = _compose(text)
    countries = {_text(_child(seller, "country")) for seller in _items(_child(root, "legal_seller"))}
    country = countries.pop() if len(countries) == 1 else None
    for phone in reversed(list(_items(_child(_child(root, "contact"), "phone")))):  # so that no place moves too early
        number, scope = _child(phone, "number"), _child(phone, "for")
        written, named = _text(number), _text(_child(scope, "en") or scope)
        full = in_full(written, named, country) if written and (named or not scope) else None
        if isinstance(number, yaml.ScalarNode) and full and (full != written or not number.style):
            line, start, end = number.start_mark.line, number.start_mark.column, number.end_mark.column
            lines[line] = f'{lines[line][:start]}"{full}"{lines[line][end:]}'
    return "".join(lines)


def _text(node: yaml.Node | None) -> str | None:
    """Return what a scalar in one line says, None for anything else."""
    in_one_line = isinstance(node, yaml.ScalarNode) and node.start_mark.line == node.end_mark.line
    return node.value if node and in_one_line else None


def _items(node: yaml.Node | None) -> Iterator[yaml.Node]:
    yield from node.value if isinstance(node, yaml.SequenceNode) else ()


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for written, value in pairs if written.value == key), None)


def _compose(text: str) -> yaml.Node:
    return cast("yaml.Node", yaml.compose(text, _Loader))
