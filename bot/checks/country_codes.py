"""A legal seller's country is one: of a code that stands for none, a buyer would read the two letters."""

from collections.abc import Iterator
from datetime import date

from babel import Locale

from bot.checks.check import Check, Finding, processor_file
from bot.directory.directory import Directory

# Two-letter codes that have names, too, but stand for unions, parts of countries, tests, or nothing. Kosovo's XK stays:
# it has no other.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def find(directory: Directory, _: date) -> Iterator[Finding]:
    countries = set(Locale("en").territories) - _NO_COUNTRIES
    for processor in directory.processors.values():
        for index, seller in enumerate(processor.legal_seller):
            if seller.country and seller.country not in countries:
                message = f"{seller.name}: there is no country {seller.country}; write its ISO code, such as GB"
                yield Finding(processor_file(processor.id), ("legal_seller", index, "country"), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
legal_seller: [{{name: Acme Pay Ltd, country: {country}}}]
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, legal_seller]}}
"""

CHECK = Check(
    id="country-codes",
    severity="error",
    rule="The country of a legal seller is one of ISO 3166.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(country="GB")},
    bad={"processors/acme.yaml": _ENTRY.format(country="UK")},
    live=("entries",),
)
