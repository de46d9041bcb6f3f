"""What stands in public, what moderators and the operator see, and what Discord knows of the commands."""

import re

import pytest

from bot.directory.directory import Directory
from tests.wire.people import MANAGE_GUILD, Person
from tests.wire.standin import StandIn

pytestmark = pytest.mark.usefixtures("bot")


def test_a_panel_stays_in_public_and_answers_each_one_alone(discord: StandIn) -> None:
    moderator = Person(discord, permissions=MANAGE_GUILD)
    moderator.calls("panel")
    panel = moderator.screen
    assert not moderator.is_private
    assert moderator.labels == ["Start", "Type or paste"]
    for language, heading in (("en-US", "What went wrong"), ("de", "Was ist")):
        buyer = Person(discord, language=language)
        buyer.screen = panel
        buyer.takes("Start")
        assert heading in buyer.text
        assert buyer.is_private
        assert buyer.screen["id"] != panel["id"], "what is public is never edited"


def test_a_text_told_at_a_panel_is_answered_in_private(discord: StandIn) -> None:
    moderator, buyer = Person(discord, permissions=MANAGE_GUILD), Person(discord)
    moderator.calls("panel")
    buyer.screen = moderator.screen
    buyer.tells("the key never came, canary@example.com, I paid via Paddle")
    assert "Paddle: The key or download never came" in buyer.text
    assert buyer.is_private


@pytest.mark.parametrize("permissions", [0, 1 << 11])
def test_a_panel_needs_a_moderator(discord: StandIn, permissions: int) -> None:
    person = Person(discord, permissions=permissions)
    person.calls("panel")
    assert "needs a moderator" in person.text
    assert person.is_private


def test_the_owner_sees_how_the_bot_is_doing(discord: StandIn, directory: Directory) -> None:
    owner = Person.owner(discord)
    owner.calls("recourse_status")
    assert f"version {directory.version}: {len(directory.processors)} processors" in owner.text
    assert "**Problems of the directory:** none" in owner.text
    assert "**Connections:** 1 of 1 open" in owner.text
    assert "**Running for:** 0 days, 0 hours" in owner.text
    assert re.search(r"\*\*Counts waiting to be written:\*\* \d+$", owner.text, re.MULTILINE)
    assert owner.is_private
    assert owner.labels == []


def test_nobody_else_sees_how_the_bot_is_doing(discord: StandIn) -> None:
    person = Person(discord, permissions=MANAGE_GUILD)
    person.calls("recourse_status")
    assert "processors" not in person.text
    assert "for whoever runs the bot" in person.text


def test_every_command_is_registered_in_every_language_and_for_its_places(discord: StandIn) -> None:
    commands = {command["name"]: command for command in discord.commands}
    assert commands.keys() == {"dispute", "whocharged", "Whose charge is this?", "privacy", "panel", "recourse"}
    for name in ("dispute", "whocharged", "Whose charge is this?", "privacy"):
        assert commands[name]["contexts"] == [0, 1, 2]
        assert commands[name]["integration_types"] == [0, 1]
    assert commands["panel"]["contexts"] == [0]
    assert int(commands["panel"]["default_member_permissions"]) == MANAGE_GUILD
    assert commands["dispute"]["name_localizations"] == {"de": "reklamation"}
    what, processor, product = commands["dispute"]["options"]
    assert len(what["choices"]) == 13
    assert processor["autocomplete"] is product["autocomplete"] is True
    assert processor["max_length"] == product["max_length"] == 200
    assert commands["whocharged"]["options"][0]["max_length"] == 200


def test_the_bot_receives_no_message_of_a_server_and_asks_for_nothing_privileged(discord: StandIn) -> None:
    (identified,) = discord.gateway.identified
    assert identified["intents"] == 1 << 12, "direct messages alone"


def test_nothing_of_a_buyers_stands_in_public(discord: StandIn) -> None:
    moderator, buyer = Person(discord, permissions=MANAGE_GUILD), Person(discord)
    moderator.calls("panel")
    buyer.screen = moderator.screen
    buyer.tells("canary@example.com paid via Paddle")
    buyer.calls("whocharged", text="PADDLE.NET* CANARY")
    buyer.asks_about(discord.new_message(buyer.channel, buyer.user, content="canary Gumroad"))
    assert discord.public
    assert not any(part in "".join(discord.public) for part in ("canary", "CANARY", buyer.user_id, "Paddle", "Gumroad"))
    assert discord.messages[buyer.channel] == []


def test_a_panel_speaks_the_language_of_its_server(discord: StandIn) -> None:
    moderator = Person(discord, permissions=MANAGE_GUILD, language="en-US", guild_language="de")
    moderator.calls("panel")
    assert "Ärger mit einem Softwarekauf?" in moderator.text
