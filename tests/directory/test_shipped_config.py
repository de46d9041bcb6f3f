"""The shipped configuration is true to its sources and complete."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS, Words
from bot.directory.processor import Contact, Processor, Recognise, Related
from bot.directory.records import Sourced, words_in
from tests.conftest import CONFIG, ROOT

FACTS = ROOT.parent / "shared" / "facts"
FIRST_FOUR = ("plimus", "regnow", "shareit", "esellerate")
beside = pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts lie beside the project, not in it")

# How a language says that a fact is not certain. A fact that rests on weak sources only is told with one of these.
HEDGES = {
    "en": ("may", "might", "as far as we know", "probably", "is said to", "disagree"),
    "de": ("womöglich", "kann", "soweit wir wissen", "wohl", "vermutlich", "soll ", "widersprechen"),
}


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    """What was researched about each processor, by its id."""
    files = [yaml.safe_load(file.read_text("utf-8")) for file in FACTS.glob("processors-*.yaml")]
    return {entry["id"]: entry for file in files for entry in file["processors"]}


@pytest.fixture(scope="module")
def researched_rules() -> list[dict[str, Any]]:
    files = [yaml.safe_load(file.read_text("utf-8")) for file in FACTS.glob("processors-*.yaml")]
    return [rule for file in files for rule in file.get("rules", ())]


def sourced(directory: Directory) -> tuple[Sourced, ...]:
    return (*directory.processors.values(), *directory.developers.values(), *directory.rules)


def test_the_first_four_are_there_and_offered(directory: Directory) -> None:
    assert set(FIRST_FOUR) <= set(directory.bot.offered_processors)


@beside
def test_every_processor_of_the_research_has_its_file(directory: Directory, facts: dict[str, dict[str, Any]]) -> None:
    assert directory.processors.keys() == facts.keys()
    assert len(facts) > 80


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


@beside
def test_a_living_processor_links_its_own_privacy_policy_where_one_is_known(
    directory: Directory, facts: dict[str, dict[str, Any]]
) -> None:
    for entry in directory.processors.values():
        if entry.status.state == "active":
            assert entry.privacy_policy == facts[entry.id]["privacy_policy"], entry.id


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


@beside
def test_statement_texts_and_addresses_come_from_the_research(
    directory: Directory, facts: dict[str, dict[str, Any]], researched_rules: list[dict[str, Any]]
) -> None:
    rules = yaml.safe_dump(researched_rules, width=10_000, allow_unicode=True)
    for entry in directory.processors.values():
        known = yaml.safe_dump(facts[entry.id], width=10_000, allow_unicode=True)
        squeezed = known.upper().replace(" ", "")
        for statement in entry.recognise.statement:
            assert statement.text.upper().replace(" ", "") in squeezed, (entry.id, statement.text)
        contact = entry.contact
        for address in (*entry.hosts, contact.help, contact.email, contact.order_lookup):
            assert address is None or address in known, (entry.id, address)
        digits = re.sub(r"[^0-9]", "", known)
        for phone in contact.phone:
            assert phone.number.removeprefix("+1").removeprefix("+") in digits, (entry.id, phone.number)
        for source in entry.sources:
            assert source.url is None or source.url in known + rules, (entry.id, source.url)


@beside
def test_roles_and_states_are_those_of_the_research(directory: Directory, facts: dict[str, dict[str, Any]]) -> None:
    for entry in directory.processors.values():
        fact = facts[entry.id]
        assert entry.role == (fact["role"] or "unknown") or (entry.id, entry.role) == (
            "bluesnap",
            "payment-facilitator",
        )
        assert entry.status.state == {"acquired": "active", None: "unknown"}.get(fact["status"], fact["status"])
        if fact.get("status_confidence") == "low" and entry.status.state != "unknown":
            assert entry.status.confidence == "low", entry.id


@beside
def test_no_statement_text_is_surer_than_the_research(directory: Directory, facts: dict[str, dict[str, Any]]) -> None:
    order = ("low", "medium", "high")
    index = yaml.safe_load((FACTS / "processors-modern.yaml").read_text("utf-8"))["prefix_index"]
    known = {(line["id"], squeeze(line["starts"])): line["conf"] for line in index}
    known |= {
        (name, squeeze(line["text"])): line["confidence"]
        for name, fact in facts.items()
        if isinstance(fact["statement"], list)
        for line in fact["statement"]
    }
    compared = 0
    for entry in directory.processors.values():
        for statement in entry.recognise.statement:
            said = known.get((entry.id, squeeze(statement.text)))
            if said is not None:
                compared += 1
                assert order.index(statement.confidence) <= order.index(said), (entry.id, statement.text)
    assert compared > 50


def squeeze(text: str) -> str:
    return text.upper().replace(" ", "")


def filled(entry: Processor) -> Iterator[tuple[str, tuple[Words | None, ...]]]:
    """Yield the keys of a file that state a fact, each with the texts that a buyer reads in its place."""
    yield from ((key, ()) for key in ("owner", "sold_by", "way_to_pay", "privacy_policy") if getattr(entry, key))
    if entry.role != "unknown":
        yield "role", ()
    if entry.status.state != "unknown":
        yield "status", ()
    if entry.related != Related():
        yield "related", ()
    if entry.legal_seller:
        yield "legal_seller", tuple(seller.scope for seller in entry.legal_seller)
    yield from ((f"contact.{key}", ()) for key in Contact.model_fields if getattr(entry.contact, key))
    for key in ("statement", "senders", "order_numbers", "namesake"):
        if getattr(entry.recognise, key):
            yield f"recognise.{key}", ()
    if entry.have_ready:
        yield "have_ready", ()
    if entry.refunds.text:
        yield "refunds", (entry.refunds.text,)
    if entry.notes:
        yield "notes", (entry.notes,)


def best_support(entry: Processor, key: str) -> str | None:
    """Return the confidence of the best source that says what it supports: this key, or all that it is a part of."""
    found = {
        source.confidence
        for source in entry.sources
        for said in source.supports
        if key == said or key.startswith(f"{said}.") or said.startswith(f"{key}.")
    }
    return next((confidence for confidence in ("high", "medium", "low") if confidence in found), None)


def test_every_fact_has_a_source(directory: Directory) -> None:
    unsupported = [
        f"{entry.id}: {key}"
        for entry in directory.processors.values()
        for key, _ in filled(entry)
        if best_support(entry, key) is None
    ]
    assert unsupported == []


def test_sources_support_keys_that_exist(directory: Directory) -> None:
    known = {*Processor.model_fields, *(f"contact.{key}" for key in Contact.model_fields)}
    known |= {f"recognise.{key}" for key in Recognise.model_fields}
    for entry in directory.processors.values():
        said = {key for source in entry.sources for key in source.supports}
        assert said <= known, entry.id
        assert all(source.supports for source in entry.sources), entry.id


def is_told_as_weak(entry: Processor, key: str, texts: tuple[Words | None, ...]) -> bool:
    """Say whether a buyer is told that this fact is not certain."""
    match key:
        case "role":
            return entry.role_confidence == "low"
        case "status":
            return entry.status.confidence == "low"
        case "recognise.statement":
            return {statement.confidence for statement in entry.recognise.statement} == {"low"}
        case "recognise.senders" | "recognise.order_numbers":
            return True  # no buyer reads them; they only recognise a receipt
        case "related":
            return not (entry.related.part_of or entry.related.sold_through)  # the rest is told with "may"
    return bool(texts) and all(
        any(hedge in text[language].casefold() for hedge in hedges)
        for text in texts
        for language, hedges in HEDGES.items()
        if text
    )


def test_what_rests_on_weak_sources_alone_is_told_as_such(directory: Directory) -> None:
    weak = [
        (entry, key, texts)
        for entry in directory.processors.values()
        for key, texts in filled(entry)
        if best_support(entry, key) == "low"
    ]
    assert len(weak) > 20
    assert [f"{entry.id}: {key}" for entry, key, texts in weak if not is_told_as_weak(entry, key, texts)] == []
    assert [entry.id for entry, key, _ in weak if key == "refunds" and entry.refunds.days] == []


RULES = {
    "order-of-contact": "seller-first",
    "fraud-exception": "fraud-at-once",
    "one-channel": "one-channel",
    "card-120-days": "visa-mastercard",
    "visa-120-540": "visa-mastercard",
    "mastercard-120-540": "mastercard-service-stopped",
    "card-internal-cutoffs": "card-unauthorised",
    "amex": "amex",
    "dispute-duration": "dispute-duration",
    "reseller-60-days": "reseller-60-days",
    "paypal-180-days": "paypal-dispute",
    "paypal-20-days": "paypal-dispute",
    "apple-google-pay": "apple-google-pay",
    "klarna-buyer-protection": "klarna",
    "eu-withdrawal": "eu-withdrawal",
    "eu-withdrawal-digital": "eu-withdrawal-downloads",
    "eu-withdrawal-button": "eu-withdrawal-button",
    "eu-unauthorised-13-months": "eu-unauthorised",
    "sepa-direct-debit": "sepa-direct-debit",
    "sepa-instant": "bank-transfer",
    "de-schufa": "de-schufa",
    "uk-section-75": "uk-section-75",
    "uk-chargeback": "uk-chargeback",
    "uk-cancel-14-days": "uk-cancel",
    "us-fcba": "us-fair-credit-billing",
    "us-efta-debit": "us-debit-card",
    "us-bank-debit-link": "us-link-bank-payment",
    "crypto": "crypto",
    "app-store-purchases": "in-app-purchases",
}
REGIONS = {"EU": "eu", "SEPA": "eu", "DE": "eu", "GB": "uk", "US": "us"}


@beside
def test_every_rule_of_the_research_is_carried_with_its_sources(
    directory: Directory, researched_rules: list[dict[str, Any]]
) -> None:
    ours = {rule.id: rule for rule in directory.rules}
    order = ("low", "medium", "high")
    assert RULES.keys() == {rule["id"] for rule in researched_rules}
    everything = {
        source.url for entry in (*directory.rules, *directory.processors.values()) for source in entry.sources
    }
    for rule in researched_rules:
        carried = ours[RULES[rule["id"]]]
        if rule["region"] in REGIONS:
            assert carried.where == (REGIONS[rule["region"]],), rule["id"]
        assert order.index(carried.confidence) <= order.index(rule["conf"]) or carried.id in MIXED, rule["id"]
        for source in rule["sources"]:
            assert not source["url"].startswith("http") or source["url"] in everything, source["url"]


# Carried by a rule that other facts of the research make surer.
MIXED = {"paypal-dispute"}
