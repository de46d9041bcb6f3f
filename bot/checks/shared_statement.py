"""A statement text stands for one processor: with the same one at two, a line that shows it never tells which."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.understanding.statements import letters
from bot.understanding.text import fold


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for first, other in claimed_twice(_claims(directory)):
        texts = f"{first.processor.name} has {first.written} and {other.processor.name} has {other.written}"
        message = f"{texts}, which read the same; remove the wrong one"
        yield Finding(processor_file(other.processor.id), other.location, message)


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        for index, statement in enumerate(processor.recognise.statement):
            location = ("recognise", "statement", index, "text")
            yield Claim(letters(fold(statement.text)), statement.text, processor, location)


_ACME = entry("Acme Pay", 'recognise: {statement: [{text: "ACMEPAY*", kind: prefix, confidence: high}]}')
_ZENITH = entry("Zenith", "recognise: {statement: [{text: ACMÉ-PAY, kind: contains, confidence: low}]}")

CHECK = Check(
    id="shared-statement",
    severity="error",
    rule="A statement text stands for one processor.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH.replace("ACMÉ-PAY", "ZENITH ACMÉ-PAY")},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
    live=("recognised",),
)
