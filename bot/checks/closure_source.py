"""That a company has ended keeps buyers from asking it, so somebody else than itself should have said so.

What lies on its own hosts may be old, and is somebody else's page once the name has been sold.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Processor
from bot.directory.records import Source


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        state = processor.status.state
        if state in {"closed", "insolvent"} and not any(_tells(source, processor) for source in processor.sources):
            message = f"no other host than its own says that {processor.name} is {state}; add one with for: [status]"
            yield Finding(processor_file(processor.id), ("sources",), message)


def _tells(source: Source, processor: Processor) -> bool:
    if source.url is None or not any(key.startswith("status") for key in source.supports):
        return False
    host = urlsplit(source.url).hostname
    return not any(f".{host}".endswith(f".{own}") for own in processor.hosts)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: closed, since: 2020}
recognise: {old_sites: [pay.example]}
collected: 2026-11
sources:
  - {url: "https://news.example/acme", confidence: medium, for: [status]}
"""

CHECK = Check(
    id="closure-source",
    severity="warning",
    rule="Somebody else than itself says that a closed or insolvent processor is.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("news.example", "blog.pay.example")},
)
