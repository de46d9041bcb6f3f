"""What comes too late for an answer is told by two clocks, of which one may be wrong."""

import pytest
from discord.utils import DISCORD_EPOCH

from bot.frontends.discord.ages import Ages

_BEGIN = 1_800_000_000.0  # in seconds since 1970


class Clocks:
    """Discord's, this machine's, and one that only counts on."""

    def __init__(self, wrong_by: float) -> None:
        self.discord, self.wrong_by, self.counting = _BEGIN, wrong_by, 50.0
        self.ages = Ages(lambda: self.discord + self.wrong_by, lambda: self.counting)

    def go_on(self, seconds: float) -> None:
        self.discord += seconds
        self.counting += seconds

    def is_too_late(self, *, by: float) -> bool:
        return self.ages.is_too_late(int((self.discord - by) * 1000 - DISCORD_EPOCH) << 22)


@pytest.mark.parametrize("wrong_by", [0, 2.5, 3600])
def test_after_three_seconds_it_is_too_late(wrong_by: float) -> None:
    clocks = Clocks(wrong_by)
    assert not any(clocks.is_too_late(by=0.2) for _ in range(2))
    clocks.go_on(100)
    assert [clocks.is_too_late(by=seconds) for seconds in (0.1, 2.9, 3.5, 60, 0.1)] == [False, False, True, True, False]


def test_a_clock_that_is_slow_keeps_nobody_from_an_answer() -> None:
    clocks = Clocks(wrong_by=-3600)
    assert not any(clocks.is_too_late(by=seconds) for seconds in (0.1, 2.9, 60))


def test_a_clock_that_goes_wrong_slowly_is_followed() -> None:
    clocks = Clocks(wrong_by=0)
    for _ in range(2000):
        clocks.go_on(60)
        clocks.counting += 0.1
        clocks.wrong_by += 0.1
        assert not clocks.is_too_late(by=0.2)


def test_one_id_from_the_future_keeps_nobody_from_an_answer_though_the_clock_is_fast() -> None:
    clocks = Clocks(wrong_by=8)
    late = []
    for made_ago in (0.2, 0.1, -10, 0.2, 2.5, 0.1):
        late.append(clocks.is_too_late(by=made_ago))
        clocks.go_on(1)
    assert not any(late)
    assert clocks.is_too_late(by=4)


def test_clocks_that_both_jump_are_followed_within_ten_minutes() -> None:
    clocks = Clocks(wrong_by=0)
    assert not any(clocks.is_too_late(by=0.2) for _ in range(2))
    clocks.counting += 30
    clocks.wrong_by += 30
    assert clocks.is_too_late(by=0.2)
    for _ in range(11):
        clocks.go_on(60)
        last = clocks.is_too_late(by=0.2)
    assert not last


def test_after_a_long_time_without_anybody_the_first_one_is_answered() -> None:
    clocks = Clocks(wrong_by=10)
    assert not clocks.is_too_late(by=0.2)
    clocks.go_on(3600)
    assert not clocks.is_too_late(by=5)
