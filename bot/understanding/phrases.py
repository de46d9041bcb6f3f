"""Finds phrases in a text. See `config/phrases/`.

`<name>` stands for any entry of a group, `...` for up to six words, `..` for up to two of the same clause, a `*` ends a
word stem, `0` is any number, and `0.0` a sum of money: a number with a decimal point or a currency sign.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.understanding.slips import Slips
from bot.understanding.text import words

_SHORT = 2  # words of one clause
_GAPS = {"...": 6, "..": _SHORT}
_GROUP = "<"
_NUMBER, _SUM = "0", "0.0"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

Words = tuple[str, ...]


class Found(NamedTuple):
    """A phrase of some meaning, from word `start` of a sentence up to word `stop`."""

    start: int
    stop: int
    meaning: str


class _Node:
    """A place inside phrases: where each next word or group leads, and the meanings that are complete here."""

    __slots__ = ("gaps", "groups", "meanings", "stems", "words")

    def __init__(self) -> None:
        # There are many of these, and few have more than one of the five.
        self.words: dict[str, _Node] | None = None
        self.stems: dict[int, dict[str, _Node]] | None = None  # by their length
        self.groups: dict[str, _Node] | None = None
        self.gaps: dict[int, _Node] | None = None  # by how many words they may stand for
        self.meanings: tuple[str, ...] = ()

    def leads_to(self, said: "_Said", at: int) -> Iterator[tuple["_Node", int]]:
        """Yield the places that the word at a place leads to, and where the next word stands then."""
        word = said.text[at]
        if self.words:
            if node := self.words.get(word):
                yield node, at + 1
            is_sum = not word.isalnum()
            if (is_sum or word.isdigit()) and (node := self.words.get(_NUMBER)):
                yield node, at + 1
            if is_sum and (node := self.words.get(_SUM)):
                yield node, at + 1
        for length, stems in self.stems.items() if self.stems else ():
            if node := stems.get(word[:length]):
                yield node, at + 1
        if self.groups and said.groups:
            for stop, group in said.groups[at]:
                if node := self.groups.get(group):
                    yield node, stop

    def child(self, part: str) -> "_Node":
        if part in _GAPS:
            self.gaps = self.gaps or {}
            return self.gaps.setdefault(_GAPS[part], _Node())
        if part.startswith(_GROUP):
            self.groups = self.groups or {}
            return self.groups.setdefault(part, _Node())
        if part.endswith("*"):
            self.stems = self.stems or {}
            return self.stems.setdefault(len(part) - 1, {}).setdefault(part[:-1], _Node())
        self.words = self.words or {}
        return self.words.setdefault(part, _Node())


class _Said(NamedTuple):
    """The words of a sentence, and the places of the words with which its clauses begin.

    `groups` are for each place those that have an entry there: where it stops, and the group's name.
    """

    text: Words
    clauses: Container[int] = ()
    groups: Sequence[Sequence[tuple[int, str]]] = ()


class PhraseBook:
    """Knows the phrases of one language."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], groups: Mapping[str, Iterable[str]] | None = None) -> None:
        """`phrases` are those of each meaning, `groups` the entries that `<name>` stands for."""
        self._root = _tree(phrases)
        self._groups = _tree({f"<{name}>": lines for name, lines in groups.items()}) if groups else None

    def read(self, text: Words, clauses: Container[int] = ()) -> list[Found]:
        """Return every phrase in a sentence's words."""
        said = _Said(text, clauses)
        if self._groups:
            said = said._replace(groups=[list(_ends(self._groups, said, start)) for start in range(len(text))])
        found = []
        for start in range(len(text)):
            ends: dict[str, int] = {}
            for stop, meaning in _ends(self._root, said, start):
                ends[meaning] = max(stop, ends.get(meaning, 0))
            found += [Found(start, stop, meaning) for meaning, stop in ends.items()]
        return found


def slips_of(lines: Iterable[str]) -> Slips:
    """Return what mends the words of one language's phrases: a slip is no word of another language."""
    parts = {part for phrase in all_parts(lines) for part in phrase if is_of_words(part)}
    stems = {part.removesuffix("*") for part in parts if part.endswith("*")}
    return Slips((part for part in parts if not part.endswith("*")), stems)


def all_parts(lines: Iterable[str]) -> Iterator[Words]:
    """Yield the parts of phrases, once more with ae, oe and ue for letters with dots."""
    for line in lines:
        for spelling in (line,) if line.isascii() else {line, line.translate(_UMLAUTS)}:
            yield tuple(_parts(spelling))


def _tree(phrases: Mapping[str, Iterable[str]]) -> _Node:
    root = _Node()
    for meaning, lines in phrases.items():
        for parts in all_parts(lines):
            node = root
            for part in parts:
                node = node.child(part)
            if meaning not in node.meanings:
                node.meanings += (meaning,)
    return root


def _ends(node: _Node, said: _Said, at: int) -> Iterator[tuple[int, str]]:
    for meaning in node.meanings:
        yield at, meaning
    if at >= len(said.text):
        return
    for following, behind in node.leads_to(said, at):
        yield from _ends(following, said, behind)
    for most, gap in node.gaps.items() if node.gaps else ():
        for start in range(at, min(at + most + 1, len(said.text))):
            if most == _SHORT and start > at and start in said.clauses:
                break
            for following, behind in gap.leads_to(said, start):
                yield from _ends(following, said, behind)


def _parts(phrase: str) -> Iterator[str]:
    for piece in phrase.split():
        if not is_of_words(piece) or (piece.isascii() and piece.isalnum() and piece.islower()):
            yield piece
        else:
            *before, last = words(piece)
            yield from before
            yield f"{last}*" if piece.endswith("*") else last


def is_of_words(piece: str) -> bool:
    """Say whether a piece of a phrase is a word or a stem, and does not only stand for some."""
    return not (piece in _GAPS or piece in {_NUMBER, _SUM} or piece.startswith(_GROUP))
