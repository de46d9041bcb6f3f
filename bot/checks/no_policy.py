"""An active processor should have a privacy policy: who writes to it hands over an address and an order."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.examples import entry
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        if processor.status.state == "active" and processor.privacy_policy is None:
            message = f"{processor.name} has no privacy_policy; add its address if a source names it"
            yield Finding(processor_file(processor.id), ("privacy_policy",), message)


_ENTRY = entry("Acme Pay", "privacy_policy: https://pay.example/privacy")

CHECK = Check(
    id="no-policy",
    severity="warning",
    rule="An active processor has a privacy policy.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("https://pay.example/privacy", "null")},
)
