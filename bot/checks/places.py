"""Where a finding stands: line and column in a file, read again only for what was found."""

import re
from functools import cache
from pathlib import Path

from bot.checks.check import Finding
from bot.directory import yamlfile
from bot.directory.problems import Problem, Severity
from bot.directory.textfile import UnreadableFileError, read_text
from bot.directory.yamlfile import Document, Location


class Places:
    """Turns findings into problems. Every file is read at most once."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._document = cache(_document)

    def problem(self, finding: Finding, severity: Severity, check: str) -> Problem:
        line, column = self.of(finding.file, finding.location)
        path = self._config / finding.file
        return Problem(path, line, column, finding.message, finding.severity or severity, check)

    def of(self, file: str, location: Location) -> tuple[int, int]:
        """Return line and column of what the keys lead to."""
        path = self._config / file
        if path.suffix == ".ftl":
            return _message_in(path, str(next(iter(location), "")))
        document = self._document(path)
        return document.place(location) if document else (1, 1)


def _document(path: Path) -> Document | None:
    try:
        return yamlfile.read(path)
    except UnreadableFileError:  # it has changed since it was loaded
        return None


def _message_in(path: Path, name: str) -> tuple[int, int]:
    """Return where a message of a catalogue, or one of its attributes (`name.attribute`), is defined."""
    message, _, attribute = name.partition(".")
    try:
        lines = read_text(path).splitlines()
    except UnreadableFileError:
        return 1, 1
    begins = re.compile(rf"{re.escape(message)}\s*=")
    start = next((number for number, line in enumerate(lines) if begins.match(line)), None)
    if start is None or not name:
        return 1, 1
    below = re.compile(rf"\s+\.{re.escape(attribute)}\s*=")
    inside = (number for number in range(start + 1, len(lines)) if below.match(lines[number]))
    return (next(inside, start) if attribute else start) + 1, 1
