"""What is wrong with the configuration, where, and what to write instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. Lines and columns count from 1. `check` is the rule that it breaks, if not the format's."""

    file: Path
    line: int
    column: int
    message: str
    severity: Severity = "error"
    check: str = ""

    def __str__(self) -> str:
        return f"{_as_typed(self.file)}:{self.line}:{self.column}: {self.severity}: {self.message}"


def _as_typed(file: Path) -> Path:
    try:
        return file.relative_to(Path.cwd())
    except (OSError, ValueError):  # it lies elsewhere, or the working folder itself is gone
        return file


class InvalidDirectoryError(Exception):
    """The configuration has errors; `problems` holds every one that was found, in order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the configuration")
        self.problems = sorted(problems)


class UnavailableDirectoryError(Exception):
    """There is no configuration to read; the text is a sentence for the operator."""
