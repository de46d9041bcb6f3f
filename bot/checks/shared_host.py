"""A host is one company's own: a receipt or a page on it names who took the money, and cannot name two.

Companies of one family do share hosts: a successor answers at the old ones, an owner at those of what it bought.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice, families
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    family = families(directory.processors)
    for first, other in claimed_twice(_claims(directory)):
        if family[first.processor.id] != family[other.processor.id]:
            names = f"{first.processor.name} and {other.processor.name}"
            message = f"{names} both claim {other.written}; remove it from the wrong one"
            yield Finding(processor_file(other.processor.id), other.location, message)
    yield from _below_another(directory, family)


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


_ACME = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
recognise: {sites: [pay.example]}
collected: 2026-11
sources: []
"""
_ZENITH = """\
name: Zenith
role: merchant-of-record
status: {state: active}
recognise: {senders: [mail.example, pay.example]}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="shared-host",
    severity="error",
    rule="A host belongs to one processor, or to one family.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": f"{_ZENITH}related: {{part_of: acme}}\n"},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
    live=("recognised",),
)
