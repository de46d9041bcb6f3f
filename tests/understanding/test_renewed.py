"""After a change, what reads texts takes over whatever is the same, and reads as if it were built anew."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from bot.directory.directory import Directory
from bot.directory.loader import Files
from bot.directory.processor import Processor
from bot.directory.records import Record
from bot.understanding.addresses import Hosts
from bot.understanding.imitations import Imitations
from bot.understanding.names import Names
from bot.understanding.order_numbers import OrderNumbers
from bot.understanding.renewed import Part
from bot.understanding.statements import StatementLines
from bot.understanding.suggestions import Suggestions
from bot.understanding.understand import Understanding
from tests.conftest import CONFIG, mend

PARTS: Mapping[str, Callable[[Iterable[Any], Directory], Part]] = {
    "statements": lambda processors, _: StatementLines(processors),
    "hosts": lambda processors, _: Hosts(processors),
    "order numbers": lambda processors, _: OrderNumbers(processors),
    "imitations": lambda processors, directory: Imitations(processors, directory.meanings.lures),
    "names": lambda processors, directory: Names(processors, directory.phrases),
    "suggestions": lambda processors, _: Suggestions(processors),
}


class Watched:
    """A record that notes which of its keys were looked at, those of the records in it too."""

    def __init__(self, record: Record, seen: set[str], path: str = "") -> None:
        self._watched = record, seen, path

    def __getattr__(self, key: str) -> object:
        record, seen, path = self._watched
        value = getattr(record, key)
        if isinstance(value, Record):
            return Watched(value, seen, f"{path}{key}.")
        seen.add(f"{path}{key}")
        return value


def looked_at(look: Callable[[list[Any]], object], processors: Iterable[Processor]) -> set[str]:
    seen = set[str]()
    look([Watched(processor, seen) for processor in processors])
    return seen


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Understanding]:
    """A copy of the shipped configuration, which every test leaves as it was, and what reads by it."""
    config = tmp_path_factory.mktemp("kept") / "config"
    shutil.copytree(CONFIG, config)
    files = Files(config)
    return files, Understanding(files.load())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_built_from_nothing_but_what_it_says_it_reads(part: str, directory: Directory) -> None:
    processors = directory.processors.values()
    built = looked_at(lambda watched: PARTS[part](watched, directory), processors)
    reads = PARTS[part]([], directory).reads
    assert built
    assert built <= looked_at(lambda watched: list(map(reads, watched)), processors)


@pytest.mark.parametrize(
    ("file", "old", "new", "text"),
    [
        ("processors/paddle.yaml", '"PADDLE.NET*"', '"ZORBLAX*"', "ZORBLAX*GADGET"),
        ("processors/paddle.yaml", "name: Paddle\n", "name: Zorblax\n", "I paid Zorblax and got no key"),
        ("processors/paddle.yaml", "sites: [paddle.com,", "sites: [zorblax.example,", "I bought at buy.zorblax.example"),
        ("processors/paddle.yaml", "email: help@paddle.com", "email: help@zorblax.example", "help@zorblax.example wrote"),
        ("processors/paddle.yaml", "order_numbers: []", 'order_numbers: ["ZRB-########"]', "my order ZRB-12345678"),
        ("processors/paddle.yaml", "role: merchant-of-record", "role: payment-service", "PADDLE.NET*GUMROAD"),
        ("phrases/en.yaml", "not_known: ", "not_known: zorblaxed, ", "the payment was zorblaxed"),
        ("meanings.yaml", "password_words: ", "password_words: zorblax, ", "my zorblax is hunter2"),
        ("developers/tech-pro.yaml", "name: Tech-Pro\n", "name: Zorblax\n", "I bought Zorblax"),
    ],
)  # fmt: skip
def test_after_a_change_texts_are_read_as_by_an_understanding_built_anew(
    kept: tuple[Files, Understanding], file: str, old: str, new: str, text: str
) -> None:
    files, before = kept
    was = before.read(text)
    mend(files.config / file, old, new)
    directory = files.load()
    mend(files.config / file, new, old)
    after = Understanding(directory, before).read(text)
    assert after == Understanding(directory).read(text)
    assert after != was
