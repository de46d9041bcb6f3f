"""What the bot understands of a text, for `recourse understand`: the reading in words, and as data."""

from collections.abc import Iterator
from typing import Any

from bot.conversation.warned import warnings
from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.understanding.reading import Candidate, Reading


def as_data(directory: Directory, reading: Reading, say: Voice) -> dict[str, Any]:
    """Return a reading as one JSON object. Nothing in it repeats the text."""
    return {
        "processor": reading.processor,
        "confidence": reading.confidence,
        "candidates": [
            {
                "processor": candidate.processor,
                "confidence": candidate.confidence,
                "evidence": evidence(candidate, say),
            }
            for candidate in reading.candidates
        ],
        "category": reading.category,
        "categories": list(reading.categories),
        "product": reading.product,
        "warnings": list(warnings(directory, reading, say, "form")),
        "sensitive": bool(reading.sensitive),
    }


def in_words(directory: Directory, reading: Reading, say: Voice) -> Iterator[str]:
    """Yield a reading in sentences, one a line."""
    yield from warnings(directory, reading, say, "form")
    for candidate in reading.candidates:
        name = directory.processors[candidate.processor].name
        yield say(f"understood-{candidate.confidence}", processor=name, evidence=evidence(candidate, say))
    if not reading.candidates:
        yield say("understood-nobody")
    for category in reading.categories:
        yield say("understood-category", category=say(f"category-{category}"))
    if not reading.categories:
        yield say("understood-no-category")


def evidence(candidate: Candidate, say: Voice) -> str:
    return say(f"{candidate.evidence}-shown", shown=candidate.shown)
