"""A conversation is a value: it goes into a token of at most 100 characters and comes back the same."""

import contextlib
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.limits import TOKEN_LENGTH
from bot.conversation.state import START, UNKNOWN, MalformedTokenError, Reached, State, Step, When, decode, encode
from bot.directory.fields import CATEGORY_IDS, PROCESSOR_ID_LENGTH, PRODUCT_ID_LENGTH, Paid, Where


def ids(length: int) -> st.SearchStrategy[str]:
    return st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=length)


def maybe(values: tuple[str, ...], *, unknown: bool = True) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *values, *([UNKNOWN] if unknown else [])])


@st.composite
def states(draw: st.DrawFn) -> State:
    processor = draw(st.none() | st.just(UNKNOWN) | ids(PROCESSOR_ID_LENGTH))
    return State(
        step=draw(st.sampled_from(get_args(Step))),
        category=draw(maybe(CATEGORY_IDS, unknown=False)),
        processor=processor,
        product=draw(st.none() | st.just(UNKNOWN) | ids(PRODUCT_ID_LENGTH)),
        reached=draw(st.sampled_from([None, *get_args(Reached)])),
        paid=draw(maybe(get_args(Paid))),
        where=draw(maybe(get_args(Where))),
        when=draw(maybe(get_args(When))),
        excluded=() if processor else tuple(draw(st.lists(ids(PROCESSOR_ID_LENGTH), max_size=2))),
        counted=draw(st.booleans()),
        told_apart=draw(st.booleans()),
    )


@given(states(), st.integers(0, 9))
def test_every_state_survives_its_token(state: State, position: int) -> None:
    assert decode(encode(state, position)) == state


@given(states(), st.integers(0, 9))
def test_every_token_stays_under_the_limit(state: State, position: int) -> None:
    assert len(encode(state, position)) < TOKEN_LENGTH


def test_the_longest_token_stays_under_the_limit() -> None:
    product = "p" * PRODUCT_ID_LENGTH
    known = State(processor="x" * PROCESSOR_ID_LENGTH, product=product, category="other")
    excluding = State(
        product=product, category="other", excluded=("x" * PROCESSOR_ID_LENGTH, "y" * PROCESSOR_ID_LENGTH)
    )
    assert len(encode(known)) == 67
    assert len(encode(excluding)) == 93


def test_the_position_makes_tokens_differ_and_means_nothing() -> None:
    assert encode(START, 1) != encode(START, 2)
    assert decode(encode(START, 1)) == decode(encode(START, 2)) == START


@given(st.text(max_size=120))
def test_any_text_is_a_token_or_malformed(text: str) -> None:
    state = None
    with contextlib.suppress(MalformedTokenError):
        state = decode(text)
    assert state is None or decode(encode(state)) == state


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "1",
        "2a-----00..",
        "1z-----00..",
        "1-------0..",
        "1?-----00..",
        "1a?----00..",
        "1a-----40..",
        "1a-----00.UPPER.",
        "1a-----00.with space.",
        "1a-----00.../../etc/passwd",
        "1a-----00.!a!b!c.",
        "1a-----00.!.",
        "1a-----00.!a" + "b" * 24 + ".",
        "1a-----00." + "x" * 25 + ".",
        "1a-----00.." + "x" * 33,
        "1a-----00..\n",
        "1a-----0٣..",
        "x" * 1_000_000,
    ],
)
def test_a_forged_token_is_refused_without_being_repeated(forged: str) -> None:
    with pytest.raises(MalformedTokenError) as caught:
        decode(forged)
    assert str(caught.value) == "not a token of this release"


def test_another_processor_forgets_what_followed_from_the_first() -> None:
    state = State(
        category="access", processor="paddle", product="player", reached="issuer", when="recent", counted=True
    )
    assert state.with_processor("steam") == State(category="access", processor="steam", counted=True)
    assert state.with_processor("paddle") is state
