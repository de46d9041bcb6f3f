"""The few names on buttons are for companies that buyers still ask for.

Mostly those still sell. A name that has ended may be asked for as well, by the buyers that it left behind.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for index, name in enumerate(directory.bot.offered_processors):
        processor = directory.processors[name]
        has_ended = directory.has_ended(processor)
        if has_ended or processor.role == "unknown":
            fault = "has ended" if has_ended else "has no known role"
            message = f"{processor.name} {fault}; unless many still ask for it, offer another one"
            yield Finding("bot.yaml", ("offered_processors", index), message)


CHECK = Check(
    id="offered-ended",
    severity="note",
    rule="Every processor on a button still trades and has a role.",
    find=find,
    good={"bot.yaml": ("  - plimus", "  - tebex")},
    bad={"bot.yaml": ("  - plimus", "  - kagi")},
)
