"""Counts in one SQLite file, which is the default."""

import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from bot.tally import retention
from bot.tally.counting import CannotWriteError, Counts
from bot.tally.files import Count, UnreadableTallyError, is_there, opened, read_counts, reason, rows
from bot.tally.schema import ForeignTallyError, add, transaction

_BUSY_SECONDS = 5.0


class SqliteStore:
    """A file, which need not be there yet. Nothing is held open from one write to the next."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __str__(self) -> str:
        return str(self._file)

    def may_hold_counts(self) -> bool:
        try:
            return is_there(self._file)
        except UnreadableTallyError:  # why it cannot be seen is said when it is opened
            return True

    def write(self, counts: Counts, busy_seconds: float, fold_before: date | None) -> Counts:
        try:
            database = opened(self._file, busy_seconds)
            try:
                with transaction(database):
                    refused = add(database, counts)
                    if fold_before is not None:
                        retention.fold(database, fold_before)
            finally:
                with suppress(sqlite3.Error):  # it is written by then, and may not be written again
                    database.close()
        except (OSError, ValueError, sqlite3.Error, ForeignTallyError) as error:
            raise CannotWriteError(reason(error)) from None
        return refused

    def close(self) -> None:
        pass

    def read(self) -> list[Count]:
        return read_counts(self._file)

    def forget(self, before: str) -> int:
        return retention.forget(self._file, before=before)

    def fill(self, counts: list[Count]) -> None:
        try:
            with closing(opened(self._file, _BUSY_SECONDS)) as database, transaction(database):
                if rows(database):
                    raise UnreadableTallyError(f"{self._file} holds counts already. Nothing was copied.")
                database.executemany(
                    "INSERT INTO tally VALUES (?, ?, ?)", [(one.week, one.category, one.n) for one in counts]
                )
        except ForeignTallyError as error:
            raise UnreadableTallyError(f"{self._file} is no tally. {error}") from None
        except (OSError, ValueError, sqlite3.Error) as error:
            raise UnreadableTallyError(f"The tally {self._file} cannot be written ({reason(error)}).") from None
