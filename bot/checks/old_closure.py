"""That a company has ended, or has a new name, was read within three years: whom a buyer can ask may change."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import CLOSURES, is_older, newest_proof
from bot.checks.check import Check, Finding, processor_file
from bot.checks.support import facts
from bot.directory.directory import Directory


def find(directory: Directory, today: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        state, proof = processor.status.state, newest_proof(processor, "status")
        if "status" in facts(processor) and is_older(proof, CLOSURES, today):
            message = (
                f"nothing newer than {proof} says that {processor.name} is {state}; "
                "look again who answers there, and write verified: with the day"
            )
            yield Finding(processor_file(processor.id), ("status",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: closed, since: 2020}}
as_of: 2026-11
sources:
  - {{url: "https://news.example/acme", date: {read}, confidence: medium, for: [status]}}
  - {{url: "https://news.example/acme-pay", date: 2026-11, confidence: medium, for: [role]}}
"""

CHECK = Check(
    id="old-closure",
    severity="warning",
    rule="That a company has ended, or has a new name, was read within 36 months.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(read=2023)},
    bad={"processors/acme.yaml": _ENTRY.format(read="2023-10")},
)
