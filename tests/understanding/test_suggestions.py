"""Names are suggested while they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.directory import Directory
from bot.understanding.suggestions import Suggestions


@pytest.fixture(scope="module")
def suggestions(directory: Directory) -> Suggestions:
    return Suggestions(directory.processors.values(), directory.bot.offered_processors)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Paddle", "Paddle"),
        ("pad", "Paddle"),
        ("padle", "Paddle"),
        ("apddle", "Paddle"),
        ("  LEMON-sq", "Lemon Squeezy"),
        ("squeezy", "Lemon Squeezy"),
        ("digital rivre", "Digital River"),
        ("share it", "ShareIt!"),
        ("esellerrate", "eSellerate"),
        ("regnwo", "RegNow"),
        ("xbox", "Microsoft Store (Xbox)"),
    ],
)
def test_the_best_comes_first(suggestions: Suggestions, typed: str, first: str) -> None:
    assert suggestions.fitting(typed, 25)[0].label == first


def test_nothing_typed_shows_what_is_offered_most(suggestions: Suggestions, directory: Directory) -> None:
    shown = [suggestion.id for suggestion in suggestions.fitting("", 25)]
    assert tuple(shown[: len(directory.bot.offered_processors)]) == directory.bot.offered_processors
    assert len(shown) == 25


def test_short_texts_are_not_taken_for_slips(suggestions: Suggestions) -> None:
    assert suggestions.fitting("qqq", 25) == []


def test_every_name_finds_its_own_entry(suggestions: Suggestions, directory: Directory) -> None:
    for processor in directory.processors.values():
        for name in (processor.name, *processor.also_known_as):
            assert processor.id in [suggestion.id for suggestion in suggestions.fitting(name, 3)], name


@given(st.text(max_size=300))
def test_any_text_is_suggested_for_within_the_limits(suggestions: Suggestions, typed: str) -> None:
    found = suggestions.fitting(typed, 25)
    assert len(found) <= 25
    assert len({suggestion.id for suggestion in found}) == len(found)
    assert all(suggestion.label for suggestion in found)
