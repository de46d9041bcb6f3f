"""Finds canaries in bytes, files and folders, in whatever way they may have been written down.

Every canary has a number, and is of one of four forms: a word in Latin or in Cyrillic letters, a snowflake, a card
number. All of one form begin alike, so that one search finds any of them; which ones they were, the number tells. The
forms are made in `canaries.py`. Nothing here holds a whole canary: this module also runs inside of the bot.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщ"
LATIN_MARK, CYRILLIC_MARK = "zqvx", "жщюэ"
LETTERS = 6  # of a word behind its mark
SNOWFLAKES, DIGITS = "734927150862", 7  # the first digits of a snowflake, and how many follow
CARDS = "49297349"  # the first digits of a card number; as many follow, the last of them to check the others

_Needle = tuple[bytes, "re.Pattern[bytes]", Callable[[bytes], int]]
_FIRST_SNOWFLAKE = int(SNOWFLAKES + "0" * DIGITS)  # itself none
_BEHIND_THE_LAST = int(f"1{'0' * DIGITS}") + _FIRST_SNOWFLAKE
_BASE64 = b"A-Za-z0-9+/_-"


def in_bytes(data: bytes) -> set[int]:
    """Return the numbers of all canaries in it: in UTF-8, -16 and -32, escaped or quoted, as 8 bytes, in base64."""
    found = {number(hit) for begins, pattern, number in _NEEDLES if begins in data for hit in pattern.findall(data)}
    for begins, byteorder in _PACKED:
        found.update(_packed(data, begins, byteorder))
    for piece in _encoded(data):
        found |= in_bytes(piece)
    return found


def is_snowflake(value: int) -> bool:
    return _FIRST_SNOWFLAKE < value < _BEHIND_THE_LAST


def number_of(snowflake: int) -> int:
    return snowflake - _FIRST_SNOWFLAKE


def in_folder(folder: Path) -> set[int]:
    """Return the numbers of all canaries in the bytes and the names of all that lies below a folder."""
    found = set()
    for path in folder.rglob("*"):
        found |= in_bytes(str(path.relative_to(folder)).encode("utf-8", "surrogateescape"))
        try:
            found |= in_bytes(path.read_bytes())
        except (FileNotFoundError, IsADirectoryError):  # a journal lives for a moment only
            continue
    return found


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _needles() -> Iterator[_Needle]:
    def written(form: Callable[[str], bytes]) -> Iterator[_Needle]:
        for mark, letters in ((LATIN_MARK, LATIN), (CYRILLIC_MARK, CYRILLIC)):
            codes = {form(letter): place for place, letter in enumerate(letters)}
            codes |= {form(letter.upper()): place for place, letter in enumerate(letters)}
            one = b"|".join(re.escape(code) for code in codes)
            word = re.compile(b"(?:%s)" % one)

            def number(hit: bytes, codes: dict[bytes, int] = codes, word: "re.Pattern[bytes]" = word) -> int:
                value = 0
                for code in word.findall(hit):
                    value = value * len(LATIN) + codes[code]
                return value

            for case in (mark, mark.upper(), mark.capitalize()):
                begins = b"".join(form(letter) for letter in case)
                yield begins, re.compile(re.escape(begins) + b"((?:%s){%d})" % (one, LETTERS)), number

    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        yield from written(lambda text, encoding=encoding: text.encode(encoding))  # type: ignore[misc]
    yield from written(lambda text: text.encode("ascii", "backslashreplace"))  # as in JSON, and in Python's own
    yield from written(lambda text: quote(text).encode())
    for zeros in (b"", b"\0", b"\0\0\0"):  # of UTF-8, -16 and -32
        begins = zeros.join(SNOWFLAKES[n : n + 1].encode() for n in range(len(SNOWFLAKES)))
        digits = re.compile(re.escape(begins) + b"((?:%s[0-9]){%d})" % (re.escape(zeros), DIGITS))
        yield begins, digits, lambda hit: int(hit.replace(b"\0", b""))
    # Whoever types a card number groups its digits, and not always by four.
    gap = rb"(?:[ .\-\0]|%20|\+|\xc2\xa0){0,3}"
    card = re.compile(gap.join(re.escape(digit.encode()) for digit in CARDS) + b"((?:%s[0-9]){%d})" % (gap, len(CARDS)))
    yield b"4", card, lambda hit: int(re.sub(rb"%20|[^0-9]", b"", hit)[:-1])


_NEEDLES = tuple({needle[0]: needle for needle in _needles()}.values())  # Latin letters need no escapes
# All snowflakes that are canaries begin with the same bytes, or end with them.
_COMMON = next(n for n in range(8, 0, -1) if not (_FIRST_SNOWFLAKE ^ _BEHIND_THE_LAST) >> 8 * (8 - n))
_PACKED = (
    (_FIRST_SNOWFLAKE.to_bytes(8, "big")[:_COMMON], "big"),
    (_FIRST_SNOWFLAKE.to_bytes(8, "little")[-_COMMON:], "little"),
)


def _packed(data: bytes, begins: bytes, byteorder: str) -> Iterator[int]:
    at = data.find(begins)
    while at >= 0:
        start = at if byteorder == "big" else at - 8 + len(begins)
        value = int.from_bytes(data[max(start, 0) : start + 8], "big" if byteorder == "big" else "little")
        if is_snowflake(value):
            yield number_of(value)
        at = data.find(begins, at + 1)


def _base64_marks() -> Iterator[bytes]:
    """Yield what a mark looks like in base64, wherever it begins in a group of three bytes."""
    for text in (LATIN_MARK, LATIN_MARK.upper(), LATIN_MARK.capitalize(), SNOWFLAKES[:6], CARDS[:6]):
        for before in range(3):
            whole = base64.b64encode(b"\0" * before + text.encode() + b"\0" * 2)
            yield whole[(before * 8 + 5) // 6 : (before + len(text)) * 8 // 6]


_IN_BASE64 = re.compile(b"|".join(_base64_marks()))


def _encoded(data: bytes) -> Iterator[bytes]:
    """Yield what is written around such marks in base64, decoded."""
    for hit in _IN_BASE64.finditer(data):
        before = re.search(b"[%s]*$" % _BASE64, data[max(hit.start() - 256, 0) : hit.start()])
        after = re.match(b"[%s]*" % _BASE64, data[hit.end() : hit.end() + 64])
        lead = before[0] if before else b""
        run = (lead + hit[0] + (after[0] if after else b"")).translate(bytes.maketrans(b"-_", b"+/"))
        for skipped in range(min(4, len(lead) + 1)):
            rest = run[skipped:]
            try:
                yield base64.b64decode(rest[: len(rest) // 4 * 4])
            except binascii.Error:
                continue
