"""From a text to a reading, with an index that is built once for a directory."""

from collections.abc import Iterable, Iterator, Mapping

from bot.directory.directory import Directory
from bot.directory.models import Phrases
from bot.understanding.addresses import Addresses, without_addresses
from bot.understanding.languages import Languages
from bot.understanding.names import Names, found_in, product_names
from bot.understanding.order_numbers import OrderNumbers
from bot.understanding.phrases import PhraseBook
from bot.understanding.reading import Candidate, Reading
from bot.understanding.sensitive import without_card_numbers
from bot.understanding.statements import StatementLines
from bot.understanding.text import clean, words


class Understanding:
    """Reads texts by one directory."""

    def __init__(self, directory: Directory) -> None:
        processors = directory.processors.values()
        self._services = {p.id: p.way_to_pay for p in processors if p.is_service}
        self._paid_through = {p.id: frozenset(p.related.paid_through) for p in processors}
        self._statements = StatementLines(processors)
        self._addresses = Addresses(processors)
        self._order_numbers = OrderNumbers(processors)
        self._names = Names(processors)
        self._languages = Languages(_all_phrases(directory.phrases))
        self._products = product_names(directory.products.values())
        self._categories = PhraseBook(directory.phrases.categories)
        self._paid = PhraseBook(directory.phrases.paid_through)
        self._when = PhraseBook(directory.phrases.paid_when)
        self._remarks = PhraseBook(
            {
                "not-known": directory.phrases.not_known,
                "start-again": directory.phrases.start_again,
                "nobody-answered": directory.phrases.nobody_answered,
                "asked-everybody": directory.phrases.asked_everybody,
            }
        )

    def language_of(self, text: str) -> str | None:
        """Return the language that a text is written in, as far as its words tell."""
        return self._languages.of(text)

    def read(self, text: str, *, asked_who: bool = False) -> Reading:
        """Read a text. `asked_who` says that it answers the question who took the money. Never raises."""
        safe, had_card_number = without_card_numbers(clean(text))
        said = words(safe)
        found = [
            *self._statements.read(safe),
            *self._addresses.read(safe),
            *self._order_numbers.read(safe),
            *self._names.read(words(without_addresses(safe)), asked=asked_who),
        ]
        candidates, through = self._sellers(found)
        remarks = self._remarks.read(said)
        return Reading(
            candidates=candidates,
            categories=self._categories.read(said),
            product=next((meaning for *_, meaning in found_in(said, self._products)), None),
            paid=through or next(iter(self._paid.read(said)), None),
            when=next(iter(self._when.read(said)), None),
            not_known="not-known" in remarks,
            start_again="start-again" in remarks,
            nobody_answered="nobody-answered" in remarks,
            asked_everybody="asked-everybody" in remarks,
            warnings=("warning-card-number",) if had_card_number else (),
        )

    def _sellers(self, found: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], str | None]:
        """Keep the best evidence for each processor; a payment service beside a seller only moved the money.

        Returns the candidates, and what was paid with where a service beside them says it.
        """
        best: dict[str, Candidate] = {}
        for candidate in found:
            known = best.get(candidate.processor)
            if known is None or (known.confidence, candidate.confidence) == ("likely", "certain"):
                best[candidate.processor] = candidate
        certain = [candidate for candidate in best.values() if candidate.confidence == "certain"]
        services = [candidate.processor for candidate in certain if candidate.processor in self._services]
        sellers = [candidate for candidate in certain if candidate.processor not in self._services]
        sellers = sellers or [c for c in certain if not self._paid_through[c.processor].isdisjoint(services)]
        hinted = [candidate for candidate in best.values() if candidate.processor not in self._services]
        if services and (sellers or hinted):
            return tuple(sellers or hinted), next((way for name in services if (way := self._services[name])), None)
        return tuple(certain or best.values()), None


def _all_phrases(phrases: Phrases) -> Iterator[Mapping[str, Iterable[str]]]:
    yield from (phrases.not_known, phrases.start_again, phrases.nobody_answered, phrases.asked_everybody)
    for by_meaning in (phrases.categories, phrases.paid_when, phrases.paid_through):
        yield from by_meaning.values()
