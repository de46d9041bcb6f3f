"""Contacts were seen within a year: pages and mailboxes move, and whoever writes to a dead one waits for nothing."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import CONTACTS, is_older, newest_proof
from bot.checks.check import Check, Finding, processor_file
from bot.checks.entries import developer_file
from bot.directory.directory import Directory
from bot.directory.models import Developer, DeveloperContact
from bot.directory.processor import Contact, Processor


def find(directory: Directory, today: date) -> Iterator[Finding]:
    everybody: tuple[Processor | Developer, ...] = (*directory.processors.values(), *directory.developers.values())
    for entry in everybody:
        proof = newest_proof(entry, "contact")
        if entry.contact not in (Contact(), DeveloperContact()) and is_older(proof, CONTACTS, today):
            file = processor_file(entry.id) if isinstance(entry, Processor) else developer_file(entry.id)
            message = (
                f"nothing newer than {proof} speaks for the contact of {entry.name}; "
                "open its pages and write verified: with the day"
            )
            yield Finding(file, ("contact",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
contact: {{help: https://pay.example/help}}
as_of: 2026-11
sources:
  - {{url: "https://pay.example/help", date: 2015, confidence: high, for: [contact.help]}}
  - {{url: "https://pay.example/support", date: {read}, confidence: high, for: [contact]}}
  - {{url: "https://pay.example/terms", date: 2026-11, confidence: high, for: [role]}}
"""

CHECK = Check(
    id="old-contact",
    severity="warning",
    rule="A contact was seen within 12 months.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(read="2025-11")},
    bad={"processors/acme.yaml": _ENTRY.format(read="2025-10")},
)
