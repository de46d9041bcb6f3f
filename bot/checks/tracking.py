"""An address tells no third party who sent the buyer, and earns nobody money on it.

The addresses of sources are for those who check them, and a page may not open without all of its address.
"""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from bot.checks import links
from bot.checks.check import Check, Finding
from bot.checks.links import Link
from bot.directory.directory import Directory
from bot.directory.problems import Severity

_TRACKS = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid|mc_cid|mc_eid|_hsenc|_hsmi"
    r"|mkt_tok|irclickid|clickid|cjevent|ref|refid|ref_id|referral|aff|affid|aff_id|affiliate|affiliate_id|afftrack|tag"
    r"|partner|partner_id|partnerid|campaign|campaign_id|campaignid",
    re.IGNORECASE,
)


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from _found(links.shown(directory), None)
    yield from _found(links.of_sources(directory), "warning")


def _found(addresses: Iterator[Link], severity: Severity | None) -> Iterator[Finding]:
    for link in addresses:
        names = [name for name, _ in parse_qsl(urlsplit(link.address).query, keep_blank_values=True)]
        tracking = ", ".join(name for name in names if _TRACKS.fullmatch(name))
        if tracking:
            message = f"{link.address} tells who sent its reader; write it without {tracking}"
            yield Finding(link.file, link.location, message, severity)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
contact: {help: "https://pay.example/help?topic=refund&preference=email"}
collected: 2026-11
sources: []
"""

CHECK = Check(
    id="tracking",
    severity="error",
    rule="No address has a part that tells who sent the buyer.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("preference", "REF")},
    live=("entries",),
)
