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


def on_line(text: str, confidence: str) -> str:
    return f'recognise: {{statement: [{{text: "{text}", kind: prefix, confidence: {confidence}}}]}}'


@pytest.mark.parametrize(("text", "confidence"), [("A*", "low"), ("**", "low"), ("   ", "low"), ("ACM ", "high")])
def test_a_text_of_hardly_any_letters_is_told(files: Files, text: str, confidence: str) -> None:  # noqa: F811
    assert len(said("short-statement", files, entry(on_line(text, confidence)))) == 1


@pytest.mark.parametrize(("text", "confidence"), [("AC*", "high"), ("AC", "low"), ("ACME", "high")])
def test_a_short_text_with_a_sign_or_a_low_confidence_is_not(files: Files, text: str, confidence: str) -> None:  # noqa: F811
    assert said("short-statement", files, entry(on_line(text, confidence))) == []


@pytest.mark.parametrize("text", ["PAYMENT", "DEBIT CARD*", "Kartenzahlung", "PURCHASE 24"])
def test_a_text_of_words_that_every_line_has_is_told(files: Files, text: str) -> None:  # noqa: F811
    assert len(said("bank-words", files, entry(on_line(text, "low")))) == 1


def test_an_accent_makes_no_text_of_its_own(files: Files) -> None:  # noqa: F811
    same = [entry(on_line("ACMÈ*", "high")), entry(on_line("ACME*", "high"), name="Zenith")]
    assert len(said("shared-statement", files, *same)) == 1
    longer = [entry(on_line("ACMÈ*", "high")), entry(on_line("ACME *ZENITH", "medium"), name="Zenith")]
    assert len(said("shadowed-statement", files, *longer)) == 1


MASKS_TOLD = ["####-####", "#-#", "-####", "####/##", "A%%%%%%%", "20######", "20-######", "@@@@####", "########"]


@pytest.mark.parametrize("mask", MASKS_TOLD)
def test_a_mask_with_too_little_of_its_own_is_told(files: Files, mask: str) -> None:  # noqa: F811
    assert len(said("common-mask", files, entry(f'recognise: {{order_numbers: ["{mask}"]}}'))) == 1


@pytest.mark.parametrize("mask", ["ACM####", "AC##-%%%%-%%%%", "acm_%%%%_######", "ACMES ####", "X10####", "ACM-%*"])
def test_a_mask_with_enough_of_its_own_is_not(files: Files, mask: str) -> None:  # noqa: F811
    assert said("common-mask", files, entry(f'recognise: {{order_numbers: ["{mask}"]}}')) == []


def test_where_the_catalogue_is_long_and_not_the_entry_the_catalogue_is_named(files: Files) -> None:  # noqa: F811
    closed = entry().replace("{state: active}", "{state: closed, successor: paddle}")
    long = ("lead-last = ", f"lead-last = {'so ' * 200}")
    with made(files.config, {"processors/acme.yaml": closed, "texts/en.ftl": long}):
        found = list(BY_ID["reply-size"].find(files.load(), TODAY))
    (one,) = (one for one in found if "of Acme Pay has" in one.message and one.file == "texts/en.ftl")
    assert one.location == ("lead-last",)
    assert "few of them are its own words; shorten lead-last, the longest message in it" in one.message
    assert not [one for one in found if one.file == "processors/acme.yaml"]


TOLD_IN_TEXTS = [
    ("discord.gg/acme", "is a link"),
    ("T.me/acme", "is a link"),
    ("x.com/help", "is a link"),
    ("www.pay.example", "is a link"),
    ("https://pay.example", "is a link"),
    ("+1 555 010 0100", "is a phone number"),
    ("1-800-555-0100", "is a phone number"),
    ("(555) 010-0100", "is a phone number"),
    ("0800 5550100", "is a phone number"),
    ("help＠pay.example", "is an e-mail address"),
    ("@everyone", "calls people"),
    ("＠everyone", "calls people"),
    ("<@12345>", "calls people"),
    ("**now**", "is a sign of Markdown"),
    ("disc\\u200bord", "U+200B cannot be seen"),
    ("\\u200eemca", "U+200E cannot be seen"),
    ("first.\\nThen", "a line break"),
]


@pytest.mark.parametrize(("text", "fault"), TOLD_IN_TEXTS)
def test_what_no_text_and_no_name_may_have_is_told(files: Files, text: str, fault: str) -> None:  # noqa: F811
    (message,) = said("note-links", files, entry(f'notes: {{en: "Ask {text} now.", de: "Frag."}}'))
    assert fault in message


@pytest.mark.parametrize("key", ['also_known_as: ["{}"]', 'legal_seller: [{{name: "{}"}}]', 'owner: "{}"'])
@pytest.mark.parametrize(
    "name", ["Acme discord.gg/acme", "Acme @everyone", "Acme\\u200b Pay", "Acme https://pay.example"]
)
def test_names_are_looked_at_like_texts(files: Files, key: str, name: str) -> None:  # noqa: F811
    assert len(said("note-links", files, entry(key.format(name)))) == 1


def test_a_host_in_a_name_or_text_and_a_line_that_is_a_name_are_fine(files: Files) -> None:  # noqa: F811
    assert said("note-links", files, entry('also_known_as: [www.pay.example, "Pay.example", "7-Acme 2000"]')) == []
    line = 'recognise: {statement: [{text: "ACME.COM/BILL", kind: prefix, confidence: high}]}'
    assert said("note-links", files, entry("also_known_as: [acme.com/bill]", line)) == []
    fine = "In pay.example it is 24/7, 1.000,00 EUR, 01.02.2026 and/or directive 2023/2673 (14 days), e.g. 120-540."
    assert said("note-links", files, entry(f'notes: {{en: "{fine}", de: "Frag."}}')) == []


def test_a_name_that_phrases_list_among_companies_is_no_plain_word(files: Files) -> None:  # noqa: F811
    listed = ("  proc: paddle,", "  proc: acmely, paddle,")
    with made(files.config, {"processors/acme.yaml": entry(name="Acmely"), "phrases/en.yaml": listed}):
        found = list(BY_ID["everyday-name"].find(files.load(), TODAY))
    assert [one for one in found if one.file == "processors/acme.yaml"] == []
