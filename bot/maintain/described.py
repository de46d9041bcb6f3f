"""What every key of the configuration is for, with an example: editors show it, and new files are written from it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bot.directory.models import Developer
from bot.directory.processor import Processor
from bot.directory.records import Record, written_keys


class Described(NamedTuple):
    """`text` is one line; `example` is the value as it may stand in a YAML file, empty where `text` says it all."""

    text: str
    example: str = ""


# By the folder in which each of these records has a file of its own, whose name is the id.
ENTRIES: Mapping[str, type[Record]] = {"processors": Processor, "developers": Developer}


def has_own_file(model: type[Record]) -> bool:
    """Say whether each of these records has a file of its own, whose name is the id."""
    return model in ENTRIES.values()


def keys(model: type[Record]) -> Iterator[tuple[str, Any]]:
    """Yield the keys of a record as they are written, in the order in which they stand in a file, with their types."""
    yield from (found for found in written_keys(model) if found[0] != "id" or not has_own_file(model))


_SOURCED = {
    "as_of": Described("the date of the newest source; null where none has one", "2025-01"),
    "collected": Described("when the sources were read", "2026-11"),
    "verified": Described("the day on which a person opened the live pages; leave it out until then", "2026-11-30"),
    "sources": Described(
        "where it was read",
        '[{url: "https://pay.example/terms", date: 2025-01, confidence: high, for: [role, legal_seller]}, '
        "{described: {en: public statement exports, de: öffentliche Kontoauszüge}, confidence: low}]",
    ),
}

# By the name of the model and the key as it is written.
DESCRIBED: Mapping[str, Mapping[str, Described]] = {
    "Processor": {
        "name": Described("the name that buyers see", "Acme Pay"),
        "also_known_as": Described("other and former names", "[acmepay, Acme Checkout]"),
        "role": Described(
            "the first two are the seller; behind a payment service or facilitator somebody else is",
            "merchant-of-record",
        ),
        "role_confidence": Described("with low the answer says: most often", "low"),
        "sold_by": Described("only where the role does not say who sells: others, or maker", "others"),
        "way_to_pay": Described(
            "only for what a buyer pays with: paypal, pay-later, crypto or wallet",
            "wallet",
        ),
        "status": Described("whether anybody still answers there"),
        "owner": Described("who bought it, where the owner has no file here", "Zenith Holdings"),
        "related": Described("other files that a buyer of this one may have to do with"),
        "legal_seller": Described(
            "who the contract is with",
            "[{name: Acme Pay Ltd, country: GB, for: {en: outside the US, de: außerhalb der USA}}]",
        ),
        "contact": Described("where a buyer turns to; the closed have none"),
        "privacy_policy": Described("its own privacy policy", "https://pay.example/privacy"),
        "recognise": Described("what betrays it on a statement, a receipt or a payment page"),
        "have_ready": Described("what it asks for", "[order-number, email, last-four]"),
        "refunds": Described("who decides about refunds, and for how long"),
        "notes": Described("short, for what no key can say", "{en: A sentence., de: Ein Satz.}"),
        **_SOURCED,
    },
    "Status": {
        "state": Described("active, renamed, closed, insolvent or unknown", "active"),
        "since": Described("since when", "2019-03"),
        "confidence": Described("with low the answer says: as far as we know", "high"),
        "successor": Described("of a renamed, closed or insolvent one: the id of whoever answers today", "zenith-pay"),
    },
    "Related": {
        "part_of": Described("the id of the company that it belongs to", "zenith-pay"),
        "paid_through": Described("whose name may stand on the statement in place of its own", "[paypal]"),
        "sold_through": Described("who is the seller of some purchases in its place", "[paddle]"),
    },
    "LegalSeller": {
        "name": Described("the company's full name", "Acme Pay Ltd"),
        "country": Described("ISO code of its seat", "GB"),
        "for": Described("for which buyers", "{en: outside the US, de: außerhalb der USA}"),
    },
    "Contact": {
        "help": Described("the page where a buyer gets help", "https://pay.example/help"),
        "order_lookup": Described("the page that finds an order", "https://pay.example/order"),
        "email": Described("the address for buyers", "help@pay.example"),
        "phone": Described("numbers for buyers", '[{for: {en: toll-free, de: gebührenfrei}, number: "+442079460958"}]'),
    },
    "Phone": {
        "for": Described("for which buyers", "{en: toll-free, de: gebührenfrei}"),
        "number": Described("with + and country code, only digits, in quotes", '"+442079460958"'),
    },
    "Recognise": {
        "statement": Described("texts on bank statements", '[{text: "ACMEPAY*", kind: prefix, confidence: high}]'),
        "senders": Described("mail domains of genuine receipts", "[pay.example]"),
        "mailboxes": Described("single addresses of receipts on a host that sends much else", "[acme@mail.example]"),
        "sites": Described("hosts of its payment pages, with all below them", "[buy.pay.example]"),
        "old_sites": Described("hosts on old receipts, recognised but never linked", "[acme-checkout.example]"),
        "order_numbers": Described(
            "masks: # a digit, @ a letter, % either, * at the end: more of the last", '["ACM-####@@"]'
        ),
        "everyday_words": Described("its names that are also plain words", "[acme]"),
        "not_names": Described("names of something else that begin like one of its own", "[Acme Payroll]"),
        "spellings": Described("other ways to write the name, also in other scripts", "[akme pay]"),
        "namesake": Described("another company of that name, in words", "{en: Acme Pay in Peru, de: Acme Pay in Peru}"),
    },
    "Statement": {
        "text": Described("as it stands on the statement; * is a literal star", '"ACMEPAY*"'),
        "kind": Described("where it stands: always at the bounds of words", "prefix"),
        "confidence": Described("low only suggests, never decides", "high"),
    },
    "Refunds": {
        "decided_by": Described("developer or processor", "processor"),
        "days": Described("how long after the payment", "30"),
        "text": Described("where a number is not enough", "{en: A sentence., de: Ein Satz.}"),
    },
    "Source": {
        "url": Described("the page's address", '"https://pay.example/terms"'),
        "described": Described("words for what has no address", "public statement exports"),
        "date": Described("the page's own date", "2025-01"),
        "confidence": Described("how far it can be believed", "high"),
        "for": Described("the keys that it supports, with a dot for keys in keys", "[legal_seller, contact.help]"),
    },
    "Developer": {
        "name": Described("the name that buyers see", "Acme Software"),
        "also_known_as": Described("other and former names", "[Acme Soft]"),
        "site": Described("its own site", "https://soft.example"),
        "contact": Described("where a buyer turns to"),
        "products": Described(
            "what it made", "[{id: acme-writer, name: Acme Writer, also_known_as: [Writer], sold_through: [paddle]}]"
        ),
        **_SOURCED,
        "sources": Described(
            "where it was read",
            '[{url: "https://soft.example", date: 2025-01, confidence: high, for: [name, site]}, '
            "{described: {en: public forum posts, de: öffentliche Forenbeiträge}, confidence: low}]",
        ),
    },
    "DeveloperContact": {
        "help": Described("the page where a buyer gets help", "https://soft.example/help"),
        "email": Described("the address for buyers", "help@soft.example"),
    },
    "Product": {
        "id": Described("its id; no other product or developer may have it", "acme-writer"),
        "name": Described("the name that buyers see", "Acme Writer"),
        "also_known_as": Described("other and former names", "[Writer]"),
        "sold_through": Described("ids of the processors that sell it", "[paddle]"),
    },
    "Bot": {
        "operator": Described("who runs this bot"),
        "languages": Described("the first is the one that all others fall back to", "[en, de]"),
        "paths": Described("where things lie"),
        "tally": Described("how the counts are written and for how long the weeks are kept"),
        "offered_processors": Described("ids of those that a buyer can choose from, in this order", "[paddle, paypal]"),
    },
    "Operator": {
        "name": Described("your name"),
        "contact": Described("how you are reached"),
        "privacy": Described("the address of your privacy page"),
        "terms": Described("the address of your terms"),
        "report": Described("where a buyer reports a wrong contact"),
    },
    "Paths": {"data": Described("the folder of the tally, counted from this file", "../data")},
    "Counting": {
        "window_ms": Described("for how many milliseconds counts gather, to be written together", "50"),
        "keep_months": Described("how many months weeks stay weeks; then they are folded into quarters", "36"),
    },
    "Categories": {"categories": Described("what can go wrong, in the order in which a buyer sees it")},
    "Category": {
        "id": Described("the tally knows these ids; a new one needs a new release"),
        "urgent": Described("whether every hour counts", "true"),
        "mixed_up_with": Described("another category that is easily taken for this one and leads elsewhere"),
        "turn_to": Described("whom to turn to, first to last, by the role of the processor"),
        "wait_days": Described("working days to allow each before going on: our suggestion, no rule of law"),
        "have_ready": Described("what to have in hand; the processor's own list is added"),
    },
    "Order": {
        "merchant-of-record": Described("also for a processor of unknown role", "[developer, processor, issuer]"),
        "marketplace": Described("where the shop is the seller", "[processor, developer, issuer]"),
        "payment-service": Described("also for payment facilitators", "[decider, other, issuer-by-right]"),
    },
    "Wait": {
        "developer": Described("working days for the developer", "3"),
        "processor": Described("working days for the processor", "5"),
    },
    "Rules": {"rules": Described("time limits, rights, plain facts and public bodies")},
    "Rule": {
        "id": Described("no other rule has it"),
        "kind": Described(
            "limit: a clock towards an issuer; right: the seller's; fact: no clock; regulator: at the end"
        ),
        "name": Described("a few words"),
        "text": Described("what a buyer reads"),
        "where": Described("left out: everywhere"),
        "paid": Described("the ways of paying that it is about; left out: all"),
        "categories": Described("left out: all"),
        "processors": Described("left out: all; a fact that names some is a warning on their answers"),
        "days": Described("how long the clock runs; or months:"),
        "months": Described("how long the clock runs; or days:"),
        "at_most_days": Described("the end that no later start can move"),
        "counts_from": Described("from when the clock runs"),
        "starts_within": Described("the latest day after the payment on which the clock can start; null: nobody knows"),
        "contact": Described("the address of the public body"),
        "complaint_about": Described("whom a regulator hears complaints about"),
        "confidence": Described("how far it can be believed"),
        **{key: described for key, described in _SOURCED.items() if key != "verified"},
    },
    "Meanings": {
        "start": Described("what each category weighs before any cue"),
        "cues": Described("what words may say, and how much it speaks for each category"),
        "names_nobody": Described("cues beside which a company that is named has not taken the money"),
        "bank_words": Described("what banks add to a statement line"),
        "lures": Described("words in false addresses"),
        "role_mailboxes": Described("mailboxes of a company, not of a person"),
        "password_words": Described("words before a password"),
    },
    "Cue": {
        "means": Described("in words"),
        "weighs": Described("how much it speaks for a category; below 0, against it"),
    },
    "Phrases": {
        "groups": Described("words of which any may stand where a phrase has <name>"),
        "cues": Described("the phrases of each cue of meanings.yaml, with commas between them"),
        "not_known": Described("I do not know"),
        "start_again": Described("start again"),
        "nobody_answered": Described("nobody answered"),
        "asked_everybody": Described("I have asked everybody"),
        "asks_what_is_kept": Described("what do you store about me, delete my data"),
        "paid_when": Described("how long ago the payment was"),
        "paid_through": Described("how it was paid"),
        "around_names": Described("words around a company's name that tell what it has to do with the purchase"),
    },
    "AroundNames": {
        "took_part": Described("before the name: by, through"),
        "a_thing": Described("before the name, an everyday word follows: the, my"),
        "of_a_company": Described("before or behind the name: account, order"),
        "paying": Described("anywhere in the clause: paid, charged"),
        "denied": Described("before the name: not"),
        "denied_behind": Described("behind the name: not"),
        "endings": Described("at the end of the name itself"),
    },
}
