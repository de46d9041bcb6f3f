"""Which rules matter to a case, and whether a clock may still run. Information with a source, never a verdict."""

from collections.abc import Iterator
from typing import Literal

from bot.conversation.case import SPANS, Case
from bot.conversation.limits import RULES_SHOWN
from bot.conversation.state import UNKNOWN
from bot.directory.models import Rule
from bot.directory.texts import Voice

Standing = Literal["may-run", "look-today", "probably-over"]


def standing(rule: Rule, when: str | None) -> Standing | None:
    """Say how a rule's clock stands for a payment in the span `when`; None where the rule has no clock.

    Most clocks start later than the payment, so "over" needs the whole span to lie past the days themselves, and
    even then it is only probable: `has_passed` knows the latest possible start.
    """
    if rule.length is None:
        return None
    if when not in SPANS:
        return "look-today"
    shortest, longest = SPANS[when]
    if shortest >= (rule.at_most_days or rule.length):
        return "probably-over"
    return "may-run" if longest is not None and longest <= rule.length else "look-today"


def has_passed(rule: Rule, when: str | None) -> bool:
    """Say whether the whole span lies past the last day that this rule can end on."""
    if rule.length is None or rule.starts_within is None or when not in SPANS:
        return False
    return SPANS[when][0] >= (rule.at_most_days or rule.starts_within + rule.length)


def fits(rule: Rule, case: Case) -> bool:
    """Say whether a rule is about this case, as far as the case is known."""
    state = case.state

    def may_be(value: str | None, allowed: tuple[str, ...]) -> bool:
        return not allowed or value in {None, UNKNOWN} or value in allowed

    return (
        may_be(state.category, rule.categories)
        and may_be(case.paid, rule.paid)
        and may_be(state.where, rule.where)
        and (not rule.processors or not {state.processor, state.paid}.isdisjoint(rule.processors))
    )


def that_matter(case: Case) -> tuple[Rule, ...]:
    """Return the rules for this case as far as it is known, the surest and shortest clocks first."""
    rules = [rule for rule in _not_passed(case) if rule.kind in {"limit", "right", "fact"}]
    rules.sort(key=lambda rule: (rule.length is None, rule.confidence == "low", rule.length or 0))
    return tuple(rules[:RULES_SHOWN])


def earliest(case: Case) -> Rule | None:
    """Return the shortest clock towards a card issuer or payment service that may apply."""
    return min(_running(case), key=lambda rule: rule.length or 0, default=None)


def dispute_at_the_processor(case: Case) -> Rule | None:
    """Return the processor's own clock for a dispute; none where the bank comes first, whose case it would disturb."""
    if case.order[:1] == ("issuer",):
        return None
    anyhow = (rule for rule in _running(case) if not rule.where and not rule.paid)
    return next((rule for rule in anyhow if case.state.processor in rule.processors), None)


def _not_passed(case: Case) -> Iterator[Rule]:
    return (r for r in case.directory.rules if fits(r, case) and not has_passed(r, case.state.when))


def _running(case: Case) -> Iterator[Rule]:
    limits = (rule for rule in _not_passed(case) if rule.kind == "limit" and rule.length)
    return (rule for rule in limits if standing(rule, case.state.when) != "probably-over")


def length_in_words(rule: Rule, say: Voice) -> str:
    """Return the length of a clock as it is told: days, months or whole years."""
    if rule.months and rule.months % 12 == 0:
        return say("length-years", years=rule.months // 12)
    if rule.months:
        return say("length-months", months=rule.months)
    return say("length-days", days=rule.days or 0)
