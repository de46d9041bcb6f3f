"""A name stands for one company: whoever writes one that two have is asked which, and may not know.

A family may share names. Those of legal sellers are not compared: one company may be the seller of several shops.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice, families
from bot.directory.directory import Directory
from bot.understanding.text import words


def find(directory: Directory, _: date) -> Iterator[Finding]:
    family = families(directory.processors)
    for first, other in claimed_twice(_claims(directory)):
        if family[first.processor.id] != family[other.processor.id]:
            names = f"{first.processor.name} and {other.processor.name}"
            message = f"{names} are both called {other.written}; remove it from one, or make it longer"
            yield Finding(processor_file(other.processor.id), other.location, message)


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        yield Claim("".join(words(processor.name)), processor.name, processor, ("name",))
        for index, name in enumerate(processor.also_known_as):
            yield Claim("".join(words(name)), name, processor, ("also_known_as", index))
        for index, name in enumerate(processor.recognise.spellings):
            yield Claim("".join(words(name)), name, processor, ("recognise", "spellings", index))


_ACME = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
collected: 2026-11
sources: []
"""
_ZENITH = """\
name: Zenith
also_known_as: [acmepay]
role: merchant-of-record
status: {state: active}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="shared-name",
    severity="warning",
    rule="A name belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
