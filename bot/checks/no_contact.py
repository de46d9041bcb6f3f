"""An active processor should have a contact. Without one the buyer learns its name, which is half of the help."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Contact


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        if processor.status.state == "active" and processor.contact == Contact():
            message = f"{processor.name} has no contact; add one under contact: if a source names it"
            yield Finding(processor_file(processor.id), ("contact",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
collected: 2026-11
sources:
  - {url: "https://pay.example/terms", date: 2026-01, confidence: high, for: [status, contact, role]}
"""

CHECK = Check(
    id="no-contact",
    severity="warning",
    rule="An active processor has a contact.",
    find=find,
    good={"processors/acme.yaml": f"{_ENTRY}contact: {{help: https://pay.example/help}}\n"},
    bad={"processors/acme.yaml": _ENTRY},
)
