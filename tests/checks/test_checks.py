"""Every check has a good and a bad example; both are tried on a copy of the shipped configuration."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from bot import checks
from bot.checks.check import Check, Example
from bot.checks.places import Places
from bot.directory.loader import Files, load
from bot.directory.problems import Problem
from tests.conftest import CONFIG, mend

TODAY = date(2026, 11, 29)  # no test turns red by the calendar


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """A copy of the shipped configuration that the examples change and put back."""
    copy = tmp_path_factory.mktemp("checked") / "config"
    shutil.copytree(CONFIG, copy)
    return Files(copy)


@contextmanager
def made(config: Path, example: Example) -> Iterator[None]:
    for name, change in example.items():
        if isinstance(change, str):
            (config / name).write_text(change, "utf-8")
        else:
            mend(config / name, *change)
    try:
        yield
    finally:
        for name in example:
            if (CONFIG / name).exists():
                shutil.copy(CONFIG / name, config / name)
            else:
                (config / name).unlink()


def found(check: Check, files: Files) -> set[Problem]:
    places = Places(files.config)
    findings = check.find(files.load(), TODAY)
    return {places.problem(finding, check.severity, check.id) for finding in findings}


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.id)
def test_a_check_passes_its_good_example_and_finds_its_bad_one(check: Check, files: Files) -> None:
    before = {problem.message for problem in found(check, files)}
    with made(files.config, check.good):
        assert {problem for problem in found(check, files) if problem.message not in before} == set()
    with made(files.config, check.bad):
        new = {problem for problem in found(check, files) if problem.message not in before}
    assert new
    assert all(problem.severity in {check.severity, "warning", "note"} for problem in new)
    if not isinstance(next(iter(check.bad.values())), tuple):
        assert any(problem.line > 1 or problem.column > 1 for problem in new) or check.id == "no-contact"


def test_every_check_is_named_after_its_rule_and_told_once() -> None:
    ids = [check.id for check in checks.CHECKS]
    assert ids == sorted(set(ids))
    assert all(check.rule.endswith(".") and check.rule[0].isupper() for check in checks.CHECKS)


def test_the_shipped_configuration_has_no_errors() -> None:
    problems = list(checks.check(load(CONFIG), CONFIG, TODAY))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "texts/en.ftl",
            "letter-intro = ",
            "letter-intr = ",
            "error en.ftl: The catalogues have no message letter-intro. Write it into texts/en.ftl.",
        ),
        (
            "texts/en.ftl",
            "request-issuer-default = ",
            "request-issuer-defautl = ",
            "error en.ftl: The catalogues have no message request-issuer-default. Write it into texts/en.ftl.",
        ),
        (
            "texts/en.ftl",
            "letter-intro = Copy it",
            "-t0 = a\n" + "".join(f"-t{n} = {{ -t{n - 1} }}\n" for n in range(1, 400)) + "letter-intro = { -t399 } Copy it",
            "error en.ftl: letter-intro cannot be formed (its references lead through too many messages). Mend it in texts/en.ftl.",
        ),
        (
            "texts/en.ftl",
            "apology = ",
            "apolgy = ",
            "error en.ftl: The catalogues have no message apology. Write it into texts/en.ftl.",
        ),
        (
            "texts/en.ftl",
            "letter-to = Send it to { $party }.",
            "letter-to = Send it to { $prty }.",
            "error en.ftl: letter-to cannot be formed (Unknown external: prty). Mend it in texts/en.ftl.",
        ),
        (
            "texts/de.ftl",
            "command-panel = startknopf",
            "command-panel = datenschutz",
            "error de.ftl: command-privacy has the same name as command-panel; write another",
        ),
        (
            "texts/de.ftl",
            "tell-title = Mit eigenen Worten",
            "tell-title = Mit eigenen Worten und noch sehr vielen anderen mehr",
            "error de.ftl: tell-title has 52 characters; Discord takes 45 at most",
        ),
        ("texts/de.ftl", "way-back = ", "way-bakc = ", "warning de.ftl: way-back is missing; translate it from en.ftl"),
        ("texts/de.ftl", "way-back = ", "way-bakc = ", "error de.ftl: way-bakc is not in en.ftl; write it there, or remove it here"),
        (
            "texts/de.ftl",
            "was-renamed = { $processor } heißt heute { $successor }.",
            "was-renamed = { $prozessor } heißt heute anders.",
            "error de.ftl: was-renamed has other variables than en.ftl; use exactly: $processor, $successor",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_catalogue_is_told(config: Path, file: str, old: str, new: str, said: str) -> None:
    mend(config / file, old, new)
    problems = checks.check(load(config), config, TODAY)
    assert said in [f"{p.severity} {p.file.name}: {p.message}" for p in problems]


def test_every_error_is_looked_for_while_the_bot_runs_but_for_dates_ahead_of_a_slow_clock() -> None:
    errors = {check.id for check in checks.CHECKS if check.severity == "error"}
    assert {check.id for check in checks.CHECKS if check.id in errors and not check.live} == {"future-date"}


@pytest.mark.parametrize(
    "check", [check for check in checks.CHECKS if check.severity == "error" and check.live], ids=lambda check: check.id
)
def test_a_change_that_a_check_calls_an_error_is_not_taken(check: Check, files: Files) -> None:
    before = files.load()
    with made(files.config, check.bad):
        found = list(checks.check_live(files.load(), files.config, TODAY, before))
    assert check.id in {problem.check for problem in found if problem.severity == "error"}


def test_a_link_on_a_host_that_was_given_up_is_an_error_wherever_it_stands(config: Path) -> None:
    files = Files(config)
    before = files.load()
    mend(config / "processors" / "kagi.yaml", "old_sites: [", "old_sites: [paddle.net, ")
    found = list(checks.check_live(files.load(), config, TODAY, before))
    assert "paddle.yaml" in {problem.file.name for problem in found if problem.severity == "error"}


def test_a_change_is_checked_where_it_is_and_what_was_there_before_is_not(config: Path) -> None:
    files = Files(config)
    before = files.load()
    assert list(checks.check_live(before, config, TODAY)) == []
    for entry, old, new in (("paddle", "country: GB", "country: UK"), ("gumroad", "country: US", "country: EU")):
        file = config / "processors" / f"{entry}.yaml"
        mend(file, old, new)
        os.utime(file, (1, 1))  # what was just written is read again each time, since it may change unseen
    wrong = files.load()
    told = {problem.file.name for problem in checks.check_live(wrong, config, TODAY, before)}
    assert told == {"paddle.yaml", "gumroad.yaml"}
    mend(config / "texts" / "de.ftl", "way-back = Zurück zur Antwort\n", "")
    told = {problem.file.name for problem in checks.check_live(files.load(), config, TODAY, wrong)}
    assert told == {"de.ftl"}, "the entries were there before"
