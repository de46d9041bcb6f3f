"""The tally loses nothing when its file cannot be written, counts nothing twice, and never holds up whoever counts."""

import logging
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.directory.fields import CATEGORY_IDS
from bot.tally import schema
from bot.tally.counting import Counts, Tally
from bot.tally.files import Count, UnreadableTallyError, opened, read_counts
from bot.tally.sqlite import SqliteStore
from tests.conftest import ROOT

NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON = 10  # s, on a busy machine

Open = Callable[..., Tally]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tally.sqlite3"


@pytest.fixture
def tally_of(file: Path) -> Iterator[Open]:
    """Open tallies of the file, which are closed at the end."""
    tallies = []

    def open_it(clock: Callable[[], datetime] = lambda: NOVEMBER) -> Tally:
        tallies.append(Tally(SqliteStore(file), clock, window=0.001))
        return tallies[-1]

    yield open_it
    for tally in tallies:
        tally.close()


def test_counts_add_up_by_week_and_category(file: Path, tally_of: Open) -> None:
    days = iter([NOVEMBER, NOVEMBER, NOVEMBER, NOVEMBER + timedelta(days=1)])
    tally = tally_of(lambda: next(days))
    for category in ("access", "invoice", "access", "access"):
        tally.count(category)
    assert tally.wait(SOON)
    assert tally.durable == 4
    assert read_counts(file) == [
        Count("2026-W47", "access", 2),
        Count("2026-W47", "invoice", 1),
        Count("2026-W48", "access", 1),
    ]


def test_a_clock_that_jumps_back_puts_each_count_into_the_week_that_it_showed(file: Path, tally_of: Open) -> None:
    shown = [datetime(2027, 1, 3, 23, tzinfo=UTC), datetime(2027, 1, 4, tzinfo=UTC)]
    clock = iter([shown[0], shown[1], shown[0], datetime(2026, 12, 27, tzinfo=UTC), shown[1]])
    tally = tally_of(lambda: next(clock))
    for _ in range(5):
        tally.count("access")
        assert tally.wait(SOON)
    assert [(count.week, count.n) for count in read_counts(file)] == [("2026-W52", 1), ("2026-W53", 2), ("2027-W01", 2)]


def test_what_cannot_be_written_is_kept_and_written_later(
    file: Path, tally_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.write_text("a file stands where the data folder should be")
    told = threading.Event()

    def tell(_: logging.LogRecord) -> bool:
        told.set()
        return True

    caplog.handler.addFilter(tell)
    tally = tally_of()
    tally.count("access")
    assert told.wait(SOON)
    tally.count("access")
    assert not tally.wait(0.2)
    assert tally.pending == 2
    assert len(caplog.records) == 1, "the operator is told once, not with every count"
    assert "kept in memory and written later" in caplog.text
    file.parent.unlink()
    tally.count("invoice")
    assert tally.wait(SOON)
    assert read_counts(file) == [Count("2026-W47", "access", 2), Count("2026-W47", "invoice", 1)]


def test_what_could_not_be_written_is_tried_again_without_a_new_count(
    file: Path, tally_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.tally.counting._RETRY_SECONDS", 0.01)
    file.parent.write_text("a file stands where the data folder should be")
    tally = tally_of()
    tally.count("access")
    assert not tally.wait(0.2)
    file.parent.unlink()
    assert tally.wait(SOON)
    assert read_counts(file) == [Count("2026-W47", "access", 1)]


def test_what_is_wrong_with_a_file_is_said_before_anything_is_counted(
    file: Path, tally_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(opened(file, 1)) as database:
        database.execute("CREATE TABLE messages (text)")
    tally_of().close()
    (record,) = caplog.records
    assert record.getMessage() == (
        f"counts cannot be written to {file} (It also holds the table messages; a tally has one table and nothing else.):"
        " kept in memory and written later"
    )


def test_a_fault_of_ours_costs_no_count(
    file: Path, tally_of: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("a fault")

    tally = tally_of()
    monkeypatch.setattr("bot.tally.sqlite.add", fail)
    tally.count("access")
    assert not tally.wait(0.2)
    monkeypatch.undo()
    tally.count("access")
    assert tally.wait(SOON)
    assert read_counts(file) == [Count("2026-W47", "access", 2)]
    assert "LookupError at " in caplog.text
    assert "a fault" not in caplog.text


def test_what_sqlite_has_rolled_back_itself_is_told_as_what_it_was(file: Path) -> None:
    with closing(opened(file, 1.0)) as database:
        schema.add(database, {("2026-W40", CATEGORY_IDS[0]): 1})
        again = "INSERT OR ROLLBACK INTO tally VALUES ('2026-W40', ?, 1)"
        with pytest.raises(sqlite3.IntegrityError), schema.transaction(database):
            database.execute(again, (CATEGORY_IDS[0],))


def test_a_locked_file_holds_up_nobody_and_loses_nothing(file: Path, tally_of: Open) -> None:
    tally = tally_of()
    tally.count("access")
    assert tally.wait(SOON)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for _ in range(1000):
            tally.count("access")
        assert tally.pending == 1000
        other.execute("ROLLBACK")
    tally.close()
    assert read_counts(file)[0].n == 1001


@pytest.mark.parametrize("text", ["not a database" * 100, "SQLite format 3\0" + "torn" * 2000])
def test_a_broken_file_is_left_as_it_is_and_the_count_is_kept(file: Path, tally_of: Open, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    tally = tally_of()
    tally.count("access")
    tally.close()
    assert tally.pending == 1
    assert file.read_text() == text


def test_a_full_disk_loses_nothing(file: Path, tally_of: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, busy_seconds: float) -> sqlite3.Connection:
        database = opened(path, busy_seconds)
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")  # "database or disk is full", as SQLite says it
        return database

    tally = tally_of()
    monkeypatch.setattr("bot.tally.sqlite.opened", full)
    for week in range(500):
        tally._clock = lambda week=week: NOVEMBER + timedelta(weeks=week)  # type: ignore[misc]
        for category in CATEGORY_IDS:
            tally.count(category)
    assert not tally.wait(1)
    monkeypatch.undo()
    tally.count("access")
    assert tally.wait(SOON)
    assert sum(count.n for count in read_counts(file)) == 500 * len(CATEGORY_IDS) + 1


def test_a_full_disk_is_what_is_told_of_a_full_disk(file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(opened(file, 1)) as database:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))  # then SQLite takes back all by itself
            with pytest.raises(sqlite3.OperationalError, match="disk"), schema.transaction(database):
                schema.add(database, {("2026-W47", "access"): 1})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not database.in_transaction


def test_what_is_lost_at_the_end_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("")
    tally = Tally(SqliteStore(tmp_path / "data" / "tally.sqlite3"))
    tally.count("access")
    tally.close()
    assert "1 count cannot be written" in caplog.text
    assert "lost, because the program ends" in caplog.text


class HangingStore(SqliteStore):
    """Hangs, as the look-up of a host's name can, until it is let go."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.is_asked, self.goes_on = threading.Event(), threading.Event()

    def write(self, counts: Counts, busy_seconds: float, fold_before: date | None) -> Counts:
        self.is_asked.set()
        self.goes_on.wait()
        return super().write(counts, busy_seconds, fold_before)


def test_a_store_that_never_answers_does_not_hold_up_the_end(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.tally.counting._LAST_SECONDS", 0.05)
    store = HangingStore(file)
    tally = Tally(store)
    for _ in range(2):
        tally.count("access")
    assert store.is_asked.wait(SOON)
    tally.close()
    assert [record.getMessage() for record in caplog.records] == [
        f"2 counts cannot be written to {file} (it does not answer): lost, because the program ends"
    ]
    store.goes_on.set()
    assert tally.wait(SOON)


def test_nothing_is_written_where_nothing_was_counted(file: Path, tally_of: Open) -> None:
    tally_of().close()
    assert not file.parent.exists()


def test_several_processes_may_count_into_one_file(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.tally.counting import Tally\n"
        "from bot.tally.sqlite import SqliteStore\n"
        "tally = Tally(SqliteStore(Path(sys.argv[1])), window=0)\n"
        "for _ in range(200): tally.count('access'); tally.wait(30)\n"
        "tally.close(); print(tally.durable)"
    )
    command = [sys.executable, "-c", code, str(file)]
    counting = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=120)[0] for process in counting] == ["200\n"] * 3
    assert sum(count.n for count in read_counts(file)) == 600


def test_the_table_is_all_there_is_and_can_hold_nothing_else(file: Path) -> None:
    opened(file, 1).close()
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT name, sql FROM sqlite_master").fetchall() == [("tally", schema.DDL)]
        assert schema.DDL.endswith("STRICT, WITHOUT ROWID")
        for week, category, n in (
            ("2026-W47", "somebody@mail.example", 1),
            ("2026-11-22", "access", 1),
            ("2026-W47T12:00", "access", 1),
            ("2026-W00", "access", 1),
            ("2026-W54", "access", 1),
            ("2026-Q5", "access", 1),
            ("2026-W47", "access", 0),
            ("2026-W47", "access", schema.MOST + 1),
            ("2026-W47", "access", "many"),
            ("2026-W47", None, 1),
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute("INSERT OR REPLACE INTO tally VALUES (?, ?, ?)", (week, category, n))
        for category in CATEGORY_IDS:
            raw.execute("INSERT OR REPLACE INTO tally VALUES ('2026-W01', ?, 1)", (category,))


EARLIER = """\
CREATE TABLE tally (
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    category TEXT NOT NULL CHECK (category IN ('access', 'invoice')),
    n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (week, category)
) STRICT, WITHOUT ROWID
"""


@pytest.mark.parametrize(
    "table",
    [EARLIER, schema._WITHOUT_BOUND.format(categories="'access', 'other'"), schema.DDL.replace("'not-received', ", "")],
)
def test_an_earlier_releases_tally_goes_on_and_its_categories_become_more(
    file: Path, tally_of: Open, table: str
) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as older, older:
        older.execute(table)
        older.execute("INSERT INTO tally VALUES ('2026-W40', 'access', 7)")
    assert read_counts(file) == [Count("2026-W40", "access", 7)], "reading changes nothing"
    tally = tally_of()
    tally.count("not-received")
    assert tally.wait(SOON)
    assert read_counts(file) == [Count("2026-W40", "access", 7), Count("2026-W47", "not-received", 1)]
    with closing(sqlite3.connect(file)) as newer:
        assert newer.execute("SELECT sql FROM sqlite_master").fetchall() == [(schema.DDL,)]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TABLE messages (text)", "the table messages"),
        ("CREATE INDEX by_n ON tally (n)", "the index by_n"),
        ("CREATE VIEW names AS SELECT 1", "the view names"),
        ("CREATE TRIGGER t AFTER INSERT ON tally BEGIN SELECT 1; END", "the trigger t"),
        ("ALTER TABLE tally ADD COLUMN user TEXT", "also has user"),
        ("ALTER TABLE tally ADD COLUMN hidden TEXT AS (week) VIRTUAL", "also has hidden"),
    ],
)
def test_a_file_that_holds_more_is_refused_and_left_as_it_is(
    file: Path, tally_of: Open, caplog: pytest.LogCaptureFixture, statement: str, named: str
) -> None:
    with closing(opened(file, 1)) as database:
        database.execute(statement)
    before = file.read_bytes()
    tally = tally_of()
    tally.count("access")
    tally.close()
    assert tally.pending == 1
    assert named in caplog.text
    assert file.read_bytes() == before
    with pytest.raises(UnreadableTallyError, match=named):
        read_counts(file)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (schema.DDL.replace("'access'", "'access', 'gossip'"), "It counts gossip, which a newer release may know"),
        (schema.DDL.replace(" STRICT,", ""), "The rules of its table tally are not those of a tally"),
        (schema.DDL.replace("BETWEEN 1", "BETWEEN 0"), "The rules of its table tally are not those of a tally"),
        ("CREATE TABLE tally (week, category, n)", "The rules of its table tally are not those of a tally"),
    ],
)
def test_a_table_with_other_rules_is_refused(file: Path, table: str, said: str) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute(table)
    with pytest.raises(UnreadableTallyError, match=said):
        read_counts(file)


def test_what_a_killed_writer_left_half_written_is_taken_back(file: Path, tmp_path: Path) -> None:
    killed = tmp_path / "killed.sqlite3"
    weeks = [f"{year}-W{week:02}" for year in range(1900, 2000) for week in range(1, 53)]
    with closing(opened(file, 1)) as database:
        schema.add(database, {("2026-W47", "access"): 3})
        database.execute("PRAGMA cache_size = 1")  # so that it is written before it is committed
        database.execute("BEGIN IMMEDIATE")
        schema.add(database, {(week, "access"): 1 for week in weeks})
        shutil.copy(file, killed)
        shutil.copy(f"{file}-journal", f"{killed}-journal")
        database.execute("ROLLBACK")
    assert killed.stat().st_size > file.stat().st_size
    assert read_counts(killed) == [Count("2026-W47", "access", 3)]


def test_nothing_counted_yet_is_no_error(file: Path) -> None:
    assert read_counts(file) == []
    file.parent.mkdir()
    file.touch()
    assert read_counts(file) == []


def test_a_file_that_is_no_tally_is_said_to_be_none(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.mkdir()
    file.write_text("this is a letter, not a database, and long enough to be looked at by SQLite" * 20)
    with pytest.raises(UnreadableTallyError, match=r"The tally .* cannot be read"):
        read_counts(file)
    assert caplog.records == []


def test_counts_noted_while_others_are_written_are_not_lost(file: Path, tally_of: Open) -> None:
    tally = tally_of()

    def count() -> None:
        for _ in range(2500):
            tally.count("access")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.wait(SOON)
    assert read_counts(file) == [Count("2026-W47", "access", 10_000)]
