"""A clock is described, never judged: may run, look at the date today, probably over."""

from dataclasses import replace

import pytest

from bot.conversation.answer import answer
from bot.conversation.case import Case
from bot.conversation.state import State, decode
from bot.conversation.timelimits import Standing, earliest, has_passed, standing, that_matter
from bot.directory.directory import Directory
from bot.directory.models import Rule


def rule(**fields: object) -> Rule:
    known = {"id": "some-rule", "kind": "limit", "name": {"en": "A rule"}, "text": {"en": "Some text."}}
    source = {"described": {"en": "a page"}, "confidence": "high"}
    return Rule.model_validate({**known, "confidence": "high", "as_of": "2025", "sources": (source,), **fields})


@pytest.mark.parametrize(
    ("days", "when", "expected"),
    [
        (60, "under-2-weeks", "may-run"),
        (60, "2-to-8-weeks", "may-run"),
        (60, "8-weeks-to-4-months", "look-today"),
        (60, "4-to-6-months", "probably-over"),
        (180, "4-to-6-months", "look-today"),
        (396, "6-to-13-months", "may-run"),
        (396, "longer", "probably-over"),
        (540, "longer", "look-today"),
        (60, "?", "look-today"),
        (60, None, "look-today"),
    ],
)
def test_a_clock_may_run_or_is_probably_over(days: int, when: str | None, expected: Standing) -> None:
    assert standing(rule(days=days), when) == expected


def test_a_rule_without_a_clock_stands_nowhere() -> None:
    assert standing(rule(), "longer") is None
    assert not has_passed(rule(), "longer")


def test_a_limit_is_dropped_only_when_the_whole_span_lies_past_its_latest_end() -> None:
    statement = rule(days=60, starts_within=45)
    assert not has_passed(statement, "8-weeks-to-4-months")
    assert has_passed(statement, "4-to-6-months")
    assert not has_passed(rule(days=60, starts_within=None), "longer")
    assert not has_passed(rule(days=120, starts_within=420, at_most_days=540), "longer")
    assert has_passed(rule(days=120, starts_within=420, at_most_days=540), "years-ago")


def test_the_three_answers_narrow_the_rules(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    state = State(category="unauthorised", processor="paddle", paid="debit-card", where="us", when="2-to-8-weeks")
    names = [found.id for found in that_matter(Case(directory, state, say))]
    assert "us-debit-card" in names
    assert not {"eu-unauthorised", "paypal-dispute", "us-fair-credit-billing", "crypto"} & set(names)
    shortest = earliest(Case(directory, state, say))
    assert shortest is not None
    assert shortest.days == 60


def test_the_limits_are_asked_for_and_then_listed_with_source_and_age(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    state = State(step="limits", category="not-received", processor="gumroad", counted=True)
    for wanted in ("PayPal", "European Union, Iceland, Norway", "4 to 6 months ago"):
        reply = answer(directory, state, say)
        assert reply.kind == "question"
        state = decode(next(choice.token for choice in reply.choices if choice.label == wanted))
    reply = answer(directory, state, say)
    assert reply.kind == "notice"
    values = {fact.label: fact for fact in reply.facts}
    dispute = values["PayPal dispute"]
    assert (dispute.value or "").startswith("Look at the date today. 180 days, counted from the payment.")
    assert "Source without a date, collected in November 2026." in (dispute.value or "")
    assert dispute.url == "https://www.paypal.com/sg/smarthelp/article/faq3421"
    assert "not a verdict" in reply.blocks[0].text


def test_a_weak_source_is_called_unconfirmed(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    state = State(
        step="limits",
        category="not-received",
        processor="paddle",
        paid="credit-card",
        where="elsewhere",
        when="under-2-weeks",
    )
    facts = {fact.label: fact.value or "" for fact in answer(directory, state, say).facts}
    assert "Not confirmed" in facts["American Express"]
    assert "Not confirmed" not in facts["Visa and Mastercard"]


def test_a_paypal_payment_is_disputed_at_paypal(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="not-received", processor="paddle", paid="paypal"), say)
    issuer = reply.parties[-1]
    assert (issuer.role, issuer.name, issuer.url) == ("issuer", "PayPal", "https://www.paypal.com/disputes/")
    assert "Open a dispute there. If you do, do not ask your card issuer as well." in reply.blocks[3].text


def test_behind_paypal_stands_the_card_and_the_warning_not_to_ask_both(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="not-received", processor="paypal", paid="paypal"), say)
    assert reply.parties[-1].name == "the card or bank that PayPal drew on"
    assert "A dispute there is possible for 180 days from the payment." in reply.blocks[2].text
    assert "Ask for a chargeback" in reply.blocks[3].text
    assert "at the same time" in reply.blocks[4].text


def test_a_dispute_whose_time_is_over_is_not_offered(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="not-received", processor="paypal", when="6-to-13-months"), say)
    assert not [block.text for block in reply.blocks if "A dispute there" in block.text]


def test_nobody_stands_behind_a_crypto_payment(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="not-received", processor="paddle", paid="crypto"), say)
    assert [party.role for party in reply.parties] == ["developer", "processor"]
    assert any("cannot be reversed" in block.text for block in reply.blocks)


def test_whoever_did_not_pay_is_told_to_act_today(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="unauthorised", processor="paddle"), say)
    assert "Do it today" in reply.blocks[1].text
    assert "limit" not in reply.blocks[1].text


def test_a_clock_with_a_later_end_is_not_over_before_that_end() -> None:
    assert standing(rule(days=14, at_most_days=379), "2-to-8-weeks") == "look-today"
    assert standing(rule(days=14), "2-to-8-weeks") == "probably-over"
    assert standing(rule(months=13), "6-to-13-months") == "may-run"


def test_a_region_without_rules_still_gets_an_answer(directory: Directory) -> None:
    say = directory.texts.in_language("en")
    bare = replace(directory, rules=())
    state = State(step="limits", category="access", processor="paddle", paid="crypto", where="elsewhere", when="longer")
    reply = answer(bare, state, say)
    assert reply.facts == ()
    assert "no time limit" in reply.blocks[0].text


@pytest.mark.parametrize(("language", "hedge"), [("en", "Not confirmed, it may differ."), ("de", "Nicht bestätigt")])
def test_a_clock_without_a_sure_source_says_so_wherever_it_is_told(
    directory: Directory, language: str, hedge: str
) -> None:
    say = directory.texts.in_language(language)
    weak = {rule.name[language] for rule in directory.rules if rule.confidence == "low" and rule.length}
    told = 0
    for category in directory.categories:
        for paid in ("credit-card", "debit-card", "direct-debit", "paypal", None):
            for step in ("ask", "limits"):
                state = State(
                    category=category, processor="paddle", told_apart=True, paid=paid, where="?", when="?", step=step
                )
                reply = answer(directory, state, say)
                pieces = [*(block.text for block in reply.blocks), *(f"{f.label}: {f.value}" for f in reply.facts)]
                for piece in pieces:
                    if any(f"({name})" in piece or piece.startswith(f"{name}:") for name in weak):
                        told += 1
                        assert hedge in piece
    assert told > 5
