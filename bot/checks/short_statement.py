"""Two or three letters begin many lines of other companies; only the sign behind them (BLS*) tells them apart."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.understanding.statements import letters

_ENOUGH = 4


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for index, statement in enumerate(processor.recognise.statement):
            has_sign = not statement.text[-1].isalnum()
            if len(letters(statement.text)) < _ENOUGH and not has_sign and statement.confidence != "low":
                message = f"{statement.text} is too short to be sure; add the sign behind it, or write confidence: low"
                yield Finding(processor_file(processor.id), ("recognise", "statement", index), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
recognise: {statement: [{text: "ACM*", kind: prefix, confidence: high}]}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="short-statement",
    severity="warning",
    rule="A statement text of less than four letters ends with a sign, or has a low confidence.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("ACM*", "ACM")},
)
