"""The only times that are kept: ISO weeks in UTC, such as `2026-W47`, and old ones as quarters, such as `2024-Q3`."""

import re
from datetime import UTC, date, datetime, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
# The last quarter of 9999 ends in a year that no date has.
_QUARTER = re.compile(r"(?!0000|9999-Q4)\d{4}-Q[1-4]", re.ASCII)


def iso_week(moment: datetime) -> str:
    return _week_of(moment.astimezone(UTC))


def weeks_from(first: str, last: str) -> list[str]:
    """Return all weeks from the first to the last, both included."""
    sundays = range(last_day(first).toordinal(), last_day(last).toordinal() + 1, 7)
    return [_week_of(date.fromordinal(sunday)) for sunday in sundays]


def last_closed_week(today: date) -> str:
    """Return the last week that was over before a day."""
    return _week_of(today - timedelta(days=today.isoweekday()))


def is_week(text: str) -> bool:
    """Say whether there is such a week: the year 2025 has no week 53, and the last of 9999 does not end."""
    return _sunday(text) is not None


def is_period(text: str) -> bool:
    """Say whether there is such a week or quarter."""
    return is_week(text) or _QUARTER.fullmatch(text) is not None


def last_day(period: str) -> date:
    """Return the last day of a week or a quarter."""
    if sunday := _sunday(period):
        return sunday
    year, quarter = int(period[:4]), int(period[6])
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1) - timedelta(days=1)


def quarter(week: str) -> str:
    """Return the quarter that a week lies in, by its Thursday, as ISO 8601 gives it to a year."""
    sunday = _sunday(week)
    if sunday is None:
        return week
    thursday = sunday - timedelta(days=3)
    return f"{thursday.year:04}-Q{(thursday.month + 2) // 3}"


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _sunday(week: str) -> date | None:
    found = _WEEK.fullmatch(week)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 7) if found else None
    except ValueError:
        return None
