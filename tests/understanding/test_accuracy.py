"""How much is read right of the labelled lines and messages in `tests/data/`: no change may make it worse unseen."""

from collections.abc import Callable
from functools import cache

import pytest

from bot.directory.fields import CATEGORY_IDS
from bot.understanding.reading import Reading
from bot.understanding.understand import Understanding
from tests.accuracy.measure import Row, rows_of

_LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "ja", "zh", "ko"}

Read = Callable[[str], list[tuple[Row, Reading]]]


@pytest.fixture(scope="module")
def read(understanding: Understanding) -> Read:
    """What is read of the rows of a file; each file is read once for all tests."""
    return cache(lambda name: [(row, understanding.read(row["text"])) for row in rows_of(name)])


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize(("part", "least"), [("lines", 0.98), ("lines-held", 0.97)])
def test_lines_of_known_processors_are_attributed(read: Read, part: str, least: float) -> None:
    assert share([got.processor == row["processor"] for row, got in read(part) if row["processor"]]) >= least


@pytest.mark.parametrize("part", ["lines", "lines-held"])
def test_no_line_of_nobody_is_attributed_for_certain(read: Read, part: str) -> None:
    wrong = [row["text"] for row, got in read(part) if row["processor"] is None and got.certain]
    assert wrong == []


@pytest.mark.parametrize(("part", "least"), [("messages", 0.9), ("messages-unread", 0.83), ("messages-held", 0.88)])
def test_what_went_wrong_is_understood(read: Read, part: str, least: float) -> None:
    assert share([got.category == row["category"] for row, got in read(part)]) >= least


@pytest.mark.parametrize("language", sorted(_LANGUAGES))
def test_every_language_is_understood(read: Read, language: str) -> None:
    rows = [(row, got) for row, got in read("messages-held") if row["language"] == language]
    assert share([got.category == row["category"] for row, got in rows]) >= 0.82


@pytest.mark.parametrize(("part", "least"), [("messages", 0.97), ("messages-held", 0.96)])
def test_who_took_the_money_is_understood_in_messages(read: Read, part: str, least: float) -> None:
    assert share([got.processor == row["processor"] for row, got in read(part)]) >= least


@pytest.mark.parametrize(("part", "most"), [("messages", 0.03), ("messages-unread", 0.06), ("messages-held", 0.06)])
def test_chatter_is_no_dispute(read: Read, part: str, most: float) -> None:
    assert share([got.category is not None for row, got in read(part) if row["category"] is None]) <= most


def test_the_sets_are_large_and_cover_everything() -> None:
    messages = [row for part in ("messages", "messages-unread", "messages-held") for row in rows_of(part)]
    lines = rows_of("lines") + rows_of("lines-held")
    assert {row["language"] for row in messages} == _LANGUAGES
    assert {row["category"] for row in messages} == {*CATEGORY_IDS, None}
    for rows, least in ((messages, 10_000), (lines, 2_000)):
        texts = [row["text"] for row in rows]
        assert len(set(texts)) == len(texts) >= least
