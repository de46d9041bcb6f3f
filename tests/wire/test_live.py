"""Edit, save, live: the running bot answers by a change of the configuration, and goes on where it has errors."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import mend
from tests.wire.conftest import Bot
from tests.wire.people import Person
from tests.wire.standin import OWNER_ID, StandIn

Start = Callable[..., tuple[StandIn, Bot]]

_SECONDS = 30  # however quick the answers are


def sees(person: Person, wanted: str, command: str, **options: str) -> bool:
    """Say whether people see a text on a command's answer, sooner or later."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if person.user_id != OWNER_ID:
            person.becomes_another()
        person.calls(command, **options)
        if wanted in person.text or any(wanted in link for link in person.links):
            return True
    return False


def test_a_saved_contact_is_in_the_next_answer_and_a_fault_is_told_to_the_owner(start: Start, config: Path) -> None:
    discord, bot = start(RECOURSE_CONFIG=str(config))
    buyer, owner = Person(discord), Person.owner(discord)
    entry = config / "processors" / "paddle.yaml"
    asked = {"what": "not-received", "processor": "paddle"}
    buyer.calls("dispute", **asked)
    assert "/new-help" not in " ".join(buyer.links)

    mend(entry, "help: https://paddle.net", "help: https://paddle.net/new-help")
    assert sees(buyer, "https://paddle.net/new-help", "dispute", **asked)

    mend(entry, "role: merchant-of-record", "role: merchant-of-recrod")
    assert sees(owner, "Errors for which the last change was not taken:** 1", "recourse_status")
    assert "paddle.yaml:4:7" in owner.text
    assert "did you mean merchant-of-record?" in owner.text
    buyer.calls("dispute", **asked)
    assert "https://paddle.net/new-help" in buyer.links, "the last good directory goes on"

    mend(entry, "role: merchant-of-recrod", "role: marketplace")
    assert sees(owner, "Problems of the directory:** none", "recourse_status")
    code, printed = bot.stops()
    assert code == 0
    assert f"{entry}:4:7: error: " in printed
    assert "the change was not taken; version" in printed


def test_the_owner_reads_of_a_file_whose_name_is_no_unicode(start: Start, config: Path) -> None:
    discord, _ = start(RECOURSE_CONFIG=str(config))
    owner = Person.owner(discord)
    for ending in ("yaml", "yml"):
        odd = Path(os.fsdecode(os.fsencode(config) + b"/processors/odd-\xff.")).with_suffix(f".{ending}")
        odd.touch()
        assert sees(owner, "Errors for which the last change was not taken:** 1", "recourse_status")
        assert "udcff" in owner.text
        odd.unlink()
        assert sees(owner, "Problems of the directory:** none", "recourse_status")


def test_a_new_name_of_a_command_is_registered_while_the_bot_runs(start: Start, config: Path) -> None:
    discord, _ = start(RECOURSE_CONFIG=str(config))
    mend(config / "texts" / "de.ftl", "command-dispute = reklamation", "command-dispute = beschwerde")
    discord.wait_until(lambda: discord.registrations == 2)
    assert "beschwerde" in [command["name_localizations"].get("de") for command in discord.commands]


def test_texts_that_would_leave_a_buyer_without_an_answer_are_not_taken(start: Start, config: Path) -> None:
    discord, bot = start(RECOURSE_CONFIG=str(config))
    buyer, owner = Person(discord), Person.owner(discord)
    for language in ("en", "de"):
        mend(config / "texts" / f"{language}.ftl", "letter-intro = ", "letter-intr = ")
    assert sees(owner, "The catalogues have no message letter-intro", "recourse_status")
    buyer.calls("dispute", what="not-received", processor="paddle")
    buyer.takes("Write the message")
    assert "Copy it" in buyer.text
    code, printed = bot.stops()
    assert code == 0
    assert "error: The catalogues have no message letter-intro. Write it into texts/en.ftl." in printed


def test_a_new_processor_is_understood_and_offered_while_the_bot_runs(start: Start, config: Path) -> None:
    discord, _ = start(RECOURSE_CONFIG=str(config))
    buyer = Person(discord)
    buyer.calls("whocharged", text="ZORBLAX*GADGET")
    assert "Zorblax" not in buyer.text
    new = "name: Zorblax\nrole: merchant-of-record\nstatus: {state: active}\ncollected: 2026-11\n"
    new += 'recognise: {statement: [{text: "ZORBLAX*", kind: prefix, confidence: high}]}\nsources: []\n'
    (config / "processors" / "zorblax.yaml").write_text(new, "utf-8")
    assert sees(buyer, "Zorblax", "whocharged", text="ZORBLAX*GADGET")
    assert [choice["value"] for choice in buyer.types("dispute", "processor", "zorb")] == ["zorblax", "?"]
