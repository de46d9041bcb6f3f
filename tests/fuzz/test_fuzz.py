"""A small part of what `python -m tests.fuzz` tries, and that it would find something."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.conversation.reply import Block
from bot.desk import Desk
from bot.directory.loader import load
from tests.conftest import CONFIG
from tests.fuzz.attempts import Attempts
from tests.fuzz.inputs import CANARY, SHARES, Inputs, chance_of, kind_of
from tests.fuzz.run import tried

_SEED = 20261130
_INPUTS = 3000


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attempts]:
    with closing(Attempts(tmp_path_factory.mktemp("fuzz"))) as own:
        yield own


def test_nothing_that_comes_in_raises_or_is_repeated(attempts: Attempts) -> None:
    found = tried(attempts, _SEED, range(_INPUTS))
    assert found.raised == []
    assert found.outcomes.total() == _INPUTS
    became = {outcome for _, outcome in found.outcomes}
    assert {"pressed", "not a token", "heard", "whose charge", "answered", "taken", "refused with words"} <= became


def test_an_input_can_be_made_again() -> None:
    one, other = Inputs(load(CONFIG)), Inputs(load(CONFIG))
    for number in range(100):
        assert one.text(chance_of(1, number)) == other.text(chance_of(1, number))
        first, second = (made.event(chance_of(1, number), number) for made in (one, other))
        assert repr(first) == repr(second)
    assert {kind_of(number) for number in range(100)} == set(SHARES)


def test_what_raises_is_found_with_its_number(attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(Desk, "press", press)
    assert [number for number, _ in tried(attempts, _SEED, range(3)).raised] == [0, 1, 2]


def test_what_is_repeated_is_found(attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Desk.hear

    def parrot(self: Desk, token: str | None, text: str, *rest: str, **more: str) -> object:
        reply = real(self, token, text, *rest, **more)  # type: ignore[arg-type]
        object.__setattr__(reply, "blocks", (Block(f"You wrote: {CANARY if CANARY in text else ''}"),))
        return reply

    monkeypatch.setattr(Desk, "hear", parrot)
    texts = [number for number in range(200) if kind_of(number) == "texts"]
    raised = [said for _, said in tried(attempts, _SEED, texts).raised]
    assert any("what somebody wrote is repeated" in said for said in raised)
