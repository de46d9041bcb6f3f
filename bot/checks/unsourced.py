"""What a processor's file states, a source says: without one, nobody can look up whether it still holds."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.support import facts, supports
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for key in facts(processor):
            if not any(supports(source, key) for source in processor.sources):
                message = f"no source of {processor.name} supports {key}; write it under for: of the one that says it"
                yield Finding(processor_file(processor.id), tuple(key.split(".")), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
contact: {{help: https://pay.example/help}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [{supported}]}}
"""

CHECK = Check(
    id="unsourced",
    severity="warning",
    rule="Every fact of a processor has a source that names it.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(supported="role, contact")},
    bad={"processors/acme.yaml": _ENTRY.format(supported="role, contact.email")},
)
