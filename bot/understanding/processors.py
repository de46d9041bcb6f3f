"""Who took the money, from every kind of evidence in a text: lines, senders, sites, order numbers, names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from bot.directory.directory import Directory
from bot.understanding.addresses import Address, Hosts, addresses_in
from bot.understanding.categories import Weighed
from bot.understanding.imitations import Imitations
from bot.understanding.languages import Languages
from bot.understanding.lines import Line
from bot.understanding.names import Heard, Names
from bot.understanding.order_numbers import OrderNumbers
from bot.understanding.reading import Candidate
from bot.understanding.renewed import renewed
from bot.understanding.statements import Match, StatementLines
from bot.understanding.text import sentences, words

_MOST = 5  # candidates that are kept
_INSIDE = 3  # words of a name behind the star of a payment service
# Evidence by how telling it is.
_TELLING = {
    "evidence-statement": 0,
    "evidence-sender": 1,
    "evidence-site": 2,
    "evidence-order-number": 3,
    "evidence-name": 4,
}


class Told(NamedTuple):
    """Candidates, best first; what was paid with, where a payment service stands around the seller; who is imitated.

    `not_paid` are ways to pay that the buyer denies.
    """

    candidates: tuple[Candidate, ...]
    paid: str | None
    not_paid: frozenset[str]
    imitated: tuple[str, ...]
    private_mailbox: bool
    text: str  # without addresses


class Processors:
    """Knows what betrays each processor of a directory."""

    def __init__(self, directory: Directory, languages: Languages, before: "Processors | None" = None) -> None:
        """`before` knew another directory: whatever is the same in this one is taken over."""
        processors = tuple(directory.processors.values())
        changed = directory.changed_since(before._directory) if before else None
        self._directory: Directory = directory
        self._services = {p.id: p.way_to_pay for p in processors if p.is_service}
        self._paid_through = {p.id: frozenset(p.related.paid_through) for p in processors if p.related.paid_through}
        self._noise = frozenset(word.upper() for line in directory.meanings.bank_words for word in words(line))
        self._role_mailboxes = frozenset(directory.meanings.role_mailboxes)
        lines, hosts = (before._statements, before._hosts) if before else (None, None)
        self._statements: StatementLines = renewed(lines, changed, lambda: StatementLines(processors))
        self._hosts: Hosts = renewed(hosts, changed, lambda: Hosts(processors))
        numbers = before._order_numbers if before else None
        self._order_numbers: OrderNumbers = renewed(numbers, changed, lambda: OrderNumbers(processors))
        lures = directory.meanings.lures
        imitations = before._imitations if before and before._directory.meanings.lures == lures else None
        self._imitations: Imitations = renewed(imitations, changed, lambda: Imitations(processors, lures))
        self._languages = languages
        names = before._names if before and before._languages is languages else None
        self._names: Names = renewed(names, changed, lambda: Names(processors, directory.phrases))

    def read(self, text: str, *, asked: bool, weigh: Callable[[str], Weighed]) -> Told:
        """Read a cleaned text. `asked` says that it answers the question who took the money.

        `weigh` tells what went wrong by the text, which is asked only where a name depends on it.
        """
        addresses = addresses_in(text)
        known = {address: self._hosts.read(address) for address in addresses}
        foreign = [address for address in addresses if not known[address] and not self._is_line(text, address)]
        self_styled = [span for sender in foreign if (span := _display_name(text, sender))]
        known = {one: whose for one, whose in known.items() if not any(a <= one.start < b for a, b in self_styled)}
        hosts = (address.host for address in foreign if address.host)
        imitated = dict.fromkeys(name for host in hosts if (name := self._imitations.of(host)))
        plain = _without(text, [*map(_span, addresses), *self_styled])
        line = Line(_without(text, [*map(_span, foreign), *self_styled]), self._noise)
        found = [*self._in_line(line), *(candidate for candidate in known.values() if candidate)]
        denied: set[str] = set()
        sure = any(c.confidence == "certain" and c.processor not in self._services for c in found)
        if not (sure and line.printed):  # nothing below is more telling than a seller's own line
            found += self._order_numbers.read(text)
            for processor, candidate in self._named(plain, asked=asked, weigh=weigh):
                if candidate:
                    found.append(candidate)
                else:
                    denied.add(processor)
            found = self._supported(found, text)
        kept = [c for c in found if not (c.processor in imitated or c.processor in denied) or _stands_firm(c)]
        candidates, paid = self._sellers_first(kept)
        private = any(self._is_private(address) for address in foreign)
        not_paid = frozenset(way for name in denied if (way := self._services.get(name)))
        return Told(candidates[:_MOST], paid, not_paid, tuple(imitated), private, plain)

    def _is_line(self, text: str, address: Address) -> bool:
        return self._statements.knows(text[address.start : address.stop], at_end=address.stop == len(text))

    def _is_private(self, address: Address) -> bool:
        """Say whether it is somebody's own mailbox: a company's, or one that imitates it, is evidence."""
        if address.mailbox is None or address.host is None or self._imitations.of(address.host):
            return False
        return address.mailbox.split("+")[0] not in self._role_mailboxes

    def _named(
        self, text: str, *, asked: bool, weigh: Callable[[str], Weighed]
    ) -> Iterator[tuple[str, Candidate | None]]:
        said = sentences(text)
        alone = asked and len(said) == 1 and len(said[0]) == 1
        heard = Heard(
            alone,
            text.isupper(),
            in_dispute=lambda: bool(weigh(text).categories),
            languages=cache(lambda: self._languages.among(text)),
        )
        for clauses in said:
            for processor, candidate in self._names.read(clauses, heard):
                # Whoever compares payment companies, or asks before buying, has paid none of them yet.
                if candidate is None or not weigh(text).names_nobody:
                    yield processor, candidate

    def _in_line(self, line: Line) -> list[Candidate]:
        """Return what a line's texts say: what stands behind a payment service's star is the seller."""
        found: list[Candidate] = []
        for match in self._statements.read(line):
            found.append(match.candidate)
            if match.through and (inner := self._inside(line, match)):
                found.append(inner)
            elif not match.through:
                break  # what follows a seller's text belongs to the seller
        return found

    def _inside(self, line: Line, match: Match) -> Candidate | None:
        joined = ""
        best = None
        for index in range(match.behind, min(len(line.tokens), match.behind + _INSIDE)):
            joined += line.tokens[index].text
            ends = index + 1 == len(line.tokens) or line.is_noise(index + 1)
            for name in self._names.exactly("".join(words(joined))):
                if ends or name.confidence == "certain":
                    best = name
        return best

    def _supported(self, found: list[Candidate], text: str) -> list[Candidate]:
        """Turn a likely candidate into a certain one where an order number of its form stands beside its name."""
        likely = {c.processor for c in found if c.confidence == "likely" and c.evidence == "evidence-name"}
        if not likely:
            return found
        supported = likely & self._order_numbers.supported(text)
        return [replace(c, confidence="certain") if c.processor in supported else c for c in found]

    def _sellers_first(self, found: list[Candidate]) -> tuple[tuple[Candidate, ...], str | None]:
        """Put the sellers first, and behind them the payment services that only moved the money.

        Of two sellers the one with the more telling evidence counts. Where that is the same, none is certain.
        """
        best: dict[str, Candidate] = {}
        for candidate in sorted(found, key=_rank):
            best.setdefault(candidate.processor, candidate)
        services = [c for c in best.values() if c.processor in self._services]
        named = {c.processor for c in services}
        # Some are paid through a service and are services themselves: what a buyer knows is the shop.
        shops = [c for c in services if not self._paid_through.get(c.processor, frozenset()).isdisjoint(named)]
        sellers = [c for c in best.values() if c.processor not in self._services] or shops
        others = [c for c in services if c not in sellers]
        if not sellers:
            return _settled(services), None
        paid = next((way for c in others if (way := self._services[c.processor])), None)
        return (*_settled(sellers), *others), paid


def _stands_firm(candidate: Candidate) -> bool:
    """Say whether evidence holds where the buyer denies the name, or a false address bears it: an address, a star."""
    return candidate.evidence in {"evidence-sender", "evidence-site"} or candidate.shown.endswith("*")


def _rank(candidate: Candidate) -> tuple[bool, int]:
    return candidate.confidence == "likely", _TELLING[candidate.evidence]


def _settled(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    if not candidates or candidates[0].confidence == "likely":
        return tuple(candidates)
    as_telling = [c for c in candidates if _rank(c) == _rank(candidates[0])]
    return tuple(replace(c, confidence="likely") for c in as_telling) if len(as_telling) > 1 else (candidates[0],)


def _display_name(text: str, sender: Address) -> tuple[int, int] | None:
    """Return where the name stands that a mail's sender gives itself: "PayPal" <win@prizes.example>."""
    before = text[: sender.start].rstrip()
    if sender.mailbox is None or not before.endswith("<"):
        return None
    return max(map(before.rfind, ":;,>")) + 1, sender.start


def _span(address: Address) -> tuple[int, int]:
    return address.start, address.stop


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in some places, so that nothing there counts as a word."""
    for start, stop in spans:
        text = f"{text[:start]}{' ' * (stop - start)}{text[stop:]}"
    return text
