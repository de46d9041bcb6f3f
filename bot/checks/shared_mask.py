"""Order numbers of the same form cannot tell two processors apart.

Signs are left out, since buyers leave them out; and so are masks of wild cards alone, which tell nobody apart anyway.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.checks.claims import Claim, claimed_twice
from bot.checks.examples import entry
from bot.directory.directory import Directory

_SIGNS = re.compile(r"\\.|[^A-Z0-9#@%*]")
_OWN = re.compile("[A-Z0-9]")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for first, other in claimed_twice(_claims(directory)):
        numbers = f"{first.processor.name} and {other.processor.name} both have order numbers like {other.written}"
        message = f"{numbers}; remove the mask from the wrong one, or make it narrower"
        yield Finding(processor_file(other.processor.id), other.location, message)


def _claims(directory: Directory) -> Iterator[Claim]:
    for processor in directory.processors.values():
        for index, mask in enumerate(processor.recognise.order_numbers):
            form = _SIGNS.sub("", mask.upper())
            if _OWN.search(form):
                yield Claim(form, mask, processor, ("recognise", "order_numbers", index))


_ACME = entry("Acme Pay", 'recognise: {order_numbers: ["ACM-####"]}')
_ZENITH = entry("Zenith", 'recognise: {order_numbers: ["acm####"]}')

CHECK = Check(
    id="shared-mask",
    severity="warning",
    rule="No two processors have the same mask of order numbers.",
    find=find,
    good={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH.replace("acm####", "zen####")},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
)
