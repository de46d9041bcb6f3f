"""What went wrong, from the cues in a text and the rules of `config/meanings.yaml`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.directory.models import CueRule, Meanings
from bot.understanding.phrases import Found

_DENIED_AHEAD = 4  # words: "I am not asking for a full refund"
_DENIED_BEHIND = 4  # words: "eine Rückerstattung will ich nicht"
_EACH_FURTHER_RULE = 1


class Sentence(NamedTuple):
    """The cues of one sentence, and the words with which its clauses begin."""

    cues: tuple[Found, ...]
    clauses: tuple[int, ...]


class Categories:
    """Weighs the rules against the cues of a text."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._order = {category: place for place, category in enumerate(meanings.categories)}

    def read(self, sentences: Iterable[Sentence]) -> tuple[str, ...]:
        """Return what is found, the main thing first; of two that weigh the same, what is said first."""
        said = [_without_denied(sentence) for sentence in sentences]
        everywhere = {cue.meaning for sentence in said for cue in sentence.cues}
        against = max((rule.weight for rule in self._meanings.no_dispute if _first(rule, said, everywhere) is not None), default=0)
        weighed = []
        for category, rules in self._meanings.categories.items():
            fitting = [(rule.weight, first) for rule in rules if (first := _first(rule, said, everywhere)) is not None]
            if not fitting:
                continue
            weight = max(weight for weight, _ in fitting) + _EACH_FURTHER_RULE * (len(fitting) - 1) - against
            if weight >= self._meanings.decides_from:
                weighed.append((-weight, min(first for _, first in fitting), self._order[category], category))
        return tuple(category for *_, category in sorted(weighed))


def _first(rule: CueRule, said: list[Sentence], everywhere: set[str]) -> tuple[int, int] | None:
    """Return where a rule's cues stand together first: sentence and word; None where they do not."""
    if not everywhere.issuperset(rule.cues) or not everywhere.issuperset(rule.also) or everywhere.intersection(rule.unless):
        return None
    for number, sentence in enumerate(said):
        for group in _groups(sentence, rule):
            first: Mapping[str, int] = {cue.meaning: cue.start for cue in reversed(group) if cue.meaning in rule.cues}
            if len(first) == len(set(rule.cues)):
                return number, min(first.values())
    return None


def _groups(sentence: Sentence, rule: CueRule) -> Iterator[tuple[Found, ...]]:
    if rule.within == "sentence":
        yield sentence.cues
        return
    breaks = (*sentence.clauses, float("inf"))
    for start, stop in zip(breaks, breaks[1:], strict=False):
        yield tuple(cue for cue in sentence.cues if start <= cue.start < stop)


def _without_denied(sentence: Sentence) -> Sentence:
    """Leave out what the buyer says not to want: "not asking for a refund"; break the sentence where a clause begins."""
    ahead = [cue.stop for cue in sentence.cues if cue.meaning == "not-wanted"]
    behind = [cue.start for cue in sentence.cues if cue.meaning == "not-wanted-behind"]
    denied = lambda cue: any(0 <= cue.start - stop < _DENIED_AHEAD for stop in ahead) or any(0 <= start - cue.stop < _DENIED_BEHIND for start in behind)
    kept = tuple(cue for cue in sentence.cues if not denied(cue))
    begins = {cue.start for cue in sentence.cues if cue.meaning == "clause-begins"}
    return Sentence(kept, tuple(sorted({*sentence.clauses, *begins})))
