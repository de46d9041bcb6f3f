"""A mail address is one company's own: it is recognised as the sender of receipts, and buyers write to it."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice, families
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    family = families(directory.processors)
    for first, other in claimed_twice(_claims(directory)):
        if family[first.processor.id] != family[other.processor.id]:
            names = f"{first.processor.name} and {other.processor.name}"
            message = f"{names} both have the mail address {other.written}; remove it from the wrong one"
            yield Finding(processor_file(other.processor.id), other.location, message)


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        if email := processor.contact.email:
            yield Claim(email.casefold(), email, processor, ("contact", "email"))
        for index, mailbox in enumerate(processor.recognise.mailboxes):
            yield Claim(mailbox.casefold(), mailbox, processor, ("recognise", "mailboxes", index))


_ACME = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
contact: {email: help@pay.example}
collected: 2026-11
sources: []
"""
_ZENITH = """\
name: Zenith
role: merchant-of-record
status: {state: active}
recognise: {mailboxes: [Help@pay.example]}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="shared-mailbox",
    severity="warning",
    rule="A mail address belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
