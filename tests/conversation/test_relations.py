"""Companies that belong together: one reader, one buyer, and no wrong door."""

import pytest

from bot.conversation.answer import answer
from bot.conversation.reply import Reply
from bot.conversation.state import State, decode
from bot.desk import Desk
from bot.directory.directory import Directory


def advice(directory: Directory, processor: str, category: str = "access", **slots: str) -> Reply:
    say = directory.texts.in_language("en")
    return answer(directory, State(category=category, processor=processor, told_apart=True, **slots), say)  # type: ignore[arg-type]


def fact(reply: Reply, label: str) -> str | None:
    return next((fact.value for fact in reply.facts if fact.label == label), None)


def text(reply: Reply) -> str:
    return " ".join(block.text for block in reply.blocks)


@pytest.mark.parametrize(
    ("processor", "answers"),
    [
        ("avangate", "2checkout"),
        ("plimus", "bluesnap"),
        ("element5", None),
        ("shareit", None),
        ("swreg", None),
        ("regnow", None),
        ("lemon-squeezy", "lemon-squeezy"),
        ("asknet", "asknet"),
    ],
)
def test_who_answers_today(directory: Directory, processor: str, answers: str | None) -> None:
    found = directory.who_answers(directory.processors[processor])
    assert (found.id if found else None) == answers


@pytest.mark.parametrize("processor", ["swreg", "regnow", "esellerate", "element5", "shareit", "mycommerce"])
def test_what_belonged_to_digital_river_ended_with_it(directory: Directory, processor: str) -> None:
    reply = advice(directory, processor, when="years-ago")
    assert fact(reply, "Belonged to") == "Digital River"
    said = "still trades. Its owner Digital River does not." if processor == "swreg" else "no longer trades"
    assert said in text(reply)


def test_of_an_owner_that_ended_only_hearsay_follows(directory: Directory) -> None:
    reply = advice(directory, "swreg", "unrecognised-charge", when="recent")
    assert text(reply).startswith("We do not know whether SWREG still trades.")
    assert "A new charge in that name is probably wrong." in text(reply)


def test_avangate_leads_to_2checkout(directory: Directory) -> None:
    reply = advice(directory, "avangate")
    assert "Avangate is called 2Checkout today." in text(reply)
    assert "2Checkout (once Avangate)" in [party.name for party in reply.parties]


@pytest.mark.parametrize(
    ("processor", "others"),
    [
        ("stripe", {"Lemon Squeezy", "Link.com"}),
        ("lemon-squeezy", {"Stripe", "Link.com"}),
        ("braintree", {"PayPal"}),
        ("roblox", {"Xsolla", "Apple App Store", "Google Play", "Microsoft Store"}),
        ("setapp", {"Paddle", "Apple App Store"}),
        ("regnow", set()),
    ],
)
def test_what_is_wrong_offers_whoever_may_have_taken_it_instead(
    directory: Directory, processor: str, others: set[str]
) -> None:
    reply = advice(directory, processor, step="mend", **({"when": "years-ago"} if processor == "regnow" else {}))
    offered = {choice.label.removeprefix("It was "): choice for choice in reply.choices if "It was" in choice.label}
    assert offered.keys() == others
    for name, choice in offered.items():
        state = decode(choice.token)
        assert directory.processors[state.processor or ""].name == name
        assert state.category == "access"


def test_a_seller_behind_another_company_says_whose_name_the_statement_may_show(directory: Directory) -> None:
    assert fact(advice(directory, "ko-fi"), "Paid through") == "Your statement may show PayPal or Stripe."
    sold = fact(advice(directory, "setapp"), "Sometimes sold by")
    assert sold == "Paddle or Apple App Store. If your receipt names them, ask there."


def test_a_wallet_line_names_the_seller_inside_it(desk: Desk) -> None:
    reply = desk.hear(desk.open().token, "PAYPAL *PADDLE.NET")
    assert reply.state.processor == "paddle"
    assert reply.state.paid == "paypal"


@pytest.mark.parametrize("line", ["PAYPAL *KOFI", "I paid on Ko-fi with PayPal", "STRIPE, for Ko-fi"])
def test_a_service_that_is_paid_through_another_comes_before_it(desk: Desk, line: str) -> None:
    processor = desk.hear(desk.open().token, line).state.processor
    assert processor == "ko-fi"


def test_beside_a_known_seller_what_was_paid_with_is_no_seller(desk: Desk) -> None:
    seller = desk.hear(desk.open().token, "I bought it via FastSpring and the key never came")
    reply = desk.hear(seller.token, "klarna")
    assert (reply.state.processor, reply.state.paid) == ("fastspring", "pay-later")


def test_another_company_of_that_name_is_told_before_anybody_calls_it_fraud(directory: Directory) -> None:
    reply = advice(directory, "kagi", "unrecognised-charge", when="recent")
    assert "Do not mix it up with Kagi, the paid search engine of today." in text(reply)
    assert "If the charge is not from that other company" in text(reply)
    assert "search engine" not in text(advice(directory, "kagi", when="years-ago"))


def test_of_a_name_alone_the_answer_says_so(directory: Directory) -> None:
    reply = advice(directory, "regsoft")
    assert "We do not know whether RegSoft is the seller." in text(reply)
    assert "We do not know whether RegSoft still trades." in text(reply)
    assert "we looked in November 2026 and found no source" in text(reply)
    assert [party.contact for party in reply.parties if party.role == "processor"] == [
        "We have no verified contact for RegSoft. The receipt may name one."
    ]


def test_a_company_without_a_contact_is_no_place_to_look_a_charge_up(directory: Directory) -> None:
    for processor in ("nintendo", "podia"):
        reply = advice(directory, processor, "unrecognised-charge")
        assert "Search your mail for a receipt" in text(reply)
        assert "up there" not in text(reply)


def test_old_addresses_are_recognised_and_never_linked(directory: Directory, desk: Desk) -> None:
    with_old = {entry.id for entry in directory.processors.values() if entry.recognise.old_sites}
    assert with_old >= {"plimus", "regnow", "shareit", "esellerate", "digital-river", "element5", "swreg"}
    for entry in directory.processors.values():
        for host in entry.recognise.old_sites:
            assert directory.is_abandoned(f"https://www.{host}/buy")
            reply = desk.hear(desk.open().token, f"https://www.{host}/buy and the key never came")
            assert reply.state.processor == entry.id
    assert not directory.is_abandoned("https://secure.avangate.com/myaccount/order_lookup/")


def test_a_link_without_https_says_so(directory: Directory) -> None:
    said = "This page is known only without https, so the way to it is not encrypted."
    seen = 0
    for processor in directory.processors:
        reply = advice(directory, processor, step="sources")
        for source in reply.facts:
            if source.url and not source.url.startswith("https://"):
                assert said in (source.value or ""), (processor, source)
                seen += 1
    assert seen > 5


def test_every_link_in_an_answer_belongs_to_a_living_entry(directory: Directory) -> None:
    living = [entry for entry in directory.processors.values() if entry.status.state in {"active", "unknown"}]
    allowed = {
        url for entry in living for url in (entry.contact.help, entry.contact.order_lookup, entry.privacy_policy)
    }
    allowed |= {rule.contact for rule in directory.rules}
    checked = 0
    for processor in directory.processors:
        for category in directory.categories:
            for when in ("recent", "years-ago", "?"):
                reply = advice(directory, processor, category, when=when, product="?")
                urls = {fact.url for fact in reply.facts} | {party.url for party in reply.parties}
                assert urls - {None} <= allowed, (processor, category)
                mails = {party.contact for party in reply.parties if "@" in (party.contact or "")}
                assert mails <= {entry.contact.email for entry in living}
                checked += len(urls)
    assert checked > 1000
