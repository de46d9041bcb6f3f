"""A name stands for one company: whoever writes one that two have is asked which, and may not know.

A family may share names. Those of legal sellers are not compared: one company may be the seller of several shops.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.claims import Claim, shared
from bot.checks.examples import entry
from bot.directory.directory import Directory
from bot.understanding.text import words


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from shared(
        directory, _claims(directory), "{names} are both called {written}; remove it from one, or make it longer"
    )


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        yield Claim("".join(words(processor.name)), processor.name, processor, ("name",))
        for index, name in enumerate(processor.also_known_as):
            yield Claim("".join(words(name)), name, processor, ("also_known_as", index))
        for index, name in enumerate(processor.recognise.spellings):
            yield Claim("".join(words(name)), name, processor, ("recognise", "spellings", index))


_ACME = entry("Acme Pay")
_ZENITH = entry("Zenith", "also_known_as: [acmepay]")

CHECK = Check(
    id="shared-name",
    severity="warning",
    rule="A name belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
