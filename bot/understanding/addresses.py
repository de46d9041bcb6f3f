"""Hosts in a text: checkout pages and the senders of receipts. A host covers its subdomains and nothing else."""

import re
from collections.abc import Iterable, Iterator

from bot.directory.models import Processor
from bot.understanding.reading import Candidate

_HOST = re.compile(r"(@?)((?:[a-z0-9-]+\.)+[a-z0-9-]+)")


class Addresses:
    def __init__(self, processors: Iterable[Processor]) -> None:
        self._sites: dict[str, str] = {}
        self._senders: dict[str, str] = {}
        for processor in processors:
            self._sites.update(dict.fromkeys(processor.recognise.sites, processor.id))
            self._senders.update(dict.fromkeys(processor.recognise.senders, processor.id))

    def read(self, text: str) -> Iterator[Candidate]:
        for at, host in _HOST.findall(text.casefold()):
            if at:
                sender = _owner(host, self._senders)
                if sender:
                    yield Candidate(sender, "certain", "evidence-sender")
            elif owner := _owner(host, self._sites):
                yield Candidate(owner, "certain", "evidence-site")


def _owner(host: str, known: dict[str, str]) -> str | None:
    labels = host.strip(".").split(".")
    return next((known[name] for i in range(len(labels)) if (name := ".".join(labels[i:])) in known), None)
