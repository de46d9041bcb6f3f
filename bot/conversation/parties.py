"""Developer, processor and issuer of a case: their names, where to reach them, what to ask them for."""

from bot.conversation.case import Case
from bot.conversation.reply import Party
from bot.directory.fields import PartyRole
from bot.directory.models import DeveloperContact
from bot.directory.processor import Contact

# Old purchases in these categories are about a key, not about money.
ABOUT_THE_LICENCE = {"not-received", "access", "not-as-described", "other"}

# Where a shop has a page for one's own orders, all others begin there and not at its general help.
_AT_THE_HELP_PAGE = {"not-received", "access", "not-as-described", "unauthorised", "other"}


def party(case: Case, role: PartyRole) -> Party:
    """Return one party with the best contact that is known and alive; an unknown one says how to find it."""
    match role:
        case "developer":
            return _developer(case)
        case "processor":
            return _processor(case)
        case "issuer":
            return _issuer(case)


def ask(case: Case, role: PartyRole) -> str:
    """Return what to ask this party for, in a sentence or two."""
    say, category = case.say, case.state.category
    match role:
        case "developer":
            return say(_asking_the_developer(case))
        case "processor" if case.ending:
            return say("processor-ended")
        case "processor" if case.is_service:
            way = case.processor.way_to_pay if case.processor else None
            special = (f"service-{category}{_reach(case)}", f"service-{category}", f"service-default-{way}")
            return say(say.first_of(*special, f"service-default{_reach(case)}", "service-default"))
        case "processor" if is_unreachable(case):
            return say(say.first_of(f"processor-{category}-no-contact", "processor-default-no-contact"))
        case "processor":
            return say(say.first_of(f"processor-{category}{_reach(case)}", f"processor-{category}"))
        case "issuer" if case.ending == "recent":
            namesake = "-namesake" if case.namesake else ""
            return say(f"issuer-ended-recent{namesake or case.end_is_hearsay}")
        case "issuer":
            own = "default" if case.ending and category == "payment-failed" else category  # no hold lasts that long
            return say(say.first_of(f"issuer-{own}", "issuer-default"), paid=_paid_behind(case) or "other")


def is_unreachable(case: Case) -> bool:
    """Whether somebody may answer for the processor, but we know no way to them."""
    return case.answering is not None and case.answering.contact == Contact()


def _reach(case: Case) -> str:
    """Return the ending of the messages for a company that nobody can write to, or that shows no orders."""
    if is_unreachable(case):
        return "-no-contact"
    return "" if case.answering is None or case.answering.contact.order_lookup else "-no-look-up"


def _asking_the_developer(case: Case) -> str:
    category = case.state.category
    if case.is_alone:
        return "developer-new-owner"
    if case.ending == "recent":
        return "developer-ended-recent"
    if case.ending and case.is_about_a_line:
        return "developer-ended-line"
    paid = f"-{case.paid}"
    if case.ending == "years-ago" and category != "invoice":
        about = "developer-years-ago" if category in ABOUT_THE_LICENCE else "developer-years-ago-money"
        return case.say.first_of(f"{about}{paid}", about)
    names = (f"merchant-{category}{paid}", f"merchant-{category}") if case.is_service else ()
    place = "-first" if case.still_to_ask[0] == "developer" else ""
    return case.say.first_of(*names, f"developer-{category}{place}", f"developer-{category}")


def _paid_behind(case: Case) -> str | None:
    """Return how it was paid, seen from the issuer; behind a service that is itself a way to pay, nobody knows."""
    return None if _draws_on_something(case) else case.paid


def _draws_on_something(case: Case) -> bool:
    """Whether the processor is itself what was paid with, and a card or bank account stands behind it."""
    return case.processor is not None and case.processor.way_to_pay not in {None, "crypto"}


def best_contact(contact: Contact | DeveloperContact) -> tuple[str | None, str | None]:
    """Return what to read (an e-mail address, or a number where there is no page) and what to follow (the page)."""
    numbers = contact.phone if isinstance(contact, Contact) and not contact.help else ()
    return contact.email or (numbers[0].number if numbers else None), contact.help


def _developer(case: Case) -> Party:
    if case.is_alone:
        return Party("developer", case.say("the-new-owner"), case.say("contact-new-owner"))
    if case.product is None:
        who = "merchant" if case.is_service else "seller" if case.others_sell else "developer"
        if case.ending and case.paid != "crypto":
            who = "developer"  # whoever made it may still know the order; the names of those days help nobody
        name = case.say.first_of(f"the-{who}-behind-a-charge", f"the-{who}") if case.is_about_a_line else f"the-{who}"
        return Party("developer", case.say(name), case.say(f"contact-{who}-unknown"))
    developer = case.product.developer
    text, page = best_contact(developer.contact)
    return Party("developer", case.say("the-developer-named", name=developer.name), text, page or developer.site)


def _processor(case: Case) -> Party:
    say, processor, answering = case.say, case.processor, case.answering
    if processor is None:
        return Party("processor", say("the-processor"), say("contact-processor-not-known"))
    if answering is None:
        return Party("processor", processor.name, say("contact-processor-unknown", processor=processor.name))
    name = answering.name
    if answering is not processor:
        name = say("the-processor-renamed", successor=answering.name, processor=processor.name)
    text, page = best_contact(answering.contact)
    look_up_first = case.role == "marketplace" or case.state.category == "unrecognised-charge"
    if look_up_first and case.state.category not in _AT_THE_HELP_PAGE and answering.contact.order_lookup:
        page = answering.contact.order_lookup
    if text is None and page is None:
        text = say("contact-processor-unknown", processor=answering.name)
    return Party("processor", name, text, page)


def _issuer(case: Case) -> Party:
    say, paid = case.say, case.paid
    if case.processor and _draws_on_something(case):
        behind = say("the-issuer-behind", processor=case.processor.name)
        return Party("issuer", behind, say("contact-issuer", paid="debit-card"))
    service = case.directory.processors.get(paid or "")
    if service:
        return Party("issuer", service.name, *best_contact(service.contact))
    return Party("issuer", say("the-issuer", paid=paid or "other"), say("contact-issuer", paid=paid or "other"))
