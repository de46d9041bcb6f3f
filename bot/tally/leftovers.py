"""What stands in a tally's file beside its rows: bytes between them, and pages that are not in use.

SQLite clears what it deletes there, but not what it only moves: old places of rows, and pieces of rows, are left. They
are numbers below the size of a page and words of the table, so all else that can be read was put there by somebody.
Whoever writes in a code of small numbers can hide it there all the same; only a sealed file has no room for it.

The form of the file: https://www.sqlite.org/fileformat2.html
"""

import re
from collections.abc import Iterator

from bot.directory.fields import CATEGORY_IDS

_HEADER = 100  # bytes
_INTERIOR, _LEAF = 2, 10  # kinds of pages of a table without row ids
_N_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 8: 0, 9: 0}  # how long a count of each serial type is
_CATEGORIES = "|".join(sorted(CATEGORY_IDS, key=len, reverse=True))
_A_ROW = re.compile(
    b"|".join(
        rb"\x04[\x1b\x1d].%b\d{4}-(?:W\d\d|Q\d)(?:%b)[\s\S]{0,%d}" % (re.escape(bytes([kind])), _CATEGORIES.encode(), n)
        for kind, n in _N_BYTES.items()
    ),
    re.DOTALL,
)
_A_TEXT = re.compile(rb"(?:[\x20-\xff]\0?){4,}")  # the zeros are those of UTF-16
_FIRST_PIECE, _A_PIECE = 2, 4  # bytes at least; after a byte at most, the end of a word may be short
_A_NUMBER = 6  # digits in a row, which no week has
_OF_A_NUMBER = 3  # bytes at most that are left of a number beside a piece
_ROWS = [f"0000-{period}{category}" for period in ("W00", "Q0") for category in CATEGORY_IDS]


def hidden(file: bytes, expected: bytes, sql: str) -> int:
    """Return how many bytes beside the rows can be read and are no piece of a row or of the table's SQL.

    `file` is a database that SQLite finds no fault with; `expected` holds the same rows and nothing beside them.
    """
    rows = {row for page in _pages(expected) for *_, row in _cells(page)}
    words = b"\n".join(text.encode() for text in (*_ROWS, "tabletallytally", re.sub(r"\d", "0", sql)))
    beside = (_A_ROW.sub(b"\0", _beside(page, rows)) for page in _pages(file))
    texts = (text.replace(b"\0", b"") for page in beside for text in _A_TEXT.findall(page))
    return sum(len(text) for text in texts if not _is_of_pieces(text, words))


def _is_of_pieces(text: bytes, words: bytes) -> bool:
    """Say whether a text is made of pieces of these words, with no more between them than is left of a number."""
    same = re.sub(rb"\d", b"0", text)
    at = between = 0
    if re.search(rb"0{%d}" % _A_NUMBER, same):
        return False
    while at < len(same) and between <= _OF_A_NUMBER:
        end = at + (_A_PIECE if at > 1 else _FIRST_PIECE)
        if end > len(same) or same[at:end] not in words:
            at, between = at + 1, between + 1
            continue
        while end < len(same) and same[at : end + 1] in words:
            end += 1
        at, between = end, 0
    return between <= _OF_A_NUMBER


def _pages(file: bytes) -> Iterator[bytes]:
    """Yield the pages, the first without the header of the file, in whose place are zeros."""
    size = int.from_bytes(file[16:18]) if file[16:18] != b"\0\1" else 65536
    for start in range(0, len(file), size):
        yield file[start : start + size] if start else bytes(_HEADER) + file[_HEADER:size]


def _beside(page: bytes, rows: set[bytes]) -> bytes:
    """Return a page with zeros where it holds one of these rows, and where it says that the row is there."""
    left = bytearray(page)
    for pointer, start, row in _cells(page):
        if row in rows:
            left[pointer : pointer + 2] = bytes(2)
            left[start : start + len(row)] = bytes(len(row))
    return bytes(left)


def _cells(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield where a page says that a row is, where the row begins, and the row as it is written."""
    kind = page[0]
    if kind not in {_INTERIOR, _LEAF}:
        return
    begin, before = (12, 4) if kind == _INTERIOR else (8, 0)
    for pointer in range(begin, begin + 2 * int.from_bytes(page[3:5]), 2):
        start = int.from_bytes(page[pointer : pointer + 2]) + before
        if start < len(page):
            # The length of a row of counts is one byte below 128.
            yield pointer, start, page[start : start + 1 + page[start]]
