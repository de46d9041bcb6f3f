"""No date lies in the future: a buyer would read that the facts are of a day that has not come yet."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import first_day
from bot.checks.check import Check, Finding, processor_file
from bot.checks.entries import Keys, entries
from bot.directory.directory import Directory


def find(directory: Directory, today: date) -> Iterator[Finding]:
    for file, keys, written in _dates(directory):
        if written and first_day(written) > today:
            message = f"{written} has not come yet; write {today} or an earlier date"
            yield Finding(file, keys, message)


def _dates(directory: Directory) -> Iterator[tuple[str, Keys, str | None]]:
    for file, keys, record in entries(directory):
        for key in ("as_of", "collected", "verified"):
            yield file, (*keys, key), getattr(record, key, None)
        for index, source in enumerate(record.sources):
            yield file, (*keys, "sources", index, "date"), source.date
    for processor in directory.processors.values():
        yield processor_file(processor.id), ("status", "since"), processor.status.since


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
as_of: 2026-11
collected: 2026-11
sources:
  - {url: "https://pay.example/terms", date: 2026-11, confidence: high, for: [role]}
"""

# Never live: on a machine whose clock is behind, the bot would refuse dates that are right.
CHECK = Check(
    id="future-date",
    severity="error",
    rule="No date of a fact lies in the future.",
    find=find,
    good={"processors/acme.yaml": f"{_ENTRY}verified: 2026-11-29\n"},
    bad={"processors/acme.yaml": f"{_ENTRY}verified: 2026-11-30\n"},
)
