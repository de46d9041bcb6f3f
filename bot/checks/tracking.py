"""An address tells no third party who sent the buyer, and earns nobody money on it.

The addresses of sources are for those who check them, and a page may not open without all of its address.
"""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from bot.checks import links
from bot.checks.check import Check, Finding
from bot.checks.examples import entry
from bot.checks.links import Link
from bot.directory.directory import Directory
from bot.directory.problems import Severity

_TRACKS = re.compile(
    r"(?:utm|pk|mtm)_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|ttclid|twclid|li_fat_id|igshid|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|mkt_tok|_ga|srsltid|irclickid|irgwc|clickid|cjevent|cjdata|sscid|ref|ref_src|refid|ref_id|referral"
    r"|aff|aff_sub|affid|aff_id|affiliate|affiliateid|affiliate_id|afftrack|a_aid|aid|fpr|tag|trk|via|deal|partner"
    r"|partner_id|partnerid|campaign|campaign_id|campaignid",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"(?:.+\.)?(?:(?:awin1|shareasale|linksynergy|dpbolvw|jdoqocy|kqzyfj|tkqlhce|redirectingat)\.com|anrdoezrs\.net"
    r"|ojrq\.net|pxf\.io|sjv\.io|go\.skimresources\.com|amzn\.to|prf\.hn)"
)
_SEPARATORS = re.compile("[?&;#!]")


def find(directory: Directory, _: date) -> Iterator[Finding]:
    yield from _found(links.shown(directory), None)
    yield from _found(links.of_sources(directory), "warning")


def _found(addresses: Iterator[Link], severity: Severity | None) -> Iterator[Finding]:
    for link in addresses:
        names = [name for name in _names(link.address) if _TRACKS.fullmatch(name)]
        if names:
            message = f"{link.address} tells who sent its reader; write it without {', '.join(names)}"
            yield Finding(link.file, link.location, message, severity)
        elif _PAYS.fullmatch(link.host):
            message = f"{link.host} earns money for whoever wrote the address; write the one that it leads to"
            yield Finding(link.file, link.location, message, severity)


def _names(address: str) -> Iterator[str]:
    """Yield the names of all values in an address, wherever they stand: ?a=1&b=2;c=3#d=4."""
    for part in _SEPARATORS.split(address)[1:]:
        name, is_value, _ = part.partition("=")
        if is_value:
            yield unquote(name)


_ENTRY = entry("Acme Pay", 'contact: {help: "https://pay.example/help?topic=refund&preference=email"}')

CHECK = Check(
    id="tracking",
    severity="error",
    rule="No address has a part that tells who sent the buyer.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("preference", "REF")},
    live=("entries",),
)
