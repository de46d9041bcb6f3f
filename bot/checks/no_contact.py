"""An active processor should have a contact. Without one the buyer learns its name, which is half of the help."""

from collections.abc import Iterator
from pathlib import Path

from bot.directory.directory import Directory
from bot.directory.problems import Problem
from bot.directory.processor import Contact


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    for processor in directory.processors.values():
        if processor.status.state == "active" and processor.contact == Contact():
            file = config / "processors" / f"{processor.id}.yaml"
            yield Problem(
                file,
                1,
                1,
                f"{processor.name} has no contact; add one under contact: if a source names it",
                "warning",
            )
