"""Which language a buyer writes, told by its letters or by the words that only one language's phrases have."""

import re
from collections.abc import Iterable, Mapping

from bot.understanding.phrases import is_of_words
from bot.understanding.text import clean, words

_NEARLY = 0.7
_FEW_SIGNS = 10
# Kana stand before the signs that Japanese shares with Chinese.
_BY_LETTERS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)


class Languages:
    """Knows the words of the phrases, which buyers of each language use."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """`phrases` are those of each language."""
        self._speak: dict[str, list[str]] = {}  # the languages that have a word
        for language, lines in phrases.items():
            pieces = {piece for line in lines for piece in line.split()}
            whole = {piece for piece in pieces if is_of_words(piece) and not piece.endswith("*")}
            plain = {piece for piece in whole if piece.isascii() and piece.isalnum() and piece.islower()}
            for word in plain.union(*map(words, whole - plain)):
                self._speak.setdefault(word, []).append(language)
        self._all = tuple(phrases)

    def of(self, text: str) -> str | None:
        """Return the language with the most words of its own in a text; None where no one has more than the others."""
        told = self.among(text, nearly=1)
        return told[0] if len(told) == 1 else None

    def among(self, text: str, nearly: float = _NEARLY) -> tuple[str, ...]:
        """Return the language of a text, and those that have `nearly` as many of its words (a share)."""
        cleaned = clean(text)
        for language, letters in _BY_LETTERS:
            if language in self._all and letters.search(cleaned):
                # Without kana a few signs may be Japanese as well.
                may_be_both = language == "zh" and len(cleaned) <= _FEW_SIGNS and "ja" in self._all
                return (language, "ja") if may_be_both else (language,)
        counts: dict[str, float] = {}
        for word in words(cleaned):
            speak = self._speak.get(word, ())
            for language in speak:
                counts[language] = counts.get(language, 0) + 1 / len(speak)  # a shared word tells less
        most = max(counts.values(), default=0)
        return tuple(language for language, count in counts.items() if count >= most * nearly)
