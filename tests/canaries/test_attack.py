"""Buyers of whom everything is a canary, every logger at DEBUG: none is left anywhere once they have gone."""

import json
import resource
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.canaries import attack, search
from tests.canaries.attack import MarkedDiscord, Spied, Stranger
from tests.canaries.canaries import Canaries
from tests.wire.people import Person

_CONVERSATIONS = 120
_OUTSIDE = ("data folder", "stdout", "stderr", "temporary folder", "home and working folder")
# So that no fault passes for silence: what was logged on the way.
_LOGGED = (
    "DEBUG discord.gateway: For Shard ID %s: WebSocket Event: %s\n",
    "DEBUG discord.http: %s %s with %s has returned %s\n",
    "DEBUG discord.http: %s %s has received %s\n",
    "WARNING discord.http: We are being rate limited. %s %s responded with 429. Retrying in %.2f seconds.\n",
    "INFO discord.gateway: Shard ID %s has successfully RESUMED session %s.\n",
    "ERROR bot.frontends.discord.interactions: an interaction failed: KeyError at ",
    "ERROR bot.frontends.discord.client: an event could not be read: ValueError at ",
    "INFO bot.frontends.discord.callbacks: an answer was not taken (HTTP 500)\n",
    "WARNING bot.frontends.discord.direct_messages: a direct message was not answered: Forbidden at ",
)


@dataclass
class Findings:
    """What was found where, by kind, and what there was to be found."""

    made: dict[str, int] = field(default_factory=dict)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    under_way: dict[str, int] = field(default_factory=dict)  # held inside while one waited for its answer
    chains: list[str] = field(default_factory=list)  # by which anything is held a minute later
    log: str = ""
    counted: int = 0
    code: int = -1


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Findings]:
    """Hold all conversations once, and look everywhere: all the while, a minute later, and when it has ended."""
    made, found = Canaries(), Findings()
    discord = MarkedDiscord(made)
    bot = Spied(tmp_path_factory.mktemp("attacked"), "run", discord=discord)
    in_data: set[int] = set()

    def look(turn: int) -> None:
        nonlocal in_data
        in_data |= search.in_folder(bot.data)
        if turn == _CONVERSATIONS // 2:
            discord.run(discord.gateway.drop_all())
            discord.wait_until(lambda: discord.gateway.resumed == 1)

    try:
        attack.many(discord, _CONVERSATIONS, look)
        Person.owner(discord).calls("recourse_status")

        discord.hold_answers()
        before = len(discord.requests)
        waiting = Stranger(discord, "server", "de")
        look_up = {"name": "whocharged", "options": [{"name": "text", "value": waiting.says()}]}
        discord.send(waiting.event(2, look_up))
        discord.wait_until(lambda: any(path.endswith("/callback") for _, path in discord.requests[before:]))
        found.under_way = made.by_kind(bot.held()[0])
        before = len(discord.answers)
        discord.let_answers_through()
        discord.wait_until(lambda: len(discord.answers) > before)

        attack.a_minute_later(discord, bot)
        held, _ = bot.held()
        found.places["process"], found.chains = made.by_kind(held), sorted(set(held.values()))

        for turn in range(30):  # it ends while they press
            discord.send(Stranger(discord, "server", "de").event(2, {"name": "dispute", "options": []}), times=2)
            if turn == 20:
                bot.process.send_signal(signal.SIGTERM)
        found.code = bot.ends(None)
        found.places |= {place: made.by_kind(left) for place, left in bot.left().items()}
        found.places["data folder, all the while"] = made.by_kind(in_data)
        stats = attack.stats_of(bot)
        found.places["stats"] = made.by_kind(search.in_bytes(stats))
        found.places["answers"] = made.by_kind(search.in_bytes(b"\n".join(discord.answers)))
        found.counted = sum(count["n"] for count in json.loads(stats.splitlines()[-1]))
        found.log = bot.complained.read_text("utf-8")
        found.made = made.by_kind(made.kinds)
        assert discord.complaints == []
        yield found
    finally:
        bot.close()
        discord.close()


@pytest.mark.parametrize("place", [*_OUTSIDE, "data folder, all the while", "process", "stats", "answers"])
def test_no_canary_is_left(findings: Findings, place: str) -> None:
    assert findings.places[place] == {}, findings.chains


def test_there_were_canaries_of_every_kind(findings: Findings) -> None:
    ids = {"user id", "server id", "channel id", "role id", "id of an event, a message or a channel"}
    about = {"user name", "name in Cyrillic", "nickname", "avatar", "server name", "channel name", "interaction token"}
    said = {"text", "statement line", "e-mail", "card number", "emoji", "option", "suggestion", "embed", "file"}
    wrong = {"token", "command", "target", "language", "broken", "refusal"}
    assert findings.made.keys() == ids | about | said | wrong
    assert findings.made["user id"] > _CONVERSATIONS
    assert findings.counted > _CONVERSATIONS / 2
    assert findings.code == 0


def test_the_walk_sees_who_is_being_answered(findings: Findings) -> None:
    assert findings.under_way.keys() >= {"interaction token", "id of an event, a message or a channel"}


@pytest.mark.parametrize("line", _LOGGED)
def test_everything_was_logged_on_the_way(findings: Findings, line: str) -> None:
    assert line in findings.log


def test_no_traceback_was_printed(findings: Findings) -> None:
    assert "Traceback" not in findings.log
    assert 'File "' not in findings.log


def test_a_bot_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    made = Canaries()
    discord = MarkedDiscord(made)
    bot = Spied(tmp_path, "run", discord=discord, PYTHONASYNCIODEBUG="1")  # asyncio then tells of what takes long
    attack.many(discord, 10)
    for turn in range(30):
        stranger = Stranger(discord, "server", "de")
        discord.send(stranger.event(2, {"name": "dispute", "options": [{"name": "what", "value": "access"}]}))
        if turn == 25:
            bot.process.kill()
    assert bot.ends(None) == -signal.SIGKILL
    discord.close()
    assert bot.kinds_left(made) == {}


@pytest.mark.parametrize("payload", ['{"op": 0, "t": "MESSAGE_CREATE", "d": {"content": "%s"', '["%s"]', '"%s"'])
def test_a_payload_that_is_none_is_told_by_its_place(tmp_path: Path, payload: str) -> None:
    """An error of a JSON parser carries the whole text with it."""
    made = Canaries()
    discord = MarkedDiscord(made)
    bot = Spied(tmp_path, "run", discord=discord)
    discord.say(payload % f"{made.word('text')} {made.card()}")
    discord.wait_until(lambda: len(discord.gateway.identified) == 2)
    assert bot.ends() == 0
    discord.close()
    assert bot.kinds_left(made) == {}
    assert "because a packet could not be read: " in bot.complained.read_text("utf-8")


@pytest.fixture
def dumping() -> Iterator[None]:
    """Let what crashes write its memory to the disk, as many systems do."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.usefixtures("dumping")
def test_a_crash_leaves_no_memory_behind(tmp_path: Path) -> None:
    discord = MarkedDiscord(Canaries())
    bot = Spied(tmp_path, "run", discord=discord)
    attack.conversation(discord, 0)
    limits = Path(f"/proc/{bot.process.pid}/limits").read_text("utf-8")
    assert bot.ends(signal.SIGABRT) == -signal.SIGABRT
    discord.close()
    assert list(bot.home.iterdir()) == []
    assert [line.split()[4] for line in limits.splitlines() if line.startswith("Max core file size")] == ["0"]
