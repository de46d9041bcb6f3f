"""Where a finding stands: line and column in a file, read again only for what was found."""

import re
from functools import cache
from pathlib import Path

from bot.checks.check import Finding
from bot.directory import yamlfile
from bot.directory.problems import Problem, Severity
from bot.directory.textfile import UnreadableFileError, read_text
from bot.directory.yamlfile import Document


class Places:
    """Turns findings into problems. Every file is read at most once."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._document = cache(_document)

    def problem(self, finding: Finding, severity: Severity, check: str) -> Problem:
        path = self._config / finding.file
        line, column = self._place(path, finding)
        return Problem(path, line, column, finding.message, finding.severity or severity, check)

    def _place(self, path: Path, finding: Finding) -> tuple[int, int]:
        if path.suffix == ".ftl":
            return _message_in(path, str(next(iter(finding.location), "")))
        document = self._document(path)
        if document is None:
            return 1, 1
        found = document.problem(finding.location, "")
        return found.line, found.column


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
