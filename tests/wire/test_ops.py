"""Seen from outside: whether the bot lives, whether it is ready, and its numbers, which are nobody's."""

import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from tests.conftest import ROOT, Run, mend
from tests.test_deploy import BUILD
from tests.wire.conftest import Bot, Running
from tests.wire.people import Person
from tests.wire.standin import BOT_ID, CHANNEL_ID, GUILD_ID, OWNER_ID, TOKEN, StandIn

ANYWHERE = "127.0.0.1:0"
_LOOKS = 10_000  # at a millisecond or so each
_ANSWERED = "recourse_callback_seconds_count"

Labels = frozenset[tuple[str, str]]


class Outside:
    """Whoever watches over a bot."""

    def __init__(self, bot: Bot) -> None:
        """Read from the bot's first line where it can be seen."""
        bot.says("\n")
        found = re.match(r"Seen from outside at (http://\S+)/healthz, /readyz and /metrics\.\n", bot.printed)
        assert found, bot.printed
        address = urlsplit(found[1])
        self.where = (address.hostname or "", address.port or 0)

    def asks(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(*self.where, timeout=30)) as connection:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode()

    @property
    def is_ready(self) -> tuple[int, str]:
        return self.asks("/readyz")

    def samples(self) -> dict[tuple[str, Labels], float]:
        status, text = self.asks("/metrics")
        assert status == 200
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def number(self, name: str, **labels: str) -> float:
        return self.samples().get((name, frozenset(labels.items())), 0)

    @property
    def version(self) -> str:
        (labels,) = (dict(labels) for name, labels in self.samples() if name == "recourse_directory_info")
        return labels["version"]


def sees(wanted: Callable[[], bool]) -> bool:
    """Say whether something is so, sooner or later."""
    return any(wanted() for _ in range(_LOOKS))


@pytest.fixture
def seen(running: Running) -> Iterator[tuple[StandIn, Bot, Outside]]:
    """A bot that is ready, and that ends as it should whatever was asked of it."""
    discord, bot = running.start(RECOURSE_OPS=ANYWHERE, wait=False)
    outside = Outside(bot)
    bot.ready()
    yield discord, bot, outside
    assert bot.stops()[0] == 0


def test_a_press_is_measured_and_a_dispute_counted(seen: tuple[StandIn, Bot, Outside]) -> None:
    discord, _, outside = seen
    assert outside.number(_ANSWERED) == outside.number("recourse_counts_written_total") == 0
    buyer = Person(discord)
    buyer.calls("dispute", what="not-received", processor="paddle")
    assert sees(lambda: outside.number(_ANSWERED) == 1)
    buyer.takes("Write the message")
    assert sees(lambda: outside.number(_ANSWERED) == 2)
    samples = outside.samples()
    assert samples["recourse_callback_seconds_bucket", frozenset({("le", "+Inf")})] == 2
    assert samples["recourse_callback_seconds_sum", frozenset()] > 0
    assert sees(lambda: outside.number("recourse_counts_written_total") == 1)
    assert outside.number("recourse_counts_pending") == 0


def test_no_number_tells_of_a_person_a_server_or_a_kind_of_dispute(
    seen: tuple[StandIn, Bot, Outside], directory: Directory
) -> None:
    discord, _, outside = seen
    server, message = Person(discord), Person(discord, "direct message")
    server.calls("dispute", what="not-received", processor="paddle")
    server.calls("whocharged", text="PADDLE.NET* CANARY")
    server.tells("canary@example.com, the key never came")
    message.writes("canary4929 charged twice by Gumroad")
    discord.faults["callback"].append((400, {"message": "canary", "code": "canary"}))
    discord.send({**server.event(2, {"id": "1", "name": "canary", "type": 1})})
    discord.dispatch("INTERACTION_CREATE", {"type": 2, "id": "canary"})
    assert sees(lambda: outside.number("recourse_errors_total", part="event", type="ValueError") == 1)
    assert sees(lambda: outside.number("recourse_errors_total", part="callback", type="HTTP 400") == 1)
    _, text = outside.asks("/metrics")
    ids = (server.user_id, message.user_id, server.guild, message.channel, GUILD_ID, CHANNEL_ID, OWNER_ID, BOT_ID)
    assert not any(word.lower() in text.lower() for word in ("canary", "gumroad", "paddle", TOKEN, *ids))
    labels = {pair for _, found in outside.samples() for pair in found}
    assert {name for name, _ in labels} == {"le", "part", "type", "outcome", "version"}
    assert not {value for _, value in labels} & {*CATEGORY_IDS, *directory.processors, *directory.developers}


def test_an_answer_that_is_not_taken_is_counted_by_its_code_and_not_measured(
    seen: tuple[StandIn, Bot, Outside],
) -> None:
    discord, _, outside = seen
    discord.faults["callback"] += [(404, {"message": "Unknown interaction", "code": 10062})] * 2
    buyer = Person(discord)
    for _ in range(2):
        discord.send(buyer.event(2, {"id": "1", "name": "dispute", "type": 1}))
    assert sees(lambda: outside.number("recourse_errors_total", part="callback", type="10062") == 2)
    assert outside.number(_ANSWERED) == 0


def test_an_error_is_counted_by_its_part_and_type(seen: tuple[StandIn, Bot, Outside]) -> None:
    discord, _, outside = seen
    buyer, silent = Person(discord), Person(discord, "direct message")
    assert discord.interact(buyer.event(2, {"id": "1", "type": 1})).answers, "the buyer sees an apology"
    assert sees(lambda: outside.number("recourse_errors_total", part="interaction", type="KeyError") == 1)
    discord.forbidden = f"/channels/{silent.channel}/messages"
    silent.sends("the key never came")
    assert sees(lambda: outside.number("recourse_errors_total", part="message", type="Forbidden") == 1)
    assert outside.number(_ANSWERED) == 1


def test_changes_are_counted_as_taken_or_refused_and_the_version_is_told(running: Running, config: Path) -> None:
    _, bot = running.start(RECOURSE_OPS=ANYWHERE, RECOURSE_CONFIG=str(config), wait=False)
    outside = Outside(bot)
    bot.ready()
    version, entry = outside.version, config / "processors" / "paddle.yaml"
    mend(entry, "role: merchant-of-record", "role: merchant-of-recrod")
    assert sees(lambda: outside.number("recourse_reloads_total", outcome="refused") == 1)
    assert outside.version == version
    assert outside.is_ready == (200, "ready\n"), "the last good directory goes on"
    mend(entry, "role: merchant-of-recrod", "role: marketplace")
    assert sees(lambda: outside.number("recourse_reloads_total", outcome="taken") == 1)
    assert outside.version != version
    assert outside.number("recourse_directory_age_seconds") > 0
    assert bot.stops()[0] == 0


def test_it_is_ready_while_all_of_its_connections_are_open(running: Running) -> None:
    discord = StandIn(shards=2)
    discord.greet_nobody()
    _, bot = running.start(discord=discord, RECOURSE_OPS=ANYWHERE, wait=False)
    outside = Outside(bot)
    assert outside.asks("/healthz") == (200, "alive\n")
    assert outside.is_ready[0] == 503
    assert sees(lambda: outside.is_ready == (503, "not ready: 0 of 2 connections to Discord are open\n"))
    discord.greet_again()
    discord.wait_for_shards(1)
    assert sees(lambda: outside.is_ready == (503, "not ready: 1 of 2 connections to Discord are open\n"))
    discord.wait_for_shards()
    assert sees(lambda: outside.is_ready == (200, "ready\n"))
    assert outside.number("recourse_shards") == outside.number("recourse_shards_open") == 2

    discord.greet_nobody()
    discord.run(discord.gateway.drop_all())
    assert sees(lambda: outside.number("recourse_shards_open") == 0)
    assert outside.is_ready == (503, "not ready: 0 of 2 connections to Discord are open\n")
    assert outside.asks("/healthz") == (200, "alive\n"), "nothing is gained by starting it again"
    discord.greet_again()
    discord.wait_for_shards()
    assert sees(lambda: outside.is_ready == (200, "ready\n"))
    assert bot.stops()[0] == 0


def test_a_connection_that_may_not_begin_yet_is_not_ready(running: Running) -> None:
    discord = StandIn()
    discord.welcome_nobody()
    _, bot = running.start(discord=discord, RECOURSE_OPS=ANYWHERE, wait=False)
    outside = Outside(bot)
    bot.says("Recourse is on Discord")
    assert outside.is_ready == (503, "not ready: 0 of 1 connections to Discord are open\n")
    discord.welcome_again()
    assert sees(lambda: outside.is_ready == (200, "ready\n"))
    assert bot.stops()[0] == 0


def test_whoever_stops_is_not_ready(running: Running) -> None:
    discord, bot = running.start(RECOURSE_OPS=ANYWHERE, wait=False)
    outside = Outside(bot)
    bot.ready()
    assert sees(lambda: outside.is_ready[0] == 200)
    discord.hold_answers()
    under_way = discord.send(Person(discord).event(2, {"id": "1", "name": "dispute", "type": 1}))
    discord.wait_until(lambda: any(path.endswith("/callback") for _, path in discord.requests))
    bot.process.send_signal(signal.SIGTERM)
    assert sees(lambda: outside.is_ready == (503, "not ready: stopping\n"))
    discord.let_answers_through()
    assert under_way.answered.wait(30)
    assert bot.ends()[0] == 0


def test_nothing_else_is_there_and_nothing_that_is_sent_along_is_read(seen: tuple[StandIn, Bot, Outside]) -> None:
    *_, outside = seen
    for path in ("/", "/metrics/", "/healthz/x", "/readyz%00", "/../etc/passwd"):
        assert outside.asks(path)[0] == 404, path
    for path in ("/healthz", "/readyz", "/metrics"):
        assert outside.asks(path, "HEAD") == (200, "")
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert outside.asks(path, method)[0] == 405
        assert outside.asks(path, "POST", {"Content-Length": str(10**12)})[0] == 405, "it does not wait for the body"


def test_who_asks_slowly_does_not_hold_up_the_end(seen: tuple[StandIn, Bot, Outside]) -> None:
    _, bot, outside = seen
    pieces = (
        b"",
        b"GET /metr",
        b"GET /metrics HTTP/1.1\r\nHost: bot\r\n",
        b"GET /metrics HTTP/1.1\r\nHost: bot\r\n\r\n",
    )
    slow = [socket.create_connection(outside.where) for _ in pieces]
    for connection, piece in zip(slow, pieces, strict=True):
        connection.sendall(piece)
    assert outside.asks("/healthz")[0] == 200
    code, printed = bot.stops()
    assert (code, printed.splitlines()[1:]) == (0, [])
    for connection in slow:
        connection.close()


def test_however_many_ask_slowly_discord_and_the_tally_have_what_they_need(running: Running) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))  # the bot inherits it
    try:
        discord, bot = running.start(RECOURSE_OPS=ANYWHERE, wait=False)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    outside = Outside(bot)
    bot.ready()
    with ExitStack() as slow:
        for number in range(300):
            if number % 8 == 0:  # the bot has heard all of them so far
                assert outside.asks("/healthz")[0] == 200
            connection = slow.enter_context(socket.create_connection(outside.where))
            connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: ")
        assert outside.is_ready == (200, "ready\n")
        discord.run(discord.gateway.drop_all())
        discord.wait_for_shards()
        Person(discord).calls("dispute", what="not-received", processor="paddle")
        assert sees(lambda: outside.number("recourse_counts_written_total") == 1)
        code, printed = bot.stops()
    assert (code, printed.splitlines()[2:]) == (0, []), "and the log is not full of it"


def test_the_image_asks_whether_the_bot_lives(seen: tuple[StandIn, Bot, Outside]) -> None:
    *_, outside = seen
    _, *arguments = json.loads(dict(BUILD)["HEALTHCHECK"].partition("CMD")[2])
    host, port = outside.where
    for address, code in ((f"{host}:{port}", 0), (f"{host}:1", 1)):
        asked = subprocess.run(
            [sys.executable, *arguments], env={"RECOURSE_OPS": address}, capture_output=True, check=False
        )
        assert asked.returncode == code


def test_what_is_no_http_is_refused_and_fills_no_log(seen: tuple[StandIn, Bot, Outside]) -> None:
    _, bot, outside = seen
    for sent in (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", b"\x16\x03\x01\r\n\r\n", b"GET\r\n\r\n"):
        with socket.create_connection(outside.where) as connection:
            connection.sendall(sent)
            assert connection.recv(100).startswith(b"HTTP/1.0 400 ")
    code, printed = bot.stops()
    assert (code, printed.splitlines()[2:]) == (0, [])


@pytest.mark.parametrize(("address", "family"), [("127.0.0.1:{}", socket.AF_INET), ("[::1]:{}", socket.AF_INET6)])
def test_an_address_in_use_is_said_before_discord_is_asked(running: Running, address: str, family: int) -> None:
    try:
        taken = socket.create_server((address.rpartition(":")[0].strip("[]"), 0), family=family)
    except OSError:
        pytest.skip("this machine has no such address")
    with taken:
        address = address.format(taken.getsockname()[1])
        discord, bot = running.start(RECOURSE_OPS=address, wait=False)
        assert bot.ends() == (2, f"RECOURSE_OPS: nothing can listen on {address} (Address already in use).\n")
    assert discord.requests == []


@pytest.mark.parametrize("address", ["192.0.2.1:9464", f"{'x' * 64}.example:9464", "[:::]:1"])
def test_an_address_that_is_not_of_this_machine_is_said(running: Running, address: str) -> None:
    discord, bot = running.start(RECOURSE_OPS=address, wait=False)
    code, printed = bot.ends()
    assert code == 2
    assert re.fullmatch(rf"RECOURSE_OPS: nothing can listen on {re.escape(address)} \(.+\)\.\n", printed), printed
    assert discord.requests == []


@pytest.fixture
def without_the_extra(tmp_path: Path) -> str:
    """Return a folder of modules in which the library is missing."""
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "prometheus_client.py").write_text("raise ModuleNotFoundError('no such library')\n", "utf-8")
    return os.pathsep.join([str(blocked), str(ROOT)])


def test_without_the_extra_it_says_what_to_install(running: Running, without_the_extra: str) -> None:
    discord, bot = running.start(RECOURSE_OPS=ANYWHERE, PYTHONPATH=without_the_extra, wait=False)
    assert bot.ends() == (2, 'RECOURSE_OPS needs one more library: .venv/bin/pip install --editable ".[ops]"\n')
    assert discord.requests == []


def test_whoever_does_not_look_needs_no_extra(running: Running, without_the_extra: str) -> None:
    discord, bot = running.start(PYTHONPATH=without_the_extra)
    Person(discord).calls("dispute")
    assert bot.stops() == (0, "")


def test_no_other_command_minds_the_setting(run: Run) -> None:
    assert run("show", "paddle", RECOURSE_OPS="nonsense").returncode == 0


def test_every_number_is_in_the_readme_and_every_one_there_exists(seen: tuple[StandIn, Bot, Outside]) -> None:
    discord, _, outside = seen
    discord.dispatch("INTERACTION_CREATE", {"type": 2, "id": "canary"})
    assert sees(lambda: outside.number("recourse_errors_total", part="event", type="ValueError") == 1)
    names = {re.sub("(?<=seconds)_(bucket|sum|count)$", "", name) for name, _ in outside.samples()}
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"`((?:recourse|process)_\w+)", readme)) == names
