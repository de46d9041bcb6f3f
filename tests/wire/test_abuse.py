"""Whoever hammers, forges or plants signs: the others are answered in time, and nothing comes back to anybody."""

import os
import random
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.reply import Block, Choice, Fact, Party, Reply
from bot.conversation.state import START
from bot.directory.directory import Directory
from bot.frontends.discord import drawing
from tests.conftest import mend
from tests.wire import limits
from tests.wire.conftest import Bot
from tests.wire.people import MANAGE_GUILD, Person, Place
from tests.wire.standin import StandIn
from tests.wire.test_faults import all_answered, crowd, is_answered
from tests.wire.test_live import sees

Json = dict[str, Any]
Start = Callable[..., tuple[StandIn, Bot]]

CANARY = "c4n4ry"
PLACES: tuple[Place, ...] = ("server", "direct message", "private channel")


@pytest.fixture(scope="module")
def hammered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[StandIn, Bot]]:
    """A bot that is abused in one way after the other, and says nothing about it."""
    discord = StandIn()
    running = Bot(discord, tmp_path_factory.mktemp("hammered") / "data").ready()
    yield discord, running
    ended = running.stops()
    discord.close()
    assert ended == (0, "")
    assert discord.complaints == []


def resident(bot: Bot) -> int:
    """Return the memory that the process holds, in bytes."""
    pages = int(Path(f"/proc/{bot.process.pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def forged(number: int) -> Iterator[str]:
    """Yield custom_ids that no release has written, or that name what never was."""
    chance = random.Random(7)  # noqa: S311 - the same ones in every run
    signs = string.printable + "äß\u202e\U0001f4a5\x00"
    forms: tuple[Callable[[], str], ...] = (
        lambda: "".join(chance.choices(signs, k=chance.randint(1, 100))),
        lambda: f"1aa------0{chance.randint(0, 9)}.no-such-{chance.randint(0, 9999)}.",
        lambda: f"1aa---0{chance.randint(0, 9)}.no-such-{chance.randint(0, 9999)}.",
        lambda: f"1ab---0{chance.randint(0, 9)}.paddle.no-such-{chance.randint(0, 9999)}",
        lambda: f"{chance.randint(2, 9)}aa---00.paddle.",
        lambda: f"1zz---00.{'x' * chance.randint(25, 5000)}.",
        lambda: f"1aa---00.{'!paypal' * chance.randint(3, 9)}.",
        lambda: f"1aa---00.paddle{chance.choice('./ %<')}.",
    )
    for index in range(number):
        yield forms[index % len(forms)]()


def test_forged_tokens_lead_to_a_new_start_and_to_nothing_else(hammered: tuple[StandIn, Bot]) -> None:
    discord, _ = hammered
    person = Person(discord, guild=discord.new_id())
    person.calls("dispute")
    for index, token in enumerate(forged(1000)):
        person.becomes_another()
        if index % 3 == 0:
            person.presses("choose", token)
        else:
            person.presses(token)
        assert "no longer valid" in person.text, token
        assert person.labels, "there is a way on"
    is_answered(discord)


def test_stale_panels_are_pressed_by_many_and_answered_in_private(hammered: tuple[StandIn, Bot]) -> None:
    discord, _ = hammered
    moderator = Person(discord, permissions=MANAGE_GUILD, guild=discord.new_id())
    moderator.calls("panel")
    visitor = Person(discord)
    for _ in range(1000):
        visitor.becomes_another()
        visitor.screen = moderator.screen
        visitor.takes("Start")
        assert visitor.is_private
        assert "What went wrong" in visitor.text
    is_answered(discord)


def test_hammering_takes_nothing_from_others_and_no_memory(hammered: tuple[StandIn, Bot]) -> None:
    discord, bot = hammered
    hasty, writer = Person(discord, guild=discord.new_id()), Person(discord, "direct message")
    hasty.calls("dispute", what="not-received")
    paddle = hasty.value_of("Paddle")
    typed = {"name": "processor", "type": 3, "value": "padd", "focused": True}
    suggest = {"id": "1", "name": "dispute", "type": 1, "options": [typed]}

    def wave() -> int:
        for index in range(400):
            discord.send(hasty.interaction(paddle))  # one person
            discord.send(hasty.event(4, suggest))
            writer.sends("the key never came")
            one_of_many = Person(discord, guild=hasty.guild)
            one_of_many.screen = hasty.screen
            discord.send(one_of_many.interaction(paddle))
            if index % 100 == 0:
                is_answered(discord)
        assert all_answered(discord, crowd(discord, 10))
        return resident(bot)

    first = [wave() for _ in range(2)]
    later = [wave() for _ in range(2)]
    assert max(later) - max(first) < 8 << 20, (first, later)
    heard = sum(message["author"]["id"] != writer.user_id for message in discord.messages[writer.channel])
    assert heard <= 4 * 21


def every_text(discord: StandIn) -> str:
    """Return all that the bot has ever sent."""
    sent = [answer for asked in discord.asked.values() for answer in asked.answers]
    posted = [one for messages in discord.messages.values() for one in messages if one["author"].get("bot")]
    return repr((sent, posted, discord.public))


def with_canaries(part: Any, replaced: frozenset[str]) -> Any:  # noqa: ANN401 - JSON
    """Return an event with a canary in each of these fields, wherever they stand."""
    if isinstance(part, list):
        return [with_canaries(one, replaced) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: f"{CANARY}-{name} @everyone https://evil.example/{CANARY}"
        if name in replaced and isinstance(value, str)
        else with_canaries(value, replaced)
        for name, value in part.items()
    }


def test_nothing_that_people_or_places_are_called_or_write_comes_back(hammered: tuple[StandIn, Bot]) -> None:
    discord, _ = hammered
    text = f"{CANARY} <@1> @everyone [x](https://evil.example/{CANARY}) PADDLE.NET*{CANARY} **b** {CANARY}@evil.example"
    for place in PLACES:
        person = Person(discord, place, guild=discord.new_id())
        person.calls("whocharged", text=text[:200])
        person.calls("dispute", what="access", processor=text[:100], product=text[:100])
        person.tells(text[:200])
        person.asks_about(discord.new_message(person.channel, person.user, content=text, embeds=[{"title": text}]))
        person.types("dispute", "processor", text[:100])
        person.types("dispute", "product", text[:100])
        press = person.interaction(f"{CANARY} @everyone https://evil.example/")
        names = frozenset({"username", "global_name", "nick", "topic", "locale", "guild_locale", "label"})
        named = with_canaries(press, names)
        named["channel"] |= {"name": f"{CANARY} https://evil.example"}
        named["guild"] = {**named.get("guild", {}), "name": f"{CANARY} https://evil.example"}
        assert all_answered(discord, [discord.send(named)])
    writer = Person(discord, "direct message")
    writer.writes(text)
    sent = every_text(discord)
    found = re.search(rf".{{80}}(?:{CANARY}|evil\.example|@everyone).{{80}}", sent)
    assert found is None


def test_every_link_comes_from_the_configuration(hammered: tuple[StandIn, Bot], directory: Directory) -> None:
    discord, _ = hammered
    person = Person(discord, guild=discord.new_id())
    for processor in list(directory.processors)[:25]:
        person.becomes_another()
        person.calls("dispute", what="refund-request", processor=processor)
    written = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "config").rglob("*.yaml"))
    links = set(re.findall(r"https?://[^\s'\")\]>]+", every_text(discord)))
    assert len(links) > 25
    strangers = {link for link in links if link.rstrip(".,/") not in written and "%28" not in link}
    assert strangers == set()


SIGNS = {
    "mention": "@everyone @here <@1234567890123456789> <@&1234567890123456789> <#1234567890123456789>",
    "masked links": "[a](http://a.example) [x](http://evil.example) [y](<http://evil.example>)",
    "address": "http://evil.example/**x** https://evil.example/[x](http://evil.example)",
    "emphasis": "**b** __u__ *i* _i_ ~~s~~ ||spoiler|| `code` ```block```",
    "headings": "x\n# heading\n## heading\n-# small\n> quote\n>>> quote\n- list\n* list\n1. list\n + list",
    "objects": "<t:1700000000:R> <:name:1234567890123456789> <a:name:1234567890123456789> </cmd:1234567890123456789>",
    "more objects": "<id:customize> <https://evil.example> <mailto:a@evil.example> \\**x\\**",
    "unseen": "a\u202eb\u2066c\u2069 \u200f " + "\U0001f4a5" * 50,
}
# What Discord reads as markup, or calls people by.
MARKUP = re.compile(
    r"[*_~`|<>\[\]]|://|^\s*(?:#{1,3}\s|-#\s|[-+]\s|\d+\.\s)|@(?=everyone|here|[!&]?\d{17})", re.MULTILINE
)


def made_of(text: str) -> Reply:
    """Return a reply that has a text everywhere."""
    party = Party("processor", text, text, "https://pay.example/")
    return Reply(
        "question",
        text,
        START,
        blocks=(Block(text, heading=text), Block(f"Ask {text} first", party=party)),
        facts=(Fact(text, text), Fact(text, text, "https://pay.example/")),
        warnings=(text,),
        notice=text,
        choices=(Choice(text[:40], "1a-----00..", hint=text),),
    )


@pytest.mark.parametrize("what", SIGNS)
def test_no_sign_in_a_text_is_read_as_markup(directory: Directory, what: str) -> None:
    say = directory.texts.in_language("en")

    def markup(text: str) -> list[list[str]]:
        drawn = drawing.components(made_of(text), say, ephemeral=False)
        return [
            MARKUP.findall(re.sub(r"\\.", "x", part["content"])) for part in limits.parts(drawn) if part["type"] == 10
        ]

    assert markup(SIGNS[what]) == markup("x")


def test_what_the_checks_let_pass_is_drawn_as_it_is_written(start: Start, config: Path) -> None:
    entry = config / "processors" / "paddle.yaml"
    mend(entry, "name: Paddle\n", 'name: "Evil <t:1700000000:R> *b* _u_ |"\n')
    discord, bot = start(RECOURSE_CONFIG=str(config))
    buyer = Person(discord)
    buyer.calls("dispute", what="not-received", processor="paddle")
    assert "Evil" in buyer.text
    assert r"Evil \<t:1700000000:R\> \*b\* \_u\_ \|" in buyer.text
    assert "Evil <t" not in buyer.text
    mend(entry, "Evil ", "[Evil](http://evil.example) @everyone ")
    assert sees(Person.owner(discord), "Errors for which the last change was not taken:", "recourse_status")
    buyer.calls("dispute", what="not-received", processor="paddle")
    assert "evil.example" not in repr(buyer.screen)
    assert bot.stops()[0] == 0
