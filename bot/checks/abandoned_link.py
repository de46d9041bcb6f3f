"""Nobody is sent to a host of a company that is gone: the page is old, or by now somebody else's."""

from collections.abc import Iterator
from datetime import date

from bot.checks import links
from bot.checks.check import Check, Finding
from bot.checks.examples import entry
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for link in links.shown(directory):
        if directory.is_abandoned(f"https://{link.host}"):
            message = f"{link.address} is of a company that is gone; remove it, or write who answers today"
            yield Finding(link.file, link.location, message)


_ACME = entry("Acme Pay", "contact: {email: help@orders.pay.example}")
_ZENITH = """\
name: Zenith
role: merchant-of-record
status: {state: closed}
recognise: {old_sites: [pay.example]}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="abandoned-link",
    severity="error",
    rule="No buyer is sent to a host of a company that is gone.",
    find=find,
    good={"processors/acme.yaml": _ACME.replace("orders.pay", "acme"), "processors/zenith.yaml": _ZENITH},
    bad={"processors/acme.yaml": _ACME, "processors/zenith.yaml": _ZENITH},
    live=("entries", "recognised"),
)
