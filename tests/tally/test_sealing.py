"""Two files that got the same counts, in any order and in any batches, are the same file once they are sealed."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.fields import CATEGORY_IDS
from bot.tally import schema
from bot.tally.audit import audit
from bot.tally.counting import Tally
from bot.tally.files import UnreadableTallyError, opened, read_counts
from bot.tally.retention import first_day_kept, fold, forget
from bot.tally.sealing import canonical, seal
from bot.tally.sqlite import SqliteStore
from bot.tally.weeks import iso_week
from tests.conftest import ROOT

JANUARY = datetime(2026, 1, 7, tzinfo=UTC)
EVENTS = st.lists(st.tuples(st.integers(0, 70), st.sampled_from(CATEGORY_IDS)), min_size=1, max_size=120)


def written(file: Path, batches: list[list[tuple[int, str]]]) -> list[str]:
    """Count in batches, and return the logical dump."""
    with closing(opened(file, 1)) as database:
        for batch in batches:
            with schema.transaction(database):
                for weeks, category in batch:
                    assert not schema.add(database, {(iso_week(JANUARY + timedelta(weeks=weeks)), category): 1})
        return list(database.iterdump())


@settings(max_examples=25, deadline=None)
@given(events=EVENTS, data=st.data())
def test_the_order_and_the_batches_leave_no_trace(events: list[tuple[int, str]], data: st.DataObject) -> None:
    other = data.draw(st.permutations(events))
    size = data.draw(st.integers(1, len(events)))
    with TemporaryDirectory() as folder:
        one, two = Path(folder, "one.sqlite3"), Path(folder, "two.sqlite3")
        batches = [other[at : at + size] for at in range(0, len(other), size)]
        assert written(one, [events]) == written(two, batches)
        seal(one)
        seal(two)
        assert one.read_bytes() == two.read_bytes()
        counts = [(count.week, count.category, count.n) for count in read_counts(one)]
        assert one.read_bytes() == canonical(counts)
        assert sum(n for *_, n in counts) == len(events)
        assert sorted(path.name for path in Path(folder).iterdir()) == ["one.sqlite3", "two.sqlite3"]


def test_what_was_deleted_leaves_no_trace_either(tmp_path: Path) -> None:
    one, two = tmp_path / "one.sqlite3", tmp_path / "two.sqlite3"
    written(one, [[(week, category)] for week in range(60) for category in CATEGORY_IDS])
    written(two, [[(week, category)] for week in range(50, 60) for category in CATEGORY_IDS])
    assert forget(one, before="2026-W52") == 50 * len(CATEGORY_IDS)
    for file in (one, two):
        seal(file)
    assert one.read_bytes() == two.read_bytes()


def test_a_sealed_file_goes_on_counting_and_can_be_sealed_again(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    with closing(Tally(SqliteStore(file), lambda: JANUARY)) as tally:
        for _ in range(3):
            tally.count("access")
            assert tally.wait(10)
            assert seal(file) == 1
            assert audit(file).verdict == "sealed"
    assert [count.n for count in read_counts(file)] == [3]


def test_counts_that_come_while_it_is_sealed_are_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    environment = {**os.environ, "RECOURSE_DATA": str(tmp_path)}
    with closing(Tally(SqliteStore(file), lambda: JANUARY, window=0)) as tally:
        tally.count("access")
        assert tally.wait(10)

        def count() -> None:
            for _ in range(2000):
                tally.count("access")

        counting = threading.Thread(target=count)
        counting.start()
        for _ in range(3):  # in a process of its own, as the operator does it: two of one process share their locks
            subprocess.run([sys.executable, "-m", "bot", "stats", "--seal"], cwd=ROOT, check=True, env=environment)
        counting.join()
    assert [count.n for count in read_counts(file)] == [2001]


def test_a_file_that_somebody_holds_is_not_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "tally.sqlite3"
    written(file, [[(1, "access")]])
    monkeypatch.setattr("bot.tally.sealing._BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnreadableTallyError, match="database is locked"):
            seal(file)


def test_what_is_no_tally_is_not_sealed(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE messages (text)")
    with pytest.raises(UnreadableTallyError, match="It also holds the table messages"):
        seal(tmp_path / "other.sqlite3")
    with pytest.raises(UnreadableTallyError, match="Nothing has been counted yet"):
        seal(tmp_path / "nowhere.sqlite3")


def test_old_weeks_become_quarters_and_no_count_goes(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    written(file, [[(week, "access") for week in range(60)]])
    for _ in range(2):  # the second time there is nothing left to do
        with closing(opened(file, 1)) as database, schema.transaction(database):
            fold(database, first_day_kept(date(2027, 3, 15), months=6))
        counts = {count.week: count.n for count in read_counts(file)}
        assert sum(counts.values()) == 60
        assert counts["2026-Q1"] == 12
        assert counts["2026-Q2"] == 13
        assert counts["2026-Q3"] == 9, "its last weeks are younger"
        assert min(week for week in counts if "W" in week) == "2026-W36"


def test_the_tally_folds_what_is_old_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    written(file, [[(0, "access"), (1, "access"), (1, "invoice")]])
    with closing(Tally(SqliteStore(file), lambda: datetime(2029, 6, 1, tzinfo=UTC), keep_months=36)) as tally:
        tally.count("other")
    assert [(count.week, count.category, count.n) for count in read_counts(file)] == [
        ("2026-Q1", "access", 2),
        ("2026-Q1", "invoice", 1),
        ("2029-W22", "other", 1),
    ]


def test_weeks_whose_sum_the_table_refuses_are_kept_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    rows = [("2026-W02", "access", schema.MOST), ("2026-W03", "access", 1), ("2026-W03", "invoice", 1)]
    file.write_bytes(canonical(rows))
    with closing(opened(file, 1)) as database, schema.transaction(database):
        fold(database, first_day_kept(date(2029, 6, 1), 36))
    assert [(count.week, count.category, count.n) for count in read_counts(file)] == [
        ("2026-Q1", "invoice", 1),
        *rows[:2],
    ]


def test_a_week_that_is_none_holds_up_neither_folding_nor_forgetting(tmp_path: Path) -> None:
    file = tmp_path / "tally.sqlite3"
    odd = [("0000-Q1", "access", 1), ("2025-W53", "access", 1), ("9999-W52", "access", 1)]
    file.write_bytes(canonical([odd[0], ("2025-W52", "access", 1), *odd[1:]]))
    with closing(opened(file, 1)) as database, schema.transaction(database):
        fold(database, first_day_kept(date(2029, 6, 1), 36))
    assert forget(file, before="2029-W01") == 1
    assert [(count.week, count.category, count.n) for count in read_counts(file)] == odd
