"""Which language a buyer writes, told by the words that only one language's phrases have."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.understanding.text import clean, words

_STEM = "*"


class Languages:
    """Knows the words of the phrases, which buyers of each language use."""

    def __init__(self, phrases: Iterable[Mapping[str, Iterable[str]]]) -> None:
        """`phrases` are groups of them by language."""
        of_language: dict[str, set[str]] = {}
        for group in phrases:
            for language, lines in group.items():
                known = of_language.setdefault(language, set())
                whole = (piece for line in lines for piece in line.split() if _STEM not in piece)
                known.update(word for piece in whole for word in words(piece))
        everywhere = Counter(word for known in of_language.values() for word in known)
        self._own = {
            language: {word for word in known if everywhere[word] == 1} for language, known in of_language.items()
        }

    def of(self, text: str) -> str | None:
        """Return the language with the most words of its own in a text; None where no one has more than the others."""
        said = words(clean(text))
        counts = Counter({language: sum(word in own for word in said) for language, own in self._own.items()})
        (first, most), *others = [*counts.most_common(2), (None, 0)]
        return first if most > others[0][1] else None
