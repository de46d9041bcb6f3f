"""What went wrong: each cue in a text speaks for and against categories with the weights of `config/meanings.yaml`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.directory.models import NO_DISPUTE, Meanings
from bot.understanding.phrases import Found

_DENIED_AHEAD = 4  # words: "I am not asking for a full refund"; in Japanese, signs
_DENIED_BEHIND = 5  # words: "eine Rückerstattung will ich nicht"
_ASKED = 2.0  # whoever is asked what went wrong may answer with one word
_AN_ANSWER = 2.5  # what that word has to weigh
_NEARLY = 1.5  # a category whose weight is less than this behind the first one's is meant, too

# Cues that are no phrases: what stands in a text for everybody to see. Alone they answer nothing.
SEEN = frozenset({"question", "sum", "pasted-line"})


class Sentence(NamedTuple):
    """The cues of one sentence, and the places of the words with which its clauses begin."""

    cues: tuple[Found, ...]
    clauses: tuple[int, ...] = (0,)


class Weighed(NamedTuple):
    """`categories` stand the main one first; `names_nobody` says that companies are only talked about."""

    categories: tuple[str, ...]
    names_nobody: bool


class Categories:
    """Weighs what the cues of a text say. The weights are added up, and the heaviest category is the main one."""

    def __init__(self, meanings: Meanings) -> None:
        self._start = meanings.start
        self._weighs = {name: cue.weighs for name, cue in meanings.cues.items()}
        self._names_nobody = frozenset(meanings.names_nobody)

    def read(self, cues: frozenset[str], *, asked_what: bool = False) -> Weighed:
        """Weigh the cues. `asked_what` says that the text answers the question what went wrong."""
        if not cues - SEEN:
            return Weighed((), names_nobody=False)
        weights = dict(self._start)
        for cue in sorted(cues):  # a sum of fractions depends on their order, and a set has another one in each process
            for category, weight in self._weighs.get(cue, {}).items():
                weights[category] += weight
        none = weights.pop(NO_DISPUTE)
        ordered = sorted(weights, key=lambda category: -weights[category])
        if asked_what:
            none = max(none - _ASKED, _AN_ANSWER)
        least = max(none, weights[ordered[0]] - _NEARLY)
        categories = tuple(name for name in ordered if weights[name] > none and weights[name] >= least)
        return Weighed(categories, names_nobody=not categories and not cues.isdisjoint(self._names_nobody))


def cues_in(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the cues of a text, without what the buyer says not to want: "not asking for a refund"."""
    return frozenset(cue.meaning for sentence in sentences for cue in _wanted(sentence))


def _wanted(sentence: Sentence) -> Iterator[Found]:
    ahead = {(_clause(sentence, cue), cue.stop) for cue in sentence.cues if cue.meaning == "not-wanted"}
    behind = {(_clause(sentence, cue), cue.start) for cue in sentence.cues if cue.meaning == "not-wanted-behind"}
    for cue in sentence.cues:
        here = _clause(sentence, cue)
        denied = any((here, cue.start - between) in ahead for between in range(_DENIED_AHEAD))
        if not denied and not any((here, cue.stop + between) in behind for between in range(_DENIED_BEHIND)):
            yield cue


def _clause(sentence: Sentence, cue: Found) -> int:
    return bisect_right(sentence.clauses, cue.start)
