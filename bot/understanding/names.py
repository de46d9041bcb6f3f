"""Names of processors in what buyers write: aliases, former names, misspelt ones, and the words around them."""

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.directory.directory import KnownProduct
from bot.directory.models import AroundNames, Phrases
from bot.directory.processor import Processor
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.reading import Candidate, Confidence
from bot.understanding.slips import Slips
from bot.understanding.text import words

_LONGEST = 14  # words of a name; in Japanese every sign is one
_ENDING_BEHIND = 4  # letters of a name that an ending may follow
_LONGEST_ENDING = 4
_ENDS_CHANGE = ("", "a", "а")  # Klarna becomes Klarnę, кларна кларной
_SLIPS_FROM = 6  # letters of a name in which a slip is forgiven
_SLIPS_APART_FROM = 8  # the same for a name that is written in several words
_APART = 4  # words in which a mistyped name may be written
_A_SHORT_ANSWER = 2  # words beside the name: whoever answers "who took the money?" this briefly means the name
_LONG = 12  # letters of a name that is written apart and still no accident
_NAMED_BEFORE = 5  # words before a name that may deny it

# What may stand between a denial and the name: "not through the", "did not pay with".
_SMALL = {"took-part", "paying", "a-thing"}

Words = tuple[str, ...]


class Heard(NamedTuple):
    """What is known of a text beside its words.

    `asked`: it answers the question who took the money. `printed`: it stands in capitals, as on a statement, where
    nobody mistypes and a noun such as "purchase" is the bank's. `in_dispute` tells whether it speaks of something that
    went wrong, where an everyday word is more often a company; `languages` are those it may be written in.
    """

    asked: bool
    printed: bool
    in_dispute: Callable[[], bool]
    languages: Callable[[], tuple[str, ...]]


class _Name(NamedTuple):
    processor: str  # empty for the longer name of another thing
    shown: str
    spelled: Words
    everyday: bool


class Names:
    """Finds whole names only. What is also an everyday word needs words around it that speak of a payment."""

    def __init__(self, processors: Iterable[Processor], phrases: Mapping[str, Phrases]) -> None:
        self._names: dict[str, list[_Name]] = {}
        coined: list[str] = []
        self._everyday: set[str] = set()
        for processor in processors:
            everyday = {words(word) for word in processor.recognise.everyday_words}
            self._everyday.update("".join(word) for word in everyday)
            sellers = [seller.name for seller in processor.legal_seller if len(words(seller.name)) > 1]
            names = (processor.name, processor.id, *processor.also_known_as, *processor.recognise.spellings)
            for name in (*(name for name in names if "." not in name), *sellers):
                key = "".join(words(name))
                is_everyday = words(name) in everyday
                # A seller's name that two share, such as their owner's, tells less than a name of one's own.
                if name in sellers and key in self._names:
                    continue
                known = self._names.setdefault(key, [])
                if all((other.processor, other.spelled) != (processor.id, words(name)) for other in known):
                    known.append(_Name(processor.id, name, words(name), is_everyday))
                if not is_everyday and len(key) >= _SLIPS_FROM and name not in sellers:
                    coined.append(key)
            for other in processor.recognise.not_names:
                self._names["".join(words(other))] = [_Name("", other, words(other), everyday=False)]
        self._slips = Slips(coined, shortest=_SLIPS_FROM)
        self._around = {
            language: PhraseBook(_by_place(own.around_names), own.groups) for language, own in phrases.items()
        }
        self._endings = {
            language: frozenset(words(ending)[0] for ending in own.around_names.endings)
            for language, own in phrases.items()
        }

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        known = processor.recognise
        return (
            processor.id,
            processor.name,
            processor.also_known_as,
            processor.legal_seller,
            known.everyday_words,
            known.spellings,
            known.not_names,
        )

    def read(self, clauses: Iterable[Words], heard: Heard) -> Iterator[tuple[str, Candidate | None]]:
        """Yield the processors that the clauses of a sentence name, None in place of a candidate for a denied one."""
        for said in clauses:
            found = list(self._found(said, heard))
            words_around = _WordsAround(self._phrases_in(said, heard) if found else ())
            for start, stop, names in found:
                around = words_around.of(start, stop)
                written = said[start:stop]
                # Written like a plain word it is one, whatever other spellings the company has.
                everyday = any(name.everyday and name.spelled == written for name in names)
                for name in names:
                    if name.processor and around.denied:
                        yield name.processor, None
                    elif name.processor and (
                        confidence := _confidence(
                            name._replace(everyday=name.everyday or everyday), written, said, around, heard
                        )
                    ):
                        yield name.processor, Candidate(name.processor, confidence, "evidence-name", name.shown)

    def exactly(self, joined: str) -> Iterator[Candidate]:
        """Yield whose name some letters are, as they stand behind the star of a payment service."""
        names = self._names.get(joined, [])
        confidence: Confidence = "likely" if all(name.everyday for name in names) else "certain"
        for name in names:
            if name.processor:
                yield Candidate(name.processor, confidence, "evidence-name", name.shown)

    def _phrases_in(self, said: Words, heard: Heard) -> list[Found]:
        return [found for language in heard.languages() for found in self._around[language].read(said)]

    def _found(self, said: Words, heard: Heard) -> Iterator[tuple[int, int, list[_Name]]]:
        mistyped = not heard.printed or len(said) == 1
        endings = frozenset().union(*(self._endings[language] for language in heard.languages())) if mistyped else ()
        start = 0
        while start < len(said):
            stop, names = self._at(said, start)
            if not names and mistyped:
                stop, names = self._nearly(said, start, endings)
            if names:
                yield start, stop, names
            start = stop

    def _nearly(self, said: Words, start: int, endings: Container[str]) -> tuple[int, list[_Name]]:
        """Return the names that stand at a word but for an ending of the language, or for a slip of the keyboard."""
        word = said[start]
        for length in range(1, min(_LONGEST_ENDING, len(word) - _ENDING_BEHIND) + 1) if endings else ():
            if word[-length:] in endings:
                for last in _ENDS_CHANGE:
                    if names := self._names.get(word[:-length] + last):
                        return start + 1, [name._replace(spelled=(word,)) for name in names]
        joined = ""
        for stop in range(start + 1, min(len(said), start + _APART) + 1):
            joined += said[stop - 1]
            apart = stop > start + 1
            if apart and len(joined) < _SLIPS_APART_FROM:
                continue
            meant = self._slips.meant(joined) - (self._everyday if apart else set())
            names = [name for known in meant for name in self._names[known]]
            if names and len({name.processor for name in names}) == 1:
                # A misspelt name never equals any spelling, so it counts as one that needs words around it.
                return stop, [name._replace(spelled=()) for name in names]
        return start + 1, []

    def _at(self, said: Words, start: int) -> tuple[int, list[_Name]]:
        """Return the longest name that begins at a word; without one, the next word and nothing."""
        joined, found = "", (start + 1, list[_Name]())
        for stop in range(start + 1, min(len(said), start + _LONGEST) + 1):
            joined += said[stop - 1]
            names = self._names.get(joined, ())
            # "son y" is not Sony: a short name is written apart only where it is spelled so.
            if stop > start + 1 and len(joined) < _SLIPS_FROM and joined.isascii():
                names = [name for name in names if name.spelled == said[start:stop]]
            if names:
                found = stop, list(names)
        return found


def _confidence(name: _Name, written: Words, said: Words, around: "_Around", heard: Heard) -> Confidence | None:
    """Say how sure it is that a name means the company."""
    beside = len(said) - len(written)
    if beside == 0 or (heard.asked and beside <= _A_SHORT_ANSWER):
        return "certain"
    if name.spelled == written and not name.everyday:
        return "certain"
    if heard.printed:
        return "likely" if around.pays and heard.in_dispute() else None
    # An everyday word beside a payment may be what was bought: "humble people paid for it".
    if around.company or (around.pays and (around.took_part or not name.everyday)):
        return "certain" if around.took_part and name.spelled else "likely"
    if around.is_thing:
        return None
    # Mistyped or written apart a name is still a name, where it is long or stands as the means of something.
    telling = not name.spelled or around.took_part or len("".join(written)) >= _LONG
    coined = not name.everyday or len(name.spelled) > 1
    return "likely" if (telling and coined) or heard.in_dispute() else None


class _Around(NamedTuple):
    """What the words around a name say of it."""

    took_part: bool
    company: bool
    is_thing: bool
    pays: bool
    denied: bool


class _WordsAround:
    """The words of a clause that may say something of a name in it, by where they stand."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._ending: dict[int, list[Found]] = defaultdict(list)
        self._beginning: dict[int, list[Found]] = defaultdict(list)
        for phrase in found:
            self._ending[phrase.stop].append(phrase)
            self._beginning[phrase.start].append(phrase)
        paying = [phrase for phrases in self._ending.values() for phrase in phrases if phrase.meaning == "paying"]
        self._first_paid = min((phrase.stop for phrase in paying), default=math.inf)
        self._last_pays = max((phrase.start for phrase in paying), default=-1)

    def of(self, start: int, stop: int) -> _Around:
        """Return what is said of the name from word `start` up to word `stop`; what overlaps it says nothing."""
        before = {phrase.meaning for phrase in self._ending.get(start, ())}
        behind = {phrase.meaning for phrase in self._beginning.get(stop, ())}
        is_thing = "a-thing" in before
        return _Around(
            took_part="took-part" in before,
            company="of-a-company" in before | behind,
            is_thing=is_thing,
            pays=not is_thing and (self._first_paid <= start or self._last_pays >= stop),
            denied="denied-behind" in behind or self._denied(start),
        )

    def _denied(self, start: int) -> bool:
        """Say whether a word before the name denies it, with nothing but small words and a verb of paying between."""
        at = start
        for _ in range(_NAMED_BEFORE):
            before = self._ending.get(at, ())
            if any(phrase.meaning == "denied" for phrase in before):
                return True
            reached = [phrase.start for phrase in before if phrase.meaning in _SMALL]
            if not reached:
                return False
            at = min(reached)
        return False


def _by_place(own: AroundNames) -> Mapping[str, Iterable[str]]:
    return {
        "took-part": own.took_part,
        "a-thing": own.a_thing,
        "of-a-company": own.of_a_company,
        "paying": own.paying,
        "denied": own.denied,
        "denied-behind": own.denied_behind,
    }


def product_names(products: Iterable[KnownProduct]) -> dict[str, str]:
    """Return the products' names, written together, with the ids that they stand for."""
    return {"".join(words(name)): product.id for product in products for name in (product.name, *product.also_known_as)}


def found_in(text: Words, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, stop and meaning of every name, the longest first at each place, none inside another."""
    start = 0
    while start < len(text):
        for stop in range(min(len(text), start + _LONGEST), start, -1):
            meaning = names.get("".join(text[start:stop]))
            if meaning is not None:
                yield start, stop, meaning
                start = stop - 1
                break
        start += 1
