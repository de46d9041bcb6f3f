"""What is old becomes coarse or goes: after a while weeks are folded into quarters; some are forgotten on demand."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

from bot.tally import schema
from bot.tally.files import UnreadableTallyError, is_there, opened, reason, rows
from bot.tally.schema import ForeignTallyError
from bot.tally.weeks import is_period, is_week, last_day, quarter

_BUSY_SECONDS = 5.0


def fold(database: sqlite3.Connection, today: date, months: int) -> None:
    """Fold all weeks that ended more than so many months ago into their quarters, within the caller's transaction."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    limit = date(year, month + 1, 1)
    old = [row for row in rows(database) if is_week(row[0]) and last_day(row[0]) < limit]
    folded: Counter[tuple[str, str]] = Counter()
    for week, category, n in old:
        folded[quarter(week), category] += n
    refused = schema.add(database, folded)
    done = [(week, category) for week, category, _ in old if (quarter(week), category) not in refused]
    database.executemany("DELETE FROM tally WHERE week = ? AND category = ?", done)


def forget(file: Path, *, before: str) -> int:
    """Delete every week and quarter that ended before the week `before` began, and return how many counts that were.

    Raises:
        UnreadableTallyError: it is no tally, or cannot be written.
    """
    begins = last_day(before).toordinal() - 6
    if not is_there(file):
        raise UnreadableTallyError(f"Nothing has been counted yet in {file}.")
    try:
        with closing(opened(file, _BUSY_SECONDS)) as database, schema.transaction(database):
            old = [row for row in rows(database) if is_period(row[0]) and last_day(row[0]).toordinal() < begins]
            database.executemany("DELETE FROM tally WHERE week = ? AND category = ?", [row[:2] for row in old])
    except ForeignTallyError as error:
        raise UnreadableTallyError(f"{file} is no tally. {error}") from None
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"The tally {file} cannot be changed ({reason(error)}).") from None
    return sum(n for *_, n in old)
