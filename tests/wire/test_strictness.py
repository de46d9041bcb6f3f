"""The checks on what the bot sends can fail: each finds what was put wrong on purpose."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.conversation.answer import answer
from bot.conversation.state import State
from bot.directory.directory import Directory
from bot.frontends.discord import drawing
from tests.wire import limits
from tests.wire.openapi import description

Json = dict[str, Any]
CALLBACK = "/interactions/1/token/callback"


@pytest.fixture
def message(directory: Directory) -> Json:
    say = directory.texts.in_language("en")
    state = State(category="not-received", processor="paddle", counted=True)
    return copy.deepcopy(drawing.message(answer(directory, state, say), say, ephemeral=True))


def container(message: Json) -> list[Json]:
    inner: list[Json] = message["components"][0]["components"]
    return inner


def a_button(message: Json) -> Json:
    return next(part for part in limits.parts(message["components"]) if "custom_id" in part)


WRONG: dict[str, Callable[[Json], object]] = {
    "an unknown key of a message": lambda message: message.update(silent=True),
    "an unknown key of a component": lambda message: container(message)[0].update(colour=1),
    "a label that is too long": lambda message: a_button(message).update(label="x" * 81),
    "a custom_id that is too long": lambda message: a_button(message).update(custom_id="x" * 101),
    "a link without an address": lambda message: container(message).append(
        {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": {"type": 2, "style": 5, "label": "x"}}
    ),
    "a button outside of a row": lambda message: container(message).append({"type": 2, "style": 1, "label": "x"}),
    "no components": lambda message: message.update(components=[]),
    "too many components": lambda message: container(message).extend([{"type": 14}] * 40),
    "too much text": lambda message: container(message).extend([{"type": 10, "content": "x" * 2000}] * 2),
    "empty text": lambda message: container(message).append({"type": 10, "content": ""}),
    "the same custom_id twice": lambda message: container(message).append(
        {"type": 1, "components": [copy.deepcopy(a_button(message))]}
    ),
    "mentions": lambda message: message.update(allowed_mentions={"parse": ["everyone"]}),
    "an old message": lambda message: message.update(flags=64),
}


def complaints(message: Json) -> list[str]:
    found = limits.message_complaints(message)
    described = description()
    if described is not None:
        found += described.complaints("POST", CALLBACK, {"type": 4, "data": message})
    return found


def test_what_we_send_is_fine(message: Json) -> None:
    assert complaints(message) == []


@pytest.mark.parametrize("what", WRONG)
def test_what_discord_would_refuse_is_found(message: Json, what: str) -> None:
    if description() is None and "unknown key" in what:
        pytest.skip("only Discord's own description knows its keys, and it is not at hand")
    WRONG[what](message)
    assert complaints(message) != []


@pytest.mark.skipif(
    description() is None, reason="Discord's description of its API is not at hand: nothing is held against it"
)
def test_requests_that_discord_does_not_know_are_found() -> None:
    described = description()
    assert described is not None
    assert described.complaints("GET", "/no/such/path", None)
    assert described.complaints("POST", CALLBACK, {"type": 77})
    assert described.complaints("POST", CALLBACK, {})
    assert described.complaints("GET", "/gateway/bot", {"a": 1})
    assert not described.complaints("GET", "/gateway/bot", None)


def test_commands_that_discord_would_refuse_are_found() -> None:
    fine: Json = {"name": "ok", "description": "fine", "type": 1}
    assert limits.command_complaints([fine]) == []
    assert limits.command_complaints([fine, fine])
    for wrong in ({"name": "Not ok"}, {"name": ""}, {"description": "x" * 101}, {"name_localizations": {"de": "Groß"}}):
        assert limits.command_complaints([{**fine, **wrong}]), wrong
