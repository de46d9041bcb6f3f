"""Rules over a loaded directory: one small named rule a file, with a good and a bad example in the tests."""

from collections.abc import Iterator
from pathlib import Path

from bot.checks import contact_of_the_gone, no_contact, translations
from bot.directory.models import Directory
from bot.directory.problems import Problem

RULES = (contact_of_the_gone.check, no_contact.check, translations.check)


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    """Yield what every rule finds. Errors make a buyer's answer wrong; warnings make it poorer."""
    for rule in RULES:
        yield from rule(directory, config)
