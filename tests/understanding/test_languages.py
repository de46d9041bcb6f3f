"""The language of a text, for whoever could not choose one."""

import pytest

from bot.directory.directory import Directory
from bot.understanding.understand import Understanding


@pytest.fixture(scope="module")
def understanding(directory: Directory) -> Understanding:
    return Understanding(directory)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("der Schlüssel kam nie an", "de"),
        ("Doppelt abgebucht von Fastspring", "de"),
        ("jemand hat mein paypal benutzt", "de"),
        ("the key never came", "en"),
        ("I was charged twice by Paddle", "en"),
        ("PADDLE.NET* FRESHL", None),
        ("Paddle", None),
        ("", None),
    ],
)
def test_the_words_tell_the_language(understanding: Understanding, text: str, language: str | None) -> None:
    assert understanding.language_of(text) == language
