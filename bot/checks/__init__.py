"""Rules over a loaded directory: one small named rule a file, with a good and a bad example that the tests run."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.checks import contact_of_the_gone, discord_texts, every_answer, no_contact, translations
from bot.checks.check import Check
from bot.checks.places import Places
from bot.directory.directory import Directory
from bot.directory.problems import Problem

CHECKS: tuple[Check, ...] = (
    contact_of_the_gone.CHECK,
    discord_texts.CHECK,
    every_answer.CHECK,
    no_contact.CHECK,
    translations.CHECK,
)


def check(directory: Directory, config: Path, today: date, *, quick: bool = False) -> Iterator[Problem]:
    """Yield what the checks find, the quick ones alone if asked.

    An error makes a buyer's answer wrong, a warning makes it poorer, a note is for whoever has time.
    """
    places = Places(config)
    for one in CHECKS:
        if one.quick or not quick:
            for finding in one.find(directory, today):
                yield places.problem(finding, one.severity, one.id)
