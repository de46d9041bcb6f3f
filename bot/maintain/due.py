"""What a person should look at next: the oldest proofs, and among them first what most buyers read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from bot.checks.ages import CLOSURES, CONTACTS, REFUNDS, RULES, is_older, last_day, newest_proof, newest_reading
from bot.checks.entries import Entry, entries
from bot.checks.support import facts
from bot.directory.directory import Directory
from bot.directory.models import Developer, DeveloperContact, Rule
from bot.directory.processor import Contact, Processor
from bot.maintain.to_open import to_open

_OFFERED, _ALIVE, _ENDED, _MISSING = 3, 2, 1, 1
_HEADINGS = ("id", "what is old", "since", "why it counts")


@dataclass(frozen=True, slots=True)
class Aged:
    """What is known under a key, the date of its newest proof, and how many months that may be old."""

    key: str
    proof: str
    budget: int


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to look at. `since` is the oldest proof of what is old; `pages` are those that speak for it, else all.

    `file` is counted from `config/`, and `then` is what to do once the pages have been read.
    `urgency` is the months over the budget, a begun one as a whole, times the weights of all reasons together.
    """

    id: str
    file: str
    old: tuple[str, ...]
    since: str
    reasons: tuple[str, ...]
    pages: tuple[str, ...]
    then: str
    urgency: int


def due(directory: Directory, today: date) -> list[Due]:
    """Return every entry of which a proof is older than its budget, the most urgent first."""
    found = (_due(directory, entry, today) for entry in entries(directory))
    return sorted((one for one in found if one), key=lambda one: (-one.urgency, one.id))


def table(dues: Sequence[Due]) -> Iterator[str]:
    """Yield a table line by line; below each entry stand its file with what to do, and the addresses to open."""
    rows = [(one.id, ", ".join(one.old), one.since, ", ".join(one.reasons)) for one in dues]
    widths = [max(len(row[column]) for row in (_HEADINGS, *rows)) for column in range(len(_HEADINGS))]
    yield _row(_HEADINGS, widths)
    for one, row in zip(dues, rows, strict=True):
        yield _row(row, widths)
        yield f"    {one.file}: {one.then}"
        yield from (f"    {address}" for address in one.pages)


def _row(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _due(directory: Directory, entry: Entry, today: date) -> Due | None:
    record = entry.record
    old = [fact for fact in _facts(record) if is_older(fact.proof, fact.budget, today)]
    if not old:
        return None
    weights = dict(_weights(directory, record))
    keys = tuple(fact.key for fact in old)
    spoken_for = () if isinstance(record, Rule) else to_open(directory, record, keys)
    pages = spoken_for or to_open(directory, record)
    return Due(
        id=record.id,
        file=entry.file,
        old=keys,
        since=min((fact.proof for fact in old), key=last_day),
        reasons=tuple(weights),
        pages=pages,
        then=_next(record, pages),
        urgency=max(_months_over(fact, today) for fact in old) * sum(weights.values()),
    )


def _next(record: Processor | Developer | Rule, pages: Sequence[str]) -> str:
    if not pages:
        return "find a page that says it, and write it under sources:"
    if isinstance(record, Rule):
        return "read these, and mend collected:"
    return f"open these, then run recourse verified {record.id}"


def _months_over(fact: Aged, today: date) -> int:
    return next(months for months in count() if not is_older(fact.proof, fact.budget + months, today))


def _facts(record: Processor | Developer | Rule) -> Iterator[Aged]:
    if isinstance(record, Rule):
        yield Aged("text", newest_reading(record), RULES)
        return
    if isinstance(record, Processor) and "status" in facts(record):
        yield Aged("status", newest_proof(record, "status"), CLOSURES)
    if record.contact not in (Contact(), DeveloperContact()):
        yield Aged("contact", newest_proof(record, "contact"), CONTACTS)
    if isinstance(record, Processor) and (record.refunds.days or record.refunds.decided_by):
        yield Aged("refunds", newest_proof(record, "refunds"), REFUNDS)


def _weights(directory: Directory, record: Processor | Developer | Rule) -> Iterator[tuple[str, int]]:
    """Yield why an entry counts, and how much."""
    match record:
        case Rule():
            yield "stands in many answers", _ALIVE
        case Developer():
            yield "developer", _ALIVE
        case Processor():
            if record.id in directory.bot.offered_processors:
                yield "offered as a button", _OFFERED
            yield record.status.state, _ENDED if directory.has_ended(record) else _ALIVE
            if record.status.state == "active" and record.contact == Contact():
                yield "no contact", _MISSING
            if record.status.state == "active" and record.privacy_policy is None:
                yield "no privacy policy", _MISSING
