"""`as_of` is the date of the newest source: it is what a buyer reads as the age of all facts."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import entries
from bot.directory.directory import Directory
from bot.directory.records import Sourced


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, record in entries(directory):
        message = _fault(record)
        if message:
            yield Finding(file, (*keys, "as_of"), message)


def _fault(entry: Sourced) -> str | None:
    # Dates sort as texts, the less exact one of two first: 2026, 2026-10, 2026-10-05.
    newest = max((source.date for source in entry.sources if source.date), default=None)
    if newest and (entry.as_of or "") < newest:
        return f"the newest source is of {newest}; write as_of: {newest}"
    if entry.as_of and entry.as_of > (newest or ""):
        read = "" if newest or entry.collected else ", and collected: with the month of the reading"
        return f"no source is as new as {entry.as_of}; write as_of: {newest or 'null'}{read}"
    return None


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
collected: 2026-09
sources:
  - {url: "https://pay.example/terms", date: 2026-05, confidence: high, for: [role]}
  - {url: "https://pay.example/help", date: 2026-08, confidence: high, for: [role]}
"""

CHECK = Check(
    id="as-of-newest",
    severity="warning",
    rule="The date as_of is that of the newest source.",
    find=find,
    good={"processors/acme.yaml": f"{_ENTRY}as_of: 2026-08\n"},
    bad={"processors/acme.yaml": f"{_ENTRY}as_of: 2026-09\n"},
)
