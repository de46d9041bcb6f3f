"""A closed or insolvent processor has no contact: nobody answers, and somebody else may own the address by now."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Contact


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        if processor.status.state in {"closed", "insolvent"} and processor.contact != Contact():
            message = f"{processor.name} is {processor.status.state} but has a contact; remove contact:"
            yield Finding(processor_file(processor.id), ("contact",), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: closed, since: 2020}
notes: {en: It ended in 2020. Ask whoever made the product., de: Es endete 2020.}
collected: 2026-11
sources:
  - {url: "https://news.example/acme", date: 2020, confidence: medium, for: [status, notes, role]}
"""

CHECK = Check(
    id="contact-of-the-gone",
    severity="error",
    rule="A closed or insolvent processor has no contact.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": f"{_ENTRY}contact: {{help: https://pay.example/help}}\n"},
    live=("entries",),
)
