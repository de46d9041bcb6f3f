"""What an answer knows of the processor, as label, value and link; the text of the answer never repeats it."""

from collections.abc import Iterator

from bot.conversation.case import Case
from bot.conversation.parties import party
from bot.conversation.reply import Fact
from bot.conversation.timelimits import fits
from bot.directory.processor import Processor
from bot.directory.records import words_in

# In all other categories somebody is asked for the money: there the refund rule is worth a line.
_NOT_ABOUT_MONEY_BACK = {"unrecognised-charge", "unauthorised", "payment-failed", "invoice"}


def facts(case: Case) -> Iterator[Fact]:
    """Yield the facts of an answer: the public bodies at the end of the road, else what is known of the processor."""
    if case.state.reached == "regulator" and not case.is_alone:
        yield from regulators(case)
    if case.processor is None or case.state.reached not in {None, "processor"}:
        return
    yield from _legal_seller(case, case.processor)
    yield from _related(case, case.processor)
    if case.answering and not case.has_ended:
        yield from _refunds(case, case.processor)
        yield from _contacts(case, case.answering)
    note = words_in(case.processor.notes, case.say.language)
    if note and case.state.category != "unauthorised":  # nothing there may hold up a call to the bank
        yield Fact(case.say("fact-note"), note)
    if case.answering and not case.has_ended:
        yield _privacy_policy(case, case.answering)


def regulators(case: Case) -> Iterator[Fact]:
    """Yield the public bodies that hear a complaint about whoever had a part in this case."""
    for rule in case.directory.rules:
        heard_there = rule.complaint_about == "seller" or case.complained_of == "issuer"
        if rule.kind == "regulator" and heard_there and fits(rule, case):
            name, text = words_in(rule.name, case.say.language), words_in(rule.text, case.say.language)
            yield Fact(name or rule.id, text, rule.contact)


def _legal_seller(case: Case, processor: Processor) -> Iterator[Fact]:
    say = case.say
    companies = "; ".join(
        f"{seller.name} ({scope})" if (scope := words_in(seller.scope, say.language)) else seller.name
        for seller in processor.legal_seller
    )
    label = "fact-legal-seller-then" if case.has_ended else "fact-legal-seller"
    if case.others_sell and processor.role_confidence != "low":
        yield Fact(say(label), say("fact-legal-seller-merchant"))
        if companies:
            yield Fact(say("fact-runs-it"), companies)
    else:
        yield Fact(say(label), companies or say("fact-legal-seller-unknown"))


def _related(case: Case, processor: Processor) -> Iterator[Fact]:
    """Yield whose company it is, who may be the seller in its place, and whose name may stand on the statement."""
    say, known = case.say, case.directory
    owner = known.owner(processor)
    whose = owner.name if owner else processor.owner
    if whose:
        yield Fact(say("fact-owner-then" if case.has_ended else "fact-owner"), whose)
    if processor.related.sold_through:
        names = say.either(tuple(known.processors[name].name for name in processor.related.sold_through))
        yield Fact(say("fact-sold-through"), say("fact-sold-through-names", names=names))
    if processor.related.paid_through:
        names = say.either(tuple(known.processors[name].name for name in processor.related.paid_through))
        yield Fact(say("fact-paid-through"), say("fact-paid-through-names", names=names))


def _refunds(case: Case, processor: Processor) -> Iterator[Fact]:
    """Yield the processor's own rule, also where it was renamed: a successor lends its contacts, not its rules."""
    if case.state.category not in _NOT_ABOUT_MONEY_BACK:
        say, refunds = case.say, processor.refunds
        days = say("length-days", days=refunds.days) if refunds.days else None
        yield Fact(say("fact-refunds"), words_in(refunds.text, say.language) or days or say("fact-refunds-unknown"))


def _contacts(case: Case, answering: Processor) -> Iterator[Fact]:
    """Yield what the party's own line has no room for: the order look-up, and the phones with whom they are for."""
    say, contact = case.say, answering.contact
    shown = party(case, "processor").url if "processor" in case.still_to_ask else None
    if contact.order_lookup and contact.order_lookup != shown:
        yield Fact(say("fact-order-lookup"), url=contact.order_lookup)
    for phone in contact.phone:
        scope = words_in(phone.scope, say.language)
        yield Fact(say("fact-phone"), f"{phone.number} ({scope})" if scope else phone.number)


def _privacy_policy(case: Case, answering: Processor) -> Fact:
    label = case.say("fact-privacy", processor=answering.name)
    if answering.privacy_policy:
        return Fact(label, url=answering.privacy_policy)
    return Fact(label, case.say("fact-privacy-unknown"))
