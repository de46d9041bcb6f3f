"""One text file of the configuration, read in bounded time and memory, whatever it is."""

import codecs
import os
import re
from pathlib import Path

from bot.directory.problems import Problem

SIZE_CAP = 512 * 1024  # bytes; the longest real file has half of it


class UnreadableFileError(Exception):
    """The file could not be turned into a value; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(f"{len(problems)} problems in a file")
        self.problems = problems


def read_text(path: Path) -> str:
    """Return a file's text without a byte order mark.

    Raises:
        UnreadableFileError: it is no plain file, too large, not UTF-8, or cannot be opened.
    """
    try:
        if not path.is_file():
            raise UnreadableFileError(Problem(path, 1, 1, "there is no such file; write it or restore it"))
        with open(path, "rb", opener=_at_once) as file:
            raw = file.read(SIZE_CAP + 1).removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadableFileError(
            Problem(path, 1, 1, f"the file cannot be read ({reason}); mend its permissions or replace it")
        ) from None
    if len(raw) > SIZE_CAP:
        message = f"the file is larger than {SIZE_CAP // 1024} KiB; an entry is a page at most"
        raise UnreadableFileError(Problem(path, 1, 1, message))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        raise UnreadableFileError(
            problem_at(path, before, len(before), "this is not UTF-8; save the file as UTF-8")
        ) from None


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for a writer: what was a plain file may have become a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def problem_at(path: Path, text: str, offset: int, message: str) -> Problem:
    """Return a problem at a place that is known as the number of characters before it. Lines end as in YAML."""
    lines = re.split(r"\r\n?|\n", text[:offset])
    return Problem(path, len(lines), len(lines[-1]) + 1, message)
