"""Developer, processor and issuer of a case: their names, where to reach them, what to ask them for."""

from typing import get_args

from bot.conversation.case import Case
from bot.conversation.reply import Party
from bot.directory.models import Contact, DeveloperContact, Paid, PartyRole

# Old purchases in these categories are about a key, not about money.
_ABOUT_THE_LICENCE = {"not-received", "access", "not-as-described", "other"}


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
    if role == "developer":
        if case.ending == "recent":
            return say("developer-ended-recent")
        if case.ending == "years-ago" and category != "invoice":
            return say("developer-years-ago" if category in _ABOUT_THE_LICENCE else "developer-years-ago-money")
        return say(f"developer-{category}")
    if role == "processor":
        if case.ending:
            return say("processor-ended")
        if case.is_service:
            return say(say.own_or_default("service", category))
        return say(f"processor-{category}")
    if case.ending == "recent":
        return say("issuer-ended-recent")
    message = "issuer-default" if case.state.paid == "crypto" else say.own_or_default("issuer", category)
    return say(message, paid=case.state.paid or "other")


def best_contact(contact: Contact | DeveloperContact) -> tuple[str | None, str | None]:
    """Return what to read (an e-mail address, else a number) and what to follow (the help page)."""
    phone = contact.phone[0].number if isinstance(contact, Contact) and contact.phone else None
    return contact.email or phone, contact.help


def _developer(case: Case) -> Party:
    if case.product is None:
        unknown = "contact-merchant-unknown" if case.is_service else "contact-developer-unknown"
        name = "the-merchant" if case.is_service else "the-developer"
        return Party("developer", case.say(name), case.say(unknown))
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
    if case.state.category == "unrecognised-charge" and answering.contact.order_lookup:
        page = answering.contact.order_lookup
    if text is None and page is None:
        text = say("contact-processor-unknown", processor=answering.name)
    return Party("processor", name, text, page)


def _issuer(case: Case) -> Party:
    say, paid = case.say, case.state.paid
    if case.processor and case.processor.id in get_args(Paid):
        # The service itself is a way to pay: what is left behind it is the card or bank account that it drew on.
        return Party(
            "issuer", say("the-issuer-behind", processor=case.processor.name), say("contact-issuer", paid="other")
        )
    service = case.directory.processors.get(paid or "")
    if service:
        return Party("issuer", service.name, *best_contact(service.contact))
    return Party("issuer", say("the-issuer", paid=paid or "other"), say("contact-issuer", paid=paid or "other"))
