"""Whatever somebody puts into a tally's file, the audit does not call it counts alone; what we write, it does."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.directory.fields import CATEGORY_IDS
from bot.tally import schema
from bot.tally.audit import audit
from bot.tally.files import UnreadableTallyError, opened
from bot.tally.sealing import seal
from tests.conftest import Run

PAGE = 4096
SECRET = b"Jane Roe, order 4711"


def written(file: Path, weeks: int = 2, *, more: int = 0) -> Path:
    """Count as the bot does, one transaction a week, so that rows grow and pages are split."""
    for week in range(weeks):
        with closing(opened(file, 1)) as database, schema.transaction(database):
            period = f"{2000 + week // 52}-W{week % 52 + 1:02}"
            schema.add(database, {(period, name): n for n, name in enumerate(CATEGORY_IDS, 1 + week * more)})
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "tally.sqlite3")


def changed(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


def overwritten(file: Path, at: int, new: bytes) -> None:
    with file.open("r+b") as raw:
        raw.seek(at)
        raw.write(new)


def schema_changed(file: Path, sql: str) -> None:
    """Write what SQLite takes for a table's rules, without asking it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = ?", (sql,))


def findings(file: Path) -> str:
    return " ".join(audit(file).findings)


def verdict(file: Path) -> str:
    try:
        return audit(file).verdict
    except UnreadableTallyError:
        return "not readable"


def test_a_file_as_the_bot_writes_it_is_counts_alone(file: Path) -> None:
    found = audit(file)
    assert (found.verdict, found.rows, found.total) == ("counts alone", 2 * 13, 2 * sum(range(1, 14)))
    assert findings(file).startswith("It is not sealed")


def test_a_sealed_file_is_sealed_until_the_next_count(file: Path) -> None:
    seal(file)
    assert audit(file).verdict == "sealed"
    assert audit(file).findings == ()
    with closing(opened(file, 1)) as database, schema.transaction(database):
        schema.add(database, {("2026-W01", "access"): 1})
    assert audit(file).verdict == "counts alone"


@pytest.mark.parametrize("more", [0, 1, 40, 3000])
def test_what_sqlite_leaves_behind_of_moved_and_deleted_rows_is_no_finding(tmp_path: Path, more: int) -> None:
    file = written(tmp_path / "tally.sqlite3", 120, more=more)
    written(file, 120, more=more)  # every number grows
    assert audit(file).verdict == "counts alone"
    with closing(opened(file, 1)) as database:
        database.execute("DELETE FROM tally WHERE week < '2002-W08' AND week NOT GLOB '*5'")
    found = audit(file)
    assert (found.verdict, "pages are free" in findings(file)) == ("counts alone", True)


def test_a_tally_of_an_earlier_release_is_counts_alone(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    names = ", ".join(f"'{name}'" for name in CATEGORY_IDS)
    changed(
        file, schema._BEFORE_QUARTERS.format(categories=names), "INSERT INTO tally VALUES ('2026-W01', 'access', 3)"
    )
    assert audit(file).verdict == "counts alone"
    written(file)
    assert audit(file).verdict == "counts alone"


@pytest.mark.parametrize("pragma", ["page_size = 512", "page_size = 8192", "encoding = 'UTF-16le'", "auto_vacuum = 1"])
def test_counts_that_are_written_in_another_form_are_counts_alone(tmp_path: Path, pragma: str) -> None:
    file = tmp_path / "tally.sqlite3"
    changed(file, f"PRAGMA {pragma}", schema.DDL)
    assert audit(written(file, 30)).verdict == "counts alone"
    overwritten(file, file.read_bytes().rindex(bytes(40)), SECRET)
    assert audit(file).verdict == "more than counts"


def test_pages_in_which_more_could_hide_are_found(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    changed(file, "PRAGMA page_size = 65536", schema.DDL)
    assert "Its pages have 65536 bytes" in findings(file)
    assert audit(file).verdict == "more than counts"


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_is_named_and_a_file_is_not_sealed_then(file: Path, ending: str) -> None:
    seal(file)
    file.with_name(file.name + ending).write_bytes(b"x")
    link = file.with_name("link")
    link.symlink_to(file)
    for name in (file, link):
        assert audit(name).verdict == "counts alone"
        assert f"tally.sqlite3{ending}, which was not looked at" in findings(name)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("CREATE TABLE messages (text)", "the table messages"),
        ("CREATE VIEW v AS SELECT 'Jane Roe'", "the view v"),
        ("CREATE INDEX i ON tally (n)", "the index i"),
        ("CREATE TRIGGER t AFTER INSERT ON tally BEGIN SELECT 1; END", "the trigger t"),
        ("ALTER TABLE tally ADD COLUMN user TEXT", "also has user"),
        ("ALTER TABLE tally ADD COLUMN user TEXT AS ('Jane') VIRTUAL", "also has user"),
        ("ALTER TABLE tally RENAME TO people", "the table people"),
        ("PRAGMA user_version = 4711", "user_version 4711"),
        ("PRAGMA application_id = 4711", "application_id 4711"),
        ("PRAGMA default_cache_size = 4711", "default_cache_size 4711"),
    ],
)
def test_what_sql_can_add_is_found(file: Path, statement: str, told: str) -> None:
    seal(file)
    changed(file, statement)
    assert audit(file).verdict == "more than counts"
    assert told in findings(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("n BETWEEN 1 AND 1e9", "1"),
        ("'other'", "'other', 'Jane Roe'"),
        ("category TEXT NOT NULL", "category TEXT NOT NULL /* Jane */"),
        (" STRICT,", ""),
    ],
)
def test_a_loosened_rule_is_found(file: Path, old: str, new: str) -> None:
    assert old in schema.DDL
    schema_changed(file, schema.DDL.replace(old, new))
    assert audit(file).verdict == "more than counts"


@pytest.mark.parametrize(
    "row",
    [
        "'2025-W53', 'access', 1",
        "'2025-W00', 'access', 1",
        "'Jane Roe', 'access', 1",
        "'2025-W01', 'Jane Roe', 1",
        "'2025-W01', 'access', 'Jane Roe'",
        "'2025-W01', 'access', -1",
        "'2025-W01', CAST(x'ff80fe' AS TEXT), 1",
        "CAST(x'ff80fe' AS TEXT), 'access', 1",
    ],
)
def test_a_row_that_is_no_count_is_found(tmp_path: Path, row: str) -> None:
    file = tmp_path / "tally.sqlite3"
    loose = "CREATE TABLE tally (week, category, n, PRIMARY KEY (week, category)) WITHOUT ROWID"
    changed(file, loose, f"INSERT INTO tally VALUES ({row})")  # noqa: S608 - a row of the list above
    schema_changed(file, schema.DDL)
    assert audit(file).verdict == "more than counts"
    assert "Jane" not in findings(file)


def gap(file: Path) -> int:
    """Return a place between the list of rows and the rows in the last page."""
    return file.stat().st_size - PAGE + PAGE // 3


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (lambda file: file.stat().st_size, "behind its last page"),
        (lambda _: 72, "where SQLite has nothing"),
        (gap, "Beside its rows stand 20 bytes"),
        (lambda _: 200, "Beside its rows stand 20 bytes"),
    ],
)
def test_bytes_where_no_row_is_are_found(file: Path, place: Callable[[Path], int], told: str) -> None:
    overwritten(file, place(file), SECRET)
    assert audit(file).verdict == "more than counts"
    assert told in findings(file)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (18, "write and read version"),
        (24, "file change counter"),
        (40, "schema cookie"),
        (56, "encoding"),
        (64, "incremental_vacuum"),
        (92, "version-valid-for number"),
        (96, "version of SQLite"),
    ],
)
def test_words_in_the_numbers_of_the_header_are_found(tmp_path: Path, place: int, name: str) -> None:
    file = tmp_path / "tally.sqlite3"
    changed(file, "PRAGMA auto_vacuum = 2", schema.DDL)
    assert audit(file).verdict == "counts alone"
    overwritten(file, place, b"Ja" if place == 18 else b"Jan\1")
    assert audit(file).verdict == "more than counts"
    assert f"a number of somebody's own ({name} " in findings(file)


@pytest.mark.parametrize("form", [schema._WITHOUT_BOUND, schema._BEFORE_QUARTERS])
def test_a_number_that_spells_words_is_found(tmp_path: Path, form: str) -> None:
    file = tmp_path / "tally.sqlite3"
    changed(
        file,
        form.format(categories="'access', 'other'"),
        "INSERT INTO tally VALUES ('2026-W01', 'access', 1e9)",
    )
    assert audit(file).verdict == "counts alone"
    changed(file, "UPDATE tally SET n = 5359686412160626533")  # the bytes of "Jane Roe"
    assert audit(file).verdict == "more than counts"
    assert "It holds numbers too large for counts (1 in all)" in findings(file)
    assert seal_is_refused(file)


def seal_is_refused(file: Path) -> bool:
    before = file.read_bytes()
    with pytest.raises(UnreadableTallyError, match="cannot be sealed"):
        seal(file)
    return file.read_bytes() == before


def test_the_order_of_categories_and_white_space_can_tell_nothing(file: Path) -> None:
    names = [f"'{name}'" for name in CATEGORY_IDS]
    for others in (names[::-1], [*names, names[0]], [*names[:-1], f"{names[-1]} \t \t\t"]):
        schema_changed(file, schema._DDL.format(categories=", ".join(others)))
        assert "The rules of its table tally are not those of a tally" in findings(file)
    schema_changed(file, f"{schema.DDL} \t \t\t")
    assert "The rules of its table tally are not those of a tally" in findings(file)


def test_a_newer_releases_tally_is_left_to_that_release(file: Path, run: Run) -> None:
    schema_changed(file, schema.DDL.replace("'other'", "'gossip', 'other'"))
    done = run("audit", str(file))
    said = "cannot be audited by this release. It counts gossip, which a newer release may know; use that one.\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{file} {said}"


@pytest.mark.parametrize("column", ["type", "name", "tbl_name", "rootpage"])
def test_bytes_in_the_list_of_tables_are_found(file: Path, column: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(f"UPDATE sqlite_master SET {column} = 'Jane Roe'")  # noqa: S608 - one of the list above
    assert verdict(file) in {"more than counts", "not readable"}


@pytest.mark.parametrize("text", [SECRET, SECRET.decode().encode("utf-16-le"), SECRET.decode().encode("utf-16-be")])
@pytest.mark.parametrize("around", [b"", b"2026-W01access", b"\x11\x04\x1d\x19\t2026-W01access"])
def test_no_disguise_as_a_row_helps(file: Path, text: bytes, around: bytes) -> None:
    overwritten(file, gap(file), around + text + around)
    assert audit(file).verdict == "more than counts"


def test_words_as_the_numbers_of_rows_that_are_gone_are_found(file: Path) -> None:
    pieces = (SECRET[at : at + 8] for at in range(0, len(SECRET), 8))
    overwritten(file, gap(file), b"".join(b"\x19\x04\x1d\x19\x062026-W01access" + piece for piece in pieces))
    assert audit(file).verdict == "more than counts"


@pytest.mark.parametrize("text", ["Müller", "jane@pay.example", "184467440737095516", "PADDLE.NET*", "Anna"])
def test_the_shortest_of_what_could_be_about_somebody_is_found(file: Path, text: str) -> None:
    overwritten(file, gap(file), text.encode())
    assert audit(file).verdict == "more than counts"


def test_what_could_be_hidden_in_an_unsealed_file_is_said_and_a_sealed_one_has_no_room_for_it(file: Path) -> None:
    overwritten(file, gap(file), bytes(sign & 31 for sign in SECRET))
    assert "may have hidden there what is written without letters" in findings(file)
    assert audit(file).verdict != "sealed"
    seal(file)
    assert audit(file).verdict == "sealed"
    assert bytes(sign & 31 for sign in SECRET) not in file.read_bytes()


def test_bytes_in_free_pages_are_found_whatever_they_look_like(tmp_path: Path) -> None:
    file = written(tmp_path / "tally.sqlite3", 120)
    with closing(opened(file, 1)) as database:
        database.execute("DELETE FROM tally WHERE week > '2000-W02'")
    assert audit(file).verdict == "counts alone"
    list_of_free = int.from_bytes(file.read_bytes()[32:36])
    free = int.from_bytes(file.read_bytes()[(list_of_free - 1) * PAGE + 8 :][:4])
    overwritten(file, (free - 1) * PAGE, b"\x0a\0\0\x07\xff\0\0\0" + SECRET)
    assert audit(file).verdict == "more than counts"


def test_bytes_in_the_place_of_a_deleted_row_are_found(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    written(file, 3)
    place = file.read_bytes().index(b"2000-W02subscription")
    with closing(opened(file, 1)) as database:
        database.execute("DELETE FROM tally WHERE week = '2000-W02' AND category = 'subscription'")
    assert audit(file).verdict == "counts alone"
    overwritten(file, place, b"Jane Roe")
    assert audit(file).verdict == "more than counts"


def test_bytes_that_each_page_leaves_to_others_are_found(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    changed(file, schema.DDL)
    overwritten(file, 20, b"\x20")
    changed(file, "VACUUM")
    assert file.read_bytes()[20] == 32
    written(file)
    assert "Each of its pages has 32 bytes that SQLite leaves to others." in findings(file)
    assert audit(file).verdict == "more than counts"


def test_a_row_with_more_than_its_three_columns_is_found(file: Path) -> None:
    place = file.read_bytes().index(b"\x04\x1d\x25\x012000-W02wrong-amount") - 1
    found = file.read_bytes()
    length = found[place] + 1
    row = found[place : place + length]
    wider = bytes([row[0] + 9, 5, *row[2:5], 13 + 2 * 8]) + row[5:] + b"Jane Roe"
    end = file.stat().st_size - PAGE + int.from_bytes(found[-PAGE:][5:7])
    pointers = found[-PAGE:][8 : 8 + 2 * int.from_bytes(found[-PAGE:][3:5])]
    old = (place % PAGE).to_bytes(2)
    at = next(index for index in range(0, len(pointers), 2) if pointers[index : index + 2] == old)
    start = (end % PAGE) - len(wider)
    overwritten(file, end - len(wider), wider)
    overwritten(file, file.stat().st_size - PAGE + 8 + at, start.to_bytes(2))
    overwritten(file, file.stat().st_size - PAGE + 5, start.to_bytes(2))
    assert audit(file).verdict == "more than counts"


def test_an_empty_file_holds_nothing(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "empty"
    file.write_bytes(b"")
    assert (audit(file).verdict, audit(file).rows, audit(file).findings) == ("counts alone", 0, ())
    assert run("audit", str(file)).stdout == "Counts alone: 0 rows, 0 counts in all, by week and kind of dispute.\n"


def test_what_is_larger_than_any_tally_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "huge"
    with file.open("wb") as raw:
        raw.truncate(2**40)  # a hole, which takes no room
    assert audit(file).verdict == "more than counts"
    assert "larger than the counts of a thousand years" in findings(file)


def test_a_file_of_another_journal_mode_is_read_and_left_alone(tmp_path: Path) -> None:
    file = written(tmp_path / "tally.sqlite3")
    changed(file, "PRAGMA journal_mode = WAL")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("INSERT INTO tally VALUES ('2026-W01', 'access', 1)")
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}
        assert audit(file).verdict == "counts alone"
        assert "-wal and tally.sqlite3-shm, which was not looked at" in findings(file)
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("content", [b"hello", b"x" * 5000, b"SQLite format 3\0" + bytes(4080)])
def test_what_is_no_database_cannot_be_audited(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(UnreadableTallyError, match="cannot be audited"):
        audit(file)


def test_a_file_cut_off_is_never_counts_alone(file: Path) -> None:
    whole = file.read_bytes()
    for length in (1, 99, 100, PAGE - 1, PAGE, PAGE + 1, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert verdict(file) in {"more than counts", "not readable"}, length


def test_no_damaged_byte_ends_it_without_a_verdict_or_a_sentence(file: Path) -> None:
    whole = file.read_bytes()
    told: set[str] = set()
    for at in (*range(120), *range(PAGE, PAGE + 60), *range(len(whole) - 60, len(whole))):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        told.add(verdict(file))
    assert told == {"counts alone", "more than counts", "not readable"}


def test_the_words_and_the_exit_code_say_which_it_is(file: Path, run: Run) -> None:
    done = run("audit", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Counts alone: 26 rows, 182 counts in all, by week and kind of dispute.\n")
    assert "`recourse stats --seal` ends that" in done.stdout
    seal(file)
    done = run("audit", str(file))
    words = "Sealed: 26 rows, 182 counts in all, and every byte of the file follows from them.\n"
    assert (done.returncode, done.stdout) == (0, words)
    changed(file, "CREATE TABLE 'a\x1b[2Jb' (text)")
    done = run("audit", str(file))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("More than counts. This is not what Recourse writes.\n  It also holds the table a")
    assert "\x1b" not in done.stdout


def test_what_cannot_be_read_is_a_sentence_and_exit_code_two(tmp_path: Path, run: Run) -> None:
    (tmp_path / "no database").write_bytes(b"hello")
    for name in ("nowhere", ".", "no database", "x" * 300):
        done = run("audit", str(tmp_path / name))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("cannot be audited (") == 1
        assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_cannot_be_audited(file: Path) -> None:
    file.chmod(0)
    with pytest.raises(UnreadableTallyError, match="Permission denied"):
        audit(file)


def test_nothing_is_written_to_the_file_or_beside_it(file: Path, run: Run) -> None:
    file.chmod(0o444)
    changed_by_nobody = (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir()))
    done = run("audit", str(file))
    assert done.returncode == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir())) == changed_by_nobody
