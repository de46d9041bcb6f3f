"""One YAML file, read strictly and safely into plain values; where each of them stands is found when it is asked for.

The values are built from the parser's events, in one pass: the parser's own composer recurses, so deep nesting could
end the process, and it resolves aliases, of which a few can stand for gigabytes.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml

from bot.directory.problems import AT_MOST, Problem, quoted
from bot.directory.textfile import UnreadableFileError, problem_at, read_text
from bot.directory.yamlslips import LOADER, blank_in, odd_blank, seen_at_once, slip

DEPTH_CAP = 16  # levels; the format itself has six
VALUES_CAP = 20_000  # in one file; the longest real one has a tenth of them

# Nobody sees these, and some of them change how the rest of a line is shown.
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_A_TEXT = re.compile("(?!id)[a-z]{2}|name|text|notes|for|described|means|counts_from|namesake")  # keys of texts
_DIRECTIVE = re.compile("^%", re.MULTILINE)

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_TAG = "tag:yaml.org,2002:"
_WORD = _TAG + "str"

Value = None | bool | int | float | str | tuple["Value", ...] | dict[str, "Value"]
Location = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """A file's content as plain values (sequences as tuples), and where each of them stands."""

    path: Path
    value: Value
    text: str

    def problem(self, location: Location, message: str, *, at_key: bool = False) -> Problem:
        """Return a problem at the value (or key) that `location` leads to, or at its nearest known parent."""
        return Problem(self.path, *self.place(location, at_key=at_key), message)

    def place(self, location: Location, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of what a problem there would be at."""
        mark = self._mark(location, at_key=at_key)
        return mark.line + 1, mark.column + 1

    def written(self, location: Location) -> str | None:
        """Return a scalar exactly as it was written, without quotes; None for anything else."""
        node: yaml.Node | None = self._root
        for step in location:
            _, node = _child(node, step)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    @cached_property
    def _root(self) -> yaml.Node:
        # Safe, since the text was read once already.
        return cast("yaml.Node", yaml.compose(self.text, Loader=LOADER))

    def _mark(self, location: Location, *, at_key: bool) -> yaml.Mark:
        key, node = None, self._root
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
    """Read one file. Raises as `parse` does, and where it cannot be opened."""
    return parse(path, read_text(path))


def parse(path: Path, text: str) -> Document:
    """Return what a file's text says.

    Raises:
        UnreadableFileError: it is no YAML, or uses what is not allowed here.
    """
    # The parser would count bytes and not signs here, and take minutes for many directives.
    if unseen := _UNSEEN.search(text):
        raise UnreadableFileError(problem_at(path, text, unseen.start(), _DELETE_IT))
    if directive := _DIRECTIVE.search(text):
        message = "a line that starts with % is not needed here; remove it"
        raise UnreadableFileError(problem_at(path, text, directive.start(), message))
    if seen := seen_at_once(text):
        raise UnreadableFileError(problem_at(path, text, *seen))
    reading = _Reading(path, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        raise UnreadableFileError(slip(path, text, error)) from None
    if reading.problems:
        raise UnreadableFileError(*reading.problems)
    if not reading.has_value:
        raise UnreadableFileError(Problem(path, 1, 1, "the file is empty; write the entry or delete the file"))
    return Document(path, reading.value, text)


_DELETE_IT = "a control character; delete it"


class _Mapping:
    """A mapping whose end has not come yet. `key` waits for its value; None: the next thing is a key."""

    def __init__(self) -> None:
        self.items: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        self.key: str | None = None
        self.takes_value = False

    def add(self, value: Value) -> None:
        if self.key is not None:
            self.items[self.key] = value
        self.key, self.takes_value = None, False


class _Reading:
    """Builds the value of one document from the parser's events, and notes what is not allowed."""

    def __init__(self, path: Path, text: str) -> None:
        self.problems: list[Problem] = []
        self.value: Value = None
        self.has_value = False
        self._path, self._text = path, text
        self._open: list[_Mapping | list[Value]] = []
        self._documents = 0
        self._values = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - the library's types do not say what an event has
        kind = type(event)
        self._count(event)
        if kind is yaml.ScalarEvent:
            self._refuse_marked(event)
            if self._wants_key():
                self._begin(event, event.value if not event.implicit[0] or _tag(event.value) == _WORD else None)
            else:
                self._refuse_cut(event)
                self._put(_scalar(event.value) if event.implicit[0] else event.value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_marked(event)
            if self._wants_key():
                self._note(event, "a key is a single word; write word: value")
            if len(self._open) == DEPTH_CAP:
                self._note(event, f"nested deeper than {DEPTH_CAP} levels; make it flat")
                raise UnreadableFileError(*self.problems)
            self._open.append(_Mapping() if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            ended = self._open.pop()
            self._put(ended.items if isinstance(ended, _Mapping) else tuple(ended))
        elif kind is yaml.AliasEvent:
            self._note(event, "an alias (*name) is not allowed; a text that starts with * needs quotes")
            self._put(None)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._note(event, "a second document starts here; one file holds one entry, remove the ---")

    def _count(self, event: Any) -> None:  # noqa: ANN401
        self._values += 1
        if self._values > VALUES_CAP:
            self._note(event, f"the file has more than {VALUES_CAP:,} values; an entry is a page at most")
            raise UnreadableFileError(*self.problems)

    def _wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], _Mapping) and not self._open[-1].takes_value

    def _begin(self, event: Any, key: str | None) -> None:  # noqa: ANN401
        """Take a mapping's key; one that is wrong keeps its value out."""
        mapping = self._open[-1]
        assert isinstance(mapping, _Mapping)  # noqa: S101 - a key is only wanted there
        mapping.takes_value = True
        blank = blank_in(event.value) if event.implicit[0] else None
        if blank is not None:
            self._note(event, odd_blank(event.value[blank]), blank)
        elif key is None:
            self._note(event, f'YAML does not read {quoted(event.value)} as a word; write "{quoted(event.value)}":')
        elif key in mapping.lines:
            self._note(event, f"{quoted(key)} stands already in line {mapping.lines[key]}; keep one of them")
        else:
            mapping.key, mapping.lines[key] = key, event.start_mark.line + 1

    def _put(self, value: Value) -> None:
        if not self._open:
            if not self.has_value:
                self.value, self.has_value = value, True
            return
        parent = self._open[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif parent.takes_value:
            parent.add(value)
        else:
            parent.takes_value = True  # it was no word, and stood in place of a key

    def _refuse_marked(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor:
            self._note(event, "an anchor (&name) is not allowed; write the value out where it is needed")
        elif event.tag:
            self._note(event, "a tag (!name) is not allowed; remove it")
        elif _UNSEEN.search(getattr(event, "value", "")):
            self._note(event, _DELETE_IT)

    def _refuse_cut(self, event: Any) -> None:  # noqa: ANN401
        """Refuse a text without quotes that is cut off by ` #`, or begins or ends with a blank that is none for YAML.

        A comment is told apart by standing behind more blanks than one.
        """
        if not (event.implicit[0] and event.value):
            return
        for at in (0, len(event.value) - 1):
            if event.value[at].isspace():
                self._note(event, odd_blank(event.value[at]), at)
                return
        if not self._text.startswith(" #", event.end_mark.index):
            return
        parent = self._open[-1] if self._open else None
        if isinstance(parent, _Mapping) and parent.key and _A_TEXT.fullmatch(parent.key):
            self._note(event, "the # cuts this text off; put the text in quotes, or two blanks more before a comment")

    def _note(self, event: Any, message: str, further: int = 0) -> None:  # noqa: ANN401
        mark = event.start_mark
        self.problems.append(Problem(self._path, mark.line + 1, mark.column + 1 + further, message))
        if len(self.problems) == AT_MOST:
            raise UnreadableFileError(*self.problems)


def _tag(text: str) -> str:
    """Return the tag that YAML gives a text without quotes."""
    for tag, form in _RESOLVERS.get(text[:1], ()):
        if form.match(text):
            return str(tag)
    return _WORD


def _scalar(text: str) -> Value:
    """Return what a text without quotes stands for."""
    match _tag(text).removeprefix(_TAG):
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
