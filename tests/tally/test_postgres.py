"""Many processes count into one PostgreSQL: nothing is lost or counted twice, whatever breaks and whenever."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from bot.directory.fields import CATEGORY_IDS
from bot.maintain.counts_commands import tally as tally_commands
from bot.tally import postgres_schema
from bot.tally.audit import audit
from bot.tally.counting import CannotWriteError, Tally
from bot.tally.files import Count, UnreadableTallyError, read_counts
from bot.tally.postgres import PostgresStore
from bot.tally.postgres_errors import is_of_the_moment, reason
from bot.tally.sqlite import SqliteStore
from bot.tally.stores import copy, store_at
from tests.conftest import ROOT, Run
from tests.postgres import PASSWORD, Cut, Line, Server

NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)
WEEK = "2026-W47"
SOON = 30  # s, on a busy machine

Open = Callable[..., Tally]


@pytest.fixture
def schema(postgres: Server) -> str:
    return postgres.new_schema()


@pytest.fixture
def url(postgres: Server, schema: str) -> str:
    return postgres.url(schema)


@pytest.fixture
def line(postgres: Server) -> Iterator[Line]:
    with closing(Line(postgres)) as own:
        yield own


@pytest.fixture
def tally_of() -> Iterator[Open]:
    """Open tallies that are closed at the end."""
    tallies = []

    def open_it(url: str, ordinal: int = 0, clock: Callable[[], datetime] = lambda: NOVEMBER) -> Tally:
        tallies.append(Tally(PostgresStore(url, ordinal), clock, window=0.001))
        return tallies[-1]

    yield open_it
    for tally in tallies:
        tally.close()


@pytest.fixture
def trying_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails is not tried again before it says so."""
    monkeypatch.setattr("bot.tally.postgres._FIRST_PAUSE", 20)


def held(url: str) -> dict[tuple[str, str], int]:
    return {(count.week, count.category): count.n for count in PostgresStore(url, -1).read()}


def asked(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql.encode()).fetchall()


def done(url: str, *statements: str) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def add(url: str, counts: dict[tuple[str, str], int], ordinal: int = 0) -> None:
    with closing(PostgresStore(url, ordinal)) as store:
        assert store.write(Counter(counts), 5, None) == Counter()


def until_it_waits_for_another(url: str, thread: threading.Thread) -> None:
    with psycopg.connect(url, autocommit=True) as watching:
        while thread.is_alive() and not watching.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
            thread.join(0.01)


def test_counts_add_up_and_each_process_leaves_one_number(url: str, tally_of: Open) -> None:
    first, second = tally_of(url, 0), tally_of(url, 16)
    for category in ("access", "invoice", "access"):
        first.count(category)
        assert first.wait(SOON)
    second.count("access")
    assert second.wait(SOON)
    assert (first.durable, second.durable) == (3, 1)
    assert held(url) == {(WEEK, "access"): 3, (WEEK, "invoice"): 1}
    assert asked(url, "SELECT ordinal, batches FROM writers ORDER BY ordinal") == [(0, 3), (16, 1)]
    assert asked(url, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1") == [
        ("categories",), ("tally",), ("writers",),
    ]  # fmt: skip


@pytest.mark.parametrize("cuts", [["before"], ["after"], ["before", "after"], ["after", "before", "after"]])
def test_a_line_that_breaks_during_the_commit_neither_loses_nor_doubles(
    schema: str, url: str, line: Line, tally_of: Open, cuts: list[Cut]
) -> None:
    tally = tally_of(line.url(schema))
    tally.count("access")
    assert tally.wait(SOON)
    line.cuts[:] = cuts
    for category in ("access", "invoice", "invoice"):
        tally.count(category)
    assert tally.wait(SOON)
    tally.count("access")
    assert tally.wait(SOON)
    assert line.broken == len(cuts)
    assert held(url) == {(WEEK, "access"): 3, (WEEK, "invoice"): 2}
    assert tally.durable == 5


@pytest.mark.usefixtures("trying_once")
def test_newer_counts_do_not_mix_with_a_batch_in_doubt(schema: str, url: str, line: Line) -> None:
    store = PostgresStore(line.url(schema), 0)
    batch = Counter({(WEEK, "access"): 2})
    with closing(store):
        store.write(Counter({(WEEK, "access"): 1}), 5, None)
        for cut in ("after", "before"):
            line.cuts[:] = [cut]
            with pytest.raises(CannotWriteError, match=r"^the connection was lost$"):
                store.write(batch, 0, None)
            assert held(url) == {(WEEK, "access"): 3}, "the one was committed, and the other was not"
            batch[WEEK, "invoice"] += 3
        assert store.write(batch, 5, None) == Counter()
    assert held(url) == {(WEEK, "access"): 3, (WEEK, "invoice"): 6}


@pytest.mark.usefixtures("trying_once")
def test_the_first_batch_of_all_may_be_in_doubt(schema: str, url: str, line: Line) -> None:
    with closing(PostgresStore(line.url(schema), 7)) as store:
        store.write(Counter(), 5, None)  # makes the tables
        for cut in ("before", "after"):
            line.cuts[:] = [cut]
            with pytest.raises(CannotWriteError):
                store.write(Counter({(WEEK, "access"): 1}), 0, None)
        store.write(Counter({(WEEK, "access"): 1}), 5, None)
    assert held(url) == {(WEEK, "access"): 1}


def test_a_batch_in_doubt_waits_for_the_transaction_that_may_still_write_it(url: str) -> None:
    with closing(PostgresStore(url, 0)) as store:
        store.write(Counter({(WEEK, "access"): 1}), 5, None)
        store._in_doubt = Counter({(WEEK, "access"): 1})  # as if this transaction were its own, on a line that broke
        with psycopg.connect(url) as late:
            late.execute("UPDATE writers SET batches = batches + 1 WHERE ordinal = 0")  # the holder stays
            late.execute("UPDATE tally SET n = n + 1")
            with pytest.raises(CannotWriteError, match=r"others wrote for too long|it took too long"):
                store.write(Counter({(WEEK, "access"): 1}), 0.05, None)
            late.commit()
        assert store.write(Counter({(WEEK, "access"): 1}), 5, None) == Counter()
    assert held(url) == {(WEEK, "access"): 2}


def test_two_processes_under_one_number_double_nothing_and_are_told_once(
    url: str, tally_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    both = [tally_of(url), tally_of(url)]
    for tally in both * 5:
        tally.count("access")
        assert tally.wait(SOON)
    assert held(url) == {(WEEK, "access"): 10}
    complaints = [record.getMessage() for record in caplog.records]
    assert complaints == ["another process writes counts as number 0 too: give each its own RECOURSE_SHARDS"] * 2


@pytest.mark.usefixtures("trying_once")
@pytest.mark.parametrize("case", [*product(("before", "after"), (0, 1, 2), (0, -1))])
def test_a_batch_of_another_process_is_not_taken_for_the_one_in_doubt(
    schema: str, url: str, line: Line, caplog: pytest.LogCaptureFixture, case: tuple[Cut, int, int]
) -> None:
    cut, others, ordinal = case
    with closing(PostgresStore(line.url(schema), ordinal)) as store:
        store.write(Counter({(WEEK, "access"): 1}), 5, None)
        line.cuts[:] = [cut]
        with pytest.raises(CannotWriteError):
            store.write(Counter({(WEEK, "access"): 2}), 0, None)
        for _ in range(others):
            add(url, {(WEEK, "invoice"): 1}, ordinal)
        for _ in range(2):
            store.write(Counter({(WEEK, "access"): 2}), 5, None)
    cannot_be_told = others > (cut == "before")
    found = held(url)
    assert found[WEEK, "access"] == (5 if cut == "after" or not cannot_be_told else 3)
    assert found.get((WEEK, "invoice"), 0) == others
    complaints = [record.getMessage() for record in caplog.records]
    told = ["another process writes counts as number 0 too: give each its own RECOURSE_SHARDS"] * (
        ordinal == 0 and others > 0
    )
    told += [
        f"counts may be lost (2): the connection broke, and another process has written as number {ordinal} since"
    ] * cannot_be_told
    assert complaints == told


def test_those_who_serve_nobody_hardly_ever_share_a_number(url: str) -> None:
    stores = [store_at(url) for _ in range(10)]
    for store in stores:
        with closing(store):
            store.write(Counter({(WEEK, "access"): 1}), 5, None)
    ordinals = {row[0] for row in asked(url, "SELECT ordinal FROM writers")}
    assert len(ordinals) > 5
    assert ordinals <= {*range(-1000, 0)}


def test_a_process_that_takes_the_place_of_one_that_ended_is_no_reason_to_complain(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        add(url, {(WEEK, "access"): 1})
    assert held(url) == {(WEEK, "access"): 3}
    assert caplog.records == []


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read", "serializable"])
def test_many_writers_at_once(postgres: Server, schema: str, tally_of: Open, isolation: str) -> None:
    url = postgres.url(
        schema,
        options=f"-c default_transaction_isolation={isolation}".replace("d c", "d\\ c").replace("e r", "e\\ r"),
    )
    tallies = [tally_of(url, ordinal) for ordinal in range(6)]

    def count(tally: Tally) -> None:
        for number in range(300):
            tally.count(CATEGORY_IDS[number % len(CATEGORY_IDS)])
            if number % 30 == 0:
                tally.wait(SOON)

    threads = [threading.Thread(target=count, args=(tally,)) for tally in tallies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(tally.wait(SOON) for tally in tallies)
    assert sum(held(url).values()) == 6 * 300
    assert asked(url, "SHOW default_transaction_isolation") == [(isolation,)]


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_a_serialisation_failure_is_tried_again_at_once(url: str, code: str) -> None:
    add(url, {(WEEK, "access"): 1})
    done(
        url,
        "CREATE SEQUENCE failures",  # not taken back with the transaction
        f"""
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('failures') <= 3 THEN RAISE EXCEPTION USING ERRCODE = '{code}'; END IF;
            RETURN NULL;
        END $$
        """,
        "CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON tally DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION fail()",  # at the commit, as real ones often come
    )
    add(url, {(WEEK, "access"): 2})
    assert asked(url, "SELECT last_value FROM failures") == [(4,)]
    assert held(url) == {(WEEK, "access"): 3}


def test_a_deadlock_is_tried_again_at_once(url: str) -> None:
    add(url, {(WEEK, "access"): 1, (WEEK, "invoice"): 1})
    locked = threading.Event()
    with closing(PostgresStore(url, 0)) as store, psycopg.connect(url) as other:
        other.execute("UPDATE tally SET n = n + 1 WHERE category = 'invoice'")

        def cross() -> None:  # waits for the row that the other has, while the other waits for this one's
            with psycopg.connect(url, autocommit=True) as watching:
                while not watching.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                    locked.wait(0.01)
            try:
                other.execute("UPDATE tally SET n = n + 1 WHERE category = 'access'")
            except psycopg.errors.DeadlockDetected:
                other.rollback()  # it may be this one that is chosen to give way
                locked.set()
            else:
                other.commit()

        crossing = threading.Thread(target=cross)
        crossing.start()
        store.write(Counter({(WEEK, "access"): 1, (WEEK, "invoice"): 1}), 10, None)
        crossing.join()
    others = 0 if locked.is_set() else 1
    assert held(url) == {(WEEK, "access"): 2 + others, (WEEK, "invoice"): 2 + others}


def test_old_weeks_are_folded_once_although_two_do_it(url: str) -> None:
    weeks = [f"2024-W{week:02}" for week in range(1, 53)]
    add(url, {(week, category): 1 for week in weeks for category in CATEGORY_IDS})
    stores = [PostgresStore(url, ordinal) for ordinal in range(2)]
    begin = threading.Barrier(2)

    def fold(store: PostgresStore) -> None:
        begin.wait(SOON)
        store.write(Counter({(WEEK, "access"): 1, ("2024-W10", "access"): 1}), 10, date(2024, 7, 1))
        store.close()

    threads = [threading.Thread(target=fold, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    add(url, {(WEEK, "access"): 1}, ordinal=5)
    with closing(PostgresStore(url, 5)) as store:
        store.write(Counter({(WEEK, "access"): 1}), 10, date(2024, 7, 1))
    found = held(url)
    assert sum(found.values()) == 52 * len(CATEGORY_IDS) + 4 + 2
    assert found["2024-Q1", "access"] == 13 + 2
    assert found["2024-Q2", "invoice"] == 13
    assert found[WEEK, "access"] == 4
    assert min(week for week, _ in found if "W" in week) == "2024-W27"


def test_a_server_that_is_stopped_and_started_loses_nothing(
    postgres: Server, url: str, tally_of: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.tally.counting._RETRY_SECONDS", 0.01)
    told = threading.Event()

    def tell(_: logging.LogRecord) -> bool:
        told.set()
        return True

    caplog.handler.addFilter(tell)
    tally = tally_of(url)
    tally.count("access")
    assert tally.wait(SOON)
    postgres.stop()
    try:
        for _ in range(3):
            tally.count("access")
        assert told.wait(SOON)
        tally.count("invoice")
        assert tally.pending == 4
    finally:
        postgres.start()
    assert tally.wait(SOON)
    assert held(url) == {(WEEK, "access"): 4, (WEEK, "invoice"): 1}
    (record,) = caplog.records
    assert re.fullmatch(
        r"\d counts? cannot be written to the PostgreSQL database \([^)]*\): kept in memory and written later",
        record.getMessage(),
    )


def test_a_connection_that_ended_between_two_counts_is_made_anew_without_a_word(
    url: str, tally_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    tally = tally_of(url)
    tally.count("access")
    assert tally.wait(SOON)
    asked(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recourse'")
    tally.count("access")
    assert tally.wait(SOON)
    assert held(url) == {(WEEK, "access"): 2}
    assert caplog.records == []


def test_a_server_that_says_nothing_holds_up_the_end_for_a_few_seconds_only(
    url: str, tally_of: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.tally.counting._LAST_BUSY_SECONDS", 0.1)
    tally = tally_of(url)
    tally.count("access")
    assert tally.wait(SOON)
    (backend,) = asked(
        url, "SELECT pid FROM pg_stat_activity WHERE application_name = 'recourse' ORDER BY backend_start DESC LIMIT 1"
    )
    frozen = int(str(backend[0]))
    os.kill(frozen, signal.SIGSTOP)
    try:
        tally.count("access")
        tally.close()
    finally:
        os.kill(frozen, signal.SIGCONT)
    assert tally.durable + tally.pending == 2
    assert held(url)[WEEK, "access"] == tally.durable, caplog.text


def test_an_earlier_release_counts_beside_a_newer_one(
    url: str, tally_of: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_schema, "CATEGORY_IDS", CATEGORY_IDS[:-1])
    older = tally_of(url, 0)
    older.count(CATEGORY_IDS[0])
    assert older.wait(SOON)
    monkeypatch.setattr(postgres_schema, "CATEGORY_IDS", (*CATEGORY_IDS, "brand-new"))
    newer = tally_of(url, 1)
    for category in (CATEGORY_IDS[0], CATEGORY_IDS[-1], "brand-new"):
        newer.count(category)
    assert newer.wait(SOON)
    older.count(CATEGORY_IDS[0])
    assert older.wait(SOON)
    add(url, {(WEEK, CATEGORY_IDS[0]): 1}, ordinal=2)
    assert held(url) == {(WEEK, CATEGORY_IDS[0]): 4, (WEEK, CATEGORY_IDS[-1]): 1, (WEEK, "brand-new"): 1}


def test_a_category_that_nobody_knows_is_refused_and_the_others_are_written(
    url: str, tally_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    tally = tally_of(url)
    for category in ("gossip", "access", "gossip"):
        tally.count(category)
    tally.close()
    assert (tally.durable, tally.pending) == (1, 2)
    assert held(url) == {(WEEK, "access"): 1}
    assert "their category is refused there" in caplog.text


def test_the_tables_hold_nothing_else(url: str) -> None:
    add(url, {(WEEK, "access"): 1})
    for row in (
        "('2026-W47', 'somebody@mail.example', 1)",
        "('2026-11-22', 'access', 1)",
        "('2026-W47T12:00', 'access', 1)",
        "('2026-W00', 'access', 1)",
        "('2026-W54', 'access', 1)",
        "('2026-Q5', 'access', 1)",
        "('2026-W48', 'access', 0)",
        "('2026-W48', NULL, 1)",
    ):
        with pytest.raises(psycopg.IntegrityError):
            done(url, f"INSERT INTO tally VALUES {row}")  # noqa: S608 - one of those above
    with pytest.raises(psycopg.IntegrityError):
        done(url, "INSERT INTO categories VALUES ('somebody@mail.example')")


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("CREATE TABLE tally (week TEXT, category TEXT, n BIGINT)", "categories"),
        ("CREATE TABLE writers (name TEXT, born DATE)", "categories"),
        ("ALTER TABLE tally ADD COLUMN buyer TEXT", "tally"),
        ("ALTER TABLE writers ADD COLUMN host TEXT", "writers"),
        ("DROP TABLE tally", "tally"),
    ],
)
def test_tables_of_another_shape_are_refused_and_left_as_they_are(url: str, statement: str, table: str) -> None:
    if not statement.startswith("CREATE"):
        add(url, {(WEEK, "access"): 1})
    done(url, statement)
    columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2"
    before = asked(url, columns)
    store = PostgresStore(url, 0)
    said = f"its table {table} is not that of a tally; give the tally a database or schema of its own"
    with pytest.raises(CannotWriteError, match=f"^{said}$"):
        store.write(Counter({(WEEK, "access"): 1}), 5, None)
    with pytest.raises(UnreadableTallyError) as caught:
        store.read()
    assert str(caught.value) == f"The PostgreSQL database cannot be read ({said})."
    assert asked(url, columns) == before


@pytest.mark.usefixtures("trying_once")
def test_what_is_wrong_is_said_without_the_address(postgres: Server, schema: str, tmp_path: Path) -> None:
    good = postgres.url(schema)
    done(good, "CREATE ROLE reader LOGIN PASSWORD 'x'", f"GRANT USAGE ON SCHEMA {schema} TO reader")
    for url, said in (
        (postgres.url(schema, password="wrong-one"), "the user or the password is not accepted"),  # noqa: S106 - of a server that the test started
        (postgres.url(schema, database="nowhere-at-all"), "there is no database of that name"),
        (good.replace(f":{PASSWORD}@", "@"), "it wants a password, and none is set"),
        (f"postgresql://u:{PASSWORD}@nowhere.invalid/x", "there is no host of that name; in a password, an @ is written as %40"),
        (f"postgresql://u:{PASSWORD}@/x?host={tmp_path}", "nothing answers there; is it running?"),
        (f"postgresql://u:{PASSWORD}@127.0.0.1:1/x", "nothing answers there; is it running?"),
        *((f"postgresql://u:{PASSWORD}@{rest}", "its address cannot be read; it is written as postgresql://user:password@host/database") for rest in (
            "[::1", "db..internal/x", f"{'a' * 64}.example/x", "%ff/x", "127.0.0.1/x?prepared=1")),
        *((f"postgresql://u:{PASSWORD}@{rest}", "its address has something in it that is not valid") for rest in (
            "127.0.0.1:99999/x", "127.0.0.1:99999999999/x", "localhost:one/x", "/x?service=nowhere", "127.0.0.1:1/x?sslmode=much",
            "127.0.0.1:1/x?target_session_attrs=much", "/x?hostaddr=300.1.1.1", "a,b/x?port=1,2,3")),
        (good.replace(f"recourse:{PASSWORD}", "reader:x"), "the user may not do that there"),
        (postgres.url("missing"), "there is no schema that the user may use"),
        (postgres.url(schema, options="-c default_transaction_read_only=on"), "it can only be read"),
    ):  # fmt: skip
        with pytest.raises(CannotWriteError) as caught:
            PostgresStore(url, 0).write(Counter({(WEEK, "access"): 1}), 0, None)
        assert str(caught.value) == said
        assert caught.value.__suppress_context__


@pytest.mark.usefixtures("trying_once")
def test_tables_that_a_user_has_no_right_to_are_not_taken_for_missing_ones(postgres: Server, schema: str) -> None:
    good = postgres.url(schema)
    add(good, {(WEEK, "access"): 1})
    done(good, "CREATE ROLE newcomer LOGIN PASSWORD 'x'", f"GRANT ALL ON SCHEMA {schema} TO newcomer")
    store = PostgresStore(good.replace(f"recourse:{PASSWORD}", "newcomer:x"), 0)
    with pytest.raises(CannotWriteError, match=r"^the user may not do that there$"):
        store.write(Counter({(WEEK, "access"): 1}), 0, None)
    with pytest.raises(UnreadableTallyError, match=r"cannot be read \(the user may not do that there\)"):
        store.read()


@pytest.mark.parametrize(
    "broken",
    [
        psycopg.OperationalError("consuming input failed: SSL SYSCALL error: EOF detected"),
        psycopg.InternalError("query_wait_timeout"),  # of what pools connections
        psycopg.InterfaceError("the connection is closed"),
    ],
    ids=lambda broken: type(broken).__name__,
)
def test_a_connection_that_breaks_is_a_lost_one(broken: psycopg.Error) -> None:
    assert (reason(broken), is_of_the_moment(broken)) == ("the connection was lost", True)


def test_an_address_that_is_not_valid_is_not_tried_again() -> None:
    store = PostgresStore(f"postgresql://u:{PASSWORD}@127.0.0.1:1/x?sslmode=much", 0)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.tally.postgres.time.sleep", lambda _: pytest.fail("tried again"))
        with pytest.raises(CannotWriteError):
            store.write(Counter({(WEEK, "access"): 1}), 1, None)
    with pytest.raises(UnreadableTallyError, match=r"its address cannot be read;"):
        PostgresStore(f"postgresql://u:{PASSWORD}@db..internal/x", 0).read()


def test_nothing_is_said_of_the_address_by_the_program(run: Run, postgres: Server, schema: str) -> None:
    wrong = postgres.url(schema, password="a-wrong-word")  # noqa: S106 - of a server that the test started
    for arguments in (("stats",), ("tally", "copy", wrong, "there.sqlite3"), ("chat",)):
        ended = run(*arguments, stdin="the key never came, I paid via Paddle\n", RECOURSE_TALLY=wrong)
        assert "the user or the password is not accepted" in ended.stderr
        assert "a-wrong-word" not in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr


def test_the_commands_read_and_change_what_is_set_up(run: Run, url: str, tmp_path: Path) -> None:
    add(url, {("2025-W10", "access"): 30, ("2025-W20", "access"): 40})
    address = tmp_path / "address"
    address.write_text(f"{url}\n")
    assert '"n": 40' in run("stats", "--json", RECOURSE_TALLY_FILE=str(address)).stdout
    forgotten = run("stats", "--forget-before", "2025-W15", RECOURSE_TALLY=url)
    assert (forgotten.returncode, forgotten.stderr) == (0, "30 counts forgotten.\n")
    sealing = run("stats", "--seal", RECOURSE_TALLY=url)
    assert sealing.returncode == 2
    assert "Only a SQLite file can be sealed." in sealing.stderr
    released = run("release", "--until", "2025-W26", "--into", str(tmp_path / "out"), RECOURSE_TALLY=url)
    assert released.returncode == 0, released.stderr
    assert (tmp_path / "out").is_dir()
    said = run("chat", stdin="the key never came, I paid via Paddle\n", RECOURSE_TALLY=url)
    assert (said.returncode, said.stderr) == (0, "")
    assert sum(held(url).values()) == 41
    ((chat,), service) = asked(url, "SELECT ordinal FROM writers ORDER BY 1")
    assert isinstance(chat, int)
    assert -1000 <= chat <= -1
    assert service == (0,)


@pytest.mark.parametrize("encoding", ["of the database", "of the client"])
def test_counts_are_taken_where_nobody_set_an_encoding(
    postgres: Server, schema: str, tally_of: Open, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    url = postgres.url(schema)
    if encoding == "of the client":
        monkeypatch.setenv("PGCLIENTENCODING", "SQL_ASCII")
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
        url = postgres.url("public", database="ascii")
    tally = tally_of(url)
    tally.count("access")
    assert tally.wait(SOON)
    assert held(url) == {(WEEK, "access"): 1}


def test_what_is_folded_meanwhile_is_forgotten_all_the_same(url: str) -> None:
    add(url, {(f"2020-W{week:02}", "access"): 1 for week in range(2, 12)} | {(WEEK, "access"): 1})
    forgotten: list[int] = []
    forgetting = threading.Thread(target=lambda: forgotten.append(store_at(url).forget("2021-W10")))
    with psycopg.connect(url) as folding:
        folding.execute("DELETE FROM tally WHERE week < '2021'")
        folding.execute("INSERT INTO tally VALUES ('2020-Q1', 'access', 10)")
        forgetting.start()
        until_it_waits_for_another(url, forgetting)
        folding.commit()
    forgetting.join()
    assert forgotten == [10]
    assert held(url) == {(WEEK, "access"): 1}


def test_a_number_that_is_full_takes_no_more_and_the_others_go_on(url: str) -> None:
    add(url, {(WEEK, "access"): 999_999_998})
    with closing(PostgresStore(url, 0)) as store:
        store.write(Counter({(WEEK, "access"): 2}), 5, None)
        refused = store.write(Counter({(WEEK, "access"): 1, (WEEK, "invoice"): 1}), 5, None)
    assert refused == Counter({(WEEK, "access"): 1})
    assert held(url) == {(WEEK, "access"): 1_000_000_000, (WEEK, "invoice"): 1}


def test_weeks_that_would_make_a_quarter_too_full_stay(url: str) -> None:
    full = {(f"2024-W{week:02}", "access"): 600_000_000 for week in (2, 3)}
    add(url, full | {("2024-W02", "invoice"): 1, ("2024-W20", "access"): 1})
    with closing(PostgresStore(url, 0)) as store:
        assert store.write(Counter({(WEEK, "access"): 1}), 5, date(2024, 12, 1)) == Counter()
    assert held(url) == full | {("2024-Q1", "invoice"): 1, ("2024-Q2", "access"): 1, (WEEK, "access"): 1}


def test_nothing_counted_yet_is_no_error(url: str) -> None:
    store = PostgresStore(url, 0)
    assert store.read() == []
    with pytest.raises(UnreadableTallyError, match=r"^Nothing has been counted yet in the PostgreSQL database\.$"):
        store.forget("2026-W01")
    assert asked(url, "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema()") == []


def copied(source: str | Path, target: str | Path) -> str:
    """Return what `recourse tally copy` says."""
    done = CliRunner().invoke(tally_commands, ["copy", str(source), str(target)])
    return str(done.exception) if done.exception else done.output


def test_counts_are_copied_both_ways_and_never_twice(url: str, postgres: Server, tmp_path: Path) -> None:
    file, again, empty = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3", postgres.url(postgres.new_schema())
    with closing(Tally(SqliteStore(file), lambda: NOVEMBER)) as tally:
        for category in ("access", "access", "invoice"):
            tally.count(category)
    before = file.read_bytes()
    assert copied(file, url) == "3 counts in 2 rows copied.\n"
    assert file.read_bytes() == before
    assert held(url) == {(WEEK, "access"): 2, (WEEK, "invoice"): 1}
    assert copied(url, again) == "3 counts in 2 rows copied.\n"
    assert read_counts(again) == read_counts(file)
    assert copied(file, url) == "The PostgreSQL database holds counts already. Nothing was copied."
    assert copied(url, file) == copied(file, file) == f"{file} holds counts already. Nothing was copied."
    nothing = "Nothing has been counted yet in the PostgreSQL database, so there is nothing to copy."
    assert copied(empty, tmp_path / "c.sqlite3") == nothing
    assert not (tmp_path / "c.sqlite3").exists()


def test_counts_go_where_the_bot_is_set_up_to_count(run: Run, url: str, tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    SqliteStore(file).write(Counter({(WEEK, "access"): 2}), 5, None)
    done = run("tally", "copy", str(file), RECOURSE_TALLY=url)
    assert (done.returncode, done.stdout) == (0, "2 counts in 1 row copied.\n")
    assert held(url) == {(WEEK, "access"): 2}
    done = run("tally", "copy", url, RECOURSE_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "2 counts in 1 row copied.\n")
    assert read_counts(tmp_path / "tally.sqlite3") == read_counts(file)


def test_a_password_need_not_stand_on_the_command_line(run: Run, url: str, tmp_path: Path) -> None:
    SqliteStore(tmp_path / "a.sqlite3").write(Counter({(WEEK, "access"): 2}), 5, None)
    without = url.replace(f":{PASSWORD}@", "@")
    done = run("tally", "copy", str(tmp_path / "a.sqlite3"), without, PGPASSWORD=PASSWORD)
    assert (done.returncode, done.stdout) == (0, "2 counts in 1 row copied.\n")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:{}@db with a space/x",
        "postgresql:/u:{}@db/x",
        "postgresql:u:{}@db/x",
        "PostgreSQL+psycopg://u:{}@db/x",
        "u:{}@db/x",
        "u:a/{}@db/x",
        "host=db password={}",
        "host=db password = {}",
    ],
)
def test_what_looks_like_an_address_is_taken_for_no_file(address: str) -> None:
    wrong = address.format(PASSWORD)
    with pytest.raises(UnreadableTallyError, match=r"^This looks like an address, and not like a file\.") as caught:
        store_at(wrong)
    assert PASSWORD not in str(caught.value)
    with pytest.raises(UnreadableTallyError, match=r"^Only files are audited, and this looks like an address\.$"):
        audit(Path(wrong))


@pytest.mark.parametrize("name", ["a@b", "a:b", "x/y:z@w", "C:/tally.sqlite3", "password", "passwords=1"])
def test_what_only_has_signs_of_an_address_is_a_file(name: str) -> None:
    assert str(store_at(name)) == name
    with pytest.raises(UnreadableTallyError, match=f"^{re.escape(name)} cannot be audited"):
        audit(Path(name))


def test_no_command_repeats_an_address(run: Run, url: str, tmp_path: Path) -> None:
    SqliteStore(tmp_path / "a.sqlite3").write(Counter({(WEEK, "access"): 1}), 5, None)
    for arguments, settings in (
        (("audit", url), {}),
        (("tally", "copy", str(tmp_path / "a.sqlite3"), url.replace("//", "/", 1)), {}),
        (("stats",), {"RECOURSE_TALLY_FILE": url}),
    ):
        ended = run(*arguments, data=tmp_path, **settings)
        assert ended.returncode == 2
        assert PASSWORD not in ended.stdout + ended.stderr
        assert ended.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.sqlite3"]


def test_two_who_copy_at_once_do_not_add_up(url: str, tmp_path: Path) -> None:
    add(url, {(WEEK, "access"): 1})
    done(url, "DELETE FROM tally")
    source = SqliteStore(tmp_path / "a.sqlite3")
    source.write(Counter({(f"{year}-W01", "access"): 5 for year in range(1900, 2000)}), 5, None)
    begin = threading.Barrier(2)
    ended: list[str] = []

    def take() -> None:
        begin.wait(SOON)
        try:
            copy(source, store_at(url))
            ended.append("copied")
        except UnreadableTallyError as error:
            ended.append(str(error))

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 2
    assert ended.count("copied") == 1
    assert sum(held(url).values()) == 500


def test_whoever_copies_waits_for_another_who_does_and_is_refused_then(url: str) -> None:
    add(url, {(WEEK, "access"): 1})
    done(url, "DELETE FROM tally")
    said: list[str] = []

    def fill() -> None:
        try:
            store_at(url).fill([Count("2026-W01", "invoice", 1)])
        except UnreadableTallyError as error:
            said.append(str(error))

    filling = threading.Thread(target=fill)
    with psycopg.connect(url) as other:
        other.execute("INSERT INTO tally VALUES ('2026-W02', 'access', 1)")
        filling.start()
        until_it_waits_for_another(url, filling)
        other.commit()
    filling.join()
    assert said == ["The PostgreSQL database holds counts already. Nothing was copied."]
    assert held(url) == {("2026-W02", "access"): 1}


def test_what_a_newer_release_counts_is_not_copied_in_part(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_schema, "CATEGORY_IDS", (*CATEGORY_IDS, "brand-new"))
    add(url, {(WEEK, "access"): 1, (WEEK, "brand-new"): 1})
    with pytest.raises(UnreadableTallyError, match="It counts brand-new, which a newer release may know"):
        copy(store_at(url), SqliteStore(tmp_path / "a.sqlite3"))
    assert not (tmp_path / "a.sqlite3").exists()


def test_without_the_library_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "bot.tally.postgres")
    with pytest.raises(UnreadableTallyError, match=r"need one more library: \.venv/bin/pip install --editable"):
        store_at("postgresql://host/x")


def test_weeks_follow_the_clock_of_each_count(url: str, tally_of: Open) -> None:
    days = iter([NOVEMBER, NOVEMBER + timedelta(days=1)])
    tally = tally_of(url, 0, lambda: next(days))
    for _ in range(2):
        tally.count("access")
        assert tally.wait(SOON)
    assert held(url) == {("2026-W47", "access"): 1, ("2026-W48", "access"): 1}


def test_several_processes_that_are_killed_while_they_count(url: str) -> None:
    code = (
        "import sys; from bot.tally.counting import Tally; from bot.tally.postgres import PostgresStore\n"
        "tally = Tally(PostgresStore(sys.argv[1], int(sys.argv[2])), window=0)\n"
        "while tally.durable < 1000: tally.count(sys.argv[3]); tally.wait(30); print(tally.durable, flush=True)\n"
    )

    def started(ordinal: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, url, str(ordinal), CATEGORY_IDS[ordinal]]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    acknowledged = [0, 0]
    for _ in range(3):
        counting = [started(ordinal) for ordinal in range(2)]
        for process in counting:
            assert process.stdout is not None
            for _ in range(5):
                process.stdout.readline()
        for process in counting:
            process.kill()
        for ordinal, process in enumerate(counting):
            acknowledged[ordinal] += 5 + len(process.communicate()[0].splitlines())
    found = Counter[str]()
    for (_, category), n in held(url).items():
        found[category] += n
    for ordinal in range(2):
        # Only what was committed when the signal came, and not yet said, may be there as well: one each time.
        assert acknowledged[ordinal] <= found[CATEGORY_IDS[ordinal]] <= acknowledged[ordinal] + 3


def test_the_address_is_in_no_text_of_the_store(url: str) -> None:
    store = PostgresStore(url, 0)
    assert PASSWORD not in f"{store} {store!r}"
    assert Count(WEEK, "access", 1) not in store.read()
