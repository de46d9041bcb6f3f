"""Hosts in a text: checkout pages and the senders of receipts. A host covers its subdomains and nothing else."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bot.directory.processor import Processor
from bot.understanding.reading import Candidate

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+", re.ASCII)
_WRAPPING = "<>()[]{}\"'“”„‚‘’.,;:!?"
_LIKE_AN_ADDRESS = re.compile(r"@|://|\w[._]\w")
_HOST_ENDS = re.compile(r"[/?#:*]")


class Addresses:
    """Finds whose a host is. A piece of text is an address as a whole or not at all: nothing inside it counts."""

    def __init__(self, processors: Iterable[Processor]) -> None:
        self._sites: dict[str, str] = {}
        self._senders: dict[str, str] = {}
        self._names: dict[str, str] = {}  # names such as GUMRD.COM, which are no address of theirs
        for processor in processors:
            hosts = (*processor.recognise.sites, *processor.recognise.old_sites)
            self._sites.update(dict.fromkeys(hosts, processor.id))
            self._senders.update(dict.fromkeys(processor.recognise.senders, processor.id))
            self._names.update((name.casefold(), processor.id) for name in processor.also_known_as if "." in name)

    def read(self, text: str) -> Iterator[Candidate]:
        for piece in text.casefold().split():
            host, is_sender = _host_of(piece)
            if host is None:
                continue
            if is_sender and (sender := _owner(host, self._senders)):
                yield Candidate(sender, "certain", "evidence-sender")
            elif not is_sender and (owner := _owner(host, self._sites)):
                yield Candidate(owner, "certain", "evidence-site")
            elif not is_sender and host in self._names:
                yield Candidate(self._names[host], "certain", "evidence-name")


def without_addresses(text: str) -> str:
    """Return the text without what is, or imitates, an address: no part of a look-alike is taken for a name."""
    return " ".join(piece for piece in text.split() if not _LIKE_AN_ADDRESS.search(piece.strip(_WRAPPING)))


def _host_of(piece: str) -> tuple[str | None, bool]:
    """Return the host that a piece of text without spaces stands for, and whether it is a mail sender's."""
    piece = piece.casefold().strip(_WRAPPING).removeprefix("mailto:")
    is_sender = "@" in piece and "://" not in piece
    if "://" in piece:
        try:
            host = urlsplit(piece).hostname or ""
        except ValueError:
            host = ""
    elif is_sender:
        host = piece.partition("@")[2]
    else:
        host = _HOST_ENDS.split(piece, maxsplit=1)[0]
    host = host.rstrip(".")
    return (host if _HOST.fullmatch(host) else None), is_sender


def _owner(host: str, known: dict[str, str]) -> str | None:
    labels = host.split(".")
    return next((known[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in known), None)
