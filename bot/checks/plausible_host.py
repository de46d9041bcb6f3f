"""A host that buyers are shown is a company's public name: they can read it, and see whose it is."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from bot.checks import links
from bot.checks.check import Check, Finding, processor_file
from bot.checks.links import Link
from bot.directory.directory import Directory

# RFC 2606, 6761, 6762, 7686, 8375 and 9476, what private networks use besides, and names without a dot.
_NOT_PUBLIC = re.compile(
    r"(?:.+\.)?(?:alt|arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test)"
    r"|(?:.+\.)?example\.(?:com|net|org)|[^.]+"
)
_NUMBER = re.compile(r"(?:.+\.)?[0-9]+")
_SHORTENER = re.compile(
    r"(?:.+\.)?(?:(?:adf|bit|buff|cutt|ow|rebrand|t)\.ly|bitly\.com|(?:is|v)\.gd|goo\.gl|trib\.al|fb\.me|j\.mp"
    r"|bit\.do|bl\.ink|dub\.sh|linktr\.ee|lnkd\.in|lnk\.to|rb\.gy|s\.id|short\.io|shorturl\.at|t\.co|tiny\.cc|tinyurl\.com)"
)
# Pages that lead on to another one, or show it in their own frame.
_LEADS_ON = re.compile(
    r"(?:https?://)?(?:l\.facebook\.com|(?:[^/]+\.)?safelinks\.protection\.outlook\.com|[^/]+\.translate\.goog"
    r"|(?:[^/]+\.)?archive\.(?:org|is|ph|today|md|li|fo|vn)|translate\.google\.[a-z.]+|(?:www\.)?google\.[a-z.]+/url)(?:[/?#].*)?",
    re.IGNORECASE,
)


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for link in chain(links.shown(directory), _own_hosts(directory)):
        if fault := _fault(link.host, link.address):
            yield Finding(link.file, link.location, f"{link.host} {fault}")


def _own_hosts(directory: Directory) -> Iterator[Link]:
    """Yield the hosts by which a buyer is told a company's real addresses from false ones."""
    for processor in directory.processors.values():
        for key in ("sites", "senders"):
            for index, host in enumerate(getattr(processor.recognise, key)):
                yield Link(processor_file(processor.id), ("recognise", key, index), host)


def _fault(host: str, address: str) -> str | None:
    if _NUMBER.fullmatch(host):
        return "is a number; write the name of the host"
    if _NOT_PUBLIC.fullmatch(host):
        return "is no public host; write one that buyers can open"
    if "xn--" in host:
        return "is in punycode, which no buyer can read; write a host of theirs in plain letters"
    if _SHORTENER.fullmatch(host) or _LEADS_ON.fullmatch(address):
        return "hides where it leads; write the address that it leads to"
    return None


CHECK = Check(
    id="plausible-host",
    severity="error",
    rule="Every host that buyers are shown is public, readable and a company's own.",
    find=find,
    good={"processors/paddle.yaml": ("help: https://paddle.net", "help: https://www.paddle.net")},
    bad={"processors/paddle.yaml": ("help: https://paddle.net", "help: https://bit.ly/paddle")},
    live=("entries",),
)
