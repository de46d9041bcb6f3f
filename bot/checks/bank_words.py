"""A statement text has a word of the company's own: PURCHASE or DEBIT CARD stands in the lines of all of them."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.understanding.text import words


def find(directory: Directory, _: date) -> Iterator[Finding]:
    of_banks = {word for phrase in directory.meanings.bank_words for word in words(phrase)}
    for processor in directory.processors.values():
        for index, statement in enumerate(processor.recognise.statement):
            said = words(statement.text)
            if said and all(word in of_banks or word.isdecimal() for word in said):
                message = (
                    f"{statement.text} stands in the lines of every company; add the company's own word, or remove it"
                )
                yield Finding(processor_file(processor.id), ("recognise", "statement", index, "text"), message)


_ENTRY = entry("Acme Pay", 'recognise: {statement: [{text: "PURCHASE ACME", kind: prefix, confidence: high}]}')

CHECK = Check(
    id="bank-words",
    severity="warning",
    rule="A statement text has a word that is not the bank's own.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("PURCHASE ACME", "PURCHASE 24")},
)
