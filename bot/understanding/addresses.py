"""Hosts in a text: checkout pages and the senders of receipts. A host covers its subdomains and nothing else."""

import re
from collections.abc import Iterable, Iterator

from bot.directory.models import Processor
from bot.understanding.reading import Candidate

_HOST = re.compile(r"(@?)((?:[a-z0-9-]+\.)+[a-z0-9-]+)", re.IGNORECASE)


class Addresses:
    def __init__(self, processors: Iterable[Processor]) -> None:
        self._sites: dict[str, str] = {}
        self._senders: dict[str, str] = {}
        self._names: dict[str, str] = {}  # names such as GUMRD.COM, which are no address of theirs
        for processor in processors:
            self._sites.update(dict.fromkeys(processor.recognise.sites, processor.id))
            self._senders.update(dict.fromkeys(processor.recognise.senders, processor.id))

            self._names.update((name.casefold(), processor.id) for name in processor.also_known_as if "." in name)

    def read(self, text: str) -> Iterator[Candidate]:
        for at, host in _HOST.findall(text.casefold()):
            if at:
                sender = _owner(host, self._senders)
                if sender:
                    yield Candidate(sender, "certain", "evidence-sender")
            elif owner := _owner(host, self._sites):
                yield Candidate(owner, "certain", "evidence-site")
            elif host in self._names:
                yield Candidate(self._names[host], "certain", "evidence-name")


def without_addresses(text: str) -> str:
    """Return the text without its hosts, so that no part of a look-alike is taken for a name."""
    return _HOST.sub(" ", text)


def _owner(host: str, known: dict[str, str]) -> str | None:
    labels = host.strip(".").split(".")
    return next((known[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in known), None)
