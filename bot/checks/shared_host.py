"""A host is one company's own: a receipt or a page on it names who took the money, and cannot name two.

Companies of one family do share hosts: a successor answers at the old ones, an owner at those of what it bought.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, families, shared
from bot.checks.examples import entry
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from shared(directory, _claims(directory), "{names} both claim {written}; remove it from the wrong one")
    yield from _below_another(directory, families(directory.processors))


def _below_another(directory: Directory, family: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the hosts that lie below one of another company: whoever owns pay.example owns mail.pay.example."""
    owners = {claim.key: claim.processor for claim in _claims(directory)}
    for claim in _claims(directory):
        labels = claim.key.split(".")
        for start in range(1, len(labels)):
            above = ".".join(labels[start:])
            owner = owners.get(above, claim.processor)
            if family[owner.id] != family[claim.processor.id]:
                message = f"{claim.written} lies below {above} of {owner.name}; remove it here, or from the wrong one"
                yield Finding(processor_file(claim.processor.id), claim.location, message)


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        for key in ("senders", "sites", "old_sites"):
            for index, host in enumerate(getattr(processor.recognise, key)):
                yield Claim(host, host, processor, ("recognise", key, index))


_ACME = entry("Acme Pay", "recognise: {sites: [pay.example]}")
_ZENITH = entry("Zenith", "recognise: {senders: [mail.example, pay.example]}")

CHECK = Check(
    id="shared-host",
    severity="error",
    rule="A host belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
    live=("recognised",),
)
