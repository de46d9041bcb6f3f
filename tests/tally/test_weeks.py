"""The only times that are kept."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tally.weeks import is_period, is_week, iso_week, last_day, quarter, weeks_from


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


@given(st.integers(10**9, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_a_week_ends_on_its_sunday_and_lies_in_the_quarter_of_its_thursday(moment: datetime) -> None:
    week = iso_week(moment)
    assert is_week(week)
    assert timedelta() <= last_day(week) - moment.date() < timedelta(days=7)
    thursday = last_day(week) - timedelta(days=3)
    assert quarter(week) == f"{thursday.year}-Q{(thursday.month - 1) // 3 + 1}"
    assert quarter(quarter(week)) == quarter(week)


@pytest.mark.parametrize(
    ("period", "day"),
    [("2026-W53", date(2027, 1, 3)), ("2024-Q1", date(2024, 3, 31)), ("2024-Q4", date(2024, 12, 31))],
)
def test_the_last_day_of_a_week_and_of_a_quarter(period: str, day: date) -> None:
    assert is_period(period)
    assert last_day(period) == day


@pytest.mark.parametrize(
    "text",
    [
        "2025-W53",
        "2026-W00",
        "2026-W1",
        "2026W01",
        "W01",
        "2026-Q5",
        "2026-W01 ",
        "9999-W52",
        "9999-Q4",
        "0000-Q1",
        "\uff12026-W01",
        "",
    ],
)
def test_what_is_no_week_is_none(text: str) -> None:
    assert not is_week(text)
    assert not is_period(text)


def test_weeks_follow_one_another_through_a_year_with_53_of_them() -> None:
    assert weeks_from("2026-W52", "2027-W01") == ["2026-W52", "2026-W53", "2027-W01"]
    assert weeks_from("2026-W52", "2026-W51") == []


def test_the_last_week_and_quarter_that_end_in_the_calendar_are_some() -> None:
    assert last_day("9999-W51") == date(9999, 12, 26)
    assert last_day("9999-Q3") == date(9999, 9, 30)
    assert is_week("9999-W51")
    assert is_period("9999-Q3")
    assert last_day("0001-W01") == date(1, 1, 7)
