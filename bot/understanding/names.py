"""Names of processors and products, written together or apart, in any case."""

from collections.abc import Iterable, Iterator, Mapping

from bot.directory.models import KnownProduct, Processor
from bot.understanding.reading import Candidate
from bot.understanding.text import words

_LONGEST = 5  # words of a name
_A_SHORT_ANSWER = 4  # words: whoever answers "who took the money?" this briefly means the name
# Small words before a name that say it took part in the payment, and those that make it an everyday thing.
_TOOK_PART = frozenset({"by", "via", "through", "from", "with", "at", "using", "on", "in", "was"})
_TOOK_PART |= {"bei", "über", "von", "durch", "mit", "per", "im", "war"}
_A_THING = frozenset(
    ("the", "a", "an", "my", "this", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "mein", "meine")
)
# Words behind a name that make it a company: "my steam account".
_OF_A_COMPANY = frozenset({"account", "order", "purchase", "charge", "payment", "receipt", "store"})
_OF_A_COMPANY |= {"konto", "bestellung", "abbuchung", "zahlung", "beleg"}
_NOT = frozenset(("not", "no", "nicht", "kein", "keine"))


class Names:
    """Finds whole names only. A name that is also an everyday word needs words around it that fit."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._names: dict[str, str] = {}
        self._everyday: set[tuple[str, ...]] = set()
        for processor in processors:
            for name in (*processor.also_known_as, processor.id, processor.name):
                self._names["".join(words(name))] = processor.id
            self._everyday.update(words(everyday) for everyday in processor.recognise.everyday_words)

    def read(self, text: tuple[str, ...], *, asked: bool) -> Iterator[Candidate]:
        """Yield what is named. `asked` says that the text answers the question who took the money."""
        for start, stop, processor in found_in(text, self._names):
            name, before, behind = text[start:stop], text[start - 1] if start else "", " ".join(text[stop : stop + 1])
            if before in _NOT:
                continue
            short_answer = len(text) == len(name) or (asked and len(text) <= _A_SHORT_ANSWER)
            if name not in self._everyday or short_answer or before in _TOOK_PART or behind in _OF_A_COMPANY:
                yield Candidate(processor, "certain", "evidence-name")
            elif before not in _A_THING:
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
            if meaning:
                yield start, stop, meaning
                start = stop - 1
                break
        start += 1
