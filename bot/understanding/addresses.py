"""Hosts in a text: checkout pages and the senders of receipts. A host covers its subdomains and nothing else."""

import re
from collections.abc import Container, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.directory.processor import Processor
from bot.understanding.reading import Candidate
from bot.understanding.text import SIGN

# What has a scheme or a path is one piece, whatever signs are inside: nothing inside an address counts by itself.
_PIECE = re.compile(
    rf"(?<![^\s{SIGN}])[^\s{SIGN}]*://\S*|[^\W{SIGN}][^\s{SIGN}/?#*;|,]*\.\w+[/?#][^\s{SIGN}]*|[^\s*;|,()<>\[\]{{}}\"“”„‚‘’「」『』{SIGN}]+"
)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_WRAPPING = "<>()[]{}\"'“”„‚‘’.,;:!?-"
_HOST_ENDS = re.compile(r"[/?#:]")
_LIKE_AN_ADDRESS = re.compile(r"@|://|\w[._][^\W\d]")


class Address(NamedTuple):
    """What stands at `start` to `stop` of a text: a host, and whether mail is sent from it. None is no host at all."""

    start: int
    stop: int
    host: str | None
    mailbox: str | None


def addresses_in(text: str) -> list[Address]:
    """Return everything in a cleaned text that is, or imitates, an address."""
    if "." not in text and "@" not in text:
        return []
    return [
        Address(match.start(), match.end(), *_host_of(match[0]))
        for match in _PIECE.finditer(text)
        if _LIKE_AN_ADDRESS.search(match[0].strip(_WRAPPING))
    ]


class Hosts:
    """Knows whose a host is."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._sites: dict[str, str] = {}
        self._senders: dict[str, str] = {}
        self._mailboxes: dict[str, str] = {}
        for processor in processors:
            hosts = (*processor.recognise.sites, *processor.recognise.old_sites)
            self._sites.update(dict.fromkeys(hosts, processor.id))
            self._senders.update(dict.fromkeys(processor.recognise.senders, processor.id))
            mailboxes = (*processor.recognise.mailboxes, processor.contact.email or "")
            self._mailboxes.update((mailbox.casefold(), processor.id) for mailbox in mailboxes if mailbox)

    @staticmethod
    def reads(processor: Processor) -> object:
        """Return all of a processor that counts."""
        known = processor.recognise
        return (processor.id, known.sites, known.old_sites, known.senders, known.mailboxes, processor.contact.email)

    def read(self, address: Address) -> Candidate | None:
        """Return whose an address is."""
        if address.host is None:
            return None
        if address.mailbox is None:
            site = _covering(address.host, self._sites)
            return Candidate(self._sites[site], "certain", "evidence-site", site) if site else None
        whole = f"{address.mailbox}@{address.host}"
        for known, shown in (
            (self._mailboxes, whole),
            (self._senders, _covering(address.host, self._senders)),
            (self._sites, _covering(address.host, self._sites)),
        ):
            if shown in known:
                return Candidate(known[shown], "certain", "evidence-sender", shown)
        return None


def _host_of(piece: str) -> tuple[str | None, str | None]:
    """Return the host that a piece of text without spaces stands for, and the mailbox where it is a mail address."""
    piece = piece.casefold().strip(_WRAPPING).removeprefix("mailto:")
    mailbox = None
    if "://" in piece:
        try:
            host = urlsplit(piece).hostname or ""
        except ValueError:
            host = ""
    elif "@" in piece:
        mailbox, _, host = piece.partition("@")
    else:
        host = _HOST_ENDS.split(piece, maxsplit=1)[0]
    host = host.rstrip(".")
    return (host if _HOST.fullmatch(host) else None), mailbox


def _covering(host: str, known: Container[str]) -> str | None:
    """Return the known host that is `host` or has it as a subdomain."""
    labels = host.split(".")
    return next((name for i in range(len(labels)) if (name := ".".join(labels[i:])) in known), None)
