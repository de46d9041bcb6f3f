"""Buyers are sent to encrypted pages alone: on an open network anybody can change the others on their way."""

from collections.abc import Iterator
from datetime import date

from bot.checks import links
from bot.checks.check import Check, Finding
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for link in links.shown(directory):
        if link.address.casefold().startswith("http://"):
            message = f"{link.address} is not encrypted; write https:// once you have seen that the page opens with it"
            # Of a small developer often only the old address is known, and that is better than none.
            yield Finding(link.file, link.location, message, "warning" if link.file.startswith("developers/") else None)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
contact: {help: "https://pay.example/help"}
collected: 2026-11
sources:
  - {url: "http://pay.example/terms", confidence: high, for: [status, role, contact]}
"""

CHECK = Check(
    id="https",
    severity="error",
    rule="Every address that buyers are sent to starts with https://.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("https://pay", "http://pay")},
    live=("entries",),
)
