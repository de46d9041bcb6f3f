"""Of two statement texts that begin alike the longer one wins, so the shorter one is not as sure as it says.

A payment service stands in front of the seller on purpose (PAYPAL *PADDLE.NET), and so does an owner.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import families
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.directory.processor import Processor
from bot.understanding.lines import TOKEN
from bot.understanding.statements import letters
from bot.understanding.text import fold


def find(directory: Directory, _: date) -> Iterator[Finding]:
    family = families(directory.processors)
    sure = list(_sure(directory))
    leading = {
        letters(fold(text)): (processor, text)
        for processor, index, text in sure
        if not processor.is_service and processor.recognise.statement[index].kind != "exact"
    }
    for processor, index, text in sure:
        words = TOKEN.findall(fold(text).upper())
        for count in range(1, len(words)):
            shorter, begins = leading.get("".join(words[:count]), (processor, ""))
            if family[shorter.id] != family[processor.id]:
                message = f"{text} begins like {begins} of {shorter.name}; write confidence: low for the less sure one"
                yield Finding(processor_file(processor.id), ("recognise", "statement", index, "text"), message)


def _sure(directory: Directory) -> Iterator[tuple[Processor, int, str]]:
    for processor in directory.processors.values():
        for index, statement in enumerate(processor.recognise.statement):
            if statement.confidence != "low":
                yield processor, index, statement.text


_ACME = entry("Acme Pay", 'recognise: {statement: [{text: "ACME*", kind: prefix, confidence: high}]}')
_ZENITH = entry("Zenith", 'recognise: {statement: [{text: "ACME *ZENITH", kind: prefix, confidence: high}]}')

CHECK = Check(
    id="shadowed-statement",
    severity="warning",
    rule="No sure statement text begins like the sure text of another seller.",
    find=find,
    good={
        "processors/acme.yaml": _ACME.replace("merchant-of-record", "payment-service"),
        "processors/zenith.yaml": _ZENITH,
    },
    bad={"processors/acme.yaml": _ACME.replace("high", "medium"), "processors/zenith.yaml": _ZENITH},
)
