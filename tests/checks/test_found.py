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


def helped(address: str) -> str:
    return entry(f'contact: {{help: "{address}"}}')


@pytest.mark.parametrize(
    "address",
    [
        "https://pay.example/help#utm_source=forum",
        "https://pay.example/help;pk_campaign=a",
        "https://pay.example/help?topic=refund&mtm_kwd=a",
        *(
            f"https://pay.example/help?{name}=a"
            for name in ("_ga", "srsltid", "aff_sub", "affiliateid", "a_aid", "aid")
        ),
        *(
            f"https://pay.example/help?{name}=a"
            for name in ("via", "ref_src", "trk", "irgwc", "cjdata", "sscid", "fpr")
        ),
        "https://www.awin1.com/cread.php",
        "https://acme.pxf.io/help",
        "https://amzn.to/help",
    ],
)
def test_what_tracks_buyers_or_earns_on_them_is_told(files: Files, address: str) -> None:  # noqa: F811
    assert len(said("tracking", files, helped(address))) == 1


@pytest.mark.parametrize("address", ["https://pay.example/help#refunds", "https://pay.example/via;deal/tag?q=ref"])
def test_what_only_looks_like_tracking_is_not(files: Files, address: str) -> None:  # noqa: F811
    assert said("tracking", files, helped(address)) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://bitly.com/acme",
        "https://acme.lnk.to/help",
        "https://www.google.de/url?q=https://pay.example",
        "https://l.facebook.com/l.php?u=pay.example",
        "https://eur01.safelinks.protection.outlook.com/?url=pay.example",
        "https://pay-example.translate.goog/help",
        "https://web.archive.org/web/2020/https://pay.example/help",
        "https://archive.ph/abc",
    ],
)
def test_what_hides_where_it_leads_is_told(files: Files, address: str) -> None:  # noqa: F811
    (message,) = said("plausible-host", files, helped(address))
    assert message.endswith("hides where it leads; write the address that it leads to")


def test_a_page_of_google_or_one_that_speaks_of_archives_hides_nothing(files: Files) -> None:  # noqa: F811
    for address in ("https://support.google.com/url", "https://pay.acme-company.com/x.archive.org/help"):
        assert said("plausible-host", files, helped(address)) == []


def test_a_phone_number_or_policy_of_two_companies_is_told(files: Files) -> None:  # noqa: F811
    phone = 'contact: {phone: [{number: "+15550100"}]}'
    assert said("shared-contact", files, entry(phone), entry(phone, name="Zenith")) == [
        "Acme Pay and Zenith both have +15550100; remove it from the wrong one"
    ]
    policies = [entry(f"privacy_policy: {scheme}://pay.example/privacy") for scheme in ("http", "https")]
    assert len(said("shared-contact", files, *policies)) == 1


@pytest.mark.parametrize("first", [0, 1])
def test_a_host_below_that_of_another_company_is_told(files: Files, first: int) -> None:  # noqa: F811
    hosts = ["recognise: {senders: [mail.pay.example]}", "recognise: {sites: [pay.example]}"]
    companies = [entry(hosts[first], name="Acme Pay"), entry(hosts[1 - first], name="Zenith")]
    (message,) = said("shared-host", files, *companies)
    owner = ["Zenith", "Acme Pay"][first]
    assert message == f"mail.pay.example lies below pay.example of {owner}; remove it here, or from the wrong one"
    companies[1] += "related: {part_of: acme}\n"
    assert said("shared-host", files, *companies) == []


@pytest.mark.parametrize("code", ["deu", "ger", "in", "iw", "und", "jp"])
def test_codes_that_no_front_end_uses_are_told(files: Files, code: str) -> None:  # noqa: F811
    right = {"deu": "de", "ger": "de", "in": "id", "iw": "he"}
    (message,) = said("language-codes", files, entry(f"notes: {{en: Ask first., {code}: Ask first.}}"))
    assert message.endswith(f"write {right[code]}" if code in right else "such as ja for Japanese")


def test_the_names_of_phrase_files_are_codes_of_languages_too(files: Files) -> None:  # noqa: F811
    with made(files.config, {"phrases/jp.yaml": "cues: {}\n"}):
        found = list(BY_ID["language-codes"].find(files.load(), TODAY))
    assert [one.file for one in found] == ["phrases/jp.yaml"]


@pytest.mark.parametrize("mailbox", ["noreply", "no-reply", "donotreply", "Do-Not-Reply", "acme-noreply"])
def test_mailboxes_that_nobody_reads_are_told(files: Files, mailbox: str) -> None:  # noqa: F811
    assert len(said("unread-mailbox", files, entry(f"contact: {{email: {mailbox}@pay.example}}"))) == 1
