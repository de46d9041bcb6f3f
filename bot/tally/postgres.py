"""Counts of many processes in one PostgreSQL, or in what speaks its protocol. Plain SQL, and no clock.

A count is written exactly once, although a connection may break while it is being committed: each process has a row
with the number of its batches, which goes up in the transaction that adds the counts, and a random number of its own.
Where the end of a transaction was not seen, those two tell it later. Whoever asks locks the row, and so waits until the
transaction has ended.
"""

import logging
import os
import random
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

import psycopg

from bot.tally import postgres_schema
from bot.tally.counting import CannotWriteError, Counts
from bot.tally.files import Count, UnreadableTallyError
from bot.tally.postgres_errors import ForeignTablesError, is_of_the_moment, reason
from bot.tally.postgres_schema import Connection
from bot.tally.retention import ended_before, folded, is_to_fold
from bot.tally.weeks import quarter

_LOG = logging.getLogger(__name__)
_CONNECT_SECONDS = 2  # the least that libpq takes
_READ_SECONDS = 5.0
_FIRST_PAUSE = 0.01  # seconds; each further one is twice as long
# Whoever stops talking in the middle of a transaction does not hold its row, and with it the counts, for longer.
_SILENT_MS = 10_000
_ERRORS = (psycopg.Error, ForeignTablesError, UnicodeError)  # the last of a host that cannot be one

_LIMITS = """
SELECT set_config('statement_timeout', %(ms)s, true), set_config('lock_timeout', %(ms)s, true),
    set_config('idle_in_transaction_session_timeout', %(silent)s, true)
"""
_WRITER = "SELECT batches, holder FROM writers WHERE ordinal = %s FOR UPDATE"
_NEW_WRITER = "INSERT INTO writers VALUES (%s, 0, %s) ON CONFLICT DO NOTHING"
_NEXT_BATCH = "UPDATE writers SET batches = %s, holder = %s WHERE ordinal = %s"
# All writers lock rows in the same order, so that they wait for each other and never in a circle.
_ADD = """
INSERT INTO tally (week, category, n)
SELECT new.week, new.category, new.n FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS new (week, category, n)
JOIN categories ON categories.id = new.category WHERE new.n <= 1e9 ORDER BY new.week, new.category
ON CONFLICT (week, category) DO UPDATE SET n = tally.n + excluded.n WHERE tally.n + excluded.n <= 1e9
RETURNING week, category
"""
_ALL = "SELECT week, category, n FROM tally"
_PERIODS = "SELECT DISTINCT week FROM tally"
_ONE_AT_A_TIME = "SELECT id FROM categories ORDER BY id FOR UPDATE"
_DELETE = "DELETE FROM tally WHERE week = ANY(%s) RETURNING week, category, n"


class PostgresStore:
    """`ordinal` is this process's own among all that count there. One connection is kept while it works."""

    def __init__(self, url: str, ordinal: int) -> None:
        self._url = url
        self._ordinal = ordinal
        self._holder = secrets.randbits(63)  # tells its batches from those of others who hold the ordinal by mistake
        self._connection: Connection | None = None
        self._batches: int | None = None  # so many are known to be written
        self._in_doubt: Counts | None = None  # the batch whose end was not seen
        self._unreported: Counts = Counter()  # of batches that were in doubt, and turned out to be written
        self._warned = False

    def __str__(self) -> str:
        return "the PostgreSQL database"

    def may_hold_counts(self) -> bool:
        return True

    def write(self, counts: Counts, busy_seconds: float, fold_before: date | None) -> Counts:
        until = time.monotonic() + busy_seconds
        pause = _FIRST_PAUSE
        while True:
            try:
                with self._transaction(max(_FIRST_PAUSE, until - time.monotonic())) as connection:
                    refused = self._write(connection, counts, fold_before)
            except _ERRORS as error:
                if not is_of_the_moment(error) or time.monotonic() + pause >= until:
                    raise CannotWriteError(reason(error)) from None
                time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - so that two in each other's way part
                pause *= 2
            else:
                self._seen_to_end()
                return refused

    def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None

    def read(self) -> list[Count]:
        with self._sentences("read"), self._transaction(_READ_SECONDS, prepare=False) as connection:
            found = connection.execute(_ALL).fetchall() if postgres_schema.is_there(connection) else []
        return sorted(Count(*row) for row in found)

    def forget(self, before: str) -> int:
        with self._sentences("changed"), self._transaction(_READ_SECONDS, prepare=False) as connection:
            if not postgres_schema.is_there(connection):
                raise UnreadableTallyError(f"Nothing has been counted yet in {self}.")
            forgotten = 0
            # Again, since others may have folded what was there into what is there now.
            while old := [period for (period,) in connection.execute(_PERIODS) if ended_before(period, before)]:
                forgotten += sum(n for *_, n in connection.execute(_DELETE, [old]))
        return forgotten

    def fill(self, counts: list[Count]) -> None:
        with self._sentences("written"), self._transaction(_READ_SECONDS) as connection:
            # Who copies or counts at the same time locks these too: so they are done by now, or begin when this is.
            connection.execute(_ONE_AT_A_TIME)
            if connection.execute(_PERIODS).fetchone():
                raise UnreadableTallyError("The PostgreSQL database holds counts already. Nothing was copied.")
            with connection.cursor() as cursor:
                rows = [(one.week, one.category, one.n) for one in counts]
                cursor.executemany("INSERT INTO tally VALUES (%s, %s, %s)", rows)

    def _write(self, connection: Connection, counts: Counts, fold_before: date | None) -> Counts:
        if not counts:
            return Counter()
        batches, holder = self._locked_writer(connection)
        self._settle(batches, holder)
        left = counts - self._unreported
        refused = _add(connection, left)
        if fold_before is not None:
            _fold(connection, fold_before)
        connection.execute(_NEXT_BATCH, [batches + 1, self._holder, self._ordinal])
        self._batches, self._in_doubt = batches, left - refused  # until the end of the transaction is seen
        return refused

    def _locked_writer(self, connection: Connection) -> tuple[int, int]:
        if not (found := connection.execute(_WRITER, [self._ordinal]).fetchone()):
            connection.execute(_NEW_WRITER, [self._ordinal, self._holder])
            found = connection.execute(_WRITER, [self._ordinal]).fetchone()
        return (found[0], found[1]) if found else (0, self._holder)

    def _settle(self, batches: int, holder: int) -> None:
        """Decide from the number of batches, and from who wrote the last, whether the one in doubt is written."""
        more = 0 if self._batches is None else batches - self._batches
        is_foreign = more > 0 and holder != self._holder
        if is_foreign and self._ordinal >= 0 and not self._warned:
            _LOG.error(
                "another process writes counts as number %d too: give each its own RECOURSE_SHARDS", self._ordinal
            )
            self._warned = True
        # Where just one is more, and another's, this one's is not written: it held the row, so it has ended before.
        if self._in_doubt is not None and more > (1 if is_foreign else 0):
            self._unreported += self._in_doubt
            if is_foreign:
                _LOG.error(
                    "counts may be lost (%d): the connection broke, and another process has written as number %d since",
                    self._in_doubt.total(),
                    self._ordinal,
                )
        self._in_doubt, self._batches = None, batches

    def _seen_to_end(self) -> None:
        if self._in_doubt is not None and self._batches is not None:
            self._batches += 1
            self._in_doubt, self._unreported = None, Counter()

    @contextmanager
    def _transaction(self, seconds: float, *, prepare: bool = True) -> Iterator[Connection]:
        """One transaction of at most about so many seconds, on the connection that is kept; dropped on any error."""
        try:
            is_new = self._connection is None
            connection = self._connection = self._connection or _connected(self._url)
            with _cut_off_after(connection, seconds + _CONNECT_SECONDS):
                _limit(connection, seconds)
                if is_new and prepare:
                    postgres_schema.prepare(connection)
                    connection.commit()
                    _limit(connection, seconds)
                yield connection
                connection.commit()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _sentences(self, done: str) -> Iterator[None]:
        try:
            yield
        except psycopg.errors.UniqueViolation:
            raise UnreadableTallyError(
                "Somebody else writes into the PostgreSQL database. Nothing was copied."
            ) from None
        except _ERRORS as error:
            raise UnreadableTallyError(f"The PostgreSQL database cannot be {done} ({reason(error)}).") from None
        finally:
            self.close()


def _connected(url: str) -> Connection:
    connection = psycopg.connect(
        url,
        connect_timeout=_CONNECT_SECONDS,
        keepalives_idle=2,
        keepalives_interval=1,
        keepalives_count=3,
        tcp_user_timeout=5000,
        application_name="recourse",
        client_encoding="utf8",  # where a server has none, text would come as bytes
        prepare_threshold=None,  # what pools connections does not know prepared statements
    )
    # Enough here; with more, which a server may be set to, those who count at the same time would make each other fail.
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    return connection


@contextmanager
def _cut_off_after(connection: Connection, seconds: float) -> Iterator[None]:
    """Break a connection whose server is there and says nothing, for which the server's own limits do not help."""
    line = socket.socket(fileno=os.dup(connection.fileno()))

    def cut() -> None:
        with suppress(OSError):  # it is closed
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    with suppress(RuntimeError):  # a program that ends starts no threads; then the server's own limits have to do
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        line.close()


def _limit(connection: Connection, seconds: float) -> None:
    connection.execute(_LIMITS, {"ms": str(max(1, int(seconds * 1000))), "silent": str(_SILENT_MS)})


def _add(connection: Connection, counts: Counts) -> Counts:
    """Add counts, and return those whose category the database does not know, or whose number would be too large."""
    columns = [list(column) for column in zip(*((*name, n) for name, n in counts.items()), strict=True)]
    taken = set(connection.execute(_ADD, columns)) if columns else set()
    return Counter({name: n for name, n in counts.items() if name not in taken})


def _fold(connection: Connection, before: date) -> None:
    if weeks := [week for (week,) in connection.execute(_PERIODS) if is_to_fold(week, before)]:
        # What is deleted here is what is added: others may fold, or count in an old week, at the same time.
        old = connection.execute(_DELETE, [weeks]).fetchall()
        refused = _add(connection, folded(old))
        _add(connection, Counter({(week, name): n for week, name, n in old if (quarter(week), name) in refused}))
