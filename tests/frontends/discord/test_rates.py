"""How much one person or one server is answered, and that nothing is kept of either for it."""

import asyncio
import gc
import hashlib
from collections import Counter
from collections.abc import Iterator

import pytest
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Desk
from bot.directory.directory import Directory
from bot.frontends.discord import forgetting
from bot.frontends.discord.client import Client
from bot.frontends.discord.rates import ANSWERS, MESSAGES, SUGGESTIONS, Rate, Rates, Verdict
from bot.settings import DiscordSettings

SECONDS = 30  # of a window
PEOPLE = 20  # of one server who can all be quick
TEN_MINUTES = 600
SOMEBODY, ANOTHER, SERVER = 1_111_111_111_111_111_111, 2_222_222_222_222_222_222, 3_333_333_333_333_333_333


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def verdicts(rates: Rates, number: int, rate: Rate, user: int, server: int | None = None) -> Counter[Verdict]:
    return Counter(rates.verdict(rate, user, server) for _ in range(number))


@pytest.mark.parametrize(
    ("rate", "answered", "refused"), [(ANSWERS, 30, 30), (SUGGESTIONS, 120, 120), (MESSAGES, 20, 1)]
)
def test_so_many_are_answered_then_some_refused_and_the_rest_ignored(rate: Rate, answered: int, refused: int) -> None:
    clock = Clock()
    rates = Rates(clock)
    for _ in range(2):
        assert verdicts(rates, answered, rate, SOMEBODY) == {"answer": answered}
        assert verdicts(rates, refused, rate, SOMEBODY) == {"refuse": refused}
        assert verdicts(rates, 50, rate, SOMEBODY) == {"ignore": 50}
        assert rates.verdict(rate, ANOTHER) == "answer"
        clock.now += SECONDS


def test_a_window_ends_after_half_a_minute_and_not_before() -> None:
    clock = Clock()
    rates = Rates(clock)
    clock.now += SECONDS - 1  # a window begins with its first event
    verdicts(rates, 30, ANSWERS, SOMEBODY)
    clock.now += SECONDS - 0.1
    assert rates.verdict(ANSWERS, SOMEBODY) == "refuse"
    clock.now += 0.1
    assert rates.verdict(ANSWERS, SOMEBODY) == "answer"


def test_what_is_suggested_while_somebody_types_takes_nothing_from_their_answers() -> None:
    rates = Rates(Clock())
    verdicts(rates, 500, SUGGESTIONS, SOMEBODY, SERVER)
    verdicts(rates, 500, MESSAGES, SOMEBODY)
    assert verdicts(rates, 30, ANSWERS, SOMEBODY, SERVER) == {"answer": 30}


def test_a_server_is_answered_as_much_as_twenty_quick_people() -> None:
    rates = Rates(Clock())
    people = [verdicts(rates, 30, ANSWERS, SOMEBODY + one, SERVER) for one in range(PEOPLE)]
    assert all(one == {"answer": 30} for one in people)
    late = [rates.verdict(ANSWERS, ANOTHER + one, SERVER) for one in range(1000)]
    assert Counter(late) == {"refuse": 600, "ignore": 400}
    assert rates.verdict(ANSWERS, SOMEBODY + PEOPLE, SERVER + 1) == "answer"
    assert rates.verdict(ANSWERS, ANOTHER + 1000) == "answer", "in direct messages no server counts"


def test_one_person_who_hammers_takes_nothing_from_their_server() -> None:
    rates = Rates(Clock())
    verdicts(rates, 10_000, ANSWERS, SOMEBODY, SERVER)
    others = [verdicts(rates, 30, ANSWERS, ANOTHER + one, SERVER) for one in range(PEOPLE - 1)]
    assert all(one == {"answer": 30} for one in others)


def test_a_person_and_a_server_of_the_same_number_are_two() -> None:
    rates = Rates(Clock())
    verdicts(rates, 30, ANSWERS, SERVER)
    assert rates.verdict(ANSWERS, SOMEBODY, SERVER) == "answer"


def test_a_flood_of_different_people_is_bounded_and_hides_nobody_who_goes_on_hammering() -> None:
    rates = Rates(Clock())
    verdicts(rates, 60, ANSWERS, SOMEBODY)
    for one in range(50_000):
        assert rates.verdict(ANSWERS, ANOTHER + one) == "answer"
        if one % 10_000 == 0:
            assert rates.verdict(ANSWERS, SOMEBODY) == "ignore"
    assert len(rates._counts) == 20_000


def test_who_was_not_heard_of_for_longest_is_dropped_first() -> None:
    rates = Rates(Clock())
    for one in range(20_000):
        verdicts(rates, 1, MESSAGES, SOMEBODY + one)
    before = list(rates._counts)
    rates.verdict(MESSAGES, ANOTHER)
    assert list(rates._counts)[:-1] == before[1:]


def test_the_salt_is_renewed_with_each_window() -> None:
    clock = Clock()
    rates = Rates(clock)
    marks: set[bytes] = set()
    for _ in range(5):
        marks |= set(_marks_of(rates, SOMEBODY, SERVER))
        clock.now += SECONDS
    assert len(marks) == 5 * 2
    assert not marks & set(_marks_of(Rates(clock), SOMEBODY, SERVER)), "another process has another salt"


FEW, FEWER = Rate("answers", 5, 5), Rate("messages", 3, 1)
MOMENTS = st.integers(0, 100).map(lambda eighths: eighths / 8)  # seconds that sum up exactly
EVENTS = st.lists(
    st.tuples(
        MOMENTS,  # since the one before
        st.sampled_from([FEW, FEWER]),
        st.integers(1, 3),  # who
        st.sampled_from([None, 1, 2]),  # where
        st.integers(1, 6),  # how often in that moment
    ),
    min_size=1,
    max_size=40,
)


@given(EVENTS)
def test_nobody_is_refused_within_the_limit_and_nobody_gets_more(
    events: list[tuple[float, Rate, int, int | None, int]],
) -> None:
    clock = Clock()
    rates = Rates(clock)
    seen: list[tuple[float, Rate, int, Verdict]] = []
    in_window: Counter[tuple[float, Rate, int, Verdict]] = Counter()
    for seconds, rate, user, server, times in events:
        clock.now += seconds
        for _ in range(times):
            verdict = rates.verdict(rate, user, server)
            seen.append((clock.now, rate, user, verdict))
            lately = [one[3] for one in seen if one[0] > clock.now - SECONDS and one[1:3] == (rate, user)]
            assert verdict == "answer" or len(lately) > rate.answers  # three people reach no server's limit
            in_window[rates._end, rate, user, verdict] += 1
            assert in_window[rates._end, rate, user, "answer"] <= rate.answers
            assert in_window[rates._end, rate, user, "refuse"] <= rate.refusals
            # In any half minute, wherever a window ends in it:
            assert lately.count("answer") <= 2 * rate.answers


@given(EVENTS, MOMENTS)
def test_after_ten_minutes_nothing_is_kept_though_no_event_comes(
    events: list[tuple[float, Rate, int, int | None, int]], more: float
) -> None:
    clock = Clock()
    rates = Rates(clock)
    for seconds, rate, user, server, _ in events:
        clock.now += seconds
        rates.verdict(rate, user, server)
    salt = rates._salt
    clock.now += TEN_MINUTES + more
    rates.forget_old_ones()
    held = _reachable(rates)
    assert [one for one in held if isinstance(one, dict | list | set | tuple) and one] == []
    assert [one for one in held if isinstance(one, bytes)] == [rates._salt]
    assert rates._salt != salt


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_neither_an_id_nor_its_hash_stands_anywhere(user: int, server: int) -> None:
    rates = Rates(Clock())
    for rate in (ANSWERS, SUGGESTIONS, MESSAGES):
        rates.verdict(rate, user, server)
    names = [
        f"{whose} {rate.name}".encode() for whose in ("user", "server") for rate in (ANSWERS, SUGGESTIONS, MESSAGES)
    ]
    for number in (user, server):
        packed = number.to_bytes(8)
        unsalted = {hashlib.blake2b(packed, digest_size=8, person=name).digest() for name in (b"", *names)}
        told = {packed, packed[::-1], str(number).encode(), *unsalted}
        held = _reachable(rates)
        assert not any(one in told for one in held if isinstance(one, bytes))
        assert number < 256 or number not in [one for one in held if isinstance(one, int)]
        assert str(number) not in [one for one in held if isinstance(one, str)]
    assert len(rates._counts) == 6


def test_the_client_forgets_though_no_event_comes(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)  # a client sets it for the whole process
    monkeypatch.setattr(forgetting, "SECONDS_BETWEEN", 0)
    clock = Clock()

    async def marks_left_after(seconds: float) -> int:
        setting = DiscordSettings("token", "http://discord.example/api/v10", None)
        async with Client(Desk(directory, lambda _: None), tuple, lambda: 0, setting) as client:
            client._rates = Rates(clock)
            client._rates.verdict(ANSWERS, SOMEBODY, SERVER)
            clock.now += seconds
            regularly = asyncio.create_task(client._forget_regularly())
            for _ in range(3):
                await asyncio.sleep(0)
            regularly.cancel()
            return len(client._rates._counts)

    assert asyncio.run(marks_left_after(SECONDS - 1)) == 2
    assert asyncio.run(marks_left_after(SECONDS)) == 0


def _marks_of(rates: Rates, user: int, server: int) -> list[bytes]:
    rates.verdict(ANSWERS, user, server)
    return list(rates._counts)


def _reachable(rates: Rates) -> list[object]:
    """Return all that the rates hold, directly or not, but for classes and the test's own clock."""
    return list(_walk([value for name, value in vars(rates).items() if name != "_clock"]))


def _walk(values: list[object]) -> Iterator[object]:
    for value in values:
        if not isinstance(value, type):
            yield value
            yield from _walk(gc.get_referents(value))
