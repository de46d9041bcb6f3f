"""What the header of a tally's file may say: SQLite itself looks at only some of its numbers.

The form of the header: https://www.sqlite.org/fileformat2.html#the_database_header
"""

from collections.abc import Iterator

_SPARED = 20  # how many bytes of each page are not SQLite's
_UNUSED = slice(72, 92)
_COUNTED_UP = range(2**29)  # four letters would be a larger number
_NONE = range(1)
_ALLOWED = {
    "write and read version": (slice(18, 20), (0x0101, 0x0202)),  # with a journal, or a write-ahead log
    "file change counter": (slice(24, 28), _COUNTED_UP),
    "schema cookie": (slice(40, 44), _COUNTED_UP),
    "schema format": (slice(44, 48), range(5)),
    "default_cache_size": (slice(48, 52), _NONE),
    "encoding": (slice(56, 60), range(4)),
    "user_version": (slice(60, 64), _NONE),
    "incremental_vacuum": (slice(64, 68), range(2)),
    "application_id": (slice(68, 72), _NONE),
    "version-valid-for number": (slice(92, 96), _COUNTED_UP),
    "version of SQLite": (slice(96, 100), range(4_000_000)),  # 0 where it is sealed
}


def too_much(file: bytes) -> Iterator[str]:
    """Yield, as sentences, what SQLite would not have written into the header of a file that is not empty."""
    for name, (place, allowed) in _ALLOWED.items():
        if (value := int.from_bytes(file[place])) not in allowed:
            yield f"Its header holds a number of somebody's own ({name} {value})."
    if any(file[_UNUSED]):
        yield "Its header holds bytes where SQLite has nothing."
    if file[_SPARED]:
        yield f"Each of its pages has {file[_SPARED]} bytes that SQLite leaves to others."
