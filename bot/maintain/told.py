"""How problems are told: for people with the line and a caret, for programs as JSON, for a pull request's page."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from bot.directory.problems import Problem, Severity
from bot.directory.textfile import UnreadableFileError, read_text

Format = Literal["text", "json", "github"]
_LINE_SHOWN = 160  # characters
_WORST_LAST: tuple[Severity, ...] = ("note", "warning", "error")  # next to the prompt, where it is seen
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def told(problems: Iterable[Problem], form: Format) -> Iterator[str]:
    """Yield the problems, a piece of output each."""
    match form:
        case "json":
            yield json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False, indent=2)
        case "github":
            # https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
            for problem in problems:
                place = f"file={_relative(problem.file)},line={problem.line},col={problem.column}"
                kind = f"{_GITHUB[problem.severity]} {place},title={problem.check or 'format'}"
                yield f"::{kind}::{_escaped(problem.message)}"
        case _:
            for problem in sorted(problems, key=lambda problem: _WORST_LAST.index(problem.severity)):
                yield "\n".join((str(problem), *_pointed_at(problem)))


def _pointed_at(problem: Problem) -> Iterator[str]:
    """Yield the line that a problem is in, and a caret below its column."""
    try:
        lines = read_text(problem.file).split("\n")
    except UnreadableFileError:
        return
    if 0 < problem.line <= len(lines) and (line := lines[problem.line - 1].rstrip()):
        start = max(0, problem.column - _LINE_SHOWN // 2)
        yield f"    {line[start : start + _LINE_SHOWN]}"
        yield f"    {' ' * (problem.column - 1 - start)}^"


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "file": _relative(problem.file),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "check": problem.check or "format",
        "message": problem.message,
    }


def _relative(file: Path) -> str:
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return file.as_posix()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
