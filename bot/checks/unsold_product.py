"""A product says through whom it is sold: otherwise its buyers are never asked whether it was this one."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import developer_file
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for developer in directory.developers.values():
        for index, product in enumerate(developer.products):
            if not product.sold_through:
                message = f"{product.name} names no processor; write those who sell it under sold_through:"
                yield Finding(developer_file(developer.id), ("products", index), message)


_ENTRY = """\
name: Acme Software
site: https://acme.example
products:
  - {{id: acme-player, name: Acme Player{sold}}}
collected: 2026-11
sources:
  - {{url: "https://acme.example/shop", confidence: high, for: [products]}}
"""

CHECK = Check(
    id="unsold-product",
    severity="note",
    rule="A product names the processors that sell it.",
    find=find,
    good={"developers/acme.yaml": _ENTRY.format(sold=", sold_through: [paddle]")},
    bad={"developers/acme.yaml": _ENTRY.format(sold="")},
)
