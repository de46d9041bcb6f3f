"""Every reply fits into what Discord takes, in every language, also where the directory is as full as it may be."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from bot.conversation.answer import answer
from bot.conversation.opening import Given
from bot.conversation.reply import Block, Fact, Party, Reply, choices
from bot.conversation.state import START, UNKNOWN, State, Step, decode
from bot.desk import Desk
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
def test_every_other_kind_of_screen_is_a_message_that_discord_takes(directory: Directory, language: str) -> None:
    say = directory.texts.in_language(language)
    desk = Desk(directory, lambda _: None)
    lines = [
        statement.text for processor in directory.processors.values() for statement in processor.recognise.statement
    ]
    replies = [desk.whose_charge(text, language) for text in (*lines, *directory.processors, "", "nobody knows this")]
    replies += [desk.hear(None, text, language) for text in ("4111 1111 1111 1111 Paddle", "years ago", "hello")]
    replies += [
        desk.press("forged", language),
        desk.invitation(language),
        desk.privacy(language),
        desk.apology(language),
    ]
    for reply in replies:
        assert limits.message_complaints(drawing.message(reply, say, ephemeral=True)) == [], reply.heading
        assert limits.message_complaints(drawing.message(reply, say, ephemeral=False)) == [], reply.heading


def test_options_that_are_all_given_lead_to_the_advice_or_to_the_one_question_of_an_ended_company(
    directory: Directory,
) -> None:
    desk = Desk(directory, lambda _: None)
    for category in directory.categories:
        for processor in directory.processors.values():
            reply = desk.begin(Given(category, processor.id, "anything"))
            if directory.has_ended(processor):
                assert reply.heading == "When was the payment?"
            else:
                assert reply.kind == "advice", (category, processor.id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parties", [1, 3, 6, 12])
@pytest.mark.parametrize("length", [1, 100, 1000])
@pytest.mark.parametrize("ways", [1, 5, 25])
def test_the_largest_reply_that_can_be_thought_of_fits(
    directory: Directory, language: str, parties: int, length: int, ways: int
) -> None:
    long = "WORD* " * length
    party = Party("processor", "WORD*", contact=long, url="https://x.example/" + "a" * 400)
    blocks = [Block(long, party), Block(long), Block(long, to_copy=True)] * parties
    facts = tuple(Fact(long, long, party.url) for _ in range(50))
    product, processor = "p" * PRODUCT_ID_LENGTH, "x" * PROCESSOR_ID_LENGTH
    longest = State(category="access", product=product, excluded=(processor, processor))
    states = [replace(longest, when=when) for when in ("recent", "between", "years-ago")]
    buttons = choices(*((long, states[number % 3], long) for number in range(ways)))
    say = directory.texts.in_language(language)
    for kind in ("question", "advice"):
        reply = Reply(kind, long, START, tuple(blocks), facts, (long,), buttons, notice=long)
        message = drawing.message(reply, say, ephemeral=True)
        assert limits.message_complaints(message) == []
        found = list(limits.parts(message["components"]))
        assert all(part["content"].count("```") % 2 == 0 for part in found if part["type"] == 10)
        if length == 1:
            assert sum(part["type"] == 9 for part in found) == min(parties, 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_buttons_are_short_enough_for_a_phone(directory: Directory, language: str) -> None:
    """Discord's own advice is 38 characters; names are the maintainers'."""
    say = directory.texts.in_language(language)
    for state in shipped_states(directory):
        reply = answer(directory, state, say)
        if len(reply.choices) <= 5:
            assert all(len(choice.label) <= 38 for choice in reply.choices), [c.label for c in reply.choices]


def test_a_party_links_to_its_own_host_and_its_mail_can_be_tapped(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    party = Party("processor", "Acme", contact="help@acme.example", url="https://www.acme.example/help")
    found = list(
        limits.parts(
            drawing.components(Reply("advice", "x", START, (Block("First: Acme. Ask.", party),)), say, ephemeral=True)
        )
    )
    assert next(part["label"] for part in found if part["type"] == 2) == "Open acme.example"
    assert "**First: Acme**. Ask.\n→ <help@acme.example>" in limits.text_of(found)


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


@pytest.mark.parametrize(
    "custom_id", ["", "t:", "t:de:", "choose", "1a------0..", "t:DE:x", f"t:de:{'x' * 95}", "t:de:\ud800", "t:de:1a\n"]
)
def test_other_custom_ids_carry_no_text_window(custom_id: str) -> None:
    assert custom_ids.told_in(custom_id) is None
