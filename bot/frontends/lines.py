"""Lines of standard input, of any bytes and any length, in bounded memory."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

LINE_CAP = 1024 * 1024  # bytes; a longer line is cut and said to be


@dataclass(frozen=True, slots=True)
class Line:
    """`text` has no line end; bytes that are no UTF-8 stand as replacement characters."""

    text: str
    cut: bool = False


def read_lines() -> Iterator[Line]:
    """Yield the lines of standard input until it ends."""
    if sys.stdin is None:  # started with its input closed: there is nothing to read
        return
    source = sys.stdin.buffer
    while raw := source.readline(LINE_CAP + 1):
        cut = len(raw) > LINE_CAP and not raw.endswith(b"\n")
        rest = raw
        while cut and rest and not rest.endswith(b"\n"):
            rest = source.readline(LINE_CAP)
        yield Line(raw[:LINE_CAP].decode("utf-8", "replace").rstrip("\r\n"), cut=cut)
