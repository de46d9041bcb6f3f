"""Phrases that buyers use, from `config/phrases.yaml`. `...` stands for up to six words, a `*` ends a word stem."""

from collections.abc import Iterable, Mapping

from bot.understanding.text import words

_GAP = 6  # words
_ELLIPSIS = "..."


class PhraseBook:
    """Finds phrases of several meanings in a text; all languages at once, since a buyer may use any."""

    def __init__(self, phrases: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._phrases = [
            (meaning, _parts(phrase))
            for meaning, languages in phrases.items()
            for lines in languages.values()
            for phrase in lines
        ]

    def read(self, text: tuple[str, ...]) -> tuple[str, ...]:
        """Return the meanings found, the one with the most words of evidence first."""
        weights: dict[str, int] = {}
        for meaning, parts in self._phrases:
            if _stands_in(parts, text):
                weights[meaning] = max(weights.get(meaning, 0), sum(part != _ELLIPSIS for part in parts))
        return tuple(sorted(weights, key=lambda meaning: -weights[meaning]))


def _parts(phrase: str) -> tuple[str, ...]:
    parts: list[str] = []
    for piece in phrase.split():
        if piece == _ELLIPSIS:
            parts.append(piece)
        else:
            stem = "*" if piece.endswith("*") else ""
            split = words(piece)
            parts += [*split[:-1], split[-1] + stem] if split else []
    return tuple(parts)


def _stands_in(parts: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Walk over the text once, holding the places where the phrase could go on: bounded, nothing can backtrack."""
    going_on: dict[int, int] = {}  # index of the awaited part -> words of a gap still allowed
    for word in text:
        following = {0: 0} | {}
        advanced: dict[int, int] = {}
        for index, gap in {**going_on, **following}.items():
            if _fits(parts[index], word):
                if index + 1 == len(parts):
                    return True
                skipped = parts[index + 1] == _ELLIPSIS
                place = index + 2 if skipped else index + 1
                advanced[place] = max(advanced.get(place, 0), _GAP if skipped else 0)
            if gap > 0:
                advanced[index] = max(advanced.get(index, 0), gap - 1)
        going_on = advanced
    return False


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
