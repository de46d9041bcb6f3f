"""A mail address is one company's own: it is recognised as the sender of receipts, and buyers write to it."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.claims import Claim, shared
from bot.checks.examples import entry
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from shared(
        directory, _claims(directory), "{names} both have the mail address {written}; remove it from the wrong one"
    )


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        if email := processor.contact.email:
            yield Claim(email.casefold(), email, processor, ("contact", "email"))
        for index, mailbox in enumerate(processor.recognise.mailboxes):
            yield Claim(mailbox.casefold(), mailbox, processor, ("recognise", "mailboxes", index))


_ACME = entry("Acme Pay", "contact: {email: help@pay.example}")
_ZENITH = entry("Zenith", "recognise: {mailboxes: [Help@pay.example]}")

CHECK = Check(
    id="shared-mailbox",
    severity="warning",
    rule="A mail address belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
