"""The real bot process, connected to a stand-in for Discord."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import CONFIG, ROOT
from tests.wire.people import Person
from tests.wire.standin import TOKEN, StandIn


class Bot:
    """The bot as its operator runs it: a process of its own, with a data folder of its own."""

    def __init__(self, discord: StandIn, data: Path, **environment: str) -> None:
        self.discord = discord
        self.data = data
        settings = {
            "RECOURSE_CONFIG": str(CONFIG),
            "RECOURSE_DATA": str(data),
            "DISCORD_API_URL": discord.url,
            "DISCORD_TOKEN": TOKEN,
            **environment,
        }
        output, name = tempfile.mkstemp(dir=data.parent, suffix=".log")  # a pipe that nobody reads would hold it up
        self._output = Path(name)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        os.close(output)

    def ready(self) -> "Bot":
        try:
            self.discord.wait_for_shards(dead=lambda: self.process.poll() is not None)
        except AssertionError as error:
            self.kill()
            raise AssertionError(f"{error}: {self.printed}") from None
        return self

    @property
    def printed(self) -> str:
        """All that it has printed until now."""
        return self._output.read_text("utf-8")

    def says(self, text: str) -> None:
        """Wait until it has printed a text."""
        self.discord.wait_until(lambda: text in self.printed)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ends(self) -> tuple[int, str]:
        """Wait until it ends by itself, and return its exit code and all that it printed beside its greeting."""
        code = self.process.wait(timeout=30)
        return code, re.sub(r"Recourse is on Discord as recourse[^\n]*: \d+ of .*\n", "", self.printed)

    def stops(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(number)
        return self.ends()


@pytest.fixture(scope="module")
def discord() -> Iterator[StandIn]:
    """A Discord for one file of tests; whatever the bot sends it that is wrong fails the test that made it do so."""
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture(scope="module")
def bot(discord: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot for one file of tests, since it keeps nothing from one buyer to the next."""
    running = Bot(discord, tmp_path_factory.mktemp("data")).ready()
    yield running
    code, printed = running.stops()
    assert (code, printed) == (0, "")


@pytest.fixture(autouse=True)
def nothing_to_complain_about(discord: StandIn) -> Iterator[None]:
    discord.complaints.clear()
    yield
    assert discord.complaints == []


@pytest.fixture
def buyer(discord: StandIn, bot: Bot) -> Person:  # noqa: ARG001 - there has to be somebody who answers
    return Person(discord)


class Running:
    """Starts a Discord and a bot of a test's own, for tests that break them."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._made: list[tuple[StandIn, Bot]] = []

    def start(
        self, *, shards: int = 1, wait: bool = True, discord: StandIn | None = None, **environment: str
    ) -> tuple[StandIn, Bot]:
        """Start both, or a bot for a Discord that was prepared."""
        discord = discord or StandIn(shards)
        bot = Bot(discord, self._data, **environment)
        self._made.append((discord, bot))
        return discord, bot.ready() if wait else bot

    def restart(self, bot: Bot, **environment: str) -> Bot:
        """Start another process in the place of one that has ended."""
        again = Bot(bot.discord, bot.data, **environment)
        self._made.append((bot.discord, again))
        return again.ready()

    def close(self) -> list[str]:
        for _, bot in self._made:
            if bot.process.poll() is None:
                bot.kill()
        stand_ins = {id(discord): discord for discord, _ in self._made}.values()
        for discord in stand_ins:
            discord.close()
        return [complaint for discord in stand_ins for complaint in discord.complaints]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    own = Running(tmp_path / "data")
    yield own
    assert own.close() == []


@pytest.fixture
def start(running: Running) -> Callable[..., tuple[StandIn, Bot]]:
    return running.start


@pytest.fixture
def restart(running: Running) -> Callable[..., Bot]:
    return running.restart
