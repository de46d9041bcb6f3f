"""Refund rules were read within half a year: shops change them, and a buyer who trusts an old one asks too late."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import REFUNDS, is_older, newest_proof
from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory


def find(directory: Directory, today: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        if processor.refunds.days or processor.refunds.decided_by:
            proof = newest_proof(processor, "refunds")
            if is_older(proof, REFUNDS, today):
                message = (
                    f"nothing newer than {proof} speaks for the refund rule of {processor.name}; "
                    "read it again and write verified: with the day"
                )
                yield Finding(processor_file(processor.id), ("refunds",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
refunds: {{decided_by: developer, days: 30}}
as_of: 2026-11
sources:
  - {{url: "https://pay.example/terms", date: 2026-11, confidence: high, for: [role]}}
  - {{url: "https://pay.example/refunds", date: {read}, confidence: high, for: [refunds]}}
"""

CHECK = Check(
    id="old-refunds",
    severity="warning",
    rule="Who decides about refunds, and for how many days, was read within 6 months.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(read="2026-05")},
    bad={"processors/acme.yaml": _ENTRY.format(read="2026-04")},
)
