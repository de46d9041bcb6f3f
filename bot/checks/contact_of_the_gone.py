"""A closed or insolvent processor has no contact: nobody answers, and somebody else may own the address by now."""

from collections.abc import Iterator
from pathlib import Path

from bot.directory.directory import Directory
from bot.directory.problems import Problem
from bot.directory.processor import Contact


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    for processor in directory.processors.values():
        if processor.status.state in {"closed", "insolvent"} and processor.contact != Contact():
            file = config / "processors" / f"{processor.id}.yaml"
            yield Problem(
                file, 1, 1, f"{processor.name} is {processor.status.state} but has a contact; remove contact:"
            )
