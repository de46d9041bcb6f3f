"""What several checks go through: all entries that have sources, and all their texts, each with its file and keys."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.checks.check import processor_file
from bot.directory.directory import Directory
from bot.directory.fields import Words
from bot.directory.models import Developer, Rule
from bot.directory.processor import Processor

Keys = tuple[str | int, ...]
RULES_FILE = "rules.yaml"


class Entry(NamedTuple):
    """A processor, a developer or a rule, and the keys that lead to it: a rule shares its file."""

    file: str
    keys: Keys
    record: Processor | Developer | Rule


class Text(NamedTuple):
    """A text in its languages, with the file and keys that lead to it. `owner` is a processor's name or a rule's id."""

    file: str
    keys: Keys
    words: Words
    owner: str


def developer_file(developer: str) -> str:
    return f"developers/{developer}.yaml"


def entries(directory: Directory) -> Iterator[Entry]:
    for processor in directory.processors.values():
        yield Entry(processor_file(processor.id), (), processor)
    for developer in directory.developers.values():
        yield Entry(developer_file(developer.id), (), developer)
    for index, rule in enumerate(directory.rules):
        yield Entry(RULES_FILE, ("rules", index), rule)


def texts(directory: Directory) -> Iterator[Text]:
    """Yield every text of an entry that a buyer may read."""
    for file, keys, record in entries(directory):
        owner = record.id if isinstance(record, Rule) else record.name
        described = ((("sources", i, "described"), source.described) for i, source in enumerate(record.sources))
        for below, words in (*_own_texts(record), *described):
            if words:
                yield Text(file, (*keys, *below), words, owner)


def names(directory: Directory) -> Iterator[tuple[str, Keys, str, Processor | Developer]]:
    """Yield the file, keys and text of every name that a buyer may read, and whose file it is."""
    for file, _, record in entries(directory):
        if not isinstance(record, Rule):
            yield from ((file, keys, name, record) for keys, name in _own_names(record) if name)


def _own_names(record: Processor | Developer) -> Iterator[tuple[Keys, str | None]]:
    yield ("name",), record.name
    yield from ((("also_known_as", i), name) for i, name in enumerate(record.also_known_as))
    if isinstance(record, Processor):
        yield ("owner",), record.owner
        yield from ((("legal_seller", i, "name"), seller.name) for i, seller in enumerate(record.legal_seller))
    else:
        for i, product in enumerate(record.products):
            yield ("products", i, "name"), product.name
            yield from ((("products", i, "also_known_as", j), name) for j, name in enumerate(product.also_known_as))


def _own_texts(record: Processor | Developer | Rule) -> Iterator[tuple[Keys, Words | None]]:
    if isinstance(record, Rule):
        yield from ((("name",), record.name), (("text",), record.text), (("counts_from",), record.counts_from))
    if isinstance(record, Processor):
        yield from ((("notes",), record.notes), (("refunds", "text"), record.refunds.text))
        yield ("recognise", "namesake"), record.recognise.namesake
        yield from ((("legal_seller", i, "for"), seller.scope) for i, seller in enumerate(record.legal_seller))
        yield from ((("contact", "phone", i, "for"), phone.scope) for i, phone in enumerate(record.contact.phone))
