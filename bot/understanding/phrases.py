"""Phrases that buyers use, from `config/phrases.yaml`. `...` stands for up to six words, a `*` ends a word stem."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.understanding.text import words

_GAP = 6  # words
_ELLIPSIS = "..."
_STEM_KEY = 2  # letters by which stems are looked up; a stem has at least as many

Parts = tuple[str, ...]


class PhraseBook:
    """Finds phrases of several meanings in a text; all languages at once, since a buyer may use any."""

    def __init__(self, phrases: Mapping[Any, Mapping[str, Iterable[str]]]) -> None:
        self._order = {meaning: place for place, meaning in enumerate(phrases)}
        self._by_first_word: dict[str, list[tuple[str, Parts]]] = defaultdict(list)
        self._by_first_stem: dict[str, list[tuple[str, Parts]]] = defaultdict(list)
        for meaning, languages in phrases.items():
            for phrase in (phrase for lines in languages.values() for phrase in lines):
                parts = _parts(phrase)
                if parts[0].endswith("*"):
                    self._by_first_stem[parts[0][:_STEM_KEY]].append((meaning, parts))
                else:
                    self._by_first_word[parts[0]].append((meaning, parts))

    def read(self, text: tuple[str, ...]) -> tuple[str, ...]:
        """Return the meanings found: the longest phrase first, at equal length the meaning that is listed first."""
        weights: dict[str, int] = {}
        for start, word in enumerate(text):
            for meaning, parts in self._beginning_with(word):
                if _goes_on(parts, text, start):
                    weight = sum(part != _ELLIPSIS for part in parts)
                    weights[meaning] = max(weights.get(meaning, 0), weight)
        return tuple(sorted(weights, key=lambda meaning: (-weights[meaning], self._order[meaning])))

    def _beginning_with(self, word: str) -> Iterator[tuple[str, Parts]]:
        yield from self._by_first_word.get(word, ())
        yield from self._by_first_stem.get(word[:_STEM_KEY], ())


def _parts(phrase: str) -> Parts:
    parts: list[str] = []
    for piece in phrase.split():
        if piece == _ELLIPSIS:
            parts.append(piece)
        else:
            *before, last = words(piece)
            parts += [*before, f"{last}*" if piece.endswith("*") else last]
    return tuple(parts)


def _goes_on(parts: Parts, text: tuple[str, ...], at: int) -> bool:
    for index, part in enumerate(parts):
        if part == _ELLIPSIS:
            return any(_goes_on(parts[index + 1 :], text, at + skipped) for skipped in range(_GAP + 1))
        if at >= len(text) or not _fits(part, text[at]):
            return False
        at += 1
    return True


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
