"""Whether an address still leads where it should, asked of real sockets: every way in which it may not."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from yarl import URL

from bot.checks.links import Link
from bot.directory.directory import Directory
from bot.maintain import asking
from bot.maintain.links import Answer, Owner, Target, Verdict, judge, targets, unknown_ids
from bot.maintain.links_commands import links
from bot.maintain.pages import read_page
from bot.settings import Settings
from tests.maintain.hosts import Handler, Web, cut, in_turn, never, page, raw, redirect, without_head

HOSTS = frozenset({"acme.example"})
ACME = Owner(frozenset({"Acme Pay", "Acmé Pay"}), host_names=HOSTS, hosts=HOSTS)
HELP = page("Help – Acme Pay", "How can we help you with your order today?")
DATE = "Sun, 29 Nov 2026 12:00:00 GMT"


def target(address: str, owner: Owner = ACME) -> Target:
    return Target(address, (Link("processors/acme.yaml", ("contact", "help"), address),), owner)


class Waits:
    """In place of the clock: notes how long somebody wanted to wait."""

    def __init__(self) -> None:
        self.asked_for: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.asked_for.append(seconds)
        await asyncio.sleep(0)


def ask(hosts: Web, *addresses: str, **settings: Any) -> dict[str, Answer]:  # noqa: ANN401 - as ask takes them
    async def asked() -> dict[str, Answer]:
        own = {"pause": 0, "patience": 5, "connector": hosts.connector(), **settings}
        return await asking.ask(addresses, **own)

    return asyncio.run(asked())


def judged(answers: dict[str, Handler], address: str, **settings: Any) -> Verdict:  # noqa: ANN401
    with Web(answers) as hosts:
        return judge(target(address), ask(hosts, address, **settings)[address])


def test_a_page_that_names_its_owner_is_fine() -> None:
    assert judged({"acme.example/help": HELP}, "http://acme.example/help#top") == Verdict("fine", "")


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_tells_the_new_address(status: int) -> None:
    hosts = {"acme.example/old": redirect("/help", status), "acme.example/help": HELP}
    verdict = judged(hosts, "http://acme.example/old")
    assert (verdict.result, verdict.moved_to) == ("moved", "http://acme.example/help")


def test_where_it_moved_ends_before_the_first_redirect_that_is_for_now() -> None:
    hosts = {
        "acme.example/old": redirect("http://help.acme.example/new"),
        "help.acme.example/new": redirect("/en/new", 302),
        "help.acme.example/en/new": HELP,
    }
    assert judged(hosts, "http://acme.example/old").moved_to == "http://help.acme.example/new"


def test_a_redirect_for_now_to_its_own_page_is_fine() -> None:
    hosts = {"acme.example/help": redirect("/en/help", 302), "acme.example/en/help": HELP}
    assert judged(hosts, "http://acme.example/help").result == "fine"


@pytest.mark.parametrize("status", [301, 302])
def test_a_foreign_host_that_does_not_name_the_owner_is_another_owner(status: int) -> None:
    foreign = page("Best Casino", "A hundred free spins for all who came here from acme.example")
    hosts = {"acme.example/help": redirect("http://casino.example/", status), "casino.example/": foreign}
    verdict = judged(hosts, "http://acme.example/help")
    assert verdict.result == "changed-owner"
    assert verdict.reason == "leads to casino.example, which does not name its owner: “Best Casino”"


def test_a_foreign_host_that_names_the_owner_is_where_it_moved() -> None:
    hosts = {"acme.example/help": redirect("http://zenith.example/acme"), "zenith.example/acme": HELP}
    assert judged(hosts, "http://acme.example/help").moved_to == "http://zenith.example/acme"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_gone(status: int) -> None:
    assert judged({"acme.example/help": page("", status=status)}, "http://acme.example/help") == Verdict(
        "gone", f"answers {status}"
    )


def test_a_page_that_says_so_with_a_status_of_200_is_gone_too() -> None:
    missing = page("Page not found – Acme Pay", "The page that you look for is not here any more.")
    assert judged({"acme.example/help": missing}, "http://acme.example/help").result == "gone"


def test_a_page_that_leads_to_the_front_page_is_gone() -> None:
    hosts = {"acme.example/help": redirect("/", 302), "acme.example/": HELP}
    assert judged(hosts, "http://acme.example/help") == Verdict("gone", "leads to the front page")


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_page_that_keeps_programs_out_is_for_a_person(status: int) -> None:
    assert judged({"acme.example/help": page("", status=status)}, "http://acme.example/help").result == "refused"


def test_a_page_that_asks_for_a_person_is_for_a_person() -> None:
    wall = page("Just a moment...", "acme.example needs to review the security of your connection")
    assert judged({"acme.example/help": wall}, "http://acme.example/help").result == "refused"


@pytest.mark.parametrize("status", [403, 405, 501])
def test_a_host_that_refuses_head_is_asked_for_the_page(status: int) -> None:
    with Web({"acme.example/help": without_head(HELP, status)}) as hosts:
        answer = ask(hosts, "http://acme.example/help")["http://acme.example/help"]
        assert hosts.asked == [("HEAD", "acme.example/help"), ("GET", "acme.example/help")]
    assert judge(target("http://acme.example/help"), answer).result == "fine"


@pytest.mark.parametrize(
    ("after", "waited"), [("7", 7), ("Sun, 29 Nov 2026 12:00:09 GMT", 9), ("Sun, 29 Nov 2026 11:00:00 GMT", 0)]
)
def test_a_host_that_says_when_to_come_back_is_asked_then(after: str, waited: float) -> None:
    busy = page("", status=429, Retry_After=after, Date=DATE)
    waits = Waits()
    verdict = judged({"acme.example/help": in_turn(busy, HELP)}, "http://acme.example/help", pause=1, sleep=waits)
    assert verdict.result == "fine"
    assert waits.asked_for == [waited, 1, 1]


@pytest.mark.parametrize("after", ["3600", "Sun, 29 Nov 2026 13:00:00 GMT"])
def test_a_host_that_wants_a_long_wait_is_left_alone(after: str) -> None:
    waits = Waits()
    busy = page("", status=429, Retry_After=after, Date=DATE)
    verdict = judged({"acme.example/help": busy}, "http://acme.example/help", sleep=waits)
    assert verdict == Verdict("unreachable", "answers 429 and asks to wait 3600 seconds")
    assert waits.asked_for == []


def test_a_circle_of_redirects_is_left() -> None:
    hosts = {"acme.example/a": redirect("/b"), "acme.example/b": redirect("/a")}
    verdict = judged(hosts, "http://acme.example/a")
    assert verdict.result == "unreachable"
    assert verdict.reason.startswith("redirects in a circle")


@pytest.mark.parametrize(("redirects", "result"), [(5, "moved"), (6, "unreachable")])
def test_five_redirects_are_followed_and_no_more(redirects: int, result: str) -> None:
    hosts: dict[str, Handler] = {f"acme.example/{n}": redirect(f"/{n + 1}") for n in range(redirects)}
    hosts[f"acme.example/{redirects}"] = HELP
    assert judged(hosts, "http://acme.example/0").result == result


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.1:1/", "http://[::1]/", "http://router.local/", "ftp://acme.example/"]
)
def test_a_redirect_into_an_inner_network_is_not_followed(inside: str) -> None:
    with Web({"acme.example/help": redirect(inside)}) as hosts:
        answer = ask(hosts, "http://acme.example/help")["http://acme.example/help"]
        assert hosts.asked == [("HEAD", "acme.example/help")]
    assert answer.failure == "is no public web address, so nobody was asked"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://acme.void/", "has a name that leads nowhere"),
        ("http://closed.example/", "takes no connection"),
        ("https://acme.example/help", "cannot be reached encrypted"),
        ("http://acme.example/cut", "cuts the connection"),
        ("http://acme.example/slow", "does not answer within 0.3 seconds"),
        ("http://acme.example/broken", "answers 500, an error of its server"),
    ],
)
def test_whatever_cannot_be_reached_says_why(address: str, reason: str) -> None:
    hosts: dict[str, Handler] = {
        "acme.example/cut": cut,
        "acme.example/slow": never,
        "acme.example/broken": page("", status=500),
    }
    patience = 0.3 if address.endswith("slow") else 5
    assert judged(hosts, address, patience=patience) == Verdict("unreachable", reason)


def test_a_page_without_end_is_read_up_to_256_kib() -> None:
    with Web({}) as hosts:
        hosts._answers["acme.example/help"] = hosts.endless
        answer = ask(hosts, "http://acme.example/help")["http://acme.example/help"]
        assert hosts.sent < 32 * 1024 * 1024
    assert len(answer.body) == 256 * 1024
    assert judge(target("http://acme.example/help"), answer).result == "fine"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Zahlungen über Acmé Pay".encode("latin-1"), "utf-8"),
        ("Zahlungen über Acmé Pay".encode(), "utf-16"),
        ("Zahlungen über Acmé Pay".encode(), "no-such-charset"),
        ("Zahlungen über Acmé Pay".encode("latin-1"), "hex"),
        (b"Acme Pay " + "ü".encode()[:1], "utf-8"),
        ("Acme Pay".encode("utf-16"), "utf-8"),
    ],
)
def test_a_wrong_charset_hides_no_name(body: bytes, charset: str) -> None:
    hosts = {"acme.example/help": raw(body, f"text/html; charset={charset}")}
    assert judged(hosts, "http://acme.example/help").result == "fine"


def test_a_page_of_somebody_else_is_found_out_whatever_its_status() -> None:
    other = page("Ten best \x1b[31mcasinos", "Play now and win a hundred free spins today")
    verdict = judged({"acme.example/help": other}, "http://acme.example/help")
    assert verdict.result == "changed-owner"
    assert verdict.reason == "no longer names its owner: “Ten best [31mcasinos”"


@pytest.mark.parametrize(
    "says",
    ["This domain name is for sale!", "acme.example is for sale", "Buy this domain", "Diese Domain steht zum Verkauf"],
)
def test_a_parked_page_is_found_out_though_it_bears_the_name(says: str) -> None:
    parked = page("acme.example", f"Acme Pay. {says}")
    verdict = judged({"acme.example/help": parked}, "http://acme.example/help")
    assert verdict.reason == "looks parked or for sale: “acme.example”"
    assert verdict.result == "changed-owner"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "shows no text; open it yourself"),
        (b"<div id=root></div><script>let a='Acme Pay'</script>", "shows no text without JavaScript; open it yourself"),
        (b"<noscript>Acme Pay needs JavaScript</noscript><script src=a.js></script>", "shows no text without JavaScript; open it yourself"),
    ],
)  # fmt: skip
def test_a_page_without_text_is_for_a_person(body: bytes, reason: str) -> None:
    assert judged({"acme.example/help": raw(body, "text/html")}, "http://acme.example/help") == Verdict(
        "refused", reason
    )


def test_what_is_no_page_is_for_a_person() -> None:
    hosts = {"acme.example/terms": raw(b"%PDF-1.7 Acme Pay", "application/pdf")}
    assert judged(hosts, "http://acme.example/terms").reason == "is application/pdf and no page; open it yourself"


def test_a_name_that_is_a_plain_word_counts_only_as_it_is_written() -> None:
    square = Owner(frozenset({"Square Pay"}), frozenset({"Square"}))
    assert square.is_named_in("Paid with Square today", at="other.example")
    assert square.is_named_in("SQUARE PAY", at="other.example")
    assert not square.is_named_in("a square table of Squares", at="other.example")


def test_the_name_of_a_host_counts_on_the_host_alone() -> None:
    assert ACME.is_named_in("Welcome to acme.example", at="www.acme.example")
    assert not ACME.is_named_in("Welcome to acme.example", at="casino.example")
    assert not ACME.is_named_in("Welcome to acme.example", at="notacme.example")


def test_a_name_written_apart_is_found_and_a_part_of_a_word_is_not() -> None:
    assert Owner(frozenset({"citizensadvice"})).is_named_in("Citizens Advice", at="other.example")
    assert not Owner(frozenset({"acme"})).is_named_in("acmeology", at="other.example")


def test_a_page_made_to_be_slow_is_read_at_once() -> None:
    for piece in (b"<script ", b"<!--", b"<title", b"<a ", b"<meta charset", b"</script "):
        assert read_page(piece * (256 * 1024 // len(piece)), None).title == ""


def test_a_host_is_never_asked_twice_at_once_and_few_hosts_are(tmp_path: Path, written: list[str]) -> None:
    answers: dict[str, Handler] = {f"h{host}.example/{n}": HELP for host in range(8) for n in range(4)}
    waits = Waits()
    with Web(answers) as hosts:
        arrived: list[str] = []
        addresses = [f"http://{address}" for address in answers]
        asked = ask(hosts, *addresses, hosts_at_once=3, pause=1, sleep=waits, arrived=arrived.append)
        assert hosts.most_at_a_host == 1
        assert 1 < hosts.most <= 3
        assert len(hosts.asked) == 2 * len(answers)
        assert hosts.agents == {asking.USER_AGENT}
    assert "://" not in asking.USER_AGENT
    assert "@" not in asking.USER_AGENT
    assert waits.asked_for == [1] * (len(hosts.asked) - 8), "there is a pause before all but each host's first request"
    assert sorted(arrived) == sorted(asked) == sorted(addresses)
    assert written == []
    assert list(tmp_path.iterdir()) == []


_WRITTEN: list[str] = []


def _note_writing(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR) and "__pycache__" not in str(arguments[0]):
        _WRITTEN.append(str(arguments[0]))


sys.addaudithook(_note_writing)


def test_a_file_that_is_written_is_noticed(tmp_path: Path, written: list[str]) -> None:
    file = tmp_path / "notes"
    file.write_text("seen", "utf-8")
    assert written == [str(file)]


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Every file that is opened for writing in this process from now on."""
    _WRITTEN.clear()
    yield _WRITTEN
    _WRITTEN.clear()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://acme.example/", True),
        ("https://1password.com/", True),
        ("https://localhost/", False),
        ("https://printer/", False),
        ("https://10.0.0.1/", False),
        ("https://0x7f.0x1/", False),
        ("https://[::ffff:127.0.0.1]/", False),
        ("https://me:secret@acme.example/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, public: bool) -> None:  # noqa: FBT001
    assert asking.is_public(URL(address)) is public


def test_a_public_name_that_leads_home_is_not_asked() -> None:
    resolver = asking._PublicResolver
    with pytest.raises(asking._NotPublicError):
        asyncio.run(_resolved(resolver, "localhost"))


async def _resolved(resolver: type[asking._PublicResolver], host: str) -> object:
    return await resolver().resolve(host, 80)


def test_every_address_that_is_shown_is_a_target_with_its_owner(directory: Directory) -> None:
    found = {each.address: each for each in targets(directory)}
    paddle = found["https://paddle.net"]
    assert [place.location for place in paddle.places] == [("contact", "help"), ("contact", "order_lookup")]
    assert paddle.owner.is_named_in("welcome to paddle.net", at="paddle.net")
    assert not paddle.owner.is_named_in("a paddle for a boat", at="paddle.net")
    assert "http://www.tech-pro.net/" in found
    assert "https://www.citizensadvice.org.uk" in found
    assert not any("@" in address for address in found)


def test_ids_and_sources_choose_the_targets(directory: Directory) -> None:
    own = targets(directory, ["paddle", "us-ftc"])
    assert {place.file for each in own for place in each.places} == {"processors/paddle.yaml", "rules.yaml"}
    assert len(targets(directory, ["paddle"], sources=True)) > len(targets(directory, ["paddle"]))
    assert unknown_ids(directory, ["paddle", "padle"]) == ["padle"]


ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
contact: {help: "http://acme.example/help", order_lookup: "http://acme.example/order"}
privacy_policy: http://acme.example/privacy
collected: 2026-11
sources: []
"""


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(links, arguments, obj=Settings(config, None, "WARNING"))


@pytest.fixture
def with_acme(config: Path) -> Path:
    (config / "processors" / "acme.yaml").write_text(ENTRY, "utf-8")
    return config


def test_without_online_it_only_lists_what_it_would_ask(with_acme: Path) -> None:
    done = run(with_acme, "acme")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "acme.example",
        "  http://acme.example/help  (processors/acme.yaml:4)",
        "  http://acme.example/order  (processors/acme.yaml:4)",
        "  http://acme.example/privacy  (processors/acme.yaml:5)",
        "3 addresses, 1 host. Nobody was asked; add --online to ask.",
    ]


def test_an_id_that_is_not_there_is_said(config: Path) -> None:
    done = run(config, "acme", "paddle")
    assert done.exit_code == 2
    assert "No processor, developer or rule has the id acme." in done.output


def online(config: Path, patch: pytest.MonkeyPatch, answers: dict[str, Handler], *arguments: str) -> Result:
    """Run the command as it is, but for the names leading to a web on this machine."""
    with Web(answers) as hosts:
        patch.setattr(asking, "public_connector", hosts.connector)
        patch.setattr(asking, "ask", partial(asking.ask, pause=0))
        return run(config, *arguments, "--online")


ANSWERS = {
    "acme.example/help": HELP,
    "acme.example/order": page("", status=404),
    "acme.example/privacy": redirect("/help"),
}


def test_online_it_tells_what_it_found_and_edits_nothing(
    with_acme: Path, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    done = online(with_acme, monkeypatch, ANSWERS, "acme")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "Fine (1)",
        "  processors/acme.yaml:4  http://acme.example/help",
        "",
        "Moved: open the new address, and write it if it is the right page (1)",
        "  processors/acme.yaml:5  http://acme.example/privacy  is now http://acme.example/help",
        "",
        "Gone: find the page that replaces it, or remove the address (1)",
        "  processors/acme.yaml:4  http://acme.example/order  answers 404",
        "",
        "3 addresses: 1 fine, 1 moved, 1 gone. No file was changed.",
    ]
    assert written == []
    assert (with_acme / "processors" / "acme.yaml").read_text("utf-8") == ENTRY


def test_all_fine_ends_with_0(with_acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = online(with_acme, monkeypatch, dict.fromkeys(ANSWERS, HELP), "acme")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "3 addresses: 3 fine. No file was changed.")


def test_as_json_each_address_is_one_object(with_acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = online(with_acme, monkeypatch, ANSWERS, "acme", "--json")
    assert done.exit_code == 1
    said = [json.loads(line) for line in done.output.splitlines()]
    assert [each["result"] for each in said] == ["fine", "gone", "moved"]
    assert said[2] == {
        "address": "http://acme.example/privacy",
        "host": "acme.example",
        "places": [{"file": "processors/acme.yaml", "line": 5, "key": "privacy_policy"}],
        "result": "moved",
        "reason": "is now http://acme.example/help",
        "moved_to": "http://acme.example/help",
    }


def test_a_machine_without_a_network_is_no_verdict_on_anybody(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        entry = ENTRY.replace("acme.example", f"h{number}.void").replace("Acme Pay", f"Acme {number} Pay")
        (config / "processors" / f"acme-{number}.yaml").write_text(entry, "utf-8")
    done = online(config, monkeypatch, {}, *(f"acme-{number}" for number in range(5)))
    assert done.exit_code == 2
    assert "Not one host answers. Is this machine connected to the internet?" in done.output
