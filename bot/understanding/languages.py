"""Which language a buyer writes, told by its letters or by the words that only one language's phrases have."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.understanding.text import clean, words

_STEM = "*"
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
        of_language = {
            language: {word for line in lines for piece in line.split() if _STEM not in piece for word in words(piece)}
            for language, lines in phrases.items()
        }
        everywhere = Counter(word for known in of_language.values() for word in known)
        self._own = {
            language: {word for word in known if everywhere[word] == 1} for language, known in of_language.items()
        }

    def of(self, text: str) -> str | None:
        """Return the language with the most words of its own in a text; None where no one has more than the others."""
        cleaned = clean(text)
        for language, letters in _BY_LETTERS:
            if letters.search(cleaned):
                return language
        said = words(cleaned)
        counts = Counter({language: sum(word in own for word in said) for language, own in self._own.items()})
        (first, most), *others = [*counts.most_common(2), (None, 0)]
        return first if most > others[0][1] else None
