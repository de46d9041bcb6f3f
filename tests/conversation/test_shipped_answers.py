"""Every answer that the shipped configuration can give: its shape, its size, its addresses, its words."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.conversation.answer import answer
from bot.conversation.limits import CHOICES, FIRST_SCREEN, FIRST_SCREEN_CHOICES, TOKEN_LENGTH
from bot.conversation.reply import Reply
from bot.conversation.state import START, UNKNOWN, State, decode
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.loader import load
from tests.conftest import CONFIG

LANGUAGES = ("en", "de")
PROCESSORS = (*load(CONFIG).processors, UNKNOWN)
SPANS = ("recent", "between", "years-ago")


def first_answers(directory: Directory, processor: str, language: str) -> Iterator[Reply]:
    """Yield the advice on every category, for an ended processor in each of its three cases."""
    say = directory.texts.in_language(language)
    ended = processor in directory.processors and directory.has_ended(directory.processors[processor])
    for category in CATEGORY_IDS:
        for when in SPANS if ended else (None,):
            yield answer(directory, State(category=category, processor=processor, told_apart=True, when=when), say)


def everything_said(reply: Reply) -> str:
    parts = [reply.heading, *(block.text for block in reply.blocks), *reply.warnings]
    parts += [text for fact in reply.facts for text in (fact.label, fact.value, fact.url) if text]
    parts += [text for party in reply.parties for text in (party.name, party.contact, party.url) if text]
    parts += [text for choice in reply.choices for text in (choice.label, choice.hint) if text]
    return "\n".join(parts)


def check_shape(reply: Reply) -> None:
    tokens = [choice.token for choice in reply.choices]
    assert len(tokens) <= CHOICES
    assert len(set(tokens)) == len(tokens), "two buttons of one message may not carry the same token"
    assert all(len(token) < TOKEN_LENGTH for token in (*tokens, reply.token))
    assert decode(reply.token) == reply.state
    text = everything_said(reply)
    assert reply.heading
    assert not re.search(r"[{}]|\$\w|\?\?\?", text), "a variable was left open"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("processor", PROCESSORS)
def test_every_first_answer_says_whom_to_turn_to_and_how_old_it_is(
    directory: Directory, processor: str, language: str
) -> None:
    for reply in first_answers(directory, processor, language):
        check_shape(reply)
        assert reply.kind == "advice"
        assert reply.parties
        assert all(party.contact or party.url for party in reply.parties)
        assert len(reply.choices) <= FIRST_SCREEN_CHOICES
        text = "\n".join(block.text for block in reply.blocks)
        assert len(text) <= FIRST_SCREEN, f"{len(text)}: {text}"
        assert re.search(r"20\d\d" if processor != UNKNOWN else r"no facts|Fakten über sie haben wir keine", text), (
            "no age is said"
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("processor", PROCESSORS)
def test_nobody_is_sent_to_an_address_of_a_company_that_is_gone(
    directory: Directory, processor: str, language: str
) -> None:
    assert directory.abandoned_hosts >= {"shareit.com", "regnow.com", "esellerate.net", "plimus.com", "mycommerce.com"}
    say = directory.texts.in_language(language)
    for reply in first_answers(directory, processor, language):
        views = [answer(directory, decode(choice.token), say) for choice in reply.choices]
        views += [answer(directory, decode(choice.token), say) for view in views for choice in view.choices]
        for view in (reply, *views):
            links = [url for url in (*(f.url for f in view.facts), *(p.url for p in view.parties)) if url]
            assert not [link for link in links if directory.is_abandoned(link)]
            said = " ".join(block.text for block in view.blocks)
            assert not re.search(r"https?://|www\.", said), "addresses are facts and parties, never inside a text"
            contacts = " ".join(party.contact or "" for party in view.parties)
            assert not [host for host in directory.abandoned_hosts if host in contacts]


def test_all_that_can_be_reached_by_pressing_can_be_drawn(directory: Directory) -> None:
    for language in LANGUAGES:
        say = directory.texts.in_language(language)
        seen: set[State] = set()
        waiting = [
            State(category="refund-request", processor="fastspring", told_apart=True),
            State(category="unauthorised", processor="shareit", told_apart=True),
            State(category="charged-twice", processor=UNKNOWN),
            START,
        ]
        while waiting and len(seen) < 4000:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            reply = answer(directory, state, say)
            check_shape(reply)
            waiting += [decode(choice.token) for choice in reply.choices]
        assert len(seen) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dispute_is_a_dead_end(directory: Directory, language: str) -> None:
    for processor in PROCESSORS:
        for reply in first_answers(directory, processor, language):
            labels = [choice.label for choice in reply.choices]
            say = directory.texts.in_language(language)
            assert {say("way-letter"), say("way-nobody-answered"), say("way-mend")} <= set(labels)


def test_a_refund_rule_is_told_in_words_in_days_or_as_unknown(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    steam = directory.processors["steam"]
    for change, told in (({"text": None}, "14 days"), ({"text": None, "days": None}, "We found no published rule.")):
        entry = steam.model_copy(update={"refunds": steam.refunds.model_copy(update=change)})
        changed = replace(directory, processors={**directory.processors, "steam": entry})
        reply = answer(changed, State(category="access", processor="steam"), say)
        assert [fact.value for fact in reply.facts if fact.label == say("fact-refunds")] == [told]


def test_old_purchases_are_offered_no_time_limits(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    for category in CATEGORY_IDS:
        state = State(category=category, processor="regnow", told_apart=True, when="years-ago")
        reply = answer(directory, state, say)
        assert say("way-limits") not in [choice.label for choice in reply.choices]
        assert "days (" not in everything_said(reply)


def test_a_company_whose_end_is_hearsay_is_not_called_gone_for_certain(directory: Directory) -> None:
    for language, hedge in (("en", "As far as we know"), ("de", "Soweit wir wissen")):
        for reply in first_answers(directory, "esellerate", language):
            assert hedge in reply.blocks[0].text


def test_last_four_digits_are_asked_for_only_where_the_processor_wants_them(directory: Directory) -> None:
    item = directory.texts.in_language("en")("item-last-four")
    for processor in PROCESSORS:
        entry = directory.processors.get(processor)
        wanted = entry is not None and "last-four" in entry.have_ready
        asked = any(item in everything_said(reply) for reply in first_answers(directory, processor, "en"))
        assert asked == wanted, processor


def test_three_to_five_things_are_to_have_in_hand(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    for processor in PROCESSORS:
        answering = directory.who_answers(directory.processors[processor]) if processor != UNKNOWN else None
        name = answering.name if answering else say("the-processor")
        names = {say(key, processor=name) for key in directory.texts.variables["en"] if key.startswith("item-")}
        for reply in first_answers(directory, processor, "en"):
            line = next(block.text for block in reply.blocks if block.text.startswith("Have ready"))
            assert 3 <= sum(item in line for item in names) <= 5, line
