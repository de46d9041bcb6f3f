"""What is old becomes coarse or goes: after a while weeks are folded into quarters; some are forgotten on demand."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from bot.tally import schema
from bot.tally.files import UnreadableTallyError, is_there, opened, reason, rows
from bot.tally.schema import ForeignTallyError, Row
from bot.tally.weeks import is_period, is_week, last_day, quarter

_BUSY_SECONDS = 5.0


def first_day_kept(today: date, months: int) -> date:
    """Return the day before which a week has to have ended to be folded."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)


def is_to_fold(period: str, before: date) -> bool:
    """Say whether this is a week, and ended before a day."""
    return is_week(period) and last_day(period) < before


def folded(old: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Return the counts of weeks, by quarter and category."""
    counts: Counter[tuple[str, str]] = Counter()
    for week, category, n in old:
        counts[quarter(week), category] += n
    return counts


def ended_before(period: str, week: str) -> bool:
    """Say whether a week or quarter ended before another week began."""
    return is_period(period) and last_day(period).toordinal() < last_day(week).toordinal() - 6


def fold(database: sqlite3.Connection, before: date) -> None:
    """Fold all weeks that ended before a day into their quarters, within the caller's transaction."""
    old = [row for row in rows(database) if is_to_fold(row[0], before)]
    refused = schema.add(database, folded(old))
    done = [(week, category) for week, category, _ in old if (quarter(week), category) not in refused]
    database.executemany("DELETE FROM tally WHERE week = ? AND category = ?", done)


def forget(file: Path, *, before: str) -> int:
    """Delete every week and quarter that ended before the week `before` began, and return how many counts that were.

    Raises:
        UnreadableTallyError: it is no tally, or cannot be written.
    """
    if not is_there(file):
        raise UnreadableTallyError(f"Nothing has been counted yet in {file}.")
    try:
        with closing(opened(file, _BUSY_SECONDS)) as database, schema.transaction(database):
            old = [row for row in rows(database) if ended_before(row[0], before)]
            database.executemany("DELETE FROM tally WHERE week = ? AND category = ?", [row[:2] for row in old])
    except ForeignTallyError as error:
        raise UnreadableTallyError(f"{file} is no tally. {error}") from None
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableTallyError(f"The tally {file} cannot be changed ({reason(error)}).") from None
    return sum(n for *_, n in old)
