"""All that is known, at one moment, and what follows from it across the entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from bot.directory.models import Bot, Category, Developer, Meanings, Phrases, Rule
from bot.directory.processor import Processor
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
    meanings: Meanings
    phrases: Mapping[str, Phrases]  # by language
    texts: Texts = field(compare=False)
    version: str = ""  # the same for the same files

    def changed_since(self, before: "Directory") -> list[tuple[Processor, Processor]] | None:
        """Return the processors that differ, each as it was and as it is; None if others came or went."""
        if list(self.processors) != list(before.processors):
            return None
        pairs = zip(before.processors.values(), self.processors.values(), strict=True)
        return [(old, new) for old, new in pairs if old is not new]

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
        """Return whoever answers for `processor` today: itself, or the end of its line of successors, or nobody.

        Where nothing is known of a company whose owner has ended, nobody is taken to answer.
        """
        while processor.status.state in {"renamed", "closed", "insolvent"}:
            if processor.status.successor is None:
                return None
            processor = self.processors[processor.status.successor]
        owner = self.owner(processor)
        ended_with_it = processor.status.state == "unknown" and owner is not None and self.has_ended(owner)
        return None if ended_with_it else processor

    def has_ended(self, processor: Processor) -> bool:
        """Say whether nobody trades under this name or a newer one: its buyers are asked when it was."""
        return processor.status.state in {"closed", "insolvent"} or self.who_answers(processor) is None

    def owner(self, processor: Processor) -> Processor | None:
        """Return the company that `processor` belongs to, where it has an entry of its own."""
        return self.processors.get(processor.related.part_of or "")

    def sellers_instead(self, processor: Processor) -> tuple[Processor, ...]:
        """Return who may be the seller in its place and still trades: whom it names, and its own group."""
        named = {name: self.processors[name] for name in processor.related.sold_through}
        heads = {processor.id, processor.related.part_of or processor.id}
        group = {name: self.processors[name] for head in heads for name in self._groups.get(head, ())}
        kin = {name: group[name] for name in sorted(group) if name != processor.id}
        return tuple(other for other in (named | kin).values() if other.status.state == "active")

    @cached_property
    def _groups(self) -> Mapping[str, set[str]]:
        """The ids of each company that others belong to: its own and theirs."""
        groups: dict[str, set[str]] = {}
        for processor in self.processors.values():
            if head := processor.related.part_of:
                groups.setdefault(head, {head}).add(processor.id)
        return groups

    @cached_property
    def abandoned_hosts(self) -> frozenset[str]:
        """Hosts that nobody is sent to: old ones, and all of companies that no longer trade under that name."""
        gone, alive = set[str](), set[str]()
        for processor in self.processors.values():
            trades = processor.status.state in {"active", "unknown"}
            (alive if trades else gone).update((*processor.recognise.sites, *processor.recognise.senders))
            gone.update(processor.recognise.old_sites)
        return frozenset(gone - alive)

    def is_abandoned(self, address: str) -> bool:
        """Say whether a web address lies on a host of a company that is gone."""
        labels = (urlsplit(address).hostname or "").split(".")
        return any(".".join(labels[i:]) in self.abandoned_hosts for i in range(len(labels)))
