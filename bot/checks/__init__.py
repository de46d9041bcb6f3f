"""Rules over a loaded directory: one small named rule a file, with a good and a bad example in the tests."""

from collections.abc import Iterator
from pathlib import Path

from bot.checks import contact_of_the_gone, discord_texts, every_answer, no_contact, translations
from bot.directory.directory import Directory
from bot.directory.problems import Problem

QUICK_RULES = (contact_of_the_gone.check, discord_texts.check, no_contact.check, translations.check)
RULES = (*QUICK_RULES, every_answer.check)


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    """Yield what every rule finds. Errors make a buyer's answer wrong; warnings make it poorer."""
    for rule in RULES:
        yield from rule(directory, config)


def check_quickly(directory: Directory, config: Path) -> Iterator[Problem]:
    """Yield what the rules find that a start can wait for: all but drawing every answer."""
    for rule in QUICK_RULES:
        yield from rule(directory, config)
