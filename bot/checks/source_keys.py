"""A source names keys that the file has: one that is misspelt or empty here leaves some fact without its source."""

from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Contact, Processor, Recognise, Refunds, Related, Status
from bot.directory.records import Record

_PARTS: Mapping[str, type[Record]] = {
    "contact": Contact,
    "recognise": Recognise,
    "refunds": Refunds,
    "related": Related,
    "status": Status,
}
_KNOWN = {*Processor.model_fields, *(f"{part}.{key}" for part, record in _PARTS.items() for key in record.model_fields)}
_KNOWN -= {"id", "sources"}
_EMPTY = (None, (), Contact(), Recognise(), Refunds(), Related())


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for index, source in enumerate(processor.sources):
            for position, key in enumerate(source.supports):
                fault = _fault(processor, key)
                if fault:
                    here = ("sources", index, "for", position)
                    yield Finding(processor_file(processor.id), here, f"{key} {fault}")


def _fault(processor: Processor, key: str) -> str | None:
    if key not in _KNOWN:
        return "is no key of a processor's file; write one, such as refunds or contact.help"
    if attrgetter(key)(processor) in _EMPTY:
        return f"of {processor.name} is empty; write what the source says of it, or remove it here"
    return None


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
contact: {{help: https://pay.example/help}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, {supported}]}}
"""

CHECK = Check(
    id="source-keys",
    severity="warning",
    rule="A source names keys that the processor's file has.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(supported="contact")},
    bad={"processors/acme.yaml": _ENTRY.format(supported="contact.email")},
)
