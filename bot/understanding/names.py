"""Names of processors and products, written together or apart, in any case."""

from collections.abc import Iterable, Iterator, Mapping

from bot.directory.directory import KnownProduct
from bot.directory.processor import Processor
from bot.understanding.reading import Candidate
from bot.understanding.text import words

_LONGEST = 5  # words of a name
_A_SHORT_ANSWER = 4  # words: whoever answers "who took the money?" this briefly means the name
_NOBODY = ""
# Small words before a name that say it took part in the payment, and those that make it an everyday thing.
_TOOK_PART = frozenset({"by", "via", "through", "from", "with", "at", "using", "on", "in", "was", "it", "is"})
_TOOK_PART |= {"bei", "über", "von", "durch", "mit", "per", "im", "war", "es", "ist"}
_A_THING = frozenset({"the", "a", "an", "my", "this"})
_A_THING |= {"der", "die", "das", "den", "dem", "ein", "eine", "einen", "mein", "meine"}
# Words behind a name: those that make it a company ("my steam account"), and those that begin something else.
_OF_A_COMPANY = frozenset({"account", "order", "purchase", "charge", "charged", "payment", "receipt", "store"})
_OF_A_COMPANY |= {"konto", "bestellung", "abbuchung", "zahlung", "beleg"}
_GOES_ON = frozenset(
    {"", "and", "but", "for", "the", "my", "i", "on", "in", "at", "years", "yesterday", "last", "twice"}
)
_GOES_ON |= {"und", "aber", "für", "der", "die", "das", "ich", "am", "vor", "gestern", "doppelt"}
_NOT = frozenset({"not", "no", "never", "didnt", "wasnt", "isnt", "dont", "nicht", "kein", "keine", "nie"})
_PAYING = frozenset(
    {"buy", "bought", "pay", "paid", "use", "used", "order", "ordered", "gekauft", "bezahlt", "benutzt"}
)


class Names:
    """Finds whole names only. A name that is also an everyday word needs words around it that fit."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._names: dict[str, str] = {}
        self._everyday: set[tuple[str, ...]] = set()
        self._spelled: set[tuple[str, ...]] = set()
        for processor in processors:
            # Names such as Paddle.net are addresses, and read as such.
            for name in (name for name in (*processor.also_known_as, processor.id, processor.name) if "." not in name):
                self._names["".join(words(name))] = processor.id
                self._spelled.add(words(name))
            self._everyday.update(words(everyday) for everyday in processor.recognise.everyday_words)
            for other in processor.recognise.not_names:
                self._names["".join(words(other))] = _NOBODY

    def read(self, text: tuple[str, ...], *, asked: bool) -> Iterator[Candidate]:
        """Yield what is named. `asked` says that the text answers the question who took the money."""
        for start, stop, processor in found_in(text, self._names):
            if processor == _NOBODY or _is_denied(text, start):
                continue
            name = text[start:stop]
            short_answer = len(text) == len(name) or (asked and len(text) <= _A_SHORT_ANSWER)
            if short_answer or (name in self._spelled and name not in self._everyday) or _took_part(text, start, stop):
                yield Candidate(processor, "certain", "evidence-name")
            elif text[start - 1 : start] == () or text[start - 1] not in _A_THING:
                yield Candidate(processor, "likely", "evidence-name")


def product_names(products: Iterable[KnownProduct]) -> dict[str, str]:
    """Return the products' names, written together, with the ids that they stand for."""
    return {"".join(words(name)): product.id for product in products for name in (product.name, *product.also_known_as)}


def found_in(text: tuple[str, ...], names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
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


def _took_part(text: tuple[str, ...], start: int, stop: int) -> bool:
    before, behind = text[start - 1] if start else "", text[stop] if stop < len(text) else ""
    return behind in _OF_A_COMPANY or (before in _TOOK_PART and behind in _GOES_ON)


def _is_denied(text: tuple[str, ...], start: int) -> bool:
    """Say whether the words before a name deny it: "not PayPal", "it was not PayPal", "did not pay with PayPal"."""
    before = start - 1
    while before >= 0 and text[before] in _TOOK_PART:
        before -= 1
    if before >= 0 and text[before] in _PAYING:
        before -= 1
    return before >= 0 and text[before] in _NOT
