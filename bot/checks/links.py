"""Every web and mail address in the directory, with its place: those that buyers are sent to, and those of sources."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.checks.check import processor_file
from bot.directory.directory import Directory
from bot.directory.records import Sourced

_Place = tuple[str | int, ...]
_IN_A_TEXT = re.compile(r"https?://[\w./?=&%#~:@+-]*[\w/]", re.ASCII | re.IGNORECASE)


class Link(NamedTuple):
    file: str
    location: _Place
    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or self.address.rpartition("@")[2]


def shown(directory: Directory) -> Iterator[Link]:
    """Yield where buyers are sent to, also by texts: a chat makes a link of every https:// in them."""
    for processor in directory.processors.values():
        contact = processor.contact
        file = processor_file(processor.id)
        yield from _written(file, ("contact", "help"), contact.help)
        yield from _written(file, ("contact", "order_lookup"), contact.order_lookup)
        yield from _written(file, ("contact", "email"), contact.email)
        yield from _written(file, ("privacy_policy",), processor.privacy_policy)
        yield from _in_words(file, ("refunds", "text"), processor.refunds.text)
        yield from _in_words(file, ("notes",), processor.notes)
    for developer in directory.developers.values():
        file = f"developers/{developer.id}.yaml"
        yield from _written(file, ("site",), developer.site)
        yield from _written(file, ("contact", "help"), developer.contact.help)
        yield from _written(file, ("contact", "email"), developer.contact.email)
    for number, rule in enumerate(directory.rules):
        yield from _written("rules.yaml", ("rules", number, "contact"), rule.contact)
        yield from _in_words("rules.yaml", ("rules", number, "text"), rule.text)
    operator = directory.bot.operator
    for key in ("privacy", "terms", "report"):
        yield from _written("bot.yaml", ("operator", key), getattr(operator, key))
    yield from _in_words("bot.yaml", ("operator", "contact"), operator.contact)


def of_sources(directory: Directory) -> Iterator[Link]:
    """Yield where the facts were read."""
    for processor in directory.processors.values():
        yield from _read_at(processor_file(processor.id), (), processor)
    for developer in directory.developers.values():
        yield from _read_at(f"developers/{developer.id}.yaml", (), developer)
    for number, rule in enumerate(directory.rules):
        yield from _read_at("rules.yaml", ("rules", number), rule)


def _written(file: str, location: _Place, address: str | None) -> Iterator[Link]:
    if address is not None:
        yield Link(file, location, address)


def _in_words(file: str, location: _Place, words: Mapping[str, str] | None) -> Iterator[Link]:
    for language, text in (words or {}).items():
        for address in _IN_A_TEXT.findall(text):
            yield Link(file, (*location, language), address)


def _read_at(file: str, location: _Place, entry: Sourced) -> Iterator[Link]:
    for index, source in enumerate(entry.sources):
        yield from _written(file, (*location, "sources", index, "url"), source.url)
