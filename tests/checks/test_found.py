"""What a check finds besides its bad example, and what it lets pass, tried on the companies of the example alone."""

from datetime import date

import pytest

from bot import checks
from bot.directory.loader import Files
from tests.checks.test_checks import TODAY, files, made  # noqa: F401 - a fixture

BY_ID = {check.id: check for check in checks.CHECKS}
SOURCE = '  - {url: "https://pay.example/terms", date: 2026-11, confidence: high, for: [role]}\n'


def entry(*keys: str, name: str = "Acme Pay", state: str = "active", as_of: str = "2026-11", more: str = "") -> str:
    lines = "".join(f"{key}\n" for key in keys)
    role = "" if any(key.startswith("role:") for key in keys) else "role: merchant-of-record\n"
    return f"name: {name}\n{role}status: {{state: {state}}}\n{lines}as_of: {as_of}\nsources:\n{SOURCE}{more}"


def said(check: str, files: Files, *entries: str, today: date = TODAY) -> list[str]:  # noqa: F811
    """Return what a check says of the companies acme, zenith and so on."""
    names = ("acme", "zenith")
    example = {f"processors/{name}.yaml": text for name, text in zip(names, entries, strict=False)}
    with made(files.config, example):
        found = list(BY_ID[check].find(files.load(), today))
    return [one.message for one in found if one.file in example]


def test_as_of_is_not_invented_and_not_behind_its_sources(files: Files) -> None:  # noqa: F811
    assert said("as-of-newest", files, entry()) == []
    assert said("as-of-newest", files, entry("collected: 2026-11", as_of="2026-08")) == [
        "the newest source is of 2026-11; write as_of: 2026-11"
    ]
    assert said("as-of-newest", files, entry("collected: 2026-12", as_of="2026-12")) == [
        "no source is as new as 2026-12; write as_of: 2026-11"
    ]


@pytest.mark.parametrize("first", [2015, 2026])
def test_the_newest_of_check_and_sources_counts_and_not_the_first(files: Files, first: int) -> None:  # noqa: F811
    contact = "contact: {help: https://pay.example/help}"
    other = {2015: 2026, 2026: 2015}[first]
    more = "".join(
        f'  - {{url: "https://pay.example/{year}", date: {year}, confidence: high, for: [contact.help]}}\n'
        for year in (first, other)
    )
    assert said("old-contact", files, entry(contact, more=more)) == []
    assert said("old-contact", files, entry(contact, "verified: 2019-01-01", more=more)) == []
    assert said("old-contact", files, entry(contact, more=more.replace("date: 2026", "date: 2016"))) == [
        "nothing newer than 2016 speaks for the contact of Acme Pay; open its pages and write verified: with the day"
    ]


def test_a_fact_without_a_dated_source_is_as_old_as_its_reading(files: Files) -> None:  # noqa: F811
    contact = "contact: {help: https://pay.example/help}"
    assert said("old-contact", files, entry(contact, "collected: 2026-11", as_of="2021-03")) == []
