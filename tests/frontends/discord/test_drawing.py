"""Every reply fits into what Discord takes, in every language, also where the directory is as full as it may be."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from bot.conversation.answer import answer
from bot.conversation.reply import Block, Fact, Party, Reply, choices
from bot.conversation.state import START, UNKNOWN, State, Step, decode
from bot.directory.directory import Directory
from bot.directory.fields import PROCESSOR_ID_LENGTH, PRODUCT_ID_LENGTH
from bot.frontends.discord import custom_ids, drawing
from tests.wire import limits

LANGUAGES = ("en", "de")


def shipped_states(directory: Directory) -> Iterator[State]:
    """Yield the first answer of every processor in every category, and the longest of the screens behind it."""
    for category in directory.categories:
        for processor in (*directory.processors, UNKNOWN):
            known = State(category=category, processor=processor, when="between", told_apart=True, counted=True)
            yield known
            yield replace(known, step="sources")
            yield replace(known, step="limits", paid="paypal", where="eu", when="longer")
    for step in get_args(Step):
        yield State(step=step, category="access", processor="paddle", reached="regulator")
        yield State(step=step)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_reply_is_a_message_that_discord_takes(directory: Directory, language: str) -> None:
    say = directory.texts.in_language(language)
    drawn = 0
    for state in shipped_states(directory):
        message = drawing.message(answer(directory, state, say), say, ephemeral=True)
        assert limits.message_complaints(message) == [], state
        drawn += 1
    assert drawn > 3000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_reply_that_can_be_thought_of_fits(directory: Directory, language: str) -> None:
    long = "WORD* " * 1000
    party = Party("processor", long, contact=long, url="https://x.example/" + "a" * 400)
    blocks = tuple(Block(long, replace(party, role=role)) for role in ("developer", "processor", "issuer"))
    facts = tuple(Fact(long, long, party.url) for _ in range(50))
    product, processor = "p" * PRODUCT_ID_LENGTH, "x" * PROCESSOR_ID_LENGTH
    states = (
        State(category="access", product=product, excluded=(processor, processor), when=when)
        for when in ("recent", "between")
    )
    ways = choices(*((long, state, long) for state in states for _ in range(10)))
    reply = Reply("question", long, START, blocks, facts, (long,), ways, notice=long)
    say = directory.texts.in_language(language)
    assert limits.message_complaints(drawing.message(reply, say, ephemeral=True)) == []
    few = replace(reply, heading="short", blocks=(), warnings=(), notice=None, choices=ways[:5])
    message = drawing.message(few, say, ephemeral=True)
    assert limits.message_complaints(message) == []


def test_what_finds_no_room_is_said_to_be_left_out(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    facts = tuple(Fact(f"Number {number}", "x" * 300) for number in range(20))
    text = limits.text_of(drawing.components(Reply("notice", "Facts", START, facts=facts), say, ephemeral=True))
    shown = text.count("**Number")
    assert 10 <= shown < 20
    assert f"There is no room for {20 - shown} more here." in text


def test_no_sign_of_the_directory_is_read_as_markup(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = Reply("notice", "PADDLE.NET* _x_", START, (Block("@everyone # <@123456789012345678> ~~`"),))
    text = limits.text_of(drawing.components(reply, say, ephemeral=True))
    assert "PADDLE.NET\\* \\_x\\_" in text
    assert "@everyone" not in text
    assert "<@1" not in text


def test_a_message_to_copy_stays_one_block(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = Reply("notice", "Copy", START, (Block("a ``` b * c", to_copy=True),))
    text = limits.text_of(drawing.components(reply, say, ephemeral=True))
    assert text.count("```") == 2
    assert "b * c" in text


def test_few_choices_are_buttons_and_many_are_a_menu(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    for number, kind in ((1, 2), (5, 2), (6, 3), (25, 3)):
        ways = choices(*((f"Way {n}", replace(START, product=f"p{n}")) for n in range(number)))
        found = list(limits.parts(drawing.components(Reply("question", "?", START, choices=ways), say, ephemeral=True)))
        assert sum(part["type"] == 3 for part in found) == (kind == 3)
        assert sum(part["type"] == 2 for part in found) == (number if kind == 2 else 0) + 1


def test_the_text_window_carries_token_and_language(directory: Directory) -> None:
    longest = State(product="p" * PRODUCT_ID_LENGTH, excluded=("x" * PROCESSOR_ID_LENGTH,) * 2)
    token = Reply("notice", "", longest).token
    assert len(custom_ids.tell(token, "deu")) <= 100
    told = custom_ids.told_in(custom_ids.tell(token, "de"))
    assert told == (token, "de")
    assert decode(told[0]) == longest
    for language in LANGUAGES:
        assert limits.window_complaints(drawing.text_window(token, directory.texts.in_language(language))) == []


@pytest.mark.parametrize("custom_id", ["", "t:", "t:de:", "choose", "1a------0..", "t:DE:x"])
def test_other_custom_ids_carry_no_text_window(custom_id: str) -> None:
    assert custom_ids.told_in(custom_id) is None
