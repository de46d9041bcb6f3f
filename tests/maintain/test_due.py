"""What a person should look at next."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.maintain.due import Due, due, table
from bot.maintain.keeping_commands import due as command
from bot.settings import Settings
from tests.conftest import CONFIG, mend

TODAY = date(2026, 11, 29)
ACME = """\
name: Acme Pay
role: merchant-of-record
status: {{state: {state}}}
{keys}
as_of: {as_of}
sources:
  - {{url: "https://pay.example/terms", date: {as_of}, confidence: high, for: [role, contact, status]}}
  - {{url: "https://pay.example/refunds", date: {as_of}, confidence: high, for: [refunds]}}
"""
WITH_ALL = "contact: {help: https://pay.example/help}\nprivacy_policy: https://pay.example/privacy"


def acme(config: Path, as_of: str, keys: str = WITH_ALL, state: str = "active", name: str = "acme") -> None:
    (config / "processors" / f"{name}.yaml").write_text(ACME.format(as_of=as_of, keys=keys, state=state), "utf-8")


def found(config: Path, name: str = "acme", today: date = TODAY) -> Due | None:
    return next((one for one in due(load(config), today) if one.id == name), None)


def run_due(*arguments: str, config: Path = CONFIG) -> Result:
    return CliRunner().invoke(command, arguments, obj=Settings(config, None, "WARNING"))


def test_an_entry_is_due_once_its_proof_is_older_than_its_budget(small: Path) -> None:
    acme(small, "2025-11")
    assert found(small) is None
    assert found(small, today=date(2026, 12, 1)) is not None


def test_it_says_what_is_old_since_when_why_it_counts_and_what_to_open(small: Path) -> None:
    acme(small, "2025-08", "contact: {email: help@pay.example}\nrefunds: {decided_by: developer, days: 30}")
    assert found(small) == Due(
        id="acme",
        file="processors/acme.yaml",
        old=("contact", "refunds"),
        since="2025-08",
        reasons=("active", "no privacy policy"),
        pages=("https://pay.example/terms", "https://pay.example/refunds"),
        then="open these, then run recourse verified acme",
        urgency=9 * (2 + 1),
    )


def test_what_is_not_there_is_not_due(small: Path) -> None:
    acme(small, "2019", "notes: null")
    assert found(small) is None


def test_a_fact_is_as_old_as_the_newest_source_that_speaks_for_it(small: Path) -> None:
    acme(small, "2015")
    newer = '[refunds]}\n  - {url: "https://news.example/acme", date: 2026-11, confidence: high, for: [role]}'
    mend(small / "processors" / "acme.yaml", "[refunds]}", newer)
    mend(small / "processors" / "acme.yaml", "as_of: 2015", "as_of: 2026-11\ncollected: 2026-11")
    one = found(small)
    assert one is not None
    assert (one.old, one.since) == (("contact",), "2015")


def test_only_pages_that_speak_for_what_is_old_are_to_be_opened(small: Path) -> None:
    acme(small, "2025-12", f"{WITH_ALL}\nrefunds: {{decided_by: developer, days: 30}}")
    one = found(small)
    assert one is not None
    assert one.old == ("refunds",)
    assert one.pages == ("https://pay.example/help", "https://pay.example/privacy", "https://pay.example/refunds")


def test_a_check_by_a_person_makes_it_young_again(small: Path) -> None:
    acme(small, "2019", f"{WITH_ALL}\nverified: 2026-11-28")
    assert found(small) is None


def test_who_is_offered_comes_before_who_is_not_and_the_ended_last(small: Path) -> None:
    acme(small, "2020", name="acme-offered")
    acme(small, "2020", name="acme-active")
    acme(small, "2020", name="acme-bare", keys="contact: {help: https://pay.example/help}")
    acme(small, "2020", name="acme-closed", keys="notes: null", state="closed")
    mend(small / "bot.yaml", "[paddle]", "[paddle, acme-offered]")
    order = [one.id for one in due(load(small), TODAY) if one.id.startswith("acme-")]
    assert order == ["acme-offered", "acme-bare", "acme-active", "acme-closed"]


def test_the_longer_over_its_budget_the_sooner(small: Path) -> None:
    acme(small, "2020", name="acme-old")
    acme(small, "2024", name="acme-younger")
    order = [one.id for one in due(load(small), TODAY) if one.id.startswith("acme-")]
    assert order == ["acme-old", "acme-younger"]


def test_rules_and_developers_come_due_too(small: Path) -> None:
    mend(small / "developers" / "tech-pro.yaml", "email: null", "email: help@pay.example")
    later = {one.id: one for one in due(load(small), date(2036, 1, 1))}
    assert later["visa-mastercard"].old == ("text",)
    assert later["tech-pro"].reasons == ("developer",)


def test_nobody_is_sent_to_the_site_of_a_company_that_is_gone(directory: Directory) -> None:
    for one in due(directory, date(2036, 1, 1)):
        assert not [page for page in one.pages if directory.is_abandoned(page)], one.id


def test_the_table_lines_up_and_has_the_addresses_below(directory: Directory) -> None:
    lines = list(table(due(directory, TODAY)[:5]))
    heading, *rows = [line for line in lines if not line.startswith(" ")]
    assert heading.split("  ")[0] == "id"
    assert {row.index(row.split()[1]) for row in rows} == {heading.index("what is old")}
    below = [line.split()[0] for line in lines if line.startswith("    ")]
    assert all(word.startswith(("http", "processors/", "developers/", "rules.yaml:")) for word in below)
    assert len([word for word in below if not word.startswith("http")]) == len(rows)


def test_the_command_shows_the_most_urgent_and_how_many_there_are() -> None:
    done = run_due("--today", "2026-11-29", "--most", "2")
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert len([line for line in lines[1:-1] if not line.startswith(" ")]) == 2
    assert lines[-1].endswith("entries are due; these are the first 2.")


def test_nothing_is_due_before_the_first_source() -> None:
    done = run_due("--today", "1995-01-01")
    assert (done.exit_code, done.stdout) == (0, "Nothing is due.\n")


def test_a_day_that_is_none_is_a_sentence() -> None:
    done = run_due("--today", "2026-02-30")
    assert done.exit_code == 2
    assert "2026-02-30" in done.stderr
