"""The count can hold a week, a category and a number, and loses nothing when the store cannot be written."""

import logging
import os
import signal
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.directory.fields import CATEGORY_IDS
from bot.tally.sqlite import Count, Tally, UnreadableTallyError, iso_week, read_counts

NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tally.sqlite3"


def test_counts_add_up_by_week_and_category(file: Path) -> None:
    days = iter([NOVEMBER, NOVEMBER, NOVEMBER, NOVEMBER + timedelta(days=1)])
    tally = Tally(file, clock=lambda: next(days))
    for category in ("access", "invoice", "access", "access"):
        tally.count(category)
    assert read_counts(file) == [
        Count("2026-W47", "access", 2),
        Count("2026-W47", "invoice", 1),
        Count("2026-W48", "access", 1),
    ]


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-W01"),
        (datetime(2027, 1, 3, 23, 59, tzinfo=UTC), "2026-W53"),
        (datetime(2024, 12, 30, tzinfo=UTC), "2025-W01"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2026-W47"),
    ],
)
def test_the_week_is_the_iso_week_in_utc(moment: datetime, week: str) -> None:
    assert iso_week(moment) == week


def test_the_table_is_all_there_is_and_can_hold_nothing_else(file: Path) -> None:
    Tally(file).count("access")
    with closing(sqlite3.connect(file)) as raw:
        assert [row[0] for row in raw.execute("SELECT name FROM sqlite_master")] == ["tally"]
        ddl = raw.execute("SELECT sql FROM sqlite_master").fetchone()[0]
        assert ddl.rstrip().endswith("STRICT, WITHOUT ROWID")
        for week, category, n in (
            ("2026-W47", "somebody@mail.example", 1),
            ("2026-11-22", "access", 1),
            ("2026-W47T12:00", "access", 1),
            ("2026-W47", "access", 0),
            ("2026-W47", "access", "many"),
            ("2026-W47", None, 1),
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute("INSERT OR REPLACE INTO tally VALUES (?, ?, ?)", (week, category, n))
        for category in CATEGORY_IDS:
            raw.execute("INSERT OR REPLACE INTO tally VALUES ('2026-W01', ?, 1)", (category,))


def test_what_cannot_be_written_is_kept_and_written_later(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.write_text("a file stands where the data folder should be")
    tally = Tally(file, clock=lambda: NOVEMBER)
    with caplog.at_level(logging.ERROR):
        tally.count("access")
        tally.count("access")
    assert tally.pending == 2
    assert len(caplog.records) == 1, "the operator is told once, not with every count"
    assert "kept in memory and written later" in caplog.text
    file.parent.unlink()
    tally.count("invoice")
    assert tally.pending == 0
    assert read_counts(file) == [Count("2026-W47", "access", 2), Count("2026-W47", "invoice", 1)]


def test_a_locked_file_holds_up_nobody_and_loses_nothing(file: Path) -> None:
    tally = Tally(file)
    tally.count("access")
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    tally.count("access")
    assert tally.pending == 1
    closing = threading.Thread(target=tally.close)
    closing.start()
    other.execute("ROLLBACK")
    closing.join()
    assert tally.pending == 0
    assert read_counts(file)[0].n == 2
    other.close()


def test_ctrl_c_between_commit_and_note_counts_nothing_twice(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close = Database.close

    def close_while_the_operator_presses_ctrl_c(database: Database) -> None:
        close(database)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Database, "close", close_while_the_operator_presses_ctrl_c)
    tally = Tally(file)
    with pytest.raises(KeyboardInterrupt):
        tally.count("access")
    monkeypatch.undo()
    tally.close()
    assert [count.n for count in read_counts(file)] == [1]


def test_a_count_that_the_file_refuses_does_not_hold_back_the_others(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as older:
        older.execute(
            "CREATE TABLE tally (week TEXT, category TEXT CHECK (category = 'access'), n INTEGER, PRIMARY KEY (week, category))"
        )
    tally = Tally(file, clock=lambda: NOVEMBER)
    for category in ("other", "access", "access"):
        tally.count(category)
    assert read_counts(file) == [Count("2026-W47", "access", 2)]
    assert tally.pending == 1
    assert "the file refuses their category" in caplog.text


@pytest.mark.parametrize(("column", "value"), [("n", "'many'"), ("n", "0"), ("n", "1e999"), ("week", "x'00'")])
def test_a_table_with_something_else_than_counts_is_not_shown(file: Path, column: str, value: str) -> None:
    file.parent.mkdir()
    row = {"week": "'2026-W47'", "category": "'access'", "n": "1", column: value}
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute("CREATE TABLE tally (week, category, n)")
        foreign.execute(f"INSERT INTO tally VALUES ({row['week']}, {row['category']}, {row['n']})")  # noqa: S608 - our own rows
        foreign.commit()
    with pytest.raises(UnreadableTallyError, match="something else than counts"):
        read_counts(file)


def test_an_empty_file_holds_no_counts_yet(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert read_counts(file) == []


def test_what_is_lost_at_the_end_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("")
    tally = Tally(tmp_path / "data" / "tally.sqlite3")
    tally.count("access")
    tally.close()
    assert "1 count cannot be written" in caplog.text
    assert "lost, because the program ends" in caplog.text


def test_several_processes_may_count_into_one_file(file: Path) -> None:
    tallies = [Tally(file, clock=lambda: NOVEMBER) for _ in range(4)]
    threads = [threading.Thread(target=lambda t=tally: [t.count("access") for _ in range(25)]) for tally in tallies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for tally in tallies:
        tally.close()
    assert read_counts(file) == [Count("2026-W47", "access", 100)]


def test_nothing_counted_yet_is_no_error(file: Path) -> None:
    assert read_counts(file) == []


def test_a_file_that_is_no_tally_is_said_to_be_none(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("this is a letter, not a database, and long enough to be looked at by SQLite" * 20)
    with pytest.raises(UnreadableTallyError, match=r"The tally .* cannot be read"):
        read_counts(file)


def test_a_broken_file_does_not_lose_the_count(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("not a database" * 100)
    tally = Tally(file)
    tally.count("access")
    assert tally.pending == 1
    assert file.read_text().startswith("not a database")
