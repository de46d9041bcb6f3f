"""That a company has ended was read within three years: who took it over, and whom a buyer can ask, may change."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import CLOSURES, is_older, newest_proof
from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory


def find(directory: Directory, today: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        state, proof = processor.status.state, newest_proof(processor)
        if state in {"closed", "insolvent"} and is_older(proof, CLOSURES, today):
            message = (
                f"nothing newer than {proof} says that {processor.name} is {state}; "
                "look again who answers there, and write verified: with the day"
            )
            yield Finding(processor_file(processor.id), ("status",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: closed, since: 2020}}
as_of: {as_of}
sources:
  - {{url: "https://news.example/acme", date: {as_of}, confidence: medium, for: [role, status]}}
"""

CHECK = Check(
    id="old-closure",
    severity="warning",
    rule="That a company has ended was read within 36 months.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(as_of=2023)},
    bad={"processors/acme.yaml": _ENTRY.format(as_of="2023-10")},
)
