"""Finds phrases in a text. See `config/phrases/`.

`...` stands for up to six words, a `*` ends a word stem, `0` is any number, and `0.0` a sum of money: a number with a
decimal point or a currency sign.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.understanding.slips import Slips
from bot.understanding.text import words

_GAP = 6  # words
_ELLIPSIS = "..."
_NUMBER, _SUM = "0", "0.0"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

Words = tuple[str, ...]


class Found(NamedTuple):
    """A phrase of some meaning, from word `start` of a sentence up to word `stop`."""

    start: int
    stop: int
    meaning: str


class _Node:
    """A place inside phrases: where each next word leads, and the meanings that are complete here."""

    __slots__ = ("gap", "meanings", "stems", "words")

    def __init__(self) -> None:
        # There are many of these, and few have more than one of the four.
        self.words: dict[str, _Node] | None = None
        self.stems: dict[int, dict[str, _Node]] | None = None  # by their length
        self.gap: _Node | None = None
        self.meanings: tuple[str, ...] = ()

    def leads_to(self, word: str) -> Iterator["_Node"]:
        if self.words:
            if node := self.words.get(word):
                yield node
            is_sum = not word.isalnum()
            if (is_sum or word.isdigit()) and (node := self.words.get(_NUMBER)):
                yield node
            if is_sum and (node := self.words.get(_SUM)):
                yield node
        for length, stems in self.stems.items() if self.stems else ():
            if node := stems.get(word[:length]):
                yield node

    def child(self, part: str) -> "_Node":
        if part == _ELLIPSIS:
            self.gap = self.gap or _Node()
            return self.gap
        if part.endswith("*"):
            self.stems = self.stems or {}
            own, key = self.stems.setdefault(len(part) - 1, {}), part[:-1]
        else:
            self.words = self.words or {}
            own, key = self.words, part
        if key not in own:
            own[key] = _Node()
        return own[key]


class PhraseBook:
    """Knows the phrases of all languages at once, since a buyer may use any."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """`phrases` are those of each meaning."""
        self._root = _Node()
        for meaning, lines in phrases.items():
            for parts in all_parts(lines):
                node = self._root
                for part in parts:
                    node = node.child(part)
                if meaning not in node.meanings:
                    node.meanings += (meaning,)

    def read(self, text: Words) -> list[Found]:
        """Return every phrase in a sentence's words."""
        found = []
        for start in range(len(text)):
            ends: dict[str, int] = {}
            for stop, meaning in _ends(self._root, text, start):
                ends[meaning] = max(stop, ends.get(meaning, 0))
            found += [Found(start, stop, meaning) for meaning, stop in ends.items()]
        return found


def slips_of(lines: Iterable[str]) -> Slips:
    """Return what mends the words of one language's phrases: a slip is no word of another language."""
    parts = {part for phrase in all_parts(lines) for part in phrase} - {_ELLIPSIS, _NUMBER, _SUM}
    stems = {part.removesuffix("*") for part in parts if part.endswith("*")}
    return Slips((part for part in parts if not part.endswith("*")), stems)


def all_parts(lines: Iterable[str]) -> Iterator[Words]:
    """Yield the parts of phrases, once more with ae, oe and ue for letters with dots."""
    for line in lines:
        for spelling in (line,) if line.isascii() else {line, line.translate(_UMLAUTS)}:
            yield tuple(_parts(spelling))


def _ends(node: _Node, text: Words, at: int) -> Iterator[tuple[int, str]]:
    for meaning in node.meanings:
        yield at, meaning
    if at >= len(text):
        return
    for following in node.leads_to(text[at]):
        yield from _ends(following, text, at + 1)
    if node.gap:
        for skipped in range(_GAP + 1):
            if at + skipped < len(text):
                for following in node.gap.leads_to(text[at + skipped]):
                    yield from _ends(following, text, at + skipped + 1)


def _parts(phrase: str) -> Iterator[str]:
    for piece in phrase.split():
        if piece in {_ELLIPSIS, _NUMBER, _SUM} or (piece.isascii() and piece.isalnum() and piece.islower()):
            yield piece
        else:
            *before, last = words(piece)
            yield from before
            yield f"{last}*" if piece.endswith("*") else last
