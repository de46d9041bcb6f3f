"""Who hammers is refused kindly, and at nobody else's cost. All happens in the first half minute of a bot of its own."""

from collections.abc import Callable

from tests.wire.conftest import Bot
from tests.wire.people import Person
from tests.wire.standin import BOT_ID, StandIn
from tests.wire.test_running import counted

Start = Callable[..., tuple[StandIn, Bot]]

WAIT = "Please wait half a minute, then try again."


def test_who_hammers_is_refused_beside_their_screen_and_everybody_else_is_answered(start: Start) -> None:
    discord, bot = start()
    hasty, other = Person(discord), Person(discord)
    hasty.calls("dispute", what="not-received")
    screen, paddle = hasty.screen, hasty.value_of("Paddle")
    window = hasty.opens_the_window()
    for _ in range(28):
        hasty.presses(paddle)
        assert "Paddle: The key or download never came" in hasty.text
        assert hasty.screen["id"] == screen["id"]
    acts: tuple[Callable[[], None], ...] = (
        lambda: hasty.presses(paddle),
        lambda: hasty.submits(window, "Paddle"),
        lambda: hasty.calls("dispute", what="not-received", processor="paddle"),
    )
    for act in acts:
        hasty.screen = screen
        act()
        assert WAIT in hasty.text
        assert hasty.screen["id"] != screen["id"], "the screen and its buttons stay as they are"
        assert hasty.is_private
        assert hasty.labels == []
    hasty.screen = screen
    for _ in range(27):
        hasty.presses(paddle)
        hasty.screen = screen
    ignored = discord.send(hasty.interaction(paddle))
    other.calls("dispute", what="not-received")
    other.takes("Paddle")
    other.takes("Write the message")
    assert "[order number]" in other.text
    assert ignored.answers == []
    assert bot.stops() == (0, "")
    assert counted(bot.data) == 28 + 1, "what is refused is not counted"


def test_a_refusal_is_private_and_in_the_language_of_whoever_reads_it(start: Start) -> None:
    discord, bot = start()
    for place in ("server", "direct message", "private channel"):
        hasty = Person(discord, place, language="de")
        for _ in range(30):
            hasty.calls("privacy")
        assert "Was dieser Bot behält" in hasty.text
        hasty.calls("privacy")
        assert "Bitte warten Sie eine halbe Minute" in hasty.text
        assert hasty.is_private
    assert bot.stops() == (0, "")


def test_who_types_without_an_end_gets_no_more_suggestions_but_answers(start: Start) -> None:
    discord, bot = start()
    hasty = Person(discord)
    for _ in range(120):
        assert hasty.types("dispute", "processor", "padd")[0]["name"] == "Paddle"
    assert hasty.types("dispute", "processor", "padd") == []
    assert Person(discord).types("dispute", "processor", "padd")[0]["name"] == "Paddle"
    hasty.calls("dispute", what="not-received", processor="paddle")
    assert "Paddle: The key or download never came" in hasty.text
    assert bot.stops() == (0, "")


def test_a_server_that_hammers_leaves_the_others_their_answers(start: Start) -> None:
    discord, bot = start()
    crowd, elsewhere = Person(discord), Person(discord, guild=discord.new_id())
    crowd.calls("dispute")
    for _ in range(599):
        crowd.user_id = discord.new_id()
        assert crowd.opens_the_window()["components"]
    crowd.user_id = discord.new_id()
    crowd.calls("dispute")
    assert WAIT in crowd.text
    elsewhere.calls("dispute")
    assert "What went wrong" in elsewhere.text
    assert bot.stops() == (0, "")


def test_a_hammered_direct_message_is_refused_once_and_then_not_heard(start: Start) -> None:
    discord, bot = start()
    hasty, other = Person(discord, "direct message"), Person(discord, "direct message")
    hasty.writes("der schlüssel kam nie an")
    for _ in range(19):
        hasty.writes("Paddle")
    assert "Paddle: Schlüssel oder Download" in hasty.text
    hasty.writes("Paddle")
    assert "Bitte warten Sie eine halbe Minute" in hasty.text
    assert hasty.labels == []
    for _ in range(50):
        hasty.sends("Paddle")
    other.writes("the key never came")
    other.writes("Paddle")
    assert "Paddle: The key or download never came" in other.text
    assert bot.stops() == (0, "")
    assert [one["author"]["id"] for one in discord.messages[hasty.channel]].count(BOT_ID) == 20 + 1


def test_whoever_runs_the_bot_sees_how_it_is_doing_while_others_hammer(start: Start) -> None:
    discord, bot = start()
    owner = Person.owner(discord)
    for _ in range(70):
        owner.calls("recourse_status")
        assert "1 of 1 open" in owner.text
    assert bot.stops() == (0, "")
