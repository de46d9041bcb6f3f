"""Suggests known names for what is being typed: by beginnings first, then with typing slips forgiven."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.directory.directory import KnownProduct
from bot.directory.processor import Processor
from bot.understanding.text import clean, words

# How well a name fits, best first; within one grade the order of the list decides.
_THE_NAME, _BEGINS, _A_WORD_BEGINS, _CONTAINS, _NEARLY = range(5)
_LONGEST_TYPED = 50  # characters that are looked at
_SHORTEST_TO_CONTAIN = 2
_LETTERS_A_SLIP = 4  # one slip is forgiven for as many letters typed


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`label` is for reading: the entry's name, with the former or other name that fitted."""

    id: str
    label: str


class Suggestions:
    """Knows every name of some entries. What was typed is not kept."""

    def __init__(self, entries: Iterable[Processor | KnownProduct], first: Iterable[str] = ()) -> None:
        """`first` are the ids that come first wherever others fit as well."""
        place = {name: index for index, name in enumerate(first)}
        ordered = sorted(entries, key=lambda entry: (place.get(entry.id, len(place)), entry.name.casefold()))
        self._names = [
            (entry, name, words(clean(name))) for entry in ordered for name in (entry.name, *entry.also_known_as)
        ]

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        return processor.id, processor.name, processor.also_known_as

    def fitting(self, typed: str, at_most: int) -> list[Suggestion]:
        """Return the entries that fit, each once, the best first; for an empty text the first ones of the list."""
        # Cut once more, because one sign may fold into many letters.
        said = "".join(words(clean(typed[:_LONGEST_TYPED])))[:_LONGEST_TYPED]
        best: dict[str, tuple[tuple[int, int], Suggestion]] = {}
        for entry, name, parts in self._names:
            grade = _grade(said, parts)
            if grade is not None and (entry.id not in best or grade < best[entry.id][0]):
                label = entry.name if name == entry.name or not said else f"{entry.name} ({name})"
                best[entry.id] = (grade, Suggestion(entry.id, label))
        return [suggestion for _, suggestion in sorted(best.values(), key=lambda found: found[0])[:at_most]]


def _grade(said: str, name: tuple[str, ...]) -> tuple[int, int] | None:
    """Return how well a name fits (a grade, then the slips); None where it does not."""
    whole = "".join(name)
    if said == whole:
        return _THE_NAME, 0
    if whole.startswith(said):
        return _BEGINS, 0
    if any(beginning.startswith(said) for beginning in _from_each_word(name)):
        return _A_WORD_BEGINS, 0
    if len(said) >= _SHORTEST_TO_CONTAIN and said in whole:
        return _CONTAINS, 0
    # A slip may have added or lost a letter, so beginnings of the name that are as much longer or shorter count too.
    forgiven = len(said) // _LETTERS_A_SLIP
    lengths = range(len(said) - forgiven, len(said) + forgiven + 1) if forgiven else ()
    slips = min((OSA.distance(said, whole[:length], score_cutoff=forgiven) for length in lengths), default=1)
    return (_NEARLY, slips) if slips <= forgiven else None


def _from_each_word(name: tuple[str, ...]) -> Iterator[str]:
    return ("".join(name[start:]) for start in range(1, len(name)))
