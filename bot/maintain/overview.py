"""The directory at a glance, as Markdown: figures, and a line for each processor with what is known and what is not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from bot.directory.directory import Directory
from bot.directory.processor import Contact, Processor, State

BEGIN, END = "<!-- overview: written by `make overview`, not by hand -->", "<!-- end of overview -->"
_STATES = get_args(State)
_GONE = {"closed", "insolvent"}


class MissingPlaceError(ValueError):
    """A text has no place for the overview. The message says how to make one."""

    def __init__(self) -> None:
        super().__init__(f"there is no place for the overview; write the lines {BEGIN} and {END} where it belongs")


def overview(directory: Directory) -> str:
    """Return the figures and the table, in English, ending with a line break."""
    return "\n".join((*_figures(directory), "", *_table(directory.processors.values()), ""))


def put_into(text: str, directory: Directory) -> str:
    """Return `text` with the overview between its two marks.

    Raises:
        MissingPlaceError: the marks are not there.
    """
    before, begin, rest = text.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise MissingPlaceError
    return f"{before}{begin}{overview(directory)}{end}{after}"


def _figures(directory: Directory) -> Iterator[str]:
    entries = directory.processors.values()
    active = [entry for entry in entries if entry.status.state == "active"]
    states = Counter(entry.status.state for entry in entries)
    yield f"- {len(entries)} processors: {', '.join(f'{states[state]} {state}' for state in _STATES)}."
    yield (
        f"- Of the {len(active)} active ones {_share(active, 'contact')} have a contact, "
        f"and {_share(active, 'privacy policy')} the address of their privacy policy."
    )
    yield (
        f"- Of all, {_share(entries, 'statement text')} have a confirmed statement text; "
        f"{_share(entries, 'weak statement text')} more have a weak one, which only suggests."
    )
    rules, developers = directory.rules, directory.developers.values()
    sources = [source for entry in (*entries, *rules, *developers) for source in entry.sources]
    dates = sorted(source.date for source in sources if source.date)
    span = f", from {dates[0]} to {dates[-1]}" if dates else ""
    yield f"- {len(sources)} sources, with those of the {len(rules)} rules; {len(dates)} of them bear a date{span}."
    yield f"- {sum(entry.verified is not None for entry in entries)} entries were checked on the live pages."


def _table(entries: Iterable[Processor]) -> Iterator[str]:
    yield "| processor | role | status | newest source | known | missing |"
    yield "|---|---|---|---|---|---|"
    for entry in sorted(entries, key=lambda entry: entry.name.casefold()):
        things = dict(_things(entry))
        known = ", ".join(name for name, is_known in things.items() if is_known)
        missing = ", ".join(name for name, is_known in things.items() if not is_known and not name.startswith("weak"))
        cells = (
            f"[{entry.name}](config/processors/{entry.id}.yaml)",
            entry.role if entry.role_confidence != "low" else f"{entry.role} (uncertain)",
            _status(entry),
            entry.as_of or f"undated, {'read' if entry.sources else 'none found'} {entry.collected}",
            known or "the name",
            missing or "–",
        )
        yield f"| {' | '.join(cells)} |"


def _status(entry: Processor) -> str:
    status, owner = entry.status, entry.related.part_of
    words = [
        status.state,
        f"since {status.since}" if status.since else "",
        "(uncertain)" if status.confidence == "low" else "",
        f"→ {status.successor}" if status.successor else "",
        f"(part of {owner})" if owner else "",
    ]
    return " ".join(word for word in words if word)


def _things(entry: Processor) -> Iterator[tuple[str, bool]]:
    """Yield what a buyer would want of an entry, and whether it is there; of the gone, only what makes sense."""
    gone, confidences = entry.status.state in _GONE, {line.confidence for line in entry.recognise.statement}
    if not entry.is_service and entry.sold_by != "others":
        yield "seller", bool(entry.legal_seller)
    if not gone and entry.status.state != "renamed":
        yield "contact", entry.contact != Contact()
        yield "look-up", entry.contact.order_lookup is not None
        yield "privacy policy", entry.privacy_policy is not None
    confirmed = bool(confidences & {"high", "medium"})
    yield "statement text", confirmed
    if confidences and not confirmed:
        yield "weak statement text", True
    yield "addresses", bool(entry.hosts)
    yield "refund rule", entry.refunds.text is not None


def _share(entries: Iterable[Processor], thing: str) -> int:
    return sum(dict(_things(entry)).get(thing, False) for entry in entries)
