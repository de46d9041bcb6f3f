"""The process: it starts, stops, reconnects, and gets through what Discord does to it."""

import json
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run, mend
from tests.wire import limits
from tests.wire.conftest import Bot
from tests.wire.people import MANAGE_GUILD, Person
from tests.wire.standin import BOT_ID, BOT_USER, TOKEN, StandIn

Start = Callable[..., tuple[StandIn, Bot]]


def counted(data: Path) -> int:
    with closing(sqlite3.connect(data / "tally.sqlite3")) as database:
        return int(database.execute("SELECT coalesce(sum(n), 0) FROM tally").fetchone()[0])


def test_a_dispute_leaves_one_count_and_a_stop_writes_it(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute", what="not-received", processor="paddle")
    buyer.takes("Write the message")
    buyer.takes("Back to the answer")
    assert bot.stops() == (0, "")
    assert counted(bot.data) == 1


def test_a_panel_and_an_open_dispute_go_on_after_a_restart(start: Start, restart: Callable[[Bot], Bot]) -> None:
    discord, bot = start()
    moderator, buyer, other = Person(discord, permissions=MANAGE_GUILD), Person(discord), Person(discord)
    moderator.calls("panel")
    buyer.calls("dispute", what="access")
    other.calls("dispute", what="access")
    window = other.opens_the_window()
    assert bot.stops() == (0, "")
    restart(bot)
    buyer.takes("Paddle")
    assert "Paddle: The key, licence or account does not work" in buyer.text
    other.submits(window, "Gumroad")
    assert "Gumroad: The key, licence or account does not work" in other.text
    visitor = Person(discord)
    visitor.screen = moderator.screen
    visitor.takes("Start")
    assert "What went wrong" in visitor.text
    assert discord.registrations == 1, "the same commands are not registered again"


def test_a_button_whose_processor_has_gone_leads_to_a_new_start(
    start: Start, restart: Callable[..., Bot], config: Path
) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute", what="access", processor="sellfy")
    bot.stops()
    (config / "processors" / "sellfy.yaml").unlink()
    restart(bot, RECOURSE_CONFIG=str(config))
    buyer.takes("Write the message")
    assert "no longer valid" in buyer.text


def test_changed_commands_are_registered_anew(start: Start, restart: Callable[..., Bot], config: Path) -> None:
    discord, bot = start()
    bot.stops()
    mend(config / "texts" / "de.ftl", "command-dispute = reklamation", "command-dispute = beschwerde")
    restart(bot, RECOURSE_CONFIG=str(config))
    discord.wait_until(lambda: discord.registrations == 2)
    names = [command["name_localizations"].get("de") for command in discord.commands]
    assert "beschwerde" in names


def test_the_connection_is_resumed_after_a_drop_and_nothing_is_answered_twice(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute")
    discord.run(discord.gateway.drop_all())
    press = buyer.interaction(buyer.first_token)
    asked = discord.send(press)
    assert asked.answered.wait(30)
    assert discord.gateway.resumed == 1
    assert len(discord.gateway.identified) == 1
    code, printed = bot.stops()
    assert code == 0
    assert "Traceback" not in printed


@pytest.mark.parametrize("payload", [{"op": 9, "d": False}, {"op": 7, "d": None}])
def test_the_bot_comes_back_when_discord_ends_its_session(start: Start, payload: dict[str, object]) -> None:
    discord, bot = start()
    before = len(discord.gateway.identified) + discord.gateway.resumed
    discord.run(discord.gateway.send_to_all(payload))
    discord.wait_until(lambda: len(discord.gateway.identified) + discord.gateway.resumed > before)
    discord.wait_for_shards()
    buyer = Person(discord)
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    assert bot.stops()[0] == 0


def test_an_interaction_that_comes_twice_is_answered_and_counted_once(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute", what="not-received")
    paddle = next(
        option["value"]
        for part in limits.parts(buyer.screen["components"])
        for option in part.get("options", ())
        if option["label"] == "Paddle"
    )
    asked = discord.send(buyer.interaction(paddle), times=2)
    assert asked.answered.wait(10)
    buyer.calls("dispute")
    assert len(asked.answers) == 1
    assert bot.stops() == (0, "")
    assert counted(bot.data) == 1


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (429, {"message": "You are being rate limited.", "retry_after": 0.1, "global": False, "code": 0}, "HTTP 429"),
        (500, {"message": "500: Internal Server Error", "code": 0}, "HTTP 500"),
        (503, "<html>", "HTTP 503"),
        (404, {"message": "Unknown interaction", "code": 10062}, "10062"),
        (400, {"message": "Interaction has already been acknowledged.", "code": 40060}, "40060"),
    ],
)
def test_an_answer_is_not_repeated_and_the_owner_sees_that_it_was_not_taken(
    start: Start, status: int, body: object, reason: str
) -> None:
    discord, bot = start()
    buyer, owner = Person(discord), Person.owner(discord)
    buyer.calls("dispute")
    discord.faults["callback"].append((status, body))
    asked = discord.send(buyer.interaction(buyer.first_token))
    discord.wait_until(lambda: not discord.faults["callback"])
    owner.calls("recourse_status")
    assert f"did not take:** 1 ({reason}: 1)" in owner.text
    assert asked.answers == []
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    assert bot.stops() == (0, "")


def test_a_direct_message_is_sent_once_though_discord_failed_at_first(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    rate_limited = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
    discord.faults[f"POST /channels/{buyer.channel}/messages"].extend([(429, rate_limited), (502, {})])
    buyer.writes("the key never came")
    assert "What went wrong" in buyer.text or "Who took the money?" in buyer.text
    assert len(discord.messages[buyer.channel]) == 2
    code, printed = bot.stops()
    assert code == 0
    assert buyer.channel not in printed


def test_two_shards_answer_for_their_servers_and_none_waits_for_the_other_to_come_back(start: Start) -> None:
    prepared = StandIn(2)
    prepared.gateway.dead.add(0)
    discord, bot = start(discord=prepared)
    assert sorted(one["shard"] for one in discord.gateway.identified) == [[0, 2], [1, 2]]
    for guild in (4 << 22, 5 << 22):
        buyer = Person(discord, guild=str(guild))
        buyer.calls("dispute")
        assert "What went wrong" in buyer.text
    owner = Person.owner(discord)
    owner.calls("recourse_status")
    assert "2 of 2 open" in owner.text
    discord.gateway.ask_to_reconnect()
    discord.wait_until(lambda: discord.gateway.resumed == 1)
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    assert bot.stops() == (0, "")


def test_a_process_may_hold_some_of_the_shards(start: Start) -> None:
    discord, bot = start(shards=4, wait=False, RECOURSE_SHARDS="1-2/4")
    discord.wait_for_shards(2)
    assert sorted(one["shard"] for one in discord.gateway.identified) == [[1, 4], [2, 4]]
    assert bot.stops() == (0, "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 0)])
def test_a_stop_finishes_what_is_under_way(start: Start, number: int, code: int) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute", what="not-received")
    discord.hold_answers()
    asked = discord.send(buyer.interaction(buyer.value_of("Paddle")))
    discord.wait_until(lambda: discord.requests[-1][1].endswith(f"{asked.token}/callback"))
    bot.process.send_signal(number)
    bot.process.send_signal(number)
    discord.let_answers_through()
    assert bot.ends() == (code, "")
    assert asked.shown is not None
    assert counted(bot.data) == 1
    discord.wait_for_no_shards()


def test_a_stop_while_it_starts_is_no_failure(start: Start) -> None:
    discord, bot = start(wait=False)
    discord.wait_until(lambda: bool(discord.requests))
    bot.process.send_signal(signal.SIGTERM)
    assert bot.ends()[0] == 0


@pytest.mark.parametrize("file", [False, True])
def test_the_token_may_come_from_a_file(start: Start, tmp_path: Path, *, file: bool) -> None:
    place = tmp_path / "token"
    place.write_text(f"{TOKEN}\n", "utf-8")
    discord, bot = start(DISCORD_TOKEN="" if file else TOKEN, DISCORD_TOKEN_FILE=str(place))
    assert discord.gateway.identified
    assert bot.stops() == (0, "")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DISCORD_TOKEN": "wrong"}, "Discord does not accept the token."),
        ({"DISCORD_TOKEN": ""}, "There is no bot token."),
        ({"DISCORD_TOKEN": "ü ü"}, "The bot token holds signs that no token has."),
        (
            {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "/dev/null/none"},
            "The file that DISCORD_TOKEN_FILE names cannot be read (Not a directory).",
        ),
        ({"DISCORD_API_URL": "ftp://x"}, "DISCORD_API_URL is no web address"),
        ({"DISCORD_API_URL": "http://127.0.0.1:9"}, "Discord cannot be reached."),
        ({"RECOURSE_SHARDS": "3-1/2"}, "RECOURSE_SHARDS is no range of shards"),
        ({"RECOURSE_CONFIG": "/dev/null/none"}, "The configuration folder"),
    ],
)
def test_what_cannot_run_says_why_in_one_sentence(start: Start, environment: dict[str, str], sentence: str) -> None:
    _, bot = start(wait=False, **environment)
    code, printed = bot.ends()
    assert code == 2
    assert printed.startswith(sentence)
    assert "Traceback" not in printed
    assert len(printed.splitlines()) == 1


def test_a_token_that_is_taken_back_ends_the_process_with_a_sentence(start: Start) -> None:
    discord, bot = start()
    discord.run(discord.gateway.close_all(4004))
    code, printed = bot.ends()
    assert code == 2
    assert printed.splitlines()[-1].startswith("Discord does not accept the token.")
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (403, {"message": "Forbidden", "code": 0}, "Discord cannot be served now: its API answered with HTTP 403."),
        (200, ["no", "user"], "What answers at DISCORD_API_URL is not Discord's API."),
        (0, None, "Discord cannot be reached."),
    ],
)
def test_a_failing_api_at_the_start_is_a_sentence(start: Start, status: int, body: object, sentence: str) -> None:
    discord = StandIn()
    discord.faults["GET /users/@me"].extend([(status, body)] * 3)  # a broken connection is tried once more
    _, bot = start(wait=False, discord=discord)
    code, printed = bot.ends()
    assert code == 2
    assert printed.startswith(sentence)
    assert len(printed.splitlines()) == 1


def test_a_limit_of_hours_at_the_start_is_a_sentence(start: Start) -> None:
    discord = StandIn()
    discord.limit(18000, ends="/users/@me")
    _, bot = start(wait=False, discord=discord)
    code, printed = bot.ends()
    assert code == 2
    assert printed.splitlines()[-1].startswith("Discord takes no request of this bot for 18000 s.")


@pytest.mark.parametrize("gateway", [{}, {"shards": 0}, {"url": "x"}, {"session_start_limit": {}}])
def test_a_gateway_that_is_none_of_discords_is_a_sentence(start: Start, gateway: dict[str, object]) -> None:
    discord = StandIn()
    right = {"url": discord.gateway.address, "shards": 1, "session_start_limit": {"remaining": 9}}
    discord.faults["GET /gateway/bot"].append((200, {**right, **gateway} if gateway else {}))
    _, bot = start(wait=False, discord=discord)
    code, printed = bot.ends()
    assert code == 2
    assert printed.startswith("What answers at DISCORD_API_URL is not Discord's API.")
    assert len(printed.splitlines()) == 1


@pytest.mark.parametrize(
    ("status", "body", "line"),
    [
        (403, {"message": "Missing Access", "code": 50001}, "(HTTP 403, code 50001)"),
        (200, '"unexpected"', "(AttributeError at "),
        (200, "no JSON", "(JSONDecodeError at "),
        (0, None, "(ServerDisconnectedError at "),
    ],
)
def test_commands_that_cannot_be_registered_stop_nobody(start: Start, status: int, body: object, line: str) -> None:
    prepared = StandIn()
    prepared.faults[f"GET /applications/{BOT_ID}/commands"].extend([(status, body)] * 3)
    discord, bot = start(discord=prepared)
    buyer = Person(discord)
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    code, printed = bot.stops()
    assert code == 0
    assert f"the commands could not be registered {line}" in printed


def test_the_owner_of_a_team_is_the_owner(start: Start) -> None:
    prepared, names = StandIn(), ("1000000000000000501", "1000000000000000502")
    members = [
        {
            "user": {"id": name, "username": "m", "discriminator": "0", "avatar": None},
            "membership_state": 2,
            "permissions": [],
            "team_id": "7",
            "role": "admin",
        }
        for name in names
    ]
    prepared.team = {"id": "7", "name": "team", "icon": None, "owner_user_id": names[0], "members": members}
    discord, bot = start(discord=prepared)
    for name, sees in zip(names, (True, False), strict=True):
        person = Person(discord, user=name)
        person.calls("recourse_status")
        assert ("Connections" in person.text) == sees
    assert bot.stops() == (0, "")


def test_an_interactions_endpoint_is_told_to_the_operator(start: Start) -> None:
    prepared = StandIn()
    prepared.endpoint = "https://example.com/interactions"
    _, bot = start(discord=prepared)
    code, printed = bot.stops()
    assert code == 0
    assert "Discord sends all commands to the interactions endpoint" in printed


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_broken_connection_leaves_no_direct_message_unanswered(start: Start, method: str) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    discord.faults[f"{method} /channels/{buyer.channel}/messages"].append((0, None))
    buyer.writes("the key never came")
    assert "Who took the money?" in buyer.text
    assert len(discord.messages[buyer.channel]) == 2
    assert bot.stops() == (0, "")


def test_a_direct_message_that_arrived_after_all_is_not_there_twice(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    discord.faults[f"POST /channels/{buyer.channel}/messages, after all"].append((502, {}))
    buyer.writes("the key never came")
    posts = ("POST", f"/channels/{buyer.channel}/messages")
    discord.wait_until(lambda: discord.requests.count(posts) == 2)
    assert bot.stops() == (0, "")
    assert len(discord.messages[buyer.channel]) == 2


def test_a_direct_message_that_comes_twice_is_answered_once(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    twice = discord.new_message(buyer.channel, buyer.user, content="the key never came")
    discord.dispatch("MESSAGE_CREATE", twice)
    discord.dispatch("MESSAGE_CREATE", twice)
    buyer.writes("Paddle")
    assert bot.stops() == (0, "")
    assert [one["author"]["id"] for one in discord.messages[buyer.channel]].count(BOT_ID) == 2


def test_nothing_of_a_buyers_is_logged_at_any_level(start: Start) -> None:
    discord, bot = start(RECOURSE_LOG_LEVEL="DEBUG")
    canary = "canary-7f3a@example.com"
    buyer, writer = Person(discord), Person(discord, "direct message")
    buyer.calls("whocharged", text=canary)
    buyer.calls("dispute", what="access", processor=canary, product=canary)
    buyer.types("dispute", "processor", canary)
    buyer.tells(f"the key never came, {canary}")
    buyer.asks_about(discord.new_message(buyer.channel, buyer.user, content=canary))
    writer.writes(canary)
    discord.faults["callback"].append((500, {"message": canary, "code": 0}))
    discord.send(buyer.interaction(buyer.first_token))
    discord.wait_until(lambda: not discord.faults["callback"])
    discord.faults[f"POST /channels/{writer.channel}/messages"].append((403, {"message": canary, "code": 50007}))
    writer.sends(canary)
    discord.wait_until(lambda: not discord.faults[f"POST /channels/{writer.channel}/messages"])
    code, printed = bot.stops()
    assert code == 0
    assert "an answer was not taken (HTTP 500)" in printed
    assert "a direct message was not answered: Forbidden at " in printed
    people = (buyer.user_id, writer.user_id, writer.channel)
    assert not any(part in printed for part in (*people, canary, "7f3a", "canary-name", "token-"))


@pytest.mark.parametrize("event", [{}, {"id": "1"}, {"id": "1", "type": 2}, {"id": "x", "type": 3}])
def test_an_event_that_cannot_be_read_ends_nothing_else(start: Start, event: dict[str, object]) -> None:
    discord, bot = start()
    discord.dispatch("INTERACTION_CREATE", event)
    discord.dispatch("MESSAGE_CREATE", event)
    buyer = Person(discord)
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    code, printed = bot.stops()
    assert code == 0
    said = r"ERROR bot\.frontends\.discord\.client: an event could not be read: \w+ at frontends/discord/events\.py:\d+"
    assert all(re.fullmatch(said, line) for line in printed.splitlines())
    assert len(printed.splitlines()) == 2


@pytest.mark.parametrize("number", [str(1 << 64), "-1", "9" * 5000])
def test_a_number_that_is_no_id_ends_nothing_else(start: Start, number: str) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    discord.dispatch("INTERACTION_CREATE", {**buyer.event(2, {"name": "dispute"}), "id": number})
    discord.dispatch("MESSAGE_CREATE", {**discord.new_message(buyer.channel, buyer.user), "id": number})
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    code, printed = bot.stops()
    assert code == 0
    said = (
        r"(?:ERROR bot\.frontends\.discord\.client: an event could not be read: ValueError at \S+/events\.py:\d+\n){2}"
    )
    assert re.fullmatch(said, printed)


@pytest.mark.parametrize("odd", [{}, {"author": None}, {"author": {"id": BOT_ID}, "components": "x"}])
def test_a_reply_to_an_odd_message_begins_anew(start: Start, odd: dict[str, object]) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    buyer.writes("the key never came", referenced_message=odd)
    assert "Who took the money?" in buyer.text
    assert bot.stops() == (0, "")


@pytest.mark.parametrize("left_out", ["guild", "channel", "app_permissions", "entitlements", "guild_locale", "version"])
def test_what_an_interaction_may_lack_is_not_missed(start: Start, left_out: str) -> None:
    discord, bot = start()
    buyer = Person(discord)
    buyer.calls("dispute")
    press = buyer.interaction(buyer.first_token)
    del press[left_out]
    asked = discord.send(press)
    assert asked.answered.wait(10)
    assert bot.stops() == (0, "")


def test_a_server_without_contexts_is_understood(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    buyer.calls("dispute")
    press = buyer.interaction(buyer.first_token)
    del press["context"]
    asked = discord.send(press)
    assert asked.answered.wait(10)
    assert asked.shown is not None
    assert asked.shown["id"] == buyer.screen["id"]
    assert bot.stops() == (0, "")


def test_a_fault_of_ours_is_an_apology_and_a_line_without_data(start: Start, config: Path) -> None:
    for language in ("en", "de"):
        mend(config / "texts" / f"{language}.ftl", "advice-heading = ", "advice-heading-gone = ")
    discord, bot = start(RECOURSE_CONFIG=str(config))
    buyer, writer = Person(discord), Person(discord, "direct message")
    buyer.calls("dispute", what="access", processor="paddle")
    assert "Something went wrong on our side" in buyer.text
    assert buyer.is_private
    buyer.takes("Start again")
    assert "What went wrong" in buyer.text
    writer.writes("the key never came, I paid via Paddle")
    assert "Something went wrong on our side" in writer.text
    code, printed = bot.stops()
    assert code == 0
    first, second = printed.splitlines()
    place = r"MissingMessageError at directory/texts\.py:\d+"
    assert re.fullmatch(rf"ERROR bot\.frontends\.discord\.interactions: an interaction failed: {place}", first)
    assert re.fullmatch(rf"ERROR bot\.frontends\.discord\.direct_messages: a direct message failed: {place}", second)


def test_what_is_no_buyers_event_is_left_alone(start: Start) -> None:
    discord, bot = start()
    buyer = Person(discord, "direct message")
    asked = discord.send({**buyer.event(3, {"custom_id": "x", "component_type": 2}), "type": 99})
    discord.dispatch("SOMETHING_NEW", {"a": 1})
    discord.dispatch("GUILD_CREATE", {})
    discord.dispatch("MESSAGE_CREATE", discord.new_message(buyer.channel, BOT_USER, content="our own"))
    discord.dispatch(
        "MESSAGE_CREATE", discord.new_message(buyer.channel, buyer.user, guild_id="1", content="a server's")
    )
    buyer.writes("the key never came")
    assert asked.answers == []
    assert len(discord.messages[buyer.channel]) == 2
    assert bot.stops() == (0, "")


def test_stats_show_what_discord_counted(start: Start, run: Run) -> None:
    discord, bot = start()
    Person(discord).calls("dispute", what="not-received", processor="paddle")
    bot.stops()
    counts = json.loads(run("stats", "--json", data=bot.data).stdout)
    assert [(count["category"], count["n"]) for count in counts] == [("not-received", 1)]
