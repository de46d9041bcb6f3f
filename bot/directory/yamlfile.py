"""One YAML file, read strictly and safely, with the position of everything in it.

Two passes: the first looks at the events only, because composing deeply nested or aliased text could exhaust the
process (the C composer recurses, an alias can stand for gigabytes); the second composes what the first let through.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.directory.problems import Problem
from bot.directory.textfile import UnreadableFileError, problem_at, read_text
from bot.directory.yamlslips import slip

DEPTH_CAP = 16  # levels; the format itself has six

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"

Value = None | bool | int | float | str | tuple["Value", ...] | dict[str, "Value"]
Location = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """A file's content as plain values (sequences as tuples), and where each of them stands."""

    path: Path
    value: Value
    root: yaml.Node

    def problem(self, location: Location, message: str, *, at_key: bool = False) -> Problem:
        """Return a problem at the value (or key) that `location` leads to, or at its nearest known parent."""
        mark = self._mark(location, at_key=at_key)
        return Problem(self.path, mark.line + 1, mark.column + 1, message)

    def written(self, location: Location) -> str | None:
        """Return a scalar exactly as it was written, without quotes; None for anything else."""
        node: yaml.Node | None = self.root
        for step in location:
            _, node = _child(node, step)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def _mark(self, location: Location, *, at_key: bool) -> yaml.Mark:
        key, node = None, self.root
        for step in location:
            next_key, child = _child(node, step)
            if child is None:
                break
            key, node = next_key, child
        return key.start_mark if at_key and key is not None else node.start_mark


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def read(path: Path) -> Document:
    """Read one file.

    Raises:
        UnreadableFileError: it cannot be opened, is no YAML, or uses what is not allowed here.
    """
    text = read_text(path)
    try:
        _allow(path, text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise UnreadableFileError(slip(path, text, error)) from None
    except yaml.reader.ReaderError as error:
        raise UnreadableFileError(problem_at(path, text, error.position, "a control character; delete it")) from None
    if root is None:
        raise UnreadableFileError(Problem(path, 1, 1, "the file is empty; write the entry or delete the file"))
    problems: list[Problem] = []
    value = _construct(path, root, problems)
    if problems:
        raise UnreadableFileError(*problems)
    return Document(path, value, root)


def _allow(path: Path, text: str) -> None:
    """Look at the events alone and refuse what could hurt or confuse: depth, aliases, tags, several documents."""
    problems, depth, documents = [], 0, 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEPTH_CAP:
            raise UnreadableFileError(_at(path, event, f"nested deeper than {DEPTH_CAP} levels; make it flat"))
        if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
            problems.append(_at(path, event, "a second document starts here; one file holds one entry, remove the ---"))
        elif isinstance(event, yaml.AliasEvent):
            problems.append(_at(path, event, "an alias (*name) is not allowed; a text that starts with * needs quotes"))
        elif getattr(event, "anchor", None):
            problems.append(
                _at(path, event, "an anchor (&name) is not allowed; write the value out where it is needed")
            )
        elif getattr(event, "tag", None):
            problems.append(_at(path, event, "a tag (!name) is not allowed; remove it"))
    if problems:
        raise UnreadableFileError(*problems)


def _at(path: Path, event: yaml.Event, message: str) -> Problem:
    mark = event.start_mark
    return Problem(path, mark.line + 1, mark.column + 1, message) if mark else Problem(path, 1, 1, message)


def _construct(path: Path, node: yaml.Node, problems: list[Problem]) -> Value:
    if isinstance(node, yaml.MappingNode):
        return dict(_items(path, node, problems))
    if isinstance(node, yaml.SequenceNode):
        return tuple(_construct(path, child, problems) for child in node.value)
    return _scalar(node)


def _items(path: Path, node: yaml.MappingNode, problems: list[Problem]) -> Iterator[tuple[str, Value]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(path, line, column, "a key is a single word; write word: value"))
        elif key.tag != _TAG + "str":
            problems.append(
                Problem(path, line, column, f'YAML does not read {key.value} as a word; write "{key.value}":')
            )
        elif key.value in seen:
            problems.append(
                Problem(
                    path,
                    line,
                    column,
                    f"{key.value} stands already in line {seen[key.value]}; keep one of them",
                )
            )
        else:
            seen[key.value] = line
            yield key.value, _construct(path, value, problems)


def _scalar(node: yaml.Node) -> Value:
    text = str(node.value)
    match node.tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return text.lower() in {"yes", "true", "on"}
        case "int" if re.fullmatch(r"0|[+-]?[1-9]\d{0,17}", text, re.ASCII):
            return int(text)
        case "float" if re.fullmatch(r"[+-]?(?:0|[1-9]\d{0,5})\.\d{1,6}", text, re.ASCII):
            return float(text)
        case "int" | "float":
            return math.nan  # a number in a form that no field takes: the field's own message follows
        case _:
            return text  # words, and dates: those are kept as they were written
