"""Who claims what: by a host, a mailbox, a text or a name only one processor, or one family, should be known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.checks.check import Finding, processor_file
from bot.directory.directory import Directory
from bot.directory.processor import Processor
from bot.directory.yamlfile import Location


class Claim(NamedTuple):
    """`key` is what has to differ between processors, `written` how it stands in the file at `location`."""

    key: str
    written: str
    processor: Processor
    location: Location


def claimed_twice(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the first claim on a key together with each later one of another processor."""
    first: dict[str, Claim] = {}
    for claim in claims:
        known = first.setdefault(claim.key, claim)
        if known.processor.id != claim.processor.id:
            yield known, claim


def shared(directory: Directory, claims: Iterable[Claim], message: str) -> Iterator[Finding]:
    """Yield what two processors claim that are no family. The message has `{names}` and what is `{written}`."""
    family = families(directory.processors)
    for first, other in claimed_twice(claims):
        if family[first.processor.id] != family[other.processor.id]:
            names = f"{first.processor.name} and {other.processor.name}"
            said = message.format(names=names, written=other.written)
            yield Finding(processor_file(other.processor.id), other.location, said)


def families(processors: Mapping[str, Processor]) -> Mapping[str, str]:
    """Return the family of each processor: all that successor: and part_of: tie together have the same one."""
    elders = {name: name for name in processors}

    def eldest(name: str) -> str:
        while elders[name] != name:
            elders[name] = elders[elders[name]]  # a long line is shorter the next time
            name = elders[name]
        return name

    for processor in processors.values():
        for relative in (processor.status.successor, processor.related.part_of):
            if relative is not None:
                elders[eldest(processor.id)] = eldest(relative)
    return {name: eldest(name) for name in processors}
