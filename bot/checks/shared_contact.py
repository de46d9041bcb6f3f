"""A web page or phone number that buyers are sent to is one company's own: at two, one of them is wrong."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice, families
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    family = families(directory.processors)
    for first, other in claimed_twice(_claims(directory)):
        if family[first.processor.id] != family[other.processor.id]:
            names = f"{first.processor.name} and {other.processor.name}"
            message = f"{names} both have {other.written}; remove it from the wrong one"
            yield Finding(processor_file(other.processor.id), other.location, message)


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


_ACME = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
contact: {help: "https://pay.example/help"}
collected: 2026-11
sources: []
"""
_ZENITH = """\
name: Zenith
role: merchant-of-record
status: {state: active}
contact: {order_lookup: "https://pay.example/help/"}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="shared-contact",
    severity="warning",
    rule="A page or phone number that buyers are sent to belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
