"""Lines of standard input, of any bytes and any length, in bounded memory."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

LINE_CAP = 1024 * 1024  # bytes; a longer line is cut and said to be


@dataclass(frozen=True, slots=True)
class Line:
    """`text` has no line end; bytes that are no UTF-8 stand as replacement characters."""

    text: str
    cut: bool = False


def read_lines() -> Iterator[Line]:
    """Yield the lines of standard input until it ends. None is kept while the next one is waited for."""
    if sys.stdin is None:  # started with its input closed: there is nothing to read
        return iter(())
    return iter(partial(_read_line, sys.stdin.buffer), None)


def _read_line(source: BinaryIO) -> Line | None:
    raw = source.readline(LINE_CAP + 1)
    if not raw:
        return None
    cut = len(raw) > LINE_CAP and not raw.endswith(b"\n")
    rest = raw
    while cut and rest and not rest.endswith(b"\n"):
        rest = source.readline(LINE_CAP)
    return Line(raw[:LINE_CAP].decode("utf-8", "replace").rstrip("\r\n"), cut=cut)
