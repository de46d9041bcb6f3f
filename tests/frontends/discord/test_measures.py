"""What is measured: each duration is in one bucket, and the kinds of errors have an end."""

from bot.frontends.discord.measures import BOUNDS, REST, Durations, Errors


def test_a_duration_is_in_the_first_bucket_that_it_does_not_exceed() -> None:
    durations = Durations()
    for seconds in (0.0, BOUNDS[0], 0.006, BOUNDS[-1], BOUNDS[-1] + 1):
        durations.note(seconds)
    assert (durations.counts[:2], durations.counts[-2:]) == ([2, 1], [1, 1])
    assert sum(durations.counts) == 5
    assert durations.total == 0.0 + BOUNDS[0] + 0.006 + BOUNDS[-1] + BOUNDS[-1] + 1


def test_kinds_that_the_other_side_thinks_up_are_one_in_the_end() -> None:
    errors = Errors()
    for code in [*range(10_000), 3]:
        errors.note(str(code))
    assert len(errors) < 60
    assert (errors["3"], errors.total()) == (2, 10_001)
    assert errors[REST] > 9_900
