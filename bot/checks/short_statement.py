"""Two or three letters begin many lines of other companies; only the sign behind them (BLS*) tells them apart."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.directory.processor import Statement
from bot.understanding.statements import letters

_ENOUGH = 4
_ENOUGH_WITH_SIGN = 2


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for index, statement in enumerate(processor.recognise.statement):
            message = _fault(statement)
            if message:
                yield Finding(processor_file(processor.id), ("recognise", "statement", index), message)


def _fault(statement: Statement) -> str | None:
    length = len(letters(statement.text))
    has_sign = not statement.text.rstrip()[-1:].isalnum()
    if length < _ENOUGH_WITH_SIGN:
        return f"'{statement.text}' has less than two letters or digits; write all that a bank prints, or remove it"
    if length < _ENOUGH and not has_sign and statement.confidence != "low":
        return f"{statement.text} is too short to be sure; add the sign behind it, or write confidence: low"
    return None


_ENTRY = entry("Acme Pay", 'recognise: {statement: [{text: "ACM*", kind: prefix, confidence: high}]}')

CHECK = Check(
    id="short-statement",
    severity="warning",
    rule="A statement text has four letters, or two and a sign behind them, or a low confidence.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("ACM*", "ACM")},
)
