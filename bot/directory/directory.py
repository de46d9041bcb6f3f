"""All that is known, at one moment, and what follows from it across the entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from bot.directory.models import Bot, Category, Developer, Phrases, Processor, Rule
from bot.directory.texts import Texts


@dataclass(frozen=True)
class KnownProduct:
    """A product with the developer who answers for it."""

    id: str
    name: str
    also_known_as: tuple[str, ...]
    sold_through: tuple[str, ...]
    developer: Developer


@dataclass(frozen=True)
class Directory:
    """Loading gives a new one; nothing ever changes inside."""

    bot: Bot
    categories: Mapping[str, Category]
    processors: Mapping[str, Processor]
    developers: Mapping[str, Developer]
    rules: tuple[Rule, ...]
    phrases: Phrases
    texts: Texts = field(compare=False)

    @cached_property
    def products(self) -> Mapping[str, KnownProduct]:
        return {product.id: product for product in self._all_products()}

    def _all_products(self) -> Iterator[KnownProduct]:
        for developer in self.developers.values():
            names = (developer.name, *developer.also_known_as)
            yield KnownProduct(developer.id, names[0], names[1:], (), developer)
            for product in developer.products:
                yield KnownProduct(product.id, product.name, product.also_known_as, product.sold_through, developer)

    def who_answers(self, processor: Processor) -> Processor | None:
        """Return whoever answers for `processor` today: itself, or the end of its line of successors, or nobody."""
        while processor.status.state in {"renamed", "closed", "insolvent"}:
            if processor.status.successor is None:
                return None
            processor = self.processors[processor.status.successor]
        return processor

    def has_ended(self, processor: Processor) -> bool:
        """Say whether nobody trades under this name or a newer one: its buyers are asked when it was."""
        return processor.status.state in {"closed", "insolvent"} or self.who_answers(processor) is None

    @cached_property
    def abandoned_hosts(self) -> frozenset[str]:
        """Hosts of companies that no longer trade under that name: recognised, never linked."""
        gone = {h for p in self.processors.values() if p.status.state not in {"active", "unknown"} for h in p.hosts}
        alive = {h for p in self.processors.values() if p.status.state in {"active", "unknown"} for h in p.hosts}
        return frozenset(gone - alive)

    def is_abandoned(self, address: str) -> bool:
        """Say whether a web address lies on a host of a company that is gone."""
        labels = (urlsplit(address).hostname or "").split(".")
        return any(".".join(labels[i:]) in self.abandoned_hosts for i in range(len(labels)))
