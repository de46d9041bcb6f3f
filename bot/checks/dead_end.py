"""Whoever asks for a company that has ended needs somebody who answers today, or words that say what to do.

Where such words are there, a better successor is only for whoever has time to look for one.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Processor


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        state, file = processor.status.state, processor_file(processor.id)
        if state in {"active", "unknown"} or directory.who_answers(processor) is not None:
            continue
        if processor.status.successor is not None:
            last = _last_successor(directory, processor)
            message = f"{processor.name} leads to {last.name}, which has ended, too; name whoever answers today"
            if processor.notes is None:
                message = f"{message}, or write notes: on what to do"
            yield Finding(file, ("status", "successor"), message, "note" if processor.notes else None)
        elif processor.notes is None:
            message = f"{processor.name} is {state} and nobody is named to ask; add successor:, or notes: on what to do"
            yield Finding(file, ("status",), message)


def _last_successor(directory: Directory, processor: Processor) -> Processor:
    while processor.status.successor is not None:
        processor = directory.processors[processor.status.successor]
    return processor


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: closed, since: 2020, successor: paddle}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="dead-end",
    severity="warning",
    rule="A company that has ended leads to one that answers today, or its notes say what to do.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("paddle", "digital-river")},
)
