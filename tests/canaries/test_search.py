"""A canary is found however it is written down, and nothing else is taken for one."""

import base64
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.tally.counting import Tally
from bot.tally.sqlite import SqliteStore
from tests.canaries import search
from tests.canaries.canaries import Canaries

_MADE: dict[str, Callable[[Canaries], str]] = {
    "word": lambda made: made.word("text"),
    "Cyrillic": lambda made: made.foreign_word("text"),
    "snowflake": lambda made: made.snowflake("user id"),
    "card": lambda made: made.card(),
    "e-mail": Canaries.email,
    "emoji": Canaries.emoji,
    "statement line": Canaries.statement_line,
}
_WRITTEN: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, the other way round": lambda text: text.encode("utf-16-be"),
    "capitals": lambda text: text.upper().encode(),
    "title": lambda text: text.title().encode(),
    "JSON": lambda text: json.dumps({"a": text}).encode(),
    "Python": lambda text: ascii([text]).encode(),
    "address": lambda text: f"https://shop.example/?q={quote(text)}".encode(),
}


@pytest.mark.parametrize("form", _WRITTEN)
@pytest.mark.parametrize("kind", _MADE)
def test_every_form_of_every_kind_is_found(kind: str, form: str) -> None:
    made = Canaries(4_711_002)
    texts = [_MADE[kind](made) for _ in range(3)]
    data = b"before " + _WRITTEN[form](" ".join(texts)) + b" behind"
    assert search.in_bytes(data) == made.kinds.keys()


@pytest.mark.parametrize("before", ["", "a", "ab", "abc "])
@pytest.mark.parametrize("kind", ["word", "snowflake", "e-mail"])
def test_base64_hides_nothing(kind: str, before: str) -> None:
    made = Canaries(77)
    text = f"{before}{_MADE[kind](made)} and more"
    for encoded in (base64.b64encode(text.encode()), base64.urlsafe_b64encode(text.encode())):
        assert search.in_bytes(b'{"a": "' + encoded + b'"}') == made.kinds.keys()


@pytest.mark.parametrize("byteorder", ["big", "little"])
def test_a_snowflake_is_found_as_eight_bytes(byteorder: str) -> None:
    made = Canaries(9_876_543)
    number = int(made.snowflake("user id"))
    packed = number.to_bytes(8, "big" if byteorder == "big" else "little")
    assert search.in_bytes(b"\0\1" + packed + b"\2") == made.kinds.keys()
    assert search.in_bytes(packed) == made.kinds.keys()


@pytest.mark.parametrize("gap", ["", " ", "-", ".", "\N{NO-BREAK SPACE}", "  "])
def test_a_card_number_is_found_in_any_groups(gap: str) -> None:
    made = Canaries(1_234_567)
    digits = made.card().replace(" ", "")
    assert search.in_bytes(gap.join(digits).encode()) == made.kinds.keys()


def test_card_numbers_are_such_as_cards_have() -> None:
    made = Canaries(1_000_000)
    for _ in range(50):
        digits = [int(digit) for digit in made.card().replace(" ", "")]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
        assert len(digits) == 16
        assert (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def test_no_two_canaries_are_the_same_and_each_is_known_by_its_kind() -> None:
    made = Canaries()
    all_made = [make(made) for make in _MADE.values() for _ in range(500)]
    assert len(set(all_made)) == len(all_made)
    found = search.in_bytes(" ".join(all_made).encode())
    assert made.by_kind(found)["card number"] == 500
    assert sum(made.by_kind(found).values()) == len(made.kinds)


def test_nothing_else_is_a_canary() -> None:
    data = os.urandom(3_000_000)
    project = Path(__file__).parent.parent
    texts = b"".join(file.read_bytes() for file in [*project.rglob("*.py"), *project.rglob("*.jsonl")])
    assert (
        search.in_bytes(data + texts + f"{search.CARDS} and {search.SNOWFLAKES} and {search.LATIN_MARK}".encode())
        == set()
    )


def _count_into(folder: Path) -> Path:
    file = folder / "tally.sqlite3"
    with closing(Tally(SqliteStore(file), window=0)) as tally:
        tally.count("access")
    return file


def _in_a_row(folder: Path, canary: str) -> object:
    database = sqlite3.connect(_count_into(folder))
    database.execute("CREATE TABLE planted (text)")
    database.execute("INSERT INTO planted VALUES (?)", (canary,))
    database.commit()
    database.close()
    return None


def _in_a_free_page(folder: Path, canary: str) -> object:
    file = _count_into(folder)
    database = sqlite3.connect(file)
    database.execute("PRAGMA secure_delete = OFF")
    database.execute("CREATE TABLE planted (text)")
    database.execute("INSERT INTO planted VALUES (?)", (canary,))
    database.commit()
    database.execute("DROP TABLE planted")
    database.commit()
    assert database.execute("PRAGMA freelist_count").fetchone() != (0,)
    database.close()
    return None


def _in_a_journal(folder: Path, canary: str) -> object:
    """What a process leaves that is stopped in the middle: the journal holds the page as it was before."""
    _in_a_row(folder, canary)
    database = sqlite3.connect(folder / "tally.sqlite3", isolation_level=None)
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA cache_spill = ON")
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE planted SET text = ''")
    database.execute("CREATE TABLE filler (text)")
    database.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 50)
    journal = (folder / "tally.sqlite3-journal").read_bytes()
    (folder / "tally.sqlite3").unlink()  # so that it is found nowhere else
    assert journal
    return database


def _in_a_wal(folder: Path, canary: str) -> object:
    database = sqlite3.connect(_count_into(folder), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE planted (text)")
    database.execute("INSERT INTO planted VALUES (?)", (canary,))
    assert canary.encode() not in (folder / "tally.sqlite3").read_bytes()
    return database


def _in_a_file_of_its_own(folder: Path, canary: str) -> object:
    (folder / "deep" / "below").mkdir(parents=True)
    (folder / "deep" / "below" / ".hidden").write_bytes(b"\0" + canary.encode() + b"\0")
    return None


def _in_the_name_of_a_file(folder: Path, canary: str) -> object:
    (folder / f"{canary}.tmp").touch()
    return None


@pytest.mark.parametrize(
    "plant",
    [_in_a_row, _in_a_free_page, _in_a_journal, _in_a_wal, _in_a_file_of_its_own, _in_the_name_of_a_file],
)
def test_what_is_planted_in_the_data_folder_is_found(tmp_path: Path, plant: Callable[[Path, str], object]) -> None:
    made = Canaries(31)
    open_still = plant(tmp_path, made.word("text"))
    assert search.in_folder(tmp_path) == made.kinds.keys()
    if isinstance(open_still, sqlite3.Connection):
        open_still.close()
