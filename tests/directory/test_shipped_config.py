"""The shipped configuration is true to its sources and complete."""

from pathlib import Path

import pytest
import yaml

from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.models import Sourced, words_in
from tests.conftest import CONFIG, ROOT

FACTS = ROOT.parent / "shared" / "facts"
FIRST_FOUR = ("plimus", "regnow", "shareit", "esellerate")
OTHERS = (
    "bluesnap", "mycommerce", "digital-river", "fastspring", "paddle", "lemon-squeezy", "2checkout", "cleverbridge",
    "gumroad", "steam", "apple", "google-play", "paypal", "stripe",
)  # fmt: skip


def sourced(directory: Directory) -> tuple[Sourced, ...]:
    return (*directory.processors.values(), *directory.developers.values(), *directory.rules)


def test_the_promised_processors_are_there_and_offered(directory: Directory) -> None:
    assert {*FIRST_FOUR, *OTHERS} <= directory.processors.keys()
    assert {*FIRST_FOUR, *OTHERS} <= set(directory.bot.offered_processors)


def test_as_of_is_the_date_of_the_newest_source(directory: Directory) -> None:
    for entry in sourced(directory):
        dates = [source.date for source in entry.sources if source.date]
        assert entry.as_of == max(dates, default=None), entry


def test_nothing_claims_to_have_been_checked_by_hand(directory: Directory) -> None:
    assert [entry.id for entry in directory.processors.values() if entry.verified] == []


def test_companies_that_are_gone_have_no_contact_and_no_policy(directory: Directory) -> None:
    for entry in directory.processors.values():
        if entry.status.state in {"closed", "insolvent"}:
            assert not any((entry.contact.help, entry.contact.email, entry.contact.phone, entry.contact.order_lookup))
            assert entry.privacy_policy is None
            assert entry.notes


def test_every_living_processor_links_its_own_privacy_policy(directory: Directory) -> None:
    missing = [e.id for e in directory.processors.values() if e.status.state == "active" and not e.privacy_policy]
    assert missing == []


def test_every_link_is_https_unless_its_source_has_none(directory: Directory) -> None:
    for entry in directory.processors.values():
        for link in (entry.privacy_policy, entry.contact.help, entry.contact.order_lookup):
            assert link is None or link.startswith("https://"), link
    http = [developer.site for developer in directory.developers.values() if not developer.site.startswith("https")]
    assert http == ["http://www.tech-pro.net/"]
    assert "http, because all sources write it so" in (CONFIG / "developers" / "tech-pro.yaml").read_text()


def test_every_text_of_the_directory_is_there_in_every_language(directory: Directory) -> None:
    for language in directory.bot.languages:
        for entry in directory.processors.values():
            texts = [
                entry.notes,
                entry.refunds.text,
                *(s.scope for s in entry.legal_seller),
                *(s.described for s in entry.sources),
            ]
            assert all(language in text for text in texts if text), (entry.id, language)
        for rule in directory.rules:
            assert language in rule.name
            assert language in rule.text
            assert rule.counts_from is None or language in rule.counts_from


def test_categories_stand_in_the_order_of_the_release(directory: Directory) -> None:
    assert tuple(directory.categories) == CATEGORY_IDS


def test_rules_name_region_start_source_and_age(directory: Directory) -> None:
    for rule in directory.rules:
        if rule.length:
            assert words_in(rule.counts_from, "en"), rule.id
        if rule.kind == "limit":
            assert rule.length, rule.id
        if rule.kind == "regulator":
            assert rule.contact
            assert rule.where
    assert {rule.where for rule in directory.rules if rule.kind == "regulator"} == {("eu",), ("uk",), ("us",)}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not part of the project; they lie beside it")
def test_statement_texts_and_links_come_from_the_facts(directory: Directory) -> None:
    facts = {
        entry["id"]: entry
        for file in FACTS.glob("processors-*.yaml")
        for entry in yaml.safe_load(Path(file).read_text("utf-8"))["processors"]
    }
    for entry in directory.processors.values():
        known = yaml.safe_dump(facts[entry.id], width=10_000, allow_unicode=True)
        squeezed = known.upper().replace(" ", "")
        for statement in entry.recognise.statement:
            assert statement.text.upper().replace(" ", "") in squeezed, (entry.id, statement.text)
        for address in (*entry.recognise.sites, *entry.recognise.senders, entry.contact.help, entry.contact.email):
            assert address is None or address in known, (entry.id, address)
        assert entry.privacy_policy is None or entry.privacy_policy == facts[entry.id]["privacy_policy"]
        for source in entry.sources:
            assert source.url is None or source.url in known, (entry.id, source.url)
