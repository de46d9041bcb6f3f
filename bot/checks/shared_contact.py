"""A web page or phone number that buyers are sent to is one company's own: at two, one of them is wrong."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.checks.check import Check, Finding
from bot.checks.claims import Claim, shared
from bot.checks.examples import entry
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from shared(directory, _claims(directory), "{names} both have {written}; remove it from the wrong one")


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        contact = processor.contact
        pages = {
            ("contact", "help"): contact.help,
            ("contact", "order_lookup"): contact.order_lookup,
            ("privacy_policy",): processor.privacy_policy,
        }
        for location, page in pages.items():
            if page:
                yield Claim(_page(page), page, processor, location)
        for index, phone in enumerate(contact.phone):
            yield Claim(phone.number, phone.number, processor, ("contact", "phone", index, "number"))


def _page(address: str) -> str:
    """Return an address without what leads to the same page in another way."""
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


_ACME = entry("Acme Pay", 'contact: {help: "https://pay.example/help"}')
_ZENITH = entry("Zenith", 'contact: {order_lookup: "https://pay.example/help/"}')

CHECK = Check(
    id="shared-contact",
    severity="warning",
    rule="A page or phone number that buyers are sent to belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
