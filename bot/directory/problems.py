"""What is wrong with the configuration, where, and what to write instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]
AT_MOST = 100  # problems told of one file; whoever has mended those sees the others
_QUOTED = 60  # characters


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


def quoted(written: str) -> str:
    """Return what stands in a file as a message may repeat it: short, and without signs that nobody sees."""
    start = written if len(written) <= _QUOTED else f"{written[: _QUOTED - 1]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in start)


class InvalidDirectoryError(Exception):
    """The configuration has errors; `problems` holds what was found, in order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the configuration")
        by_file = groupby(sorted(problems), key=lambda problem: problem.file)
        self.problems = [problem for _, found in by_file for problem in islice(found, AT_MOST)]


class UnavailableDirectoryError(Exception):
    """There is no configuration to read; the text is a sentence for the operator."""
