"""The privacy statement says in every language what the code does, and what it says can be checked as it says."""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.conversation.privacy import COMMANDS, HIDDEN_UNDER, MARKS_MINUTES, MESSAGES_READ, PARTS, privacy
from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.loader import load
from bot.directory.models import Counting
from bot.frontends.discord import deliveries, direct_messages, drawing, rates
from bot.maintain.statement import markdown
from bot.settings import from_environment
from bot.tally import schema
from bot.tally.counting import Tally
from bot.tally.files import opened
from bot.tally.sqlite import SqliteStore
from tests.conftest import ROOT, Run, mend

LANGUAGES = ("en", "de")
EXPECTED = {
    "counted": [len(CATEGORY_IDS)],
    "how-long": [36],
    "in-memory": [MARKS_MINUTES, 50],
    "discord": [MESSAGES_READ],
    "published": [HIDDEN_UNDER],
}


def statement(directory: Directory, language: str) -> dict[str, str]:
    """Return each part's text, and the commands."""
    blocks = privacy(directory, directory.texts.in_language(language)).blocks
    return {name: block.text for name, block in zip((*PARTS, "commands"), blocks, strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_has_a_heading_and_few_sentences(directory: Directory, language: str) -> None:
    blocks = privacy(directory, directory.texts.in_language(language)).blocks[: len(PARTS)]
    headings = [block.heading for block in blocks]
    assert len({*headings}) == len(PARTS)
    assert all(headings)
    for block in blocks:
        assert 1 <= len(re.findall(r"[.!?](?=\s|$)", block.text)) <= 3, block.text


def test_every_language_has_the_same_parts_with_the_same_variables(directory: Directory) -> None:
    found = [
        {
            name: variables
            for name, variables in directory.texts.variables[language].items()
            if name.startswith("privacy-")
        }
        for language in directory.texts.languages
    ]
    assert all(one == found[0] for one in found)
    used = {"privacy-heading", "privacy-in-a-file", *(f"privacy-check-{name}" for name in COMMANDS)}
    assert found[0].keys() == used | {f"privacy-{part}{end}" for part in PARTS for end in ("", ".heading")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_numbers_are_those_of_the_code(directory: Directory, language: str) -> None:
    said = statement(directory, language)
    numbers = {part: [int(number) for number in re.findall(r"\d+", said[part])] for part in PARTS}
    assert {part: found for part, found in numbers.items() if found} == EXPECTED
    assert Counting() == Counting(window_ms=50, keep_months=36) == directory.bot.tally
    assert MARKS_MINUTES * 60 == deliveries._SECONDS_KEPT
    assert MARKS_MINUTES * 60 >= rates._SECONDS
    assert MESSAGES_READ == direct_messages._MESSAGES_READ


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_follows_what_the_operator_sets(config: Path, language: str) -> None:
    mend(config / "bot.yaml", "window_ms: 50", "window_ms: 7")
    mend(config / "bot.yaml", "keep_months: 36", "keep_months: 5")
    mend(config / "bot.yaml", "privacy: null", "privacy: https://acme.example/privacy")
    mend(config / "bot.yaml", "{en: whoever started it on this machine, de:", "{en: Acme Help, de: Acme Help} #")
    changed = load(config)
    said = statement(changed, language)
    assert (" 7 " in said["in-memory"], "5 " in said["how-long"], "36" in said["how-long"]) == (True, True, False)
    facts = privacy(changed, changed.texts.in_language(language)).facts
    assert facts[0].value == "Acme Help"
    assert "https://acme.example/privacy" in [fact.url for fact in facts]


def test_a_tally_really_has_no_room_for_what_is_never_kept(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "tally.sqlite3", 1)) as database:
        columns = database.execute("SELECT name, type FROM pragma_table_xinfo('tally')").fetchall()
        assert columns == [("week", "TEXT"), ("category", "TEXT"), ("n", "INTEGER")]
        assert tuple(name for name, _ in columns) == schema.COLUMNS
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
        name, user, text, link, company, server, day, hour = (
            "Jane Roe", "184467440737", "no key", "https://pay.example", "paddle", "9007199254740993",
            "2026-01-05", "2026-W01T12",
        )  # fmt: skip
        for odd in (name, user, text, link, company, server, day, hour):
            for row in ((odd, "access", 1), ("2026-W01", odd, 1), ("2026-W01", "access", f"n {odd}")):
                with pytest.raises(sqlite3.IntegrityError):
                    database.execute("INSERT INTO tally VALUES (?, ?, ?)", row)
        database.execute("INSERT INTO tally VALUES ('2026-W01', 'access', 1)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_is_from_the_directory_and_safe(directory: Directory, language: str) -> None:
    reply = privacy(directory, directory.texts.in_language(language))
    links = [fact.url for fact in reply.facts if fact.url]
    assert links == [directory.processors["discord"].privacy_policy]
    assert all(link.startswith("https://") for link in links)
    assert not re.search(r"https?:|www\.", " ".join(block.text for block in reply.blocks))


def test_without_an_entry_for_the_platform_it_is_said_without_the_link(config: Path) -> None:
    (config / "processors" / "discord.yaml").unlink()
    changed = load(config)
    reply = privacy(changed, changed.texts.in_language("en"))
    assert [fact.url for fact in reply.facts] == [None, None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_it_is_left_out_on_discord(directory: Directory, language: str) -> None:
    reply = privacy(directory, directory.texts.in_language(language))
    say = directory.texts.in_language(language)
    drawn = str(drawing.components(reply, say, ephemeral=True))
    assert "…" not in drawn
    for block in reply.blocks[: len(PARTS)]:
        assert f"**{block.heading}**" in drawn
    assert all(command in drawn.replace("\\'", "'") for command in COMMANDS.values())
    assert reply == Desk(directory, lambda _: None).privacy(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_commands_prove_what_is_said_of_them(directory: Directory, language: str, tmp_path: Path) -> None:
    lines = statement(directory, language)["commands"].splitlines()
    assert [line[:2] for line in lines[::2]] == ["# "] * 3
    assert lines[1::2] == list(COMMANDS.values())
    program = tmp_path / ".venv" / "bin" / "recourse"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bot "$@"\n', "utf-8")
    program.chmod(0o755)
    own = {"RECOURSE_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment = {**os.environ, **own}
    chatted, shown, audited = (
        subprocess.run(  # noqa: S602 - as people paste it
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout
        for command in COMMANDS.values()
    )
    assert "Paddle: The key or download never came" in chatted
    assert re.findall(r"(?m)^ *\d{4}-W\d\d +(\S+) +(\d+)", shown) == [("not-received", "1")]
    assert audited.startswith("Counts alone: 1 row")
    assert "counts alone" in lines[4].casefold()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert not re.search(rb"jane|roe|paddle|the key", kept, re.IGNORECASE)


def test_the_tally_of_a_fresh_checkout_lies_where_the_command_looks(directory: Directory) -> None:
    file = from_environment({}).tally_file(directory.bot.paths.data)
    assert COMMANDS["audit"].endswith(f" {file.relative_to(ROOT).as_posix()}")


def test_the_counts_stand_in_the_window_and_then_in_the_file(tmp_path: Path, directory: Directory) -> None:
    counting = directory.bot.tally
    file = tmp_path / "tally.sqlite3"
    with closing(Tally(SqliteStore(file), window=counting.window_ms / 1000, keep_months=counting.keep_months)) as tally:
        tally.count("access")
        assert tally.pending + tally.durable == 1
        assert tally.wait(10)
        assert (tally.pending, tally.durable) == (0, 1)


def test_the_file_in_the_repository_is_what_the_command_writes(directory: Directory, run: Run, tmp_path: Path) -> None:
    assert (ROOT / "PRIVACY.md").read_text("utf-8") == markdown(directory), "run: make privacy"
    file = tmp_path / "PRIVACY.md"
    done = run("privacy", "--into", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_text("utf-8") == markdown(directory)


def test_no_sign_of_the_operator_is_read_as_markup(config: Path) -> None:
    mend(config / "bot.yaml", "{en: whoever started it on this machine, de:", '{en: "*A* [b](c) <i> `d`", de: x} #')
    assert r"\*A\* \[b\](c) \<i\> \`d\`" in markdown(load(config))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_says_the_same(directory: Directory, run: Run, language: str) -> None:
    done = run("privacy", "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    printed = " ".join(done.stdout.split())
    reply = privacy(directory, directory.texts.in_language(language))
    for block in reply.blocks:
        assert " ".join(block.text.split()) in printed
        assert (block.heading or "") in printed
    for fact in reply.facts:
        assert fact.label in printed
        assert (fact.url or fact.value or "") in printed


ASKED = [
    ("en", "what do you store about me?"),
    ("en", "delete my data"),
    ("en", "I want all my data deleted under GDPR"),
    ("en", "/privacy"),
    ("en", "who runs this bot?"),
    ("de", "was speichert ihr über mich"),
    ("de", "Löschen Sie meine Daten!"),
    ("de", "Datenschutz"),
    ("de", "ist das anonym?"),
]


@pytest.mark.parametrize("dispute", ["", "charged twice", "charged twice by Paddle"])
def test_who_asks_for_it_in_words_gets_it_and_can_go_on(directory: Directory, dispute: str) -> None:
    counted: list[str] = []
    desk = Desk(directory, counted.append)
    for language, text in ASKED:
        before = desk.hear(None, dispute, language) if dispute else desk.open(language)
        reply = desk.hear(before.token, text, language)
        assert (reply.heading, reply.state) == (desk.privacy(language).heading, before.state), text
        on = desk.press(reply.choices[0].token, language)
        assert (on.heading, on.state) == (before.heading, before.state), text
    assert counted == (["charged-twice"] * len(ASKED) if "Paddle" in dispute else [])


def test_who_tells_of_a_dispute_is_helped_with_that(directory: Directory) -> None:
    desk = Desk(directory, lambda _: None)
    for text in (
        "they do not delete my data and charged me twice",
        "what do you store about me, Paddle?",
        "the game lost my saved data and I want a refund",
        "delete my account",
        "why do you keep taking my money",
        "who runs this shop",
        "welche Daten braucht ihr von mir?",
    ):
        assert desk.hear(desk.open().token, text).heading != desk.privacy().heading, text


def test_a_card_number_beside_the_question_is_warned_of(directory: Directory) -> None:
    desk = Desk(directory, lambda _: None)
    reply = desk.hear(None, "do you store 4111 1111 1111 1111?")
    assert reply.heading == desk.privacy().heading
    assert any("card number" in warning for warning in reply.warnings)


def test_what_cannot_be_written_is_a_sentence(run: Run, tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "nowhere" / "x.md"):
        done = run("privacy", "--into", str(name))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"{name} cannot be written (")
    assert list(tmp_path.iterdir()) == []


def test_what_the_threat_model_rests_on_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`([\w/]+\.py)`", text)
    assert len(named) > 5
    for name in named:
        assert (ROOT / "bot" / name).is_file(), name
    assert "(PRIVACY.md)" in text
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(f"({name})" in readme for name in ("PRIVACY.md", "SECURITY.md"))
