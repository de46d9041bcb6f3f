"""A fact that only weak sources support is worth another look: it is told as uncertain, or it ought to be."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.support import facts, supports
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for key in facts(processor):
            if {source.confidence for source in processor.sources if supports(source, key)} == {"low"}:
                message = f"only sources of low confidence support {key} of {processor.name}; look for a better one"
                yield Finding(processor_file(processor.id), tuple(key.split(".")), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
notes: {{en: It may take a week., de: Es kann eine Woche dauern.}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role]}}
  - {{url: "https://forum.example/acme", confidence: {confidence}, for: [notes]}}
"""

CHECK = Check(
    id="low-alone",
    severity="note",
    rule="Every fact has a source of more than low confidence.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(confidence="medium")},
    bad={"processors/acme.yaml": _ENTRY.format(confidence="low")},
)
