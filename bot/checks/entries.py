"""What several checks go through: all entries that have sources, and all their texts, each with its file and keys."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.checks.check import processor_file
from bot.directory.directory import Directory
from bot.directory.fields import Words
from bot.directory.records import Sourced

Keys = tuple[str | int, ...]
RULES_FILE = "rules.yaml"


class Entry(NamedTuple):
    """A processor, a developer or a rule, and the keys that lead to it: a rule shares its file."""

    file: str
    keys: Keys
    record: Sourced


class Text(NamedTuple):
    file: str
    keys: Keys
    words: Words


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
    for processor in directory.processors.values():
        file = processor_file(processor.id)
        single: tuple[tuple[Keys, Words | None], ...] = (
            (("notes",), processor.notes),
            (("refunds", "text"), processor.refunds.text),
            (("recognise", "namesake"), processor.recognise.namesake),
        )
        sellers = ((("legal_seller", i, "for"), one.scope) for i, one in enumerate(processor.legal_seller))
        phones = ((("contact", "phone", i, "for"), one.scope) for i, one in enumerate(processor.contact.phone))
        yield from (Text(file, keys, words) for keys, words in (*single, *sellers, *phones) if words)
    for index, rule in enumerate(directory.rules):
        for key, words in (("name", rule.name), ("text", rule.text), ("counts_from", rule.counts_from)):
            if words:
                yield Text(RULES_FILE, ("rules", index, key), words)
    for entry in entries(directory):
        for index, source in enumerate(entry.record.sources):
            if source.described:
                yield Text(entry.file, (*entry.keys, "sources", index, "described"), source.described)
