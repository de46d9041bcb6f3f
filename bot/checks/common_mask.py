"""An order number is evidence by what its mask has of its own; digits alone fit the numbers of many shops."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory

_FITS_MANY = frozenset("#@%* ")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for processor in directory.processors.values():
        for index, mask in enumerate(processor.recognise.order_numbers):
            if _FITS_MANY.issuperset(mask):
                message = f"{mask} fits many shops' numbers; add a letter, digit or sign if all of them have one"
                yield Finding(processor_file(processor.id), ("recognise", "order_numbers", index), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
recognise: {order_numbers: ["ACM-####"]}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="common-mask",
    severity="note",
    rule="A mask of order numbers has a letter, digit or sign of its own.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("ACM-####", "@@@@####")},
)
