"""Who comes first: every answer is held against the table of the design, for every role, category and region."""

from dataclasses import replace

import pytest

from bot.conversation.answer import answer
from bot.conversation.state import UNKNOWN, State, decode
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS, Role

# D developer, P processor, I card issuer or payment service. X is whoever decides about refunds, Y the other one.
TABLE: dict[str, tuple[str, str, str]] = {
    #                       seller  shop   payment service
    "not-received": ("DPI", "PDI", "DPI"),
    "access": ("DPI", "PDI", "DPI"),
    "not-as-described": ("DPI", "PDI", "DPI"),
    "refund-request": ("XY", "PDI", "DPI"),
    "refund-missing": ("XYI", "PDI", "DPI"),
    "charged-twice": ("PDI", "PDI", "DPI"),
    "wrong-amount": ("PDI", "PDI", "DPI"),
    "subscription": ("PDI", "PDI", "DPI"),
    "unrecognised-charge": ("PDI", "PDI", "DPI"),
    "unauthorised": ("IPD", "IPD", "IPD"),
    "payment-failed": ("PDI", "PDI", "DPI"),
    "invoice": ("PD", "PD", "DP"),
    "other": ("DPI", "PDI", "DPI"),
}
COLUMN: dict[Role, int] = {
    "merchant-of-record": 0,
    "unknown": 0,
    "marketplace": 1,
    "payment-service": 2,
    "payment-facilitator": 2,
}
ROLES = {"D": "developer", "P": "processor", "I": "issuer"}


def expected(category: str, role: Role, decided_by: str | None) -> list[str]:
    swap = {"X": "P", "Y": "D"} if decided_by == "processor" else {"X": "D", "Y": "P"}
    return [ROLES[swap.get(place, place)] for place in TABLE[category][COLUMN[role]]]


def roles(directory: Directory, state: State) -> list[str]:
    return [party.role for party in answer(directory, state, directory.texts.in_language("en")).parties]


@pytest.mark.parametrize("role", COLUMN)
@pytest.mark.parametrize("decided_by", ["developer", "processor", None])
def test_the_order_is_that_of_the_table(directory: Directory, role: Role, decided_by: str | None) -> None:
    paddle = directory.processors["paddle"]
    refunds = paddle.refunds.model_copy(update={"decided_by": decided_by})
    entry = paddle.model_copy(update={"role": role, "refunds": refunds})
    changed = replace(directory, processors={**directory.processors, "paddle": entry})
    for category in CATEGORY_IDS:
        state = State(category=category, processor="paddle", told_apart=True)
        assert roles(changed, state) == expected(category, role, decided_by), category


def test_the_order_of_every_shipped_processor_is_that_of_the_table(directory: Directory) -> None:
    for entry in directory.processors.values():
        if directory.has_ended(entry):
            continue  # nobody answers there: its own table stands further down
        sellers_decide = entry.sold_by == "others" and entry.refunds.decided_by == "developer"
        column: Role = "merchant-of-record" if sellers_decide else entry.role
        for category in CATEGORY_IDS:
            order = expected(category, column, entry.refunds.decided_by)
            if entry.sold_by == "maker":
                order.remove("developer")
            if entry.way_to_pay == "crypto" and "issuer" in order:
                order.remove("issuer")
            state = State(category=category, processor=entry.id, told_apart=True, product=UNKNOWN)
            assert roles(directory, state) == order, (entry.id, category)


def test_sellers_who_decide_in_a_shop_are_asked_before_the_shop(directory: Directory) -> None:
    assert roles(directory, State(category="not-received", processor="patreon")) == ["developer", "processor", "issuer"]
    assert roles(directory, State(category="not-received", processor="steam")) == ["processor", "developer", "issuer"]


def test_whoever_made_the_product_is_no_third_party(directory: Directory) -> None:
    assert roles(directory, State(category="access", processor="setapp")) == ["processor", "issuer"]


def test_nobody_takes_a_crypto_payment_back(directory: Directory) -> None:
    assert roles(directory, State(category="access", processor="bitpay")) == ["developer", "processor"]
    ended = State(category="unrecognised-charge", processor="coinbase-commerce", told_apart=True, when="recent")
    assert roles(directory, ended) == ["developer"]


def test_a_processor_nobody_knows_is_treated_as_a_seller(directory: Directory) -> None:
    for category in CATEGORY_IDS:
        state = State(category=category, processor=UNKNOWN, told_apart=True)
        assert roles(directory, state) == expected(category, "unknown", None), category


@pytest.mark.parametrize(
    ("where", "issuer"), [("eu", True), ("uk", True), ("us", False), ("elsewhere", False), ("?", False)]
)
def test_a_changed_mind_reaches_the_issuer_only_where_a_right_exists(
    directory: Directory,
    where: str,
    issuer: bool,  # noqa: FBT001 - the other half of the example
) -> None:
    state = State(category="refund-request", processor="fastspring", told_apart=True, where=where)
    assert ("issuer" in roles(directory, state)) is issuer


@pytest.mark.parametrize(
    ("when", "order"),
    [
        ("recent", ["issuer", "developer"]),
        ("under-2-weeks", ["issuer", "developer"]),
        ("4-to-6-months", ["issuer", "developer"]),
        ("between", ["developer", "issuer"]),
        ("6-to-13-months", ["developer", "issuer"]),
        ("longer", ["developer", "issuer"]),
        ("?", ["developer", "issuer"]),
        ("years-ago", ["developer"]),
    ],
)
def test_an_ended_processor_is_never_a_party(directory: Directory, when: str, order: list[str]) -> None:
    for name in ("shareit", "regnow", "esellerate", "digital-river", "mycommerce"):
        for category in CATEGORY_IDS:
            state = State(category=category, processor=name, told_apart=True, when=when)
            no_issuer = category == "invoice" and order[0] == "developer"
            assert roles(directory, state) == (order[:1] if no_issuer else order), (name, category)


def test_a_closed_processor_with_a_living_successor_hands_over_to_it(directory: Directory) -> None:
    closed = directory.processors["plimus"].model_copy(
        update={"status": directory.processors["plimus"].status.model_copy(update={"state": "closed"})}
    )
    changed = replace(directory, processors={**directory.processors, "plimus": closed})
    state = State(category="access", processor="plimus", told_apart=True, when="years-ago")
    parties = answer(changed, state, directory.texts.in_language("en")).parties
    assert [party.role for party in parties] == ["developer", "processor"]
    assert parties[1].name == "BlueSnap (once Plimus)"
    assert parties[1].url == directory.processors["bluesnap"].contact.help


def test_nobody_answered_moves_to_the_next_party_until_a_public_body_is_left(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="access", processor="paddle"), say)
    seen = [[party.role for party in reply.parties]]
    while onward := [choice for choice in reply.choices if choice.label == say("way-nobody-answered")]:
        reply = answer(directory, decode(onward[0].token), say)
        seen.append([party.role for party in reply.parties])
    assert seen == [["developer", "processor", "issuer"], ["processor", "issuer"], ["issuer"], ["issuer"]]
    assert {fact.url for fact in reply.facts} >= {"https://www.consumerfinance.gov", "https://www.eccnet.eu"}


def test_an_old_purchase_ends_with_whoever_owns_the_product_now(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    state = State(category="access", processor="regnow", when="years-ago", reached="regulator")
    reply = answer(directory, state, say)
    assert [party.name for party in reply.parties] == ["whoever owns the product now"]
    assert say("way-nobody-answered") not in [choice.label for choice in reply.choices]


def test_the_table_covers_every_category_and_every_shipped_role(directory: Directory) -> None:
    assert {processor.role for processor in directory.processors.values()} <= COLUMN.keys()
    assert TABLE.keys() == set(CATEGORY_IDS)
