"""Every web and mail address in the directory, with its place: those that buyers are sent to, and those of sources."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.checks.check import processor_file
from bot.checks.entries import RULES_FILE, Keys, developer_file, entries
from bot.directory.directory import Directory

_IN_A_TEXT = re.compile(r"https?://[\w./?=&%#~:@+-]*[\w/]", re.ASCII | re.IGNORECASE)


class Link(NamedTuple):
    file: str
    location: Keys
    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or self.address.rpartition("@")[2]


def shown(directory: Directory) -> Iterator[Link]:
    """Yield where buyers are sent to. Of all texts only the operator's contact may have addresses inside."""
    for processor in directory.processors.values():
        contact = processor.contact
        file = processor_file(processor.id)
        yield from _written(file, ("contact", "help"), contact.help)
        yield from _written(file, ("contact", "order_lookup"), contact.order_lookup)
        yield from _written(file, ("contact", "email"), contact.email)
        yield from _written(file, ("privacy_policy",), processor.privacy_policy)
    for developer in directory.developers.values():
        file = developer_file(developer.id)
        yield from _written(file, ("site",), developer.site)
        yield from _written(file, ("contact", "help"), developer.contact.help)
        yield from _written(file, ("contact", "email"), developer.contact.email)
    for number, rule in enumerate(directory.rules):
        yield from _written(RULES_FILE, ("rules", number, "contact"), rule.contact)
    operator = directory.bot.operator
    for key in ("privacy", "terms", "report"):
        yield from _written("bot.yaml", ("operator", key), getattr(operator, key))
    for language, text in operator.contact.items():
        for address in _IN_A_TEXT.findall(text):
            yield Link("bot.yaml", ("operator", "contact", language), address)


def of_sources(directory: Directory) -> Iterator[Link]:
    """Yield where the facts were read."""
    for file, keys, record in entries(directory):
        for index, source in enumerate(record.sources):
            yield from _written(file, (*keys, "sources", index, "url"), source.url)


def _written(file: str, location: Keys, address: str | None) -> Iterator[Link]:
    if address is not None:
        yield Link(file, location, address)
