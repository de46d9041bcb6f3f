"""How problems are told: for people with the line and a caret, for programs as JSON, for a pull request's page."""

import json
import subprocess
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

from bot.directory.problems import Problem
from bot.directory.textfile import UnreadableFileError, read_text

Format = Literal["text", "json", "github"]
_LINE_SHOWN = 160  # characters
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


class NoRevisionError(Exception):
    """Git does not know the revision, or the folder; the text is a sentence."""


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
            for problem in problems:
                yield "\n".join((str(problem), *_pointed_at(problem)))


def changed_since(revision: str, config: Path) -> Collection[Path]:
    """Return the files below the configuration that differ from a git revision, new ones too.

    Raises:
        NoRevisionError: git has no such revision, or the folder lies in no work tree.
    """
    differing = _git(config, "diff", "--name-only", "--relative", "--end-of-options", revision, "--", ".")
    new = _git(config, "ls-files", "--others", "--exclude-standard", ".")
    if differing is None or new is None:
        raise NoRevisionError(f"Git knows no revision {revision} of the folder {config}.")
    return {config / name for name in (*differing, *new)}


def _git(folder: Path, *arguments: str) -> list[str] | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)  # noqa: S603, S607 - no shell, and git is on the PATH
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace").splitlines()


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
