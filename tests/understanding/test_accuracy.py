"""How much is read right of the labelled lines and messages in `tests/data/`: no change may make it worse unseen."""

import pytest

from bot.directory.fields import CATEGORY_IDS
from bot.understanding.understand import Understanding
from tests.accuracy.measure import Row, rows_of

_LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "ja", "zh", "ko"}


@pytest.mark.parametrize(("part", "least"), [("lines", 0.98), ("lines-held", 0.96)])
def test_lines_of_known_processors_are_attributed(understanding: Understanding, part: str, least: float) -> None:
    rows = [row for row in rows_of(part) if row["processor"]]
    right = sum(understanding.read(row["text"]).processor == row["processor"] for row in rows)
    assert right / len(rows) >= least


def test_no_line_of_nobody_is_attributed_for_certain(understanding: Understanding) -> None:
    rows = [row for row in rows_of("lines") if row["processor"] is None]
    assert [row["text"] for row in rows if understanding.read(row["text"]).certain] == []


@pytest.mark.parametrize(("part", "least"), [("messages", 0.9), ("messages-held", 0.85)])
def test_what_went_wrong_is_understood(understanding: Understanding, part: str, least: float) -> None:
    rows = _plain(part)
    right = sum(understanding.read(row["text"]).category == row["category"] for row in rows)
    assert right / len(rows) >= least


@pytest.mark.parametrize("language", sorted(_LANGUAGES))
def test_every_language_is_understood(understanding: Understanding, language: str) -> None:
    rows = [row for row in _plain("messages") if row["language"] == language]
    right = sum(understanding.read(row["text"]).category == row["category"] for row in rows)
    assert right / len(rows) >= 0.85


def test_chatter_is_no_dispute(understanding: Understanding) -> None:
    rows = [row for row in rows_of("messages") if row["category"] is None]
    assert sum(understanding.read(row["text"]).category is not None for row in rows) / len(rows) <= 0.05


def test_the_sets_are_large_and_cover_everything() -> None:
    lines = rows_of("lines") + rows_of("lines-held")
    messages = rows_of("messages") + rows_of("messages-held")
    assert len(lines) >= 600
    assert len(messages) >= 400
    assert {row["language"] for row in messages} == _LANGUAGES
    assert {row["category"] for row in messages} == {*CATEGORY_IDS, None}
    texts = [row["text"] for row in messages]
    assert len(set(texts)) == len(texts)


def _plain(part: str) -> list[Row]:
    return [row for row in rows_of(part) if row["kind"] == "plain"]
