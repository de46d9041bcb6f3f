"""Which addresses the directory has, and what an answer says of one: whether it still leads to whom it should. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from bot.checks import links
from bot.checks.entries import Entry, entries
from bot.checks.links import Link
from bot.directory.directory import Directory
from bot.directory.models import Operator, Rule
from bot.directory.processor import Processor
from bot.maintain.pages import Page, read_page, shortened
from bot.understanding.text import words

# From what needs nobody to what needs somebody most.
Result = Literal["fine", "moved", "unreachable", "refused", "gone", "changed-owner"]
RESULTS: tuple[Result, ...] = get_args(Result)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = {301, 308}
_GONE = {404, 410}
_OK, _NO_LONGER_OK, _SERVER_ERRORS = 200, 300, 500

_PAGES = {"text/html", "application/xhtml+xml", "text/plain", ""}
_FEW_WORDS = 5  # less is no text: "Loading…", "It works!"
_LABEL_SAYS_SOMETHING = 3  # letters
_FOUND_IN_PIECES = 6  # letters from which "citizensadvice" is also found in "Citizens Advice"
_SECOND_LEVEL = {"ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "or", "org"}
# Below these, every name is another customer's.
_SHARED = {
    "atlassian.net", "blogspot.com", "freshdesk.com", "github.io", "gitbook.io", "helpscoutdocs.com", "intercom.help",
    "myshopify.com", "notion.site", "wordpress.com", "zendesk.com",
}  # fmt: skip

_PARKED = re.compile(
    r"\bdomain(?: name)?\b.{0,40}\bfor sale\b|\b(?:buy|get|own) this domain\b|\bparked (?:free|domain|page)\b"
    r"|\bdomain(?: name)? (?:is |has been |has )?(?:parked|expired)\b|\bdomain\b.{0,40}\b(?:zum verkauf|zu verkaufen)\b"
    r"|\b[\w-]+\.[a-z]{2,} (?:is|may be|ist|steht) (?:for sale|zu verkaufen|zum verkauf)\b",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\bnot found\b|\b404\b|\bnicht gefunden\b|\bintrouvable\b|\bno encontrada\b|(?:no longer|doesn['’]t) exist",
    re.IGNORECASE,
)
_ASKS_FOR_A_PERSON = re.compile(
    r"just a moment|attention required|access denied|captcha|security check|checking your browser|\b(?:human|robot)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Owner:
    """Whose page it has to be.

    `names` count in any case; `proper_names`, which are plain words too, only as they are written here. `host_names`,
    which whoever takes a host over has with it, count on its own hosts alone. `hosts` stand for all below them.
    """

    names: frozenset[str]
    proper_names: frozenset[str] = frozenset()
    host_names: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()

    def __or__(self, other: "Owner") -> "Owner":
        return Owner(
            self.names | other.names,
            self.proper_names | other.proper_names,
            self.host_names | other.host_names,
            self.hosts | other.hosts,
        )

    def has(self, host: str) -> bool:
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)

    def is_named_in(self, text: str, *, at: str) -> bool:
        """Say whether a text on the host `at` names it."""
        said = words(text)
        spaced, joined = f" {' '.join(said)} ", "".join(said)
        for name in map(words, self.names | self.host_names if self.has(at) else self.names):
            if name and f" {' '.join(name)} " in spaced:
                return True
            if len(name) == 1 and len(name[0]) >= _FOUND_IN_PIECES and name[0] in joined:
                return True
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in self.proper_names)


@dataclass(frozen=True)
class Target:
    """One address, every place where it is written, and whose it is."""

    address: str
    places: tuple[Link, ...]
    owner: Owner

    @property
    def host(self) -> str:
        return self.places[0].host


@dataclass(frozen=True)
class Hop:
    """A redirect: its HTTP status and the address that it leads to."""

    status: int
    to: str


@dataclass(frozen=True)
class Answer:
    """What came of asking for an address: the redirects on the way and the last status, or why there was none.

    `body` is the first part of a page, `charset` what the server calls its encoding.
    """

    hops: tuple[Hop, ...] = ()
    status: int | None = None
    content_type: str = ""
    charset: str | None = None
    body: bytes = b""
    failure: str = ""


@dataclass(frozen=True)
class Verdict:
    """`reason` goes on where the address ends: "answers 404". `moved_to` is the new address of what has moved."""

    result: Result
    reason: str
    moved_to: str | None = None


def targets(directory: Directory, ids: Collection[str] = (), *, sources: bool = False) -> list[Target]:
    """Return the web addresses that buyers are sent to, by host; with `sources` also those where facts were read.

    `ids` are those of processors, developers and rules; without any, all of the directory counts, and the operator.
    """
    found: defaultdict[str, list[Link]] = defaultdict(list)
    owners: dict[str, Owner] = {}
    known = {(entry.file, entry.keys): entry for entry in entries(directory)}
    for link in (*links.shown(directory), *(links.of_sources(directory) if sources else ())):
        entry = known.get((link.file, ())) or known.get((link.file, link.location[:2]))
        if link.address.startswith("http") and (not ids or (entry is not None and entry.record.id in ids)):
            found[link.address].append(link)
            owner = _owner(link.host, entry, directory.bot.operator)
            owners[link.address] = owners.get(link.address, owner) | owner
    every = (Target(address, tuple(places), owners[address]) for address, places in found.items())
    return sorted(every, key=lambda target: (target.host, target.address))


def unknown_ids(directory: Directory, ids: Collection[str]) -> list[str]:
    known = {entry.record.id for entry in entries(directory)}
    return [one for one in ids if one not in known]


def _owner(host: str, entry: Entry | None, operator: Operator) -> Owner:
    record = entry.record if entry else operator
    if isinstance(record, Rule | Operator):
        names = [re.sub(r"\s*\(.*?\)", "", name) for name in record.name.values()]
        return _owner_named(names, host)
    hosts, everyday = frozenset[str](), frozenset[str]()
    if isinstance(record, Processor):
        hosts = frozenset((*record.recognise.sites, *record.recognise.senders))
        everyday = frozenset(" ".join(words(word)) for word in record.recognise.everyday_words)
    return _owner_named((record.name, *record.also_known_as), host, everyday, hosts)


def _owner_named(
    names: Collection[str], host: str, everyday: Collection[str] = (), hosts: frozenset[str] = frozenset()
) -> Owner:
    """Return an owner with these names and with those that its host gives it: the label, and the domain in full."""
    domain = _domain(host)
    label = domain.split(".")[0]
    proper = {name for name in names if " ".join(words(name)) in everyday}
    host_names = {domain}
    if label in everyday:
        proper.update((label.capitalize(), label.upper()))
    elif len(label) >= _LABEL_SAYS_SOMETHING:
        host_names.add(label)
    return Owner(frozenset(names) - proper, frozenset(proper), frozenset(host_names), hosts | {domain})


def _domain(host: str) -> str:
    """Return the part of a host that somebody has registered, as far as its form tells."""
    labels = host.split(".")
    country = len(labels) > 1 and len(labels[-1]) == len("uk") and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if country or ".".join(labels[-2:]) in _SHARED else -2 :])


def is_served(status: int) -> bool:
    """Say whether an HTTP status comes with the page that was asked for."""
    return _OK <= status < _NO_LONGER_OK


def judge(target: Target, answer: Answer) -> Verdict:
    """Say what an answer means. A status of 200 proves nothing: the page has to name whom it belongs to."""
    last = answer.hops[-1].to if answer.hops else target.address
    by_way_of = f", after a redirect to {last}" if answer.hops else ""
    if answer.status is None:
        return Verdict("unreachable", f"{answer.failure}{by_way_of}")
    if answer.status in _GONE:
        return Verdict("gone", f"answers {answer.status}{by_way_of}")
    if answer.status >= _SERVER_ERRORS:
        return Verdict("unreachable", f"answers {answer.status}, an error of its server{by_way_of}")
    if not is_served(answer.status):
        return Verdict("refused", f"answers {answer.status}{by_way_of}; open it yourself")
    page = read_page(answer.body, answer.charset) if answer.content_type in _PAGES else None
    return _wrong_page(target, page, answer, last) or _moved(target, answer) or Verdict("fine", "")


def _wrong_page(target: Target, page: Page | None, answer: Answer, last: str) -> Verdict | None:
    """Say what speaks against a page that was served, or None."""
    first, end = urlsplit(target.address), urlsplit(last)
    host = end.hostname or ""
    foreign = not target.owner.has(host)
    if page is None:
        if foreign:
            return Verdict("changed-owner", f"leads to {host}, and to no page that can be read")
        return Verdict("refused", f"is {shortened(answer.content_type)} and no page; open it yourself")
    called = f"“{page.title}”" if page.title else "a page without a title"
    if _PARKED.search(page.said):
        return Verdict("changed-owner", f"looks parked or for sale: {called}")
    if _ASKS_FOR_A_PERSON.search(page.title):
        return Verdict("refused", f"asks for a person: {called}; open it yourself")
    if _NOT_FOUND.search(page.title):
        return Verdict("gone", f"answers {answer.status}, but says {called}")
    if not target.owner.is_named_in(page.said, at=host):
        if foreign:
            return Verdict("changed-owner", f"leads to {host}, which does not name its owner: {called}")
        if len(words(page.text)) < _FEW_WORDS:
            return Verdict("refused", f"shows no text{' without JavaScript' * page.has_script}; open it yourself")
        return Verdict("changed-owner", f"no longer names its owner: {called}")
    if answer.hops and host == first.hostname and end.path in {"", "/"} and first.path not in {"", "/"}:
        return Verdict("gone", "leads to the front page")
    return None


def _moved(target: Target, answer: Answer) -> Verdict | None:
    """Return the new address where redirects say that it is for good, up to the first that does not."""
    moved_to = None
    for hop in answer.hops:
        if hop.status not in _PERMANENT:
            break
        moved_to = hop.to
    if moved_to is None or moved_to == target.address:
        return None
    return Verdict("moved", f"is now {moved_to}", moved_to)


def by_result(verdicts: Mapping[Target, Verdict]) -> Iterator[tuple[Result, list[Target]]]:
    """Yield every result that there is with its targets, what needs somebody most last."""
    for result in RESULTS:
        of_it = [target for target, verdict in verdicts.items() if verdict.result == result]
        if of_it:
            yield result, of_it
