"""Slips of the keyboard: a letter left out, one too many, or two changed places."""

from collections.abc import Iterable, Iterator

_SHORTEST = 5  # letters; in a shorter word a slip makes another word


class Slips:
    """Mends a word that is one slip away from a known one. A wrong letter is not mended: "changed" is not "charged"."""

    def __init__(self, whole: Iterable[str], stems: Iterable[str] = (), shortest: int = _SHORTEST) -> None:
        """`whole` are words that are known as they stand, `stems` are beginnings of known words."""
        self._known = frozenset(whole)
        self._stems = frozenset(stems)
        self._stem_lengths = sorted({len(stem) for stem in self._stems})
        self._lengths = range(shortest, max(map(len, self._known), default=0) + 2)
        # Without one of its letters a known word leads back to itself; few of these keys are shared.
        self._by_shortened: dict[str, str | tuple[str, ...]] = {}
        for word in self._known:
            if len(word) >= shortest and not word.isdigit():
                for shortened in _shortened(word):
                    other = self._by_shortened.setdefault(shortened, word)
                    if other != word:
                        self._by_shortened[shortened] = (*_all(other), word)

    def mended(self, word: str) -> str:
        """Return the known word that was meant, or the word as it is where none was, or one of several."""
        meant = self.meant(word)
        return meant.pop() if len(meant) == 1 else word

    def meant(self, word: str) -> set[str]:
        """Return the known words that are a slip away from one that is not known."""
        if (
            len(word) not in self._lengths
            or word in self._known
            or any(word[:n] in self._stems for n in self._stem_lengths)
        ):
            return set()
        meant = {known for known in _all(self._by_shortened.get(word, ())) if is_a_slip(word, known)}
        for shortened in _shortened(word):
            if shortened in self._known and len(shortened) in self._lengths:
                meant.add(shortened)
            meant.update(known for known in _all(self._by_shortened.get(shortened, ())) if is_a_slip(word, known))
        return meant


def is_a_slip(typed: str, meant: str) -> bool:
    """Say whether one letter was left out or typed too many, or two neighbours changed places; never the first."""
    if typed[0] != meant[0]:
        return False
    if len(typed) == len(meant):
        differing = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        return len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(typed) == sorted(meant)  # noqa: PLR2004 - a pair
    shorter, longer = sorted((typed, meant), key=len)
    return len(longer) == len(shorter) + 1 and shorter in set(_shortened(longer))


def _all(known: str | tuple[str, ...]) -> tuple[str, ...]:
    return (known,) if isinstance(known, str) else known


def _shortened(word: str) -> Iterator[str]:
    """Yield the word without each of its letters but the first in turn."""
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))
